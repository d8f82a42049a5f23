"""方案, 推演, 价格档试算 and 商户名额: the pages of a campaign in view."""

from typing_extensions import override

from desktop_app.domain.vouchers.brackets import bracket_faults
from desktop_app.domain.vouchers.rehearsal import Rehearsal
from desktop_app.errors import UserFacingError
from desktop_app.use_cases.vouchers.tables import (
    demand_words,
    edge_table,
    merchant_table,
    plan_table,
    rehearsal_table,
)
from desktop_app.values.money import wan_text
from ui.shell import Shell
from ui.stages.vouchers import work
from ui.stages.vouchers.forms import open_form
from ui.stages.vouchers.view import CampaignView
from ui.stages.vouchers.work import Book
from ui.widgets.basics import label
from ui.widgets.fields import TextField

AGREES = "方案合计一分不差。"


class PlanPage(CampaignView):
    """The plan row by row, and every sum that does not agree."""

    title = "方案"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "plan")

    @override
    def show_book(self, book: Book) -> None:
        super().show_book(book)
        shown = plan_table(book.campaign)
        self.show_rows(shown, range(len(shown.rows)))
        told = [each.told for each in book.differences]
        wrong = any(not each.reason for each in book.differences)
        role = "banner-fail" if wrong else "banner-warn" if told else "banner-info"
        self.tell("；".join(told) + "。" if told else AGREES, role)


class RehearsalPage(CampaignView):
    """The plan tried out when the page comes into view, and again with another seed."""

    title = "推演"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "rehearsal")
        self.seed = TextField("种子", "1", hint="")
        self.seed.setMaximumWidth(120)
        self.bar.addWidget(label("种子"))
        self.bar.addWidget(self.seed)
        self.run = self.add_act("推演(&R)", self.reload, "primary")
        self.found: Rehearsal | None = None

    @override
    def show_book(self, book: Book) -> None:
        super().show_book(book)
        self.found = None

    def reload(self) -> None:
        """Try the plan out with the seed that stands in the field."""
        if self.book is None:
            return
        if not self.seed.value.isdecimal():
            self.seed.complain("请填整数")
            return
        self.seed.complain("")
        key, seed = self.book.campaign.id, int(self.seed.value)
        self._shell.run(
            lambda desk, _task: work.read_rehearsal(desk, key, seed),
            self._show,
            on_error=self._failed,
            owner=self,
            key="vouchers.rehearsal",
        )

    def _failed(self, error: BaseException) -> bool:
        if not isinstance(error, UserFacingError):
            return False
        self.list.cover.show_empty(error.what, error.advice)
        return True

    def _show(self, found: Rehearsal) -> None:
        if self.book is None:
            return
        self.found = found
        plan = self.book.campaign
        shown = rehearsal_table(plan, found)
        self.show_rows(shown, range(len(shown.rows)))
        least = f"有门槛的券全部用完，最少带动消费 {wan_text(found.least_sales_fen)} 万元。"
        model = f"{demand_words(found.demand)}。每天笔数是本办的估计，在“法规”的设定里改。"
        self.tell(f"{least}\n{model}", "banner-info")


class BracketsPage(CampaignView):
    """What prices around every end of a bracket get; gaps and overlaps named."""

    title = "价格档试算"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "brackets")

    @override
    def show_book(self, book: Book) -> None:
        super().show_book(book)
        shown = edge_table(book.campaign)
        if not shown.rows:
            self.tell("")
            self.list.cover.show_empty(
                "没有按价格分档的券种", "在“价格档”页登记以后，这里逐档试算。"
            )
            return
        self.show_rows(shown, range(len(shown.rows)))
        faults = [fault for kind in book.campaign.kinds for fault in bracket_faults(kind)]
        told = "；".join(faults) + "。" if faults else "首尾相接，没有空档和重叠。"
        self.tell(told, "banner-fail" if faults else "banner-info")


class MerchantsPage(CampaignView):
    """The applications with their checks, ranked and let in by the order the office decided."""

    title = "商户名额"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "merchants")
        self.add_act("定次序", lambda: shell.go("regulations", "settings"), "link")
        self.rank = self.add_act("排名…(&K)", lambda: self._open("rank"))
        self.admit = self.add_act("列入名单…(&L)", lambda: self._open("admit"), "primary")

    @override
    def show_book(self, book: Book) -> None:
        super().show_book(book)
        board = book.merchants
        self.rank.setEnabled(board.waiting > 0)
        self.admit.setEnabled(board.waiting > 0)
        if not board.rows:
            self.tell("")
            self.list.cover.show_empty("还没有商户申报", "在“商户”页导入申报表，或新增一户。")
            return
        shown = merchant_table(board)
        weak = {row.id for row in board.rows if not row.is_live}
        self.show_rows(shown, [row.id for row in board.rows], is_weak=lambda each: each.key in weak)
        self.tell(*_told(book))

    def _open(self, key: str) -> None:
        if self.book is not None:
            plan = self.book.campaign
            open_form(self._shell, key, plan.id, plan.name)


def _told(book: Book) -> tuple[str, str]:
    board = book.merchants
    places = "不限" if board.places is None else f"{board.places} 户，余 {board.free} 户"
    first = (
        f"申报 {len(board.rows)} 户，有问题 {len(board.flagged)} 户；"
        f"合格等名额 {board.waiting} 户，已列入 {board.admitted} 户；名额 {places}。"
    )
    if board.is_crowded and not board.order:
        why = "合格的超过名额，原文没有写按什么次序，请先在“法规”的设定里定好次序。"
        return f"{first}\n{why}", "banner-warn"
    order = f"次序：{board.order}。" if board.order else ""
    return f"{first}{order}", "banner-info"
