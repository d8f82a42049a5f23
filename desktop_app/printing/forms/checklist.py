"""Checklists: items with a box to tick, their clause and remark, a conclusion and signatures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.printing.bench import Bench
from desktop_app.printing.blocks import (
    Heading,
    draw_closing,
    draw_heading,
    draw_running_head,
)
from desktop_app.printing.forms.opinion_box import tick_box
from desktop_app.printing.forms.opinion_table import head_rows, label_style
from desktop_app.printing.page import FORM, MM
from desktop_app.printing.papers import Checklist, ChecklistItem
from desktop_app.printing.sheet import Sheet
from desktop_app.printing.table import Band, Flow, Row, make_cell
from desktop_app.printing.typeset import Side

_TEXT = 11.0
_ROW = 9 * MM
_ORDER, _TICK, _CLAUSE, _REMARK = 12 * MM, 16 * MM, 26 * MM, 38 * MM
_EDGE = 11.0
_CONCLUSION = 22 * MM


@dataclass(frozen=True)
class TickRow(Row):
    """A row with a box to tick in its third cell."""

    is_ticked: bool | None = None
    """True ticked, False crossed out, None open for ink."""

    def put(self, sheet: Sheet, top: float) -> float:
        """Draw the row below `top`; gives the lower edge."""
        bottom = super().put(sheet, top)
        cell = self.cells[2]
        x = cell.x + (cell.width - _EDGE) / 2
        state = {True: True, False: None, None: False}[self.is_ticked]
        tick_box(sheet, x, (top + bottom - _EDGE) / 2, _EDGE, is_ticked=state)
        return bottom


def lay_out(paper: Checklist, bench: Bench) -> list[Sheet]:
    """The pages of a checklist."""
    heading = Heading(
        *(paper.title, paper.number, paper.left, paper.right, paper.intro, paper.annex)
    )
    sheet = Sheet(FORM)

    def turn() -> tuple[Sheet, float]:
        following = Sheet(FORM)
        return following, draw_running_head(following, heading, bench)

    flow = Flow(sheet, draw_heading(sheet, heading, bench), turn)
    for row in head_rows(paper.head, bench):
        flow.place(Band((row,)))
    flow.place(_items_band(paper.items, bench))
    if paper.conclusion or paper.signers:
        flow.place(_conclusion_band(paper, bench))
    draw_closing(flow, paper.signers, paper.foot, bench)
    return flow.sheets


def _items_band(items: Sequence[ChecklistItem], bench: Bench) -> Band:
    clause = _CLAUSE if any(item.clause for item in items) else 0.0
    widths = [_ORDER, FORM.width - _ORDER - _TICK - clause - _REMARK, _TICK, clause, _REMARK]
    titles = ["序号", "事项", "核对", "依据", "备注"]
    if not clause:
        del widths[3], titles[3]
    places = [(FORM.left + sum(widths[:index]), width) for index, width in enumerate(widths)]
    left = bench.style("fang", _TEXT, _TEXT * 1.35)
    center = replace(left, side=Side.CENTER)
    styles = [center, left, center, *([center] if clause else []), left]
    rows = []
    for order, item in enumerate(items, 1):
        texts = [str(order), item.text, "", *([item.clause] if clause else []), item.remark]
        cells = map(make_cell, [bench.breaker] * len(texts), styles, texts, places)
        rows.append(TickRow(tuple(cells), _ROW, is_ticked=item.is_ticked))
    heads = map(make_cell, [bench.breaker] * 5, [label_style(bench)] * 5, titles, places)
    return Band(tuple(rows), head=Row(tuple(heads), 8 * MM))


def _conclusion_band(paper: Checklist, bench: Bench) -> Band:
    label = make_cell(bench.breaker, label_style(bench), "结论", (FORM.left, 27 * MM))
    place = (FORM.left + 27 * MM, FORM.width - 27 * MM)
    style = bench.style("fang", 12, 18)
    return Band(
        (Row((label, make_cell(bench.breaker, style, paper.conclusion, place)), _CONCLUSION),)
    )
