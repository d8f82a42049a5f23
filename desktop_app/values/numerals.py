"""Numbers in Chinese numerals, as headings and batches are counted."""

_DIGITS = "〇一二三四五六七八九"


def ordinal(number: int) -> str:
    """A number below 100 as headings count, 一, 十二, 二十."""
    tens, units = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens % 10]}十")
    return head + (_DIGITS[units] if units or not head else "")
