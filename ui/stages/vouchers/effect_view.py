"""效果: rates, sales moved and leverage, by batch and kind, by trade or by day."""

from typing_extensions import override

from desktop_app.domain.vouchers.effect import percent, times
from desktop_app.errors import UserFacingError
from desktop_app.use_cases.shown_lists import ShownList
from desktop_app.use_cases.vouchers.effect import Effect
from desktop_app.use_cases.vouchers.tables import effect_days, effect_table
from desktop_app.values.money import wan_text
from ui.shell import Shell
from ui.stages.vouchers import work
from ui.stages.vouchers.view import CampaignView
from ui.stages.vouchers.work import Book
from ui.widgets.fields import ChoiceField

KIND, TRADE, DAY = "kind", "trade", "day"
WAYS = ((KIND, "按批次和券种"), (TRADE, "按商户类别"), (DAY, "逐日"))


class EffectPage(CampaignView):
    """Read when it comes into view: long lists take a moment to add up."""

    title = "效果"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "effect")
        self.found: Effect | None = None
        self.way = ChoiceField("怎样列", WAYS, KIND)
        self.way.changed.connect(self._list)
        self.bar.addWidget(self.way)

    @override
    def show_book(self, book: Book) -> None:
        super().show_book(book)
        self.found = None

    def reload(self) -> None:
        """Add up what the lists hold now."""
        if self.book is None:
            return
        key = self.book.campaign.id
        self._shell.run(
            lambda desk, _task: work.read_effect(desk, key),
            self._show,
            on_error=self._failed,
            owner=self,
            key="vouchers.effect",
        )

    def _failed(self, error: BaseException) -> bool:
        if not isinstance(error, UserFacingError):
            return False
        self.list.cover.show_empty(error.what, error.advice)
        return True

    def _show(self, found: Effect) -> None:
        self.found = found
        self._list()
        whole = found.whole
        if not whole.used and not whole.issued:
            self.tell("还没有导入发券和核销清单。", "banner-warn")
            return
        state = f"按 {found.audited_on} 的核查扣减" if found.audited_on else "还没有核查，没有扣减"
        self.tell(
            f"认可 {whole.used} 笔、{wan_text(whole.accepted_fen)} 万元，占额度 "
            f"{percent(whole.money_rate)}；拉动消费 {wan_text(whole.sales_fen)} 万元，"
            f"每元带动 {times(whole.leverage)} 元；有核销的商户 {found.merchants} 户；{state}。",
            "banner-info",
        )

    def _list(self) -> None:
        if self.found is None:
            return
        shown = self._shown(self.found)
        self.show_rows(shown, range(len(shown.rows)))

    def _shown(self, found: Effect) -> ShownList:
        if self.way.value == DAY:
            return effect_days(found)
        return effect_table(found, is_by_trade=self.way.value == TRADE)
