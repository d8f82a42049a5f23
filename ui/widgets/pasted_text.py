"""Text pasted into a field: trimmed, without the marks of the program it was copied from."""

import re

from desktop_app.values.text import without_marks
from ui.widgets.tsv import parse_tsv

_BREAKS = re.compile(r"\s*[\r\n\u2028\u2029\t]+\s*")
_HAN = re.compile(r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f\U00020000-\U0003ffff]")


def one_line(text: str) -> str:
    """Several lines as one: nothing between Chinese characters, a blank between other words."""
    parts = [part for part in _BREAKS.split(without_marks(text).strip()) if part]
    joined = parts[0] if parts else ""
    for part in parts[1:]:
        is_chinese = bool(_HAN.match(joined[-1]) or _HAN.match(part[0]))
        joined += part if is_chinese else f" {part}"
    return joined


def text_block(text: str) -> str:
    """A block as paragraphs: no blanks at their ends, no empty line twice, cells side by side."""
    plain = without_marks(text).replace("\r\n", "\n").replace("\r", "\n")
    lines = [_line(line) for line in _lines(plain)]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    return "\n".join(kept).strip("\n")


def _lines(text: str) -> list[str]:
    """The lines of a text; the cells of a copied range stand side by side, with blanks between."""
    if "\t" not in text and not (text.startswith('"') and text.rstrip("\n").endswith('"')):
        return text.replace("\u2028", "\n").replace("\u2029", "\n").split("\n")
    rows = parse_tsv(text)
    return "\n".join("　".join(cell for cell in row if cell.strip()) for row in rows).split("\n")


def _line(text: str) -> str:
    return text.strip(" \t\u3000")
