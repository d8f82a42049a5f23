"""核查: what the checks found in the lists, and what goes to the auditor and comes back."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from typing_extensions import override

from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.vouchers.auditing import AuditPage, FindingLine
from desktop_app.use_cases.vouchers.list_tables import cause_table, finding_table
from desktop_app.values.ids import CampaignId
from desktop_app.values.money import yuan_text
from ui.background import Progress, Task
from ui.shell import Shell
from ui.stages.vouchers import list_work as work
from ui.stages.vouchers.list_views import ListView
from ui.widgets.quick_filters import QuickFilters
from ui.widgets.saving import WORKBOOK, ask_folder, ask_where

ALL = "all"
Found = TypeVar("Found")


class AuditView(ListView):
    """What the checks found, in sum and row by row; each finding with its clause or reason."""

    title = "核查"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "audit")
        self._page: AuditPage | None = None
        self._task: Task[AuditPage] | None = None
        self._check = ""
        self.chips = QuickFilters()
        self.chips.chosen.connect(self._choose)
        self.above.addWidget(self.chips)
        self.add_act("移交审计…", self.write_handover)
        self.add_act("审计结果表…(&F)", self.write_result_rows)
        self.look = self.add_act("查看个人信息…", self.open_reveal)
        self.decide = self.add_act("核实…(&D)", self.open_decide)
        self.run = self.add_act("运行核查(&R)", self.start, "primary")

    @override
    def read(self) -> None:
        self.read_one(work.read_audit, self._show, "audit")

    def start(self) -> None:
        """Run every check over all redemptions; pressed again it stops, and nothing is changed."""
        if self._task is not None:
            self._task.cancel()
            return
        if self.book is None:
            return
        key = self.book.campaign.id
        self._task = self._shell.run(
            lambda desk, task: work.run_audit(desk, key, task),
            self._done,
            on_error=self._stopped,
            on_progress=self._tell_progress,
            owner=self,
        )

    def _tell_progress(self, progress: Progress) -> None:
        self.tell(f"{progress.text}（再按“运行核查”就停下）", "banner-info")

    def _stopped(self, error: BaseException) -> bool:
        self._task = None
        return self.failed(error)

    def _done(self, page: AuditPage) -> None:
        self._task = None
        self._show(page)
        self._shell.changed()

    def _show(self, page: AuditPage) -> None:
        self._page = page
        lines = (*page.causes, *page.signs)
        self.chips.show_chips(
            [
                (ALL, "汇总", page.audit.disallowed_rows),
                *((each.check.id, each.check.title, each.sum.rows) for each in lines),
            ]
        )
        known = {each.check.id for each in lines}
        self.chips.choose(self._check if self._check in known else ALL)
        self.tell(*_audit_words(page))

    def _choose(self, key: str) -> None:
        if self.book is None or self._page is None:
            return
        self._check = "" if key == ALL else key
        for act in (self.look, self.decide):
            act.setEnabled(bool(self._check))
        if not self._check:
            shown = cause_table(self.book.campaign, self._page)
            self.show_rows(shown, range(len(shown.rows)), part="causes")
            return
        check = self._check
        self.read_one(
            lambda desk, campaign: work.read_findings(desk, campaign, check),
            self._show_findings,
            "findings",
        )

    def _show_findings(self, lines: tuple[FindingLine, ...]) -> None:
        if self.book is not None and lines:
            shown = finding_table(self.book.campaign, lines[0].title, lines)
            weak = {each.row.row_id for each in lines if each.row.decision == "dismissed"}
            keys = [each.row.row_id for each in lines]
            self.show_rows(shown, keys, is_weak=lambda row: row.key in weak, part="findings")
            self._tell_rest(len(lines))

    def _tell_rest(self, listed: int) -> None:
        """Say so where a check found more than the list shows."""
        if self._page is not None:
            causes = (*self._page.causes, *self._page.signs)
            found = next((x.sum.rows for x in causes if x.check.id == self._check), listed)
            words, role = _audit_words(self._page)
            rest = f"\n这一项共 {found:,} 笔，这里列出前 {listed:,} 笔。" if found > listed else ""
            self.tell(words + rest, "banner-warn" if rest else role)

    def open_decide(self) -> None:
        """Record what came of looking into the selected findings of the check in view."""
        rows = [str(row.key) for row in self.list.selected]
        if self._check and rows:
            self.open_form("decide", check=self._check, rows=",".join(rows))
        else:
            self._shell.say("先选一个核查项目，再选中要核实的行")

    def open_reveal(self) -> None:
        """Show who stands behind the current finding, for a reason that is logged."""
        current = self.list.current
        if self._check and current is not None:
            self.open_form("reveal", row=str(current.key))

    def write_handover(self) -> None:
        """Write the pack that is handed over to audit into a folder."""
        self._write(
            ask_folder(self, "审计移交写到哪个文件夹"),
            work.write_handover,
            lambda found: f"已写出审计移交 {len(found.files)} 个文件：{found.path.name}",
        )

    def write_result_rows(self) -> None:
        """Write the sheet the third-party auditor fills in."""
        self._write(
            ask_where(self, "审计结果表", "审计结果表.xlsx", WORKBOOK),
            work.write_result_rows,
            "已写出 {:,} 笔的审计结果表".format,
        )

    def _write(
        self,
        path: Path | None,
        write: Callable[[Desk, CampaignId, Path], Found],
        told: Callable[[Found], str],
    ) -> None:
        """Write something about the campaign in view and say so; None: thought better of it."""
        if path is not None and self.book is not None:
            key = self.book.campaign.id
            self._shell.run(
                lambda desk, _task: write(desk, key, path),
                lambda found: self._shell.say(told(found)),
                owner=self,
            )


def _audit_words(page: AuditPage) -> tuple[str, str]:
    found = page.audit
    told = (
        f"{found.audited_on} 核查 {found.rows:,} 笔，申报 {yuan_text(found.claimed_fen)} 元；"
        f"剔除 {found.disallowed_rows:,} 笔 {yuan_text(found.disallowed_fen)} 元，"
        f"可拨 {yuan_text(found.payable_fen)} 元。"
    )
    if page.unseen:
        return f"{told}\n之后又有 {page.unseen:,} 笔进来或更正，请重新核查。", "banner-warn"
    if page.undone:
        left = "；".join(f"{check.title}（{why}）" for check, why in page.undone)
        return f"{told}\n没有查的：{left}。", "banner-warn"
    return told, "banner-info"
