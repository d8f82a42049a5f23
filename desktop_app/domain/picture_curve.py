"""A curve laid out: key with the values, axes, the band expected, the line of what was used."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from desktop_app.domain.pictures import Area, Curve, Mark, Plot, Point, Side, Stroke, Tone, Words
from desktop_app.values.money import FEN_PER_WAN, Fen, round_fen, wan_text

LINE = 1.6
SAMPLE = 2.0
"""Length of the sample stroke in the key, in em."""
STEPS = (1, 2, 5)
INTERVALS = 5
"""The axis of money has at most so many parts."""
TICK_ROOM = 3.2
"""Between two marks on the axis of days, in em."""


def money_step(most: Fen) -> Fen:
    """The round step of an axis that reaches to `most`: 1, 2 or 5 with noughts."""
    unit = 1
    while True:
        for step in STEPS:
            if step * unit * INTERVALS >= most:
                return Fen(step * unit)
        unit *= 10


class _Axes:
    """Turns days and money into places."""

    def __init__(self, curve: Curve, plot: Plot, top: float) -> None:
        self.days = curve.days
        highest = (*(high for *_, high in curve.band), *(fen for _, fen in curve.actual))
        self.step = money_step(Fen(max(curve.limit_fen, *highest, 1)))
        self.most = -(-max(curve.limit_fen, *highest, 1) // self.step) * self.step
        self.ticks = [Fen(level) for level in range(0, self.most + 1, self.step)]
        em = plot.em
        self.left = max(plot.measure(_amount(each)) for each in self.ticks) + em / 2
        self.right = plot.width - em
        self.top, self.bottom = top + em / 2, plot.height - LINE * em * (2 if curve.note else 1)
        self.first = self.days[0]
        self.span = max((self.days[-1] - self.first).days, 1)

    def at(self, day: date, fen: int) -> Point:
        """The place of an amount on a day."""
        x = self.left + (self.right - self.left) * (day - self.first).days / self.span
        return (x, self.bottom - (self.bottom - self.top) * fen / self.most)


def curve_marks(curve: Curve, plot: Plot) -> list[Mark]:
    """The marks of a curve; with no day to show only its title and note."""
    em = plot.em
    marks: list[Mark] = [Words(0, LINE * em / 2, plot.shortened(curve.title, plot.width))]
    if not curve.days:
        note = plot.shortened(curve.note, plot.width)
        return [*marks, Words(0, LINE * em * 1.5, note, tone="muted")]
    key, top = _key(curve, plot, LINE * em)
    axes = _Axes(curve, plot, top)
    marks += [*key, *_grid(axes, plot)]
    if curve.band:
        high = [axes.at(day, fen) for day, _, _, fen in curve.band]
        low = [axes.at(day, fen) for day, fen, _, _ in reversed(curve.band)]
        marks.append(Area((*high, *low), "soft"))
        middle = tuple(axes.at(day, fen) for day, _, fen, _ in curve.band)
        marks.append(Stroke(middle, "muted", 1.2, is_dashed=True))
    limit = (axes.at(axes.days[0], curve.limit_fen), axes.at(axes.days[-1], curve.limit_fen))
    marks.append(Stroke(limit, "ink", 0.8))
    if curve.actual:
        line = tuple(axes.at(day, fen) for day, fen in curve.actual)
        marks.append(Stroke(line if len(line) > 1 else line * 2, "strong", 2.2))
    if curve.note:
        low_line = plot.height - LINE * em / 2
        marks.append(Words(0, low_line, plot.shortened(curve.note, plot.width), tone="muted"))
    return marks


def curve_words(curve: Curve) -> tuple[tuple[Tone, bool, str], ...]:
    """The key: tone of the sample, whether it is dashed, words with the newest values."""
    said: list[tuple[Tone, bool, str]] = [("ink", False, f"额度 {wan_text(curve.limit_fen)} 万元")]
    if curve.actual:
        day, fen = curve.actual[-1]
        said.insert(0, ("strong", False, f"认可累计 {wan_text(fen)} 万元（到 {_short(day)}）"))
    if curve.band:
        day, low, middle, high = _on(curve)
        said.append(("muted", True, f"推演中位 {_about(middle)} 万元（到 {_short(day)}）"))
        spread = f"{_about(low)} 至 {_about(high)} 万元"
        said.append(("soft", False, f"推演的范围（十次里约八次）{spread}"))
    return tuple(said)


def _about(fen: Fen) -> str:
    """A rehearsed amount in 万元: not finer than 百元, an estimate is not exact to the 分."""
    step = FEN_PER_WAN // 100
    return wan_text(Fen(round_fen(Fraction(fen, step)) * step))


def _on(curve: Curve) -> tuple[date, Fen, Fen, Fen]:
    """The forecast for the newest day of the actual line, else for the last day."""
    if curve.actual:
        for each in reversed(curve.band):
            if each[0] <= curve.actual[-1][0]:
                return each
    return curve.band[-1]


def _key(curve: Curve, plot: Plot, top: float) -> tuple[list[Mark], float]:
    """The key from `top` down, as many lines as it needs; gives where it ends."""
    em, x, y = plot.em, 0.0, top + LINE * plot.em / 2
    marks: list[Mark] = []
    for tone, is_dashed, words in curve_words(curve):
        wide = (SAMPLE + 0.4) * em + plot.measure(words)
        if x and x + wide > plot.width:
            x, y = 0.0, y + LINE * em
        end = x + SAMPLE * em
        if tone == "soft":
            half = em * 0.35
            box = ((x, y - half), (end, y - half), (end, y + half), (x, y + half))
            marks.append(Area(box, tone))
        else:
            width = 2.2 if tone == "strong" else 1.0
            marks.append(Stroke(((x, y), (end, y)), tone, width, is_dashed))
        marks.append(Words(end + 0.4 * em, y, words))
        x += wide + em
    return marks, y + LINE * em / 2


def _grid(axes: _Axes, plot: Plot) -> list[Mark]:
    marks: list[Mark] = []
    for level in axes.ticks:
        _, y = axes.at(axes.first, level)
        marks.append(Stroke(((axes.left, y), (axes.right, y)), "muted" if not level else "grid"))
        marks.append(Words(axes.left - plot.em / 2, y, _amount(level), "right", "muted"))
    y = axes.bottom + LINE * plot.em / 2
    for day in _marked(axes, plot):
        x, _ = axes.at(day, 0)
        marks.append(Stroke(((x, axes.bottom), (x, axes.bottom + plot.em / 4)), "muted"))
        side: Side = "left" if day == axes.first else "right" if day == axes.days[-1] else "center"
        marks.append(Words(x, y, _short(day), side, "muted"))
    return marks


def _marked(axes: _Axes, plot: Plot) -> Sequence[date]:
    """The first day, first days of months, the last day, as far as there is room for them."""
    first, last = axes.days[0], axes.days[-1]
    wanted = [first, *(d for d in axes.days[1:-1] if d.day == 1), last]
    kept = [first]
    for day in wanted[1:]:
        is_far = axes.at(day, 0)[0] - axes.at(kept[-1], 0)[0] >= TICK_ROOM * plot.em
        if day == last and last != first:
            if not is_far and len(kept) > 1:
                kept.pop()
            kept.append(day)
        elif is_far:
            kept.append(day)
    return kept


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _amount(fen: Fen) -> str:
    """An amount of the axis in 万元, without noughts behind the point."""
    return f"{float(Fraction(fen, FEN_PER_WAN)):g}"
