"""Receipts: the same sheet twice on one page, one half kept and one handed out."""

from desktop_app.printing.bench import Bench
from desktop_app.printing.page import FORM, MM, ink_date
from desktop_app.printing.papers import Pair, Receipt
from desktop_app.printing.sheet import GREY, Rule, Sheet, Text
from desktop_app.printing.table import PAD, VERTICAL_PAD
from desktop_app.printing.typeset import Side, Style

_TITLE = 20.0
_TEXT = 13.0
_LINE = 11.0
_LABEL = 34 * MM
_HALF = 118 * MM
"""Height of one half."""
_SECOND = 128 * MM
"""From the top of the first half to the top of the second."""
_SIGNATURE = 80 * MM


def lay_out(paper: Receipt, bench: Bench) -> list[Sheet]:
    """One page with both halves, or a page for each where the content is too long for half."""
    trial = Sheet(FORM)
    if _draw_half(trial, paper, paper.halves[0], bench, FORM.top) < FORM.top - _HALF - 1:
        sheets = [Sheet(FORM) for _ in paper.halves]
        for sheet, half in zip(sheets, paper.halves, strict=True):
            _draw_half(sheet, paper, half, bench, FORM.top)
        return sheets
    _draw_half(trial, paper, paper.halves[1], bench, FORM.top - _SECOND)
    _draw_cut(trial, bench)
    return [trial]


def _draw_cut(sheet: Sheet, bench: Bench) -> None:
    y = FORM.top - _SECOND + 8 * MM
    sheet.rules.append(Rule(0, y, FORM.page[0], y, 0.4, GREY, (4, 3)))
    cut = bench.style("fang", 8, side=Side.CENTER)
    text = cut.put("（沿此线裁开）", FORM.left, FORM.right, y - 2)
    sheet.texts.append(text._replace(ink=GREY))


def _draw_half(sheet: Sheet, paper: Receipt, half: str, bench: Bench, top: float) -> float:
    """Draw one half; gives its lower edge."""
    small = bench.style("fang", 10.5, side=Side.RIGHT)
    left, right = FORM.left, FORM.right
    sheet.texts.append(bench.style("kai", 11).put(half, left, right, top))
    if paper.number:
        sheet.texts.append(small.put(f"编号：{paper.number}", left, right, top))
    title = bench.style("title", _TITLE, side=Side.CENTER)
    sheet.texts.append(title.put(paper.title, left, right, top - 7 * MM))
    y = _draw_statement(sheet, paper.statement, bench, top - 18 * MM)
    y = _draw_lines(sheet, paper.lines, bench, y - 1 * MM)
    y = min(top - _HALF + 19 * MM, y - 6 * MM)
    _draw_signature(sheet, paper, bench.style("fang", 12), y)
    return y - 19 * MM


def _draw_statement(sheet: Sheet, statement: str, bench: Bench, y: float) -> float:
    style = bench.style("fang", _TEXT, _TEXT * 1.6)
    indent = 2 * _TEXT
    for index, line in enumerate(style.lines(statement, FORM.width, indent)):
        left = FORM.left + (0 if index else indent)
        sheet.texts.append(style.put(line, left, FORM.right, y))
        y -= style.leading
    return y


def _draw_lines(sheet: Sheet, pairs: tuple[Pair, ...], bench: Bench, y: float) -> float:
    label_style = bench.style("hei", _LINE - 0.5, _LINE * 1.35, Side.CENTER)
    style = bench.style("fang", _LINE, _LINE * 1.35)
    top, split = y, FORM.left + _LABEL
    for label, value in pairs:
        labels = label_style.lines(label, _LABEL - 2 * PAD)
        values = style.lines(value, FORM.width - _LABEL - 2 * PAD)
        height = max(len(labels), len(values)) * style.leading + 2 * VERTICAL_PAD
        _draw_centred(sheet, labels, label_style, (FORM.left, split), (y, height))
        _draw_centred(sheet, values, style, (split, FORM.right), (y, height))
        y -= height
        sheet.rule(FORM.left, y, FORM.right, y)
    if pairs:
        sheet.rule(split, top, split, y)
        sheet.box(FORM.left, y, FORM.width, top - y, 0.8)
    return y


def _draw_centred(
    sheet: Sheet,
    lines: tuple[str, ...],
    style: Style,
    sides: tuple[float, float],
    span: tuple[float, float],
) -> None:
    top, height = span
    y = top - (height - len(lines) * style.leading) / 2 - (style.leading - style.size) / 2
    for line in lines:
        sheet.texts.append(style.put(line, sides[0] + PAD, sides[1] - PAD, y))
        y -= style.leading


def _draw_signature(sheet: Sheet, paper: Receipt, style: Style, y: float) -> None:
    x = FORM.right - _SIGNATURE
    handler = f"经办人：{paper.handler}"
    sheet.texts.append(style.put(handler, FORM.left, FORM.right, y))
    seal = f"{paper.issuer}（盖章）" if paper.issuer else "（盖章）"
    if style.width(seal) > _SIGNATURE:
        x = max(FORM.right - style.width(seal), FORM.left + style.width(handler) + 20 * MM)
    sheet.texts.append(Text(x, y - style.size * 0.88, seal, style.face, style.size))
    sheet.texts.append(style.put(ink_date(paper.dated), x, FORM.right, y - 8 * MM))
