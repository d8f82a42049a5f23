"""Text as clerks and spreadsheets write it: folding of widths, spaces and brackets."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeGuard

_INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0x00AD],
)
_SPACES = dict.fromkeys([0x00A0, 0x3000, 0x202F, 0x205F, *range(0x2000, 0x200B)], " ")
_WIDE_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# Tortoise-shell, full-width, lenticular and small brackets, by code point.
_OPENING = "\u3014\uff3b\u3010\u3016\ufe5d\ufe59\uff5b"
_CLOSING = "\u3015\uff3d\u3011\u3017\ufe5e\ufe5a\uff5d"
_BRACKETS = str.maketrans(_OPENING + _CLOSING, "(" * len(_OPENING) + ")" * len(_CLOSING))
_SQUARE = str.maketrans("[]", "()")
_DASHES = str.maketrans("\u2010\u2011\u2012\u2212\ufe63", "-----")
_TABLE: dict[int, int | str | None] = {
    **_WIDE_ASCII,
    **_SPACES,
    **_INVISIBLE,
    **_BRACKETS,
    **_DASHES,
    0xFFE5: "¥",
}
_WIDE_BLANK = 0x3000
_KEPT_CONTROLS = "\t\n\r"
_NAME_NOISE = re.compile(r"[\s()\[\]{}<>《》“”\"'‘’「」『』、，,。.\uff0e·•・:：;；/\\|_~—–-]+")


def fold(text: str) -> str:
    """The text with full-width forms, odd spaces and brackets made plain and edges trimmed.

    Invisible marks (ZWSP, BOM, directional marks) are dropped. NFC only, never NFKC, which would
    turn rare characters of names into lookalikes.
    """
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFC", text).translate(_TABLE).strip()


def without_marks(text: str) -> str:
    """The text without invisible marks and with plain blanks for odd ones; 　 stays."""
    kept = {code: blank for code, blank in _SPACES.items() if code != _WIDE_BLANK}
    return unicodedata.normalize("NFC", text).translate({**kept, **_INVISIBLE})


@lru_cache(maxsize=32_768)
def normal_name(text: str) -> str:
    """The name of a unit, project or person for matching: folded, without marks, lower case."""
    return _NAME_NOISE.sub("", fold(text)).casefold()


def normal_number(text: str) -> str:
    """A 文号 for matching, however its brackets and blanks are typed."""
    return "".join(fold(text).translate(_SQUARE).split())


def has_control_characters(text: str) -> bool:
    """Whether a control character no workbook or paper can carry is there (tab, CR, LF may be)."""
    return any(
        unicodedata.category(character) in {"Cc", "Cs"} and character not in _KEPT_CONTROLS
        for character in text
    )


def are_texts(values: Sequence[object]) -> TypeGuard[Sequence[str]]:
    """Whether there are values and all of them are texts."""
    return set(map(type, values)) == {str}
