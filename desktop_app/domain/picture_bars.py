"""Bars laid out: label at the left, bar with its outline, value behind it."""

from desktop_app.domain.pictures import Area, Bars, Mark, Plot, Stroke, Words

LINE = 1.7
"""Height of a line of text, in em."""
ROW = 2.1
"""Height of a bar with the space around it, in em."""
THICK = 0.55
"""Part of a row the bar itself takes."""
LABEL_SHARE = 0.4
"""Of the width the labels may take this much."""


def bars_height(bars: Bars, em: float) -> float:
    """The height bars need."""
    lines = 1 + (1 if bars.note else 0)
    return (lines * LINE + len(bars.bars) * ROW) * em


def bars_marks(bars: Bars, plot: Plot) -> list[Mark]:
    """The marks of bars, as high as they need, whatever the height of the plot."""
    em, gap = plot.em, plot.em / 2
    marks: list[Mark] = [Words(0, LINE * em / 2, plot.shortened(bars.title, plot.width))]
    labels = max((plot.measure(each.label) for each in bars.bars), default=0.0)
    left = min(labels, plot.width * LABEL_SHARE) + gap
    behind = max((plot.measure(each.words) for each in bars.bars), default=0.0) + gap
    room = max(plot.width - left - behind, em)
    most = max((max(each.value, each.whole or 0) for each in bars.bars), default=0) or 1
    for place, each in enumerate(bars.bars):
        middle = (LINE + ROW * (place + 0.5)) * em
        half = ROW * THICK / 2 * em
        end = left + room * max(each.value, 0) / most
        outer = left + room * max(each.value, each.whole or 0) / most
        label = plot.shortened(each.label, left - gap)
        marks.append(Words(left - gap, middle, label, "right"))
        if each.value > 0:
            marks.append(Area(_box(left, middle - half, end, middle + half), "strong"))
        if each.whole:
            edge = _box(left, middle - half, left + room * each.whole / most, middle + half)
            marks.append(Stroke((*edge, edge[0]), "ink"))
        marks.append(Words(outer + gap, middle, each.words))
    if bars.bars:
        low = (LINE + ROW * len(bars.bars)) * em
        marks.append(Stroke(((left, LINE * em), (left, low)), "muted"))
    if bars.note:
        low = (LINE * 1.5 + ROW * len(bars.bars)) * em
        marks.append(Words(0, low, plot.shortened(bars.note, plot.width), tone="muted"))
    return marks


def _box(left: float, top: float, right: float, low: float) -> tuple[tuple[float, float], ...]:
    return ((left, top), (right, top), (right, low), (left, low))
