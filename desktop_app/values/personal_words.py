"""Personal values looked for in free text: numbers wherever they stand, names where it is told."""

import re
from collections.abc import Iterable
from typing import Any

from desktop_app.values.identity import mask_text

STRUCK = "（已清除）"
LEAST_CODE, LEAST_NAME = 6, 2
"""Shorter ones are found in texts that have nothing to do with the person."""
_CODE = re.compile(rf"[0-9A-Za-z]{{{LEAST_CODE},}}")
_NAME = re.compile(f"[\u3400-\u9fff\U00020000-\U000323af·]{{{LEAST_NAME},}}")


class PersonalWords:
    """A set of personal values; a text of any length is looked through once, however many."""

    def __init__(self, values: Iterable[str]) -> None:
        known = {each.strip() for each in values}
        self._codes = {
            found.upper()
            for each in known
            for found in _CODE.findall(each)
            if not _NAME.search(each)
        }
        self._names = {each for each in known if _NAME.fullmatch(each)}
        self._lengths = sorted({len(each) for each in self._names}, reverse=True)

    def holds_number(self, text: str) -> bool:
        """Whether one of the numbers stands in a text."""
        return any(found.upper() in self._codes for found in _CODE.findall(text))

    def holds(self, text: str) -> bool:
        """Whether one of the values, names too, stands in a text."""
        return self.holds_number(text) or any(
            run[start : start + length] in self._names
            for run in _NAME.findall(text)
            for length in self._lengths
            for start in range(len(run) - length + 1)
        )

    def struck(self, text: str) -> str:
        """The text with the numbers struck out."""
        return _CODE.sub(lambda m: STRUCK if m[0].upper() in self._codes else m[0], text)

    def without(self, text: str) -> str:
        """The text with every value struck out, names too, and all other such numbers masked."""
        return _NAME.sub(lambda found: self._nameless(found[0]), mask_text(self.struck(text)))

    def without_deep(self, value: Any) -> Any:
        """The same for every text in lists and mappings, as JSON holds them."""
        if isinstance(value, str):
            return self.without(value)
        if isinstance(value, list):
            return [self.without_deep(each) for each in value]
        if isinstance(value, dict):
            return {key: self.without_deep(each) for key, each in value.items()}
        return value

    def _nameless(self, run: str) -> str:
        parts, start = [], 0
        while start < len(run):
            length = next((n for n in self._lengths if run[start : start + n] in self._names), 0)
            parts.append(STRUCK if length else run[start])
            start += length or 1
        return "".join(parts)
