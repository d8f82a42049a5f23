"""拨付: what is paid to whom, version by version."""

from typing_extensions import override

from desktop_app.use_cases.vouchers.list_tables import payout_table, subtotal_table
from desktop_app.use_cases.vouchers.settling import SettlementPage
from desktop_app.values.money import yuan_text
from ui.papers.list_dialog import ListDialog as PrintDialog
from ui.shell import Shell
from ui.stages.vouchers import list_work as work
from ui.stages.vouchers.list_views import ListView
from ui.stages.vouchers.papers import open_figures
from ui.stages.vouchers.result_dialog import ResultDialog


class PayoutView(ListView):
    """The newest payout list: per merchant and kind, and what differs from the version before."""

    help_topic = "voucher-payout"

    title = "拨付"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "payout")
        seldom = (
            ("分批小计…", self.open_subtotals),
            ("登记审计总额…", lambda: self.open_form("report")),
            ("登记追回…", self.open_recovery),
        )
        self.add_more("分批小计，登记审计总额、追回", seldom)
        self.add_act("导入审计结果…(&I)", self.open_result)
        self.add_act("登记拨付…(&P)", lambda: self.open_form("pay"))
        self.add_act("拨付表…(&F)", self.open_paper)
        self.add_act("编制拨付表…(&E)", lambda: self.open_form("settle"), "primary")
        self._lines: dict[object, tuple[str, str]] = {}
        self._page: SettlementPage | None = None

    @override
    def read(self) -> None:
        self.read_one(work.read_payout, self._show, "payout")

    def _show(self, page: SettlementPage) -> None:
        if self.book is None:
            return
        self._page = page
        self._lines = {n: (each.merchant, each.kind) for n, each in enumerate(page.lines)}
        self.show_rows(payout_table(self.book.campaign, page), range(len(page.lines)))
        made = page.settlement
        told = (page.batch_words, page.paid_words, page.left_words, page.beyond_words)
        more = f"；比上一版有 {len(page.changes)} 项不同" if page.changes else ""
        why = f"（{made.reason}）" if made.reason else ""
        self.tell(
            f"第 {made.version} 版{why}，{made.made_on} 编制，依据审计报告 "
            f"{page.report.report_number}，认可 {yuan_text(page.accepted_fen)} 元{more}。\n"
            f"应付合计 {yuan_text(made.payable_fen)} 元，大写：{page.words}"
            f"{''.join(f'。{words}' for words in told if words)}",
            "banner-warn" if page.left_words or page.beyond_words else "banner-info",
        )

    def open_subtotals(self) -> None:
        """The list by batch and kind, to be printed or exported."""
        if self.book is None or self._page is None or not self._page.subtotals:
            self._shell.say("这一版拨付表没有分批小计；重新编制的都有")
            return
        shown = subtotal_table(self.book.campaign, self._page)
        PrintDialog(self._shell, shown).show_sized(1120, 690)

    def open_result(self) -> None:
        """Take in the auditor's workbook."""
        if self.book is not None:
            ResultDialog(self._shell, self.book.campaign).show_sized(860, 620)

    def open_recovery(self) -> None:
        """Record money given back by the merchant of the current line."""
        current = self.list.current
        if current is None:
            self._shell.say("先在拨付表里选中退回钱的商户")
            return
        merchant, kind = self._lines[current.key]
        self.open_form("recover", merchant=merchant, kind=kind)

    def open_paper(self) -> None:
        """Preview and issue the payout list to be signed, accounts masked."""
        if self.book is not None:
            open_figures(self._shell, self.book.campaign, "payout")
