"""方案: one campaign at a time, the newest at first; its pages behind tabs."""

from typing import TYPE_CHECKING

from typing_extensions import override

from desktop_app.use_cases.vouchers.campaigns import CampaignRow
from desktop_app.values.ids import CampaignId
from desktop_app.values.money import wan_text
from ui.choosing import ChoosingPane, Nothing
from ui.shell import Shell
from ui.stages.vouchers import work
from ui.stages.vouchers.audit_view import AuditView
from ui.stages.vouchers.claims_view import ClaimsPage
from ui.stages.vouchers.effect_view import EffectPage
from ui.stages.vouchers.forms import open_form
from ui.stages.vouchers.list_views import ListsPage, ListView
from ui.stages.vouchers.payout_view import PayoutView
from ui.stages.vouchers.platforms_view import PlatformsPage
from ui.stages.vouchers.sample_view import SampleView
from ui.stages.vouchers.views import BracketsPage, MerchantsPage, PlanPage, RehearsalPage
from ui.stages.vouchers.work import Book
from ui.widgets.basics import button, column, label, row

if TYPE_CHECKING:
    from ui.stages.vouchers.view import CampaignView


class CampaignPane(ChoosingPane):
    """The choice of the campaign stays when data change."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "活动", 28)
        self.book: Book | None = None
        self._new = button("新建活动…(&N)", self.open_new)
        self.summary = label("", "muted", wrap=True)
        self.plan = PlanPage(shell)
        self.rehearsal = RehearsalPage(shell)
        self.brackets = BracketsPage(shell)
        self.platforms = PlatformsPage(shell)
        self.merchants = MerchantsPage(shell)
        self.claims = ClaimsPage(shell)
        self.lists = ListsPage(shell)
        self.audit = AuditView(shell)
        self.sample = SampleView(shell)
        self.payout = PayoutView(shell)
        self.effect = EffectPage(shell)
        self.views: tuple[CampaignView, ...] = (
            self.plan, self.rehearsal, self.brackets, self.platforms, self.merchants,
            self.claims, self.lists, self.audit, self.sample, self.payout, self.effect,
        )  # fmt: skip
        self._build()

    def _build(self) -> None:
        for view in self.views:
            self.tabs.addTab(view, view.title)
        self.tabs.currentChanged.connect(self._enter_view)
        top = row(self.choice, self._new, self.summary, spacing=8)
        top.setStretch(2, 1)
        layout = column(top, self.tabs, spacing=8)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.cover.raise_()

    @override
    def reload(self) -> None:
        self.read(work.read_campaigns, self._show_campaigns, "vouchers.list")

    @override
    def read_one(self, key: int) -> None:
        self.read(
            lambda desk: work.read_book(desk, CampaignId(key)), self._show_book, "vouchers.book"
        )

    def open_new(self) -> None:
        """Begin a campaign."""
        open_form(self._shell, "new", on_made=lambda key: self.show_key(int(str(key))))

    def _show_campaigns(self, rows: tuple[CampaignRow, ...]) -> None:
        nothing = Nothing(
            "还没有消费券活动",
            "新建后，批次、券种、面额、商品目录和价格分档照规则包填好，可以再改。",
            "新建活动",
            self.open_new,
        )
        self.offer([(str(each.id), f"{each.name}　{each.state_label}") for each in rows], nothing)

    def _show_book(self, book: Book) -> None:
        self.cover.hide()
        self.book = book
        plan = book.campaign
        self.summary.setText(
            f"{plan.starts_on} 至 {plan.ends_on}　总额 {wan_text(plan.total_fen)} 万元　"
            f"牵头 {plan.lead}，拨付 {plan.finance}，审计 {plan.audit}"
        )
        for view in self.views:
            view.show_book(book)
        self._enter_view(self.tabs.currentIndex())

    def _enter_view(self, _place: int) -> None:
        """What takes a moment is read only once it is looked at."""
        view = self.tabs.currentWidget()
        if isinstance(view, ListView):
            view.enter()
        elif isinstance(view, RehearsalPage | EffectPage) and view.found is None:
            view.reload()
