"""平台得分: the platforms by the criteria and marks on record, and what is still missing."""

from typing_extensions import override

from desktop_app.use_cases.vouchers.platforms import rank_platforms
from desktop_app.use_cases.vouchers.tables import platform_table
from ui.error_dialog import Question
from ui.shell import Shell
from ui.stages.vouchers.view import CampaignView
from ui.stages.vouchers.work import Book


class PlatformsPage(CampaignView):
    """The scores as they come out now; 排名 writes them to the applicants."""

    title = "平台得分"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "platforms")
        self.rank = self.add_act("排名…(&K)", self._ask, "primary")

    @override
    def show_book(self, book: Book) -> None:
        super().show_book(book)
        board = book.platforms
        self.rank.setEnabled(bool(board.scores))
        shown = platform_table(board)
        self.show_rows(shown, [each.key for each in board.scores])
        if not board.applicants:
            self.tell("")
            self.list.cover.show_empty(
                "还没有平台报名",
                "在“平台”页登记报名的平台和各评委的打分，在“标准”页登记评审标准和权重。",
            )
        elif board.faults:
            self.tell(f"还不能排名：{'；'.join(board.faults)}。", "banner-warn")
        else:
            self.tell(f"{board.applicants} 家平台报名，打分齐全。", "banner-info")

    def _ask(self) -> None:
        """Ask before score, rank and what the score is made of are written."""
        if self.book is None:
            return
        key, count = self.book.campaign.id, len(self.book.platforms.scores)
        text = f"把 {count} 家平台的得分、名次、得分构成写到“平台”页，可以撤销。"
        self._shell.ask(
            Question("发放平台排名", text, "写入排名"),
            lambda: self._shell.run(
                lambda desk, _task: rank_platforms(desk, key), lambda _: self._ranked(), owner=self
            ),
        )

    def _ranked(self) -> None:
        self._shell.changed()
        self._shell.say("已写入平台的得分和名次")
