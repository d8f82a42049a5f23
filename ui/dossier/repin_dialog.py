"""改用规则包版本: first what differs, in the law and for each project; then the reason."""

from collections.abc import Sequence

from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.rules.difference import Difference
from desktop_app.use_cases.going_live.regimes import Regime
from desktop_app.use_cases.going_live.repinning import (
    PackDifference,
    RepinLine,
    RepinOutlook,
    repin,
    repin_outlook,
    targets,
)
from desktop_app.values.ids import ProjectId
from ui import theme
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.basics import label, name
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField, Form
from ui.widgets.grounds import GroundsFields

HINT = "项目一直按立项时的版本办，不会自己改。这里先列出两版的区别和对项目的影响，写明理由才改。"
TITLES = ("内容", "原来", "改后", "条款")
WIDTHS = (420, 170, 170, 150)


class RepinDialog(Dialog):
    """The version to move to, what that changes, and why."""

    def __init__(self, shell: Shell, projects: Sequence[ProjectId], about: str) -> None:
        super().__init__(shell.window, "改用规则包版本", hint=f"{about}\n{HINT}")
        self._shell = shell
        self._projects = tuple(projects)
        self._targets: dict[str, Regime] = {}
        self._seen: RepinOutlook | None = None
        self.target = ChoiceField("改按", [])
        self.grounds = GroundsFields(
            shell.surroundings.clock().date(),
            has_day=False,
            title="理由",
            hint="为什么改用这一版，会存档",
        )
        self.told = label("正在比较…", "banner-info", wrap=True)
        self.tree = QTreeWidget()
        self.tree.setColumnCount(len(TITLES))
        self.tree.setHeaderLabels(list(TITLES))
        for place, width in enumerate(WIDTHS):
            self.tree.setColumnWidth(place, width)
        name(self.tree, "区别", "左右方向键展开和收起")
        self._build()
        subjects = tuple(Subject("project", each) for each in projects)
        kept = DraftPlace("repin", "改用规则包版本", about, subjects)
        DraftKeeper(shell, self, kept, self.grounds.fields)
        shell.run(lambda desk, _task: targets(desk), self._offer, owner=self)

    def _build(self) -> None:
        form, reasons = Form(), Form()
        form.add(self.target, required=True)
        self.grounds.add_to(reasons)
        self.body.addWidget(form)
        self.body.addWidget(self.told)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(reasons)
        self.add_cancel()
        self._action = self.add_action("改用这一版", self._save)
        self._action.setEnabled(False)

    def _offer(self, found: tuple[Regime, ...]) -> None:
        self._targets = {f"{each.pack} {each.version}": each for each in found}
        self.target.offer([(key, each.label) for key, each in self._targets.items()])
        self.target.changed.connect(self._look)
        self._look()

    def _look(self) -> None:
        """Work out what moving to the chosen version would mean."""
        target = self._targets.get(self.target.value)
        if target is None:
            return
        self._seen = None
        self._action.setEnabled(False)
        self.told.setText("正在比较…")
        self._shell.run(
            lambda desk, _task: repin_outlook(desk, self._projects, target),
            self._show,
            owner=self,
            key="dossier.repin",
        )

    def _show(self, seen: RepinOutlook) -> None:
        self._seen = seen
        self.tree.clear()
        for line in seen.lines:
            self._add(_project_branch(line), is_open=True)
        for told in seen.differences:
            self._add(_pack_branch(told), is_open=len(seen.lines) == 1)
        hindered = sum(1 for line in seen.lines if line.obstacles)
        touched = sum(1 for line in seen.lines if not line.changes_nothing)
        text = f"{len(seen.lines)} 个项目：{touched} 个的核查或办理路线有变化。"
        if hindered:
            text = f"{hindered} 个项目不能改用这一版，原因见下；去掉它们再改。"
        self.told.setText(text)
        self._action.setEnabled(seen.can_move)

    def _add(self, branch: QTreeWidgetItem, *, is_open: bool) -> None:
        font = self.tree.font()
        font.setBold(True)
        branch.setFont(0, font)
        self.tree.addTopLevelItem(branch)
        branch.setFirstColumnSpanned(True)
        branch.setExpanded(is_open)

    def _save(self) -> None:
        if self._seen is None or not self.grounds.is_right():
            return
        target, grounds = self._seen.target, self.grounds.value
        self._action.setEnabled(False)
        self._shell.run(
            lambda desk, _task: repin(
                desk, self._projects, target, grounds.reason, grounds.document_number
            ),
            self._saved,
            on_error=self._failed,
            owner=self,
        )

    def _failed(self, _error: BaseException) -> bool:
        self._action.setEnabled(True)
        return False

    def _saved(self, moved: tuple[Project, ...]) -> None:
        self._shell.changed("projects")
        self._shell.say(f"已改用：{'、'.join(each.code for each in moved)}")
        self.accept()


def _project_branch(line: RepinLine) -> QTreeWidgetItem:
    branch = QTreeWidgetItem([f"{line.code}　{line.name}　现按《{line.before}》"])
    for text in line.obstacles:
        leaf = QTreeWidgetItem([f"不能改用：{text}"])
        leaf.setForeground(0, theme.colour("fail"))
        branch.addChild(leaf)
    told = [*line.route, *line.checks, *(f"开始办理“{title}”" for title in line.opens)]
    if not line.obstacles and not told:
        told = ["核查和办理路线都没有变化"]
    for text in told:
        leaf = QTreeWidgetItem([text])
        leaf.setToolTip(0, text)
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


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same projects."""
    ids = [ProjectId(each.id) for each in draft.place.subjects]
    RepinDialog(shell, ids, draft.place.about).show_sized(980, 700)
