"""Keyed marks of personal numbers: equal numbers have equal marks, and only with the key.

HMAC over SM3 with a key drawn from the workspace key; 63 bits of it, so that among a million
numbers two different ones share a mark once in twenty million lists.
"""

import hashlib
import hmac
from collections.abc import Iterable

from db.keys import WorkspaceKey

PURPOSE = b"hengce personal marks 1"
_BLOCK = 64
_DROPPED_BITS = 256 - 63
MOST_KNOWN = 500_000
"""Marks remembered at once: accounts and devices come again and again."""


class PersonalMarks:
    """Marks of numbers under one workspace key."""

    def __init__(self, key: WorkspaceKey) -> None:
        own = hmac.digest(key.raw, PURPOSE, "sm3").ljust(_BLOCK, b"\0")
        self._inner = hashlib.new("sm3", bytes(each ^ 0x36 for each in own))
        self._outer = hashlib.new("sm3", bytes(each ^ 0x5C for each in own))
        self._known: dict[object, int | None] = {}

    def mark(self, text: str) -> int:
        """The mark of one number."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(text.encode())
        outer.update(inner.digest())
        return int.from_bytes(outer.digest(), "big") >> _DROPPED_BITS

    def marks(self, texts: Iterable[object]) -> list[int | None]:
        """The mark of each text, None where there is none; each different text is worked out once.

        One loop without calls of our own: it runs for every row of every import. The first marks
        are the ones that stay: a list that goes round through more numbers than fit would find
        nothing again if the older ones made way.
        """
        wanted = list(texts)
        start, finish, known = self._inner.copy, self._outer.copy, self._known
        found: dict[object, int | None] = {None: None}
        for text in set(wanted).difference(found):
            mark = known.get(text)
            if mark is None:
                inner, outer = start(), finish()
                inner.update(str(text).encode())
                outer.update(inner.digest())
                mark = int.from_bytes(outer.digest(), "big") >> _DROPPED_BITS
            found[text] = mark
        if len(known) < MOST_KNOWN:
            known.update(found)
        return list(map(found.__getitem__, wanted))
