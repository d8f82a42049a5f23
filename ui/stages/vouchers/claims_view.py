"""购车补贴: the queue of claims, what each gets, what is left, who waits."""

from typing_extensions import override

from desktop_app.use_cases.vouchers.claim_tables import claim_table, claim_words
from ui.shell import Shell
from ui.stages.vouchers.forms import open_form
from ui.stages.vouchers.view import CampaignView
from ui.stages.vouchers.work import Book


class ClaimsPage(CampaignView):
    """The claims by their place in the queue; money is set aside from the top."""

    title = "购车补贴"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "claims")
        self.reserve = self.add_act("留出额度…(&R)", self._open, "primary")

    @override
    def show_book(self, book: Book) -> None:
        super().show_book(book)
        board = book.claims
        self.reserve.setEnabled(board.next > 0)
        if not board.rows:
            self.tell("")
            self.list.cover.show_empty(
                "还没有购车补贴申报", "在上面的“购车补贴”页导入企业报来的表，或新增一笔。"
            )
            return
        shown = claim_table(board)
        weak = {row.id for row in board.rows if not row.is_live}
        self.show_rows(shown, [row.id for row in board.rows], is_weak=lambda each: each.key in weak)
        role = "banner-warn" if board.waiting > board.next else "banner-info"
        self.tell(claim_words(board), role)

    def _open(self) -> None:
        if self.book is not None:
            plan = self.book.campaign
            open_form(self._shell, "reserve", plan.id, plan.name)
