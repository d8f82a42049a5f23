"""The place for an opinion: outcomes to tick, the text, and room for signature, seal and date."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.printing.bench import Bench
from desktop_app.printing.page import MM, ink_date
from desktop_app.printing.papers import OpinionBox
from desktop_app.printing.sheet import Sheet
from desktop_app.printing.table import PAD, Row, make_cell
from desktop_app.printing.typeset import Style

_TEXT = 12.0
_LINE = 8 * MM
_TAIL = 19 * MM
_WRITING = 6 * MM
"""Room kept for handwriting above the signature beside the first line."""
_BLOCK = 80 * MM
"""From the right rule to where the signature begins."""
_SIGNATURE = 34 * MM
_TICK_EDGE = 10.0
_MOST_GROWTH = 0.6
"""A place grows by at most this share where the page has room left."""
_LEAST_SHARE = 0.72
"""A place without much text may be drawn in to this share to stay on its page."""
_TICK_ROOM = 9 * MM
_CONCLUSION = "结论："


@dataclass(frozen=True)
class SignatureTail:
    """The foot of an opinion: who signs, the seal, the date; filled or left for ink."""

    box: OpinionBox
    style: Style

    @property
    def height(self) -> float:
        """The room it takes in points."""
        return _TAIL

    def draw(self, sheet: Sheet, row: Row, bottom: float) -> None:
        """Draw it into a row whose lower rule is at `bottom`."""
        cell = row.cells[-1]
        right = cell.x + cell.width - PAD - 3 * MM
        x = max(right - _BLOCK, cell.x + PAD)
        top = bottom + 2 * _LINE
        style, box = self.style, self.box
        sheet.texts.append(style.put(box.signer_label, x, right, top))
        start = x + style.width(box.signer_label)
        if box.signer:
            sheet.texts.append(style.put(box.signer, start, right, top))
        if box.has_seal:
            seal = "（盖章）"
            after = start + max(_SIGNATURE, style.width(box.signer))
            sheet.texts.append(style.put(seal, min(after, right - style.width(seal)), right, top))
        day = ink_date(box.dated, "　　")
        sheet.texts.append(style.put(day, right - style.width(day), right, top - _LINE))


@dataclass(frozen=True)
class ChoiceTail:
    """A signature tail whose row begins with outcomes to tick."""

    tail: SignatureTail

    @property
    def height(self) -> float:
        """The room it takes in points."""
        return self.tail.height + _TICK_ROOM

    def draw(self, sheet: Sheet, row: Row, bottom: float) -> None:
        """Draw the boxes to tick above the signature."""
        cell, box, style = row.cells[-1], self.tail.box, self.tail.style
        self.tail.draw(sheet, row, bottom)
        x = cell.x + PAD + 1 * MM
        top = bottom + self.height - 2 * MM
        sheet.texts.append(style.put(_CONCLUSION, x, cell.x + cell.width, top))
        x += style.width(_CONCLUSION)
        for choice in box.choices:
            edge = top - _TICK_EDGE - (style.size - _TICK_EDGE) / 2
            tick_box(sheet, x, edge, _TICK_EDGE, is_ticked=choice == box.chosen)
            x += _TICK_EDGE + 1.2 * MM
            sheet.texts.append(style.put(choice, x, cell.x + cell.width, top))
            x += style.width(choice) + 7 * MM


def tick_box(sheet: Sheet, x: float, y: float, edge: float, *, is_ticked: bool | None) -> None:
    """A box to tick: ticked, crossed out for None, or open for False."""
    sheet.box(x, y, edge, edge, 0.6)
    if is_ticked:
        sheet.rule(x + edge * 0.18, y + edge * 0.52, x + edge * 0.42, y + edge * 0.2, 1.3)
        sheet.rule(x + edge * 0.42, y + edge * 0.2, x + edge * 0.86, y + edge * 0.86, 1.3)
    elif is_ticked is None:
        sheet.rule(x, y, x + edge, y + edge, 0.6)
        sheet.rule(x, y + edge, x + edge, y, 0.6)


@dataclass(frozen=True)
class OpinionPlace:
    """An opinion ready to be placed: the height it asks for and the least it can do with."""

    label: str
    natural: Row
    wanted: float
    least: float

    def row(self, height: float) -> Row:
        """The row at a height."""
        return replace(self.natural, least=height)


def opinion_place(box: OpinionBox, bench: Bench, place: tuple[float, float]) -> OpinionPlace:
    """One opinion inside a place (left edge, width) beside its label."""
    style = bench.style("fang", _TEXT, _TEXT * 1.5)
    cell = make_cell(bench.breaker, style, box.text, place, is_top=True)
    signature = SignatureTail(box, bench.style("fang", _TEXT))
    natural = Row((cell,), tail=ChoiceTail(signature) if box.choices else signature)
    needed = natural.height + (0.0 if box.text else _WRITING)
    wanted = max(needed, box.height_mm * MM * bench.room_scale)
    return OpinionPlace(box.label, natural, wanted, max(needed, wanted * _LEAST_SHARE))


def shared_heights(places: Sequence[OpinionPlace], room: float) -> tuple[float, ...] | None:
    """Heights that bring all places into the room, None if even the least do not fit."""
    wanted, least = sum(p.wanted for p in places), sum(p.least for p in places)
    if wanted <= room:
        extra = (room - wanted) / len(places)
        return tuple(p.wanted + min(extra, p.wanted * _MOST_GROWTH) for p in places)
    if least > room:
        return None
    part = (room - least) / (wanted - least)
    return tuple(p.least + part * (p.wanted - p.least) for p in places)
