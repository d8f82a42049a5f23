"""清单: the way in for the platform's lists, and the balance they leave; what their pages share."""

from collections.abc import Callable
from typing import TypeVar

from typing_extensions import override

from desktop_app.domain.vouchers.sums import numbered_batch
from desktop_app.errors import UserFacingError
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.vouchers.balancing import Balance
from desktop_app.use_cases.vouchers.list_tables import balance_table
from desktop_app.values.ids import CampaignId
from desktop_app.values.money import yuan_text
from ui.shell import Shell
from ui.stages.vouchers import list_work as work
from ui.stages.vouchers.import_dialog import ListDialog
from ui.stages.vouchers.list_forms import open_list_form
from ui.stages.vouchers.papers import open_figures
from ui.stages.vouchers.purge_form import open_purge
from ui.stages.vouchers.view import CampaignView
from ui.stages.vouchers.work import Book

Found = TypeVar("Found")


class ListView(CampaignView):
    """A page read only when it comes into view; what is refused is said in its place."""

    help_topic = "voucher-lists"

    @override
    def show_book(self, book: Book) -> None:
        super().show_book(book)
        self.is_fresh = False

    is_fresh = False

    def enter(self) -> None:
        """Read the page once after a change."""
        if self.book is not None and not self.is_fresh:
            self.is_fresh = True
            self.read()

    def read(self) -> None:
        """Read what the page shows."""

    def read_one(
        self, read: Callable[[Desk, CampaignId], Found], show: Callable[[Found], None], key: str
    ) -> None:
        """Read one thing about the campaign in view on the worker, then show it."""
        if self.book is not None:
            campaign = self.book.campaign.id
            self._shell.run(
                lambda desk, _task: read(desk, campaign),
                show,
                on_error=self.failed,
                owner=self,
                key=f"vouchers.{key}",
            )

    def failed(self, error: BaseException) -> bool:
        """Show a refusal as the state of the page."""
        if not isinstance(error, UserFacingError):
            return False
        self.tell("")
        self.list.cover.show_empty(error.what, error.advice)
        return True

    def open_form(self, key: str, **more: str) -> None:
        """Open a form about the campaign in view."""
        if self.book is not None:
            plan = self.book.campaign
            open_list_form(self._shell, key, plan.id, plan.name, more)


class ListsPage(ListView):
    """The balance of vouchers by face and batch, and the way in for the platform's lists."""

    title = "清单"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "balance")
        ends = (("清除个人信息…", self.open_purge), ("清除证明…", self.open_certificate))
        self.add_more("活动办结后清除个人信息，出具证明", ends)
        self.add_act("汇总表…(&F)", self.open_paper)
        self.add_act("导入清单…(&I)", self.open_import, "primary")

    def open_paper(self) -> None:
        """Preview and issue the summary of redemptions."""
        if self.book is not None:
            open_figures(self._shell, self.book.campaign, "redemptions")

    def open_import(self) -> None:
        """Take in a list of the platform."""
        if self.book is not None:
            ListDialog(self._shell, self.book.campaign).show_sized(860, 640)

    def open_purge(self) -> None:
        """Take the personal data of the campaign out once it is done with."""
        if self.book is not None:
            open_purge(self._shell, self.book.campaign.id, self.book.campaign.name)

    def open_certificate(self) -> None:
        """Preview and issue the certificate of what was taken out."""
        if self.book is not None:
            open_figures(self._shell, self.book.campaign, "purge")

    @override
    def read(self) -> None:
        self.read_one(work.read_balance, self._show, "balance")

    def _show(self, found: Balance) -> None:
        if self.book is None:
            return
        if not found.faces:
            self.tell("")
            self.list.cover.show_empty(
                "还没有发券明细，对不了账", "导入平台的发券明细以后，这里按面额和批次对账。"
            )
            return
        shown = balance_table(self.book.campaign, found)
        self.show_rows(shown, range(len(shown.rows)))
        self.tell(*_balance_words(found))


def _balance_words(found: Balance) -> tuple[str, str]:
    told = [f"有 {found.gap} 张券去向不明"] if found.gap else []
    told += [
        f"{numbered_batch(each.batch)} {yuan_text(each.face_fen)} 元"
        f"多发 {each.issued - each.planned} 张"
        for each in found.over_issued
    ]
    if found.disagreements:
        told.append(f"{len(found.disagreements)} 处清单之间说法不一")
    if told:
        return "；".join(told) + "。", "banner-fail"
    return "发放 = 核销 + 过期 + 作废，一张不差。", "banner-info"
