"""The difference list of two pack versions as a tree: the law, and every project it would touch."""

from PySide6.QtWidgets import QPushButton, QTreeWidget, QTreeWidgetItem

from desktop_app.rules.difference import Difference
from desktop_app.use_cases.going_live.outlook_table import outlook_table, project_words
from desktop_app.use_cases.going_live.repinning import PackDifference, RepinLine, RepinOutlook
from ui import theme
from ui.papers.list_dialog import ListDialog
from ui.shell import Shell
from ui.widgets.basics import button, name

TITLES = ("内容", "原来", "改后", "条款")
WIDTHS = (420, 170, 170, 150)


class OutlookTree(QTreeWidget):
    """What the versions say differently, and the projects, each with what would turn."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._seen: RepinOutlook | None = None
        self.print_button: QPushButton = button(
            "打印区别…", self.open_print, tip="打印，或另存为 PDF、工作簿"
        )
        """For the dialog to place; it prints what is shown."""
        self.print_button.setEnabled(False)
        self.setColumnCount(len(TITLES))
        self.setHeaderLabels(list(TITLES))
        for place, width in enumerate(WIDTHS):
            self.setColumnWidth(place, width)
        name(self, "区别", "左右方向键展开和收起")

    def show_outlook(self, seen: RepinOutlook, *, is_law_first: bool = False) -> None:
        """Put the outlook in place of what stood here."""
        self.clear()
        self._seen = seen
        self.print_button.setEnabled(bool(seen.differences or seen.lines))
        law = [_pack_branch(told) for told in seen.differences]
        projects = [_project_branch(line) for line in seen.lines]
        for branch in (*law, *projects) if is_law_first else (*projects, *law):
            is_open = branch in projects or is_law_first or len(projects) <= 1
            self._add(branch, is_open=is_open)

    def open_print(self) -> None:
        """Preview what is shown as a printed list."""
        if self._seen is not None:
            ListDialog(self._shell, outlook_table(self._seen)).show_sized(1120, 690)

    def _add(self, branch: QTreeWidgetItem, *, is_open: bool) -> None:
        font = self.font()
        font.setBold(True)
        branch.setFont(0, font)
        self.addTopLevelItem(branch)
        branch.setFirstColumnSpanned(True)
        branch.setExpanded(is_open)


def outlook_sentence(seen: RepinOutlook) -> str:
    """How many projects a move would touch, or how many stand in its way."""
    hindered = sum(1 for line in seen.lines if line.obstacles)
    if hindered:
        return f"{hindered} 个项目不能改用这一版，原因见下；去掉它们再改。"
    if not seen.lines:
        return "没有按旧版办理的项目。"
    touched = sum(1 for line in seen.lines if not line.changes_nothing)
    return f"{len(seen.lines)} 个项目：{touched} 个的核查或办理路线有变化。"


def _project_branch(line: RepinLine) -> QTreeWidgetItem:
    branch = QTreeWidgetItem([f"{line.code}　{line.name}　现按《{line.before}》"])
    for text in project_words(line):
        leaf = QTreeWidgetItem([text])
        leaf.setToolTip(0, text)
        if line.obstacles:
            leaf.setForeground(0, theme.colour("fail"))
        branch.addChild(leaf)
        leaf.setFirstColumnSpanned(True)
    return branch


def _pack_branch(told: PackDifference) -> QTreeWidgetItem:
    head = f"《{told.before}》改为《{told.after}》：{len(told.entries)} 处不同"
    branch = QTreeWidgetItem([head])
    for entry, words in zip(told.entries, told.words, strict=True):
        branch.addChild(_entry_leaf(entry, words))
    return branch


def _entry_leaf(entry: Difference, words: tuple[str, str, str]) -> QTreeWidgetItem:
    texts = [*words, "、".join(entry.clauses)]
    leaf = QTreeWidgetItem(texts)
    for at, text in enumerate(texts):
        leaf.setToolTip(at, text.replace("&", "&amp;").replace("<", "&lt;"))
    return leaf
