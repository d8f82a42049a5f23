"""Keyed marks of personal numbers: equal numbers have equal marks, and only with the key.

HMAC over SM3 with a key drawn from the workspace key; 63 bits of it, so that among a million
numbers two different ones share a mark once in twenty million lists.
"""

import hashlib
import hmac
from collections.abc import Sequence

from db.keys import WorkspaceKey

PURPOSE = b"hengce personal marks 1"
_BLOCK = 64
_DROPPED_BITS = 256 - 63


class PersonalMarks:
    """Marks of numbers under one workspace key."""

    def __init__(self, key: WorkspaceKey) -> None:
        own = hmac.digest(key.raw, PURPOSE, "sm3").ljust(_BLOCK, b"\0")
        self._inner = hashlib.new("sm3", bytes(each ^ 0x36 for each in own))
        self._outer = hashlib.new("sm3", bytes(each ^ 0x5C for each in own))

    def mark(self, text: str) -> int:
        """The mark of one number."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(text.encode())
        outer.update(inner.digest())
        return int.from_bytes(outer.digest(), "big") >> _DROPPED_BITS

    def marks(self, texts: Sequence[object]) -> list[int | None]:
        """The mark of each text, None where there is none; each different text is worked out once.

        One loop without calls of our own: it runs for every row of every import. Nothing is kept
        for the next rows: to look up half a million marks costs more than to work them out.
        """
        start, finish, number = self._inner.copy, self._outer.copy, int.from_bytes
        found: dict[object, int | None] = dict.fromkeys(texts)
        for text in found:
            if text is not None:
                inner, outer = start(), finish()
                inner.update(str(text).encode())
                outer.update(inner.digest())
                found[text] = number(outer.digest(), "big") >> _DROPPED_BITS
        return list(map(found.__getitem__, texts))
