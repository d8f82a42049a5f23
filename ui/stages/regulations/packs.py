"""Rule packs: which ones there are, which one is in use, and whether they hold together."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.rules.verify import PackReport
from desktop_app.use_cases import own_packs
from desktop_app.use_cases.own_packs import PackInFile
from desktop_app.use_cases.pack_shelf import PackLine, packs, verify_packs
from desktop_app.use_cases.regime import own_folder
from desktop_app.use_cases.regulations import HANDLING_LABELS
from ui.shell import Shell
from ui.stages.regulations.compare_dialog import CompareDialog
from ui.stages.regulations.pack_dialogs import NewPackDialog, TakeUpDialog
from ui.widgets.basics import button, clear, column, copyable, framed, label, name, row, scrolled
from ui.widgets.saving import PACK, ask_where

HINT = "每个项目按立项时的规则包版本办理，换用新版本不影响在办项目。"
MOST_THIN = 8


class PacksPane(QWidget):
    """One card per pack, the check of all of them, and what can be done with one."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        inner = QWidget()
        self._cards = QVBoxLayout(inner)
        self._cards.setContentsMargins(0, 0, 8, 0)
        self._cards.setSpacing(10)
        self._verify = button("校验规则包", self._check, tip="装载每个规则包并运行其中的算例")
        self._compare = button("对照…", self.open_compare, tip="同一个项目按几个规则包各怎么办")
        heading = row(
            label(HINT, "muted", wrap=True),
            self._verify,
            self._compare,
            button("新建规则包…", lambda: NewPackDialog(self._shell).show_sized(520, 340)),
            button("导入规则包…", self._import),
        )
        heading.setStretch(0, 1)
        layout = column(heading, scrolled(inner), spacing=10)
        layout.setContentsMargins(0, 10, 0, 0)
        self.setLayout(layout)
        self._lines: tuple[PackLine, ...] = ()
        self._waiting: str | None = None
        """Code of the project to compare as soon as the packs are there."""
        self._reports: dict[str, QVBoxLayout] = {}

    def reload(self) -> None:
        """Read the packs again."""
        self._shell.run(
            lambda desk, _task: packs(desk),
            self.show_lines,
            owner=self,
            key="regulations.packs",
        )

    def show_lines(self, lines: tuple[PackLine, ...]) -> None:
        """Show every pack."""
        clear(self._cards)
        self._lines = lines
        self._reports = {}
        for line in lines:
            self._cards.addWidget(self._card(line))
        self._cards.addStretch(1)
        if self._waiting is not None:
            code, self._waiting = self._waiting, None
            self.open_compare(code)

    def _card(self, line: PackLine) -> QFrame:
        words, light = _state(line)
        heading = row(label(line.title, "title", wrap=True), label(words, badge=light))
        heading.setStretch(0, 1)
        report = QVBoxLayout()
        self._reports[line.id] = report
        texts = [label(text, role, wrap=True) for text, role in _about(line)]
        return framed(column(heading, *texts, self._acts(line), report, spacing=4))

    def _acts(self, line: PackLine) -> QHBoxLayout:
        """What can be done with this pack."""
        acts = []
        if line.folder is not None:
            acts.append(button("打开文件夹", partial(_open, line.folder)))
        if not line.faults:
            acts.append(button("导出…", partial(self._export, line)))
            if line.may_be_taken_up:
                acts.append(button("启用…", partial(self._take_up, line)))
        for each in acts:
            name(each, f"{each.text().rstrip('…')}{line.title}")
        return row(*acts, None)

    def open_compare(self, code: str = "") -> None:
        """Put a project under several packs, or the packs themselves; waits for the packs."""
        if not self._lines:
            self._waiting = code
            return
        choices = [(line.id, line.title) for line in self._lines if not line.faults]
        CompareDialog(self._shell, choices, code).show_sized(1120, 690)

    def _take_up(self, line: PackLine) -> None:
        TakeUpDialog(self._shell, line).show_sized(980, 640)

    def _export(self, line: PackLine) -> None:
        target = ask_where(self, "导出规则包", f"{line.id}-{line.version}.zip", PACK)
        if target is not None:
            self._shell.run(
                lambda desk, _task: own_packs.export_pack(desk, line.id, target),
                lambda pack: self._told("已导出", pack),
                owner=self,
            )

    def _import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "选择规则包文件", "", PACK)
        if chosen:
            self._shell.run(
                lambda desk, _task: own_packs.import_pack(desk, Path(chosen)),
                lambda pack: self._told("已导入，还没有启用", pack),
                owner=self,
            )

    def _told(self, what: str, pack: PackInFile) -> None:
        self._shell.changed()
        self._shell.say(f"{what}：{pack.title} {pack.version}，校验值 SM3 {pack.digest[:16]}…")

    def _check(self) -> None:
        self._verify.setEnabled(False)
        self._shell.run(
            lambda desk, _task: verify_packs((), own_folder(desk)),
            self._show_reports,
            on_error=self._failed,
            owner=self,
        )

    def _failed(self, _error: BaseException) -> bool:
        self._verify.setEnabled(True)
        return False

    def _show_reports(self, reports: tuple[PackReport, ...]) -> None:
        self._verify.setEnabled(True)
        for report in reports:
            place = self._reports.get(report.id)
            if place is None:
                continue
            clear(place)
            light = "fail" if report.faults or report.examples_failed else "pass"
            place.addWidget(copyable(_sentence(report), light))
            for fault in report.faults:
                text = f"{fault.file}　{fault.key}：{fault.message}。{fault.advice}"
                place.addWidget(copyable(text, "fail"))
            for text in _thin_lines(report):
                place.addWidget(copyable(text, "warn"))


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _state(line: PackLine) -> tuple[str, str]:
    if line.is_current:
        return "使用中", "pass"
    if line.faults:
        return f"本单位编写，有 {line.faults} 处错误", "fail"
    if line.in_force:
        newer = line.may_be_taken_up
        return (
            f"{'新版本，' if newer else ''}使用中的是 {line.in_force} 版",
            "warn" if newer else "none",
        )
    return ("随程序提供", "none") if line.folder is None else ("本单位编写", "accent")


