"""效果: rates, sales moved and leverage as lists and pictures; the report as a file."""

from pathlib import Path

from typing_extensions import override

from desktop_app.domain.pictures import Picture
from desktop_app.domain.vouchers.effect import percent, times
from desktop_app.errors import UserFacingError
from desktop_app.use_cases.shown_lists import ShownList
from desktop_app.use_cases.vouchers.effect import Effect
from desktop_app.use_cases.vouchers.effect_board import EffectBoard
from desktop_app.use_cases.vouchers.effect_report import sectors_said
from desktop_app.use_cases.vouchers.effect_tables import (
    effect_days,
    effect_table,
    inspection_table,
    sector_table,
)
from desktop_app.values.money import yuan_text
from ui.shell import Shell
from ui.stages.vouchers import work
from ui.stages.vouchers.papers import open_figures
from ui.stages.vouchers.view import CampaignView
from ui.stages.vouchers.work import Book
from ui.widgets.fields import ChoiceField
from ui.widgets.picture import PictureBoard
from ui.widgets.saving import WORKBOOK, ask_where

KIND, TRADE, DAY, SECTOR, INSPECTION = "kind", "trade", "day", "sector", "inspection"
CURVE, BUDGET, SIGNS = "curve", "budget", "signs"
WAYS = (
    (KIND, "表：按批次和券种"), (TRADE, "表：按商户类别"), (DAY, "表：逐日"),
    (SECTOR, "表：限上单位销售额"), (INSPECTION, "表：发放情况检查"),
    (CURVE, "图：各批次核销进度和推演"), (BUDGET, "图：各券种额度和认可"), (SIGNS, "图：疑点"),
)  # fmt: skip
WIDEST = 2 * max(len(words) for _, words in WAYS)
"""A Chinese character is as wide as two letters."""
NOTHING = {
    SECTOR: (
        "限上单位名单还没有登记",
        "在“限上单位”页登记统计局的名单，再登记各单位逐月的销售额。",
    ),
    INSPECTION: ("发放情况检查还没有登记", "在“检查”页登记每一次检查，这里汇总。"),
}


class EffectPage(CampaignView):
    """Read when it comes into view: long lists take a moment to add up."""

    title = "效果"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "effect")
        self.found: EffectBoard | None = None
        self.way = ChoiceField("怎样列", WAYS, KIND)
        self.way.box.setMinimumContentsLength(WIDEST)
        self.way.changed.connect(self._list)
        self.bar.addWidget(self.way)
        self.add_act("写成工作簿…(&W)", self.write_book)
        self.report = self.add_act("报告…(&F)", self.open_report, "primary")
        self.board = PictureBoard()
        self.board.hide()
        self.body.addWidget(self.board, 1)

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

    def _show(self, board: EffectBoard) -> None:
        self.found = board
        self._list()

    def _tell(self, board: EffectBoard) -> None:
        whole = board.effect.whole
        if self.way.value == SECTOR:
            role = "banner-warn" if board.sectors.faults else "banner-info"
            self.tell(sectors_said(board), role)
        elif not whole.used and not whole.issued:
            self.tell("还没有导入发券和核销清单。", "banner-warn")
        else:
            self.tell(_said(board.effect), "banner-info")

    def _list(self) -> None:
        if self.found is None:
            return
        self._tell(self.found)
        pictures = self._pictures(self.found)
        self.list.setVisible(not pictures)
        self.board.setVisible(bool(pictures))
        if pictures:
            self.board.show_pictures(pictures)
            return
        shown = self._shown(self.found)
        self.show_rows(shown, range(len(shown.rows)), part=self.way.value)
        if not shown.rows and self.way.value in NOTHING:
            self.list.cover.show_empty(*NOTHING[self.way.value])

    def _pictures(self, board: EffectBoard) -> tuple[Picture, ...]:
        found: dict[str, tuple[Picture, ...]] = {
            CURVE: board.curves,
            BUDGET: (board.budget,),
            SIGNS: (board.signs,),
        }
        return found.get(self.way.value, ())

    def _shown(self, board: EffectBoard) -> ShownList:
        if self.way.value == DAY:
            return effect_days(board.effect)
        if self.way.value == SECTOR:
            return sector_table(board)
        if self.way.value == INSPECTION:
            return inspection_table(board)
        return effect_table(board.effect, is_by_trade=self.way.value == TRADE)

    def open_report(self) -> None:
        """Preview and issue the report."""
        if self.book is not None:
            open_figures(self._shell, self.book.campaign, "effect")

    def write_book(self) -> None:
        """Ask where all lists of the report go as one workbook."""
        path = ask_where(self, "效果评估", "效果评估.xlsx", WORKBOOK)
        if path is not None:
            self._write(path)

    def _write(self, path: Path) -> None:
        if self.book is not None:
            key = self.book.campaign.id
            self._shell.run(
                lambda desk, _task: work.write_report(desk, key, path),
                lambda _: self._shell.say(f"已写出效果评估的表：{path.name}"),
                owner=self,
            )


def _said(found: Effect) -> str:
    whole = found.whole
    state = f"按 {found.audited_on} 的核查扣减" if found.audited_on else "还没有核查，没有扣减"
    return (
        f"认可 {whole.used:,} 笔、{yuan_text(whole.accepted_fen)} 元，占额度 "
        f"{percent(whole.money_rate)}；拉动消费 {yuan_text(whole.sales_fen)} 元，"
        f"每元带动 {times(whole.leverage)} 元；有核销的商户 {found.merchants} 户；{state}。"
    )
