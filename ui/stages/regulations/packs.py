"""Rule packs: which ones there are, which one is in use, and whether they hold together."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.rules.verify import PackReport
from desktop_app.use_cases import regulations
from desktop_app.use_cases.regulations import HANDLING_LABELS, PackLine
from ui.shell import Shell
from ui.widgets.basics import button, clear, column, copyable, framed, label, row, scrolled


class PacksPane(QWidget):
    """One card per pack, and the check of all of them."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        inner = QWidget()
        self._cards = QVBoxLayout(inner)
        self._cards.setContentsMargins(0, 0, 8, 0)
        self._cards.setSpacing(10)
        self._verify = button("校验规则包", self._check, tip="装载每个规则包并运行其中的算例")
        hint = "每个项目按立项时的规则包版本办理，换用新版本不影响在办项目。"
        heading = row(label(hint, "muted", wrap=True), self._verify)
        heading.setStretch(0, 1)
        layout = column(heading, scrolled(inner), spacing=10)
        layout.setContentsMargins(0, 10, 0, 0)
        self.setLayout(layout)
        self._reports: dict[str, QVBoxLayout] = {}

    def show_lines(self, lines: tuple[PackLine, ...]) -> None:
        """Show every pack."""
        clear(self._cards)
        self._reports = {}
        for line in lines:
            self._cards.addWidget(self._card(line))
        self._cards.addStretch(1)

    def _card(self, line: PackLine) -> QFrame:
        words, light = ("使用中", "pass") if line.is_current else ("随程序提供", "none")
        heading = row(label(line.title, "title", wrap=True), label(words, badge=light))
        heading.setStretch(0, 1)
        until = f" 至 {line.in_force_until}" if line.in_force_until else " 起施行"
        about = f"{line.issuer}　{line.number}　{line.in_force_from}{until}"
        report = QVBoxLayout()
        self._reports[line.id] = report
        texts = [label(about, wrap=True), label(f"版本 {line.version}　编号 {line.id}", "small")]
        if line.basis:
            texts.append(label(f"上位依据：{'、'.join(line.basis)}", "small", wrap=True))
        return framed(column(heading, *texts, report, spacing=4))

    def _check(self) -> None:
        self._verify.setEnabled(False)
        self._shell.run(
            lambda _desk, _task: regulations.verify_packs(),
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


def _sentence(report: PackReport) -> str:
    rows = "，".join(f"{title} {report.rows[key]}" for key, title in HANDLING_LABELS.items())
    faults = f"{len(report.faults)} 处错误" if report.faults else "没有错误"
    return (
        f"校验：{faults}；条文 {rows}，未落实 {report.unbuilt}；"
        f"条目 {report.entries}，算例 {report.examples}，不符 {report.examples_failed}"
    )