def _about(line: PackLine) -> list[tuple[str, str]]:
    """The lines of a card with their roles."""
    if line.in_force_from is None:
        return [(f"编号 {line.id}　{line.folder}", "small")]
    until = f" 至 {line.in_force_until}" if line.in_force_until else " 起施行"
    told = (line.issuer, line.number, f"{line.in_force_from}{until}")
    found = [
        ("　".join(filter(None, told)), ""),
        (f"版本 {line.version}　编号 {line.id}", "small"),
    ]
    if line.basis:
        found.append((f"上位依据：{'、'.join(line.basis)}", "small"))
    if line.replaces:
        found.append((f"施行后废止：{'、'.join(line.replaces)}", "small"))
    return found


def _thin_lines(report: PackReport) -> list[str]:
    """Machine rows whose examples do not show enough: the first ones, and how many there are."""
    lines = [f"{row.clause}（{row.label}）：{row.lacks}" for row in report.thin[:MOST_THIN]]
    rest = len(report.thin) - len(lines)
    return [*lines, f"还有 {rest} 条的例子不够，用 hengce packs verify 看全"] if rest else lines


def _sentence(report: PackReport) -> str:
    rows = "，".join(f"{title} {report.rows[key]}" for key, title in HANDLING_LABELS.items())
    faults = f"{len(report.faults)} 处错误" if report.faults else "没有错误"
    return (
        f"校验：{faults}；条文 {rows}，未落实 {len(report.unbuilt)}；"
        f"条目 {report.entries}，算例 {report.examples}，不符 {len(report.examples_failed)}"
    )
