"""Numbers in Chinese numerals, as headings and batches are counted."""

import re

_DIGITS = "〇一二三四五六七八九"


def ordinal(number: int) -> str:
    """A number below 100 as headings count, 一, 十二, 二十."""
    tens, units = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens % 10]}十")
    return head + (_DIGITS[units] if units or not head else "")


_READ = {digit: value for value, digit in enumerate(_DIGITS)} | {"零": 0, "两": 2}
_TENS = re.compile(r"(?:(?P<hundreds>[一二两三四五六七八九])百零?)?(?P<below>.*)")


def read_ordinal(text: str) -> int | None:
    """The number below 1,000 a text of numerals says, 十一, 二十, 一百零三; None if none."""
    found = _TENS.fullmatch(text)
    if not text or found is None:
        return None
    head, mark, tail = found["below"].rpartition("十")
    if len(head) > 1 or len(tail) > 1 or not set(head + tail) <= _READ.keys():
        return None
    tens = (_READ[head] if head else 1) if mark else 0
    hundreds = _READ[found["hundreds"]] if found["hundreds"] else 0
    return hundreds * 100 + tens * 10 + (_READ[tail] if tail else 0)
