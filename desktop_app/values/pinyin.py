"""Pinyin of names: a stored key to search by initials or full spelling, and an order for lists.

A key reads `cqs zqs chongqingshi ;chong,zhong;qing;shi`: spellings by initials, the whole spelling,
then every reading of each character, so that a heteronym is found by any of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product
from types import ModuleType

from desktop_app.values.heteronyms import MODERN_READINGS
from desktop_app.values.text import fold, normal_name

_MOST_VARIANTS = 16
_NUMBER = re.compile(r"\d+")
_START = r";(?:[^;,]+,)*?"
_END = r"(?=[,;]|$)"
_SYLLABLE = re.compile(
    "(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:a(?:i|o|ng?)?|o(?:u|ng)?|e(?:i|r|ng?)?"
    "|i(?:a(?:o|ng?)?|e|u|ng?|ong)?|u(?:a(?:i|ng?)?|o|i|n|e)?|v(?:e|n|an)?)"
)
_LONGEST_SYLLABLE = 6
_MOST_SPLITS = 64
NO_MATCH = 9
"""The rank of a name that does not answer at all."""
_LAST = "!"
"""Marks the piece a way ends with."""


_Tree = dict[str, "_Tree"]


@cache
def _library() -> ModuleType:
    """The pinyin tables, loaded at first use: they take too long for the first paint."""
    import pypinyin  # noqa: PLC0415 - loading takes 0.1 s

    return pypinyin


@cache
def _words_of() -> Callable[[str], Iterable[str]]:
    """What cuts a text into the words the library knows the readings of."""
    words: Callable[[str], Iterable[str]] = _library().seg.mmseg.seg.cut
    return words


@lru_cache(maxsize=50_000)
def _spelled(word: str) -> tuple[str, ...]:
    """The spellings of the characters in one word; the same words come again in many names."""
    return tuple(_library().lazy_pinyin([word], errors=list))


@dataclass(frozen=True)
class _Letter:
    """One character of a name: its spelling there, the initials and all spellings it can have."""

    spelling: str
    initials: tuple[str, ...]
    segment: str


@lru_cache(maxsize=50_000)
def _letter(first: str, character: str) -> _Letter:
    """A character with the spelling its name suggests first; itself if it has none."""
    more = MODERN_READINGS.get(character, ())
    options = dict.fromkeys((first, *_spelled(character), *more))
    initials = dict.fromkeys(option[0] for option in options)
    return _Letter(first, tuple(initials), f";{','.join(options)}")


def _letters(name: str) -> list[_Letter]:
    plain = normal_name(name)
    usual = [spelling for word in _words_of()(plain) for spelling in _spelled(word)]
    if len(usual) != len(plain):
        usual = [_spelled(character)[0] for character in plain]
    return list(map(_letter, usual, plain))


def search_key(name: str) -> str:
    """The key `matches` and `rank` search: initials, full spelling and all readings; "" for ""."""
    letters = _letters(name)
    if not letters:
        return ""
    variants = islice(product(*(each.initials for each in letters)), _MOST_VARIANTS)
    initials = " ".join(map("".join, variants))
    full = "".join([each.spelling for each in letters])
    return f"{initials} {full} {''.join([each.segment for each in letters])}"


def matches(query: str, key: str, name: str) -> bool:
    """Whether every word of the query is in the name, as characters or spelled in pinyin."""
    return rank(query, key, name) < NO_MATCH


def rank(query: str, key: str, name: str) -> int:
    """How well a name answers a query: 0 best, 9 not at all; equal ranks go by `sort_key`."""
    return wanted(query).rank(key, name)


@lru_cache(maxsize=256)
def wanted(query: str) -> "Query":
    """A query made ready to be held against many names."""
    return Query(tuple(map(_word, fold(query).casefold().split())))


@dataclass(frozen=True)
class Query:
    """Words that must all be in a name."""

    words: tuple["_Word", ...]

    def rank(self, key: str, name: str) -> int:
        """As `rank`, of one name with its key."""
        return max((word.rank(key, _plain(name)) for word in self.words), default=0)


@dataclass(frozen=True)
class _Word:
    """One word: its characters, and how it may be spelled; "" if it is no spelling."""

    plain: str
    spelled: str

    def rank(self, key: str, plain_name: str) -> int:
        if self.plain and self.plain in plain_name:
            return 0 if plain_name.startswith(self.plain) else 1
        return _spelling_rank(self.spelled, key) if self.spelled else NO_MATCH


def _word(word: str) -> _Word:
    is_spelling = re.fullmatch(r"[a-z0-9']+", word)
    return _Word(normal_name(word), word.replace("'", "") if is_spelling else "")


@lru_cache(maxsize=50_000)
def _plain(name: str) -> str:
    return normal_name(name)


def _spelling_rank(word: str, key: str) -> int:
    usual, _, rest = key.partition(" ")
    if usual.startswith(word):
        return 2 if usual == word else 3
    spelling, segments = rest.rpartition(" ")[0].rpartition(" ")[2], key.rpartition(" ")[2]
    if word in usual or spelling.startswith(word):
        return 4
    found = _spelling(word).search(segments)
    if found is None:
        return NO_MATCH
    return 5 if _is_usual(word, segments) else 6


def _is_usual(word: str, segments: str) -> bool:
    return bool(_spelling(word).search(re.sub(r",[a-z0-9,]*", "", segments)))


@lru_cache(maxsize=256)
def _spelling(word: str) -> re.Pattern[str]:
    """Finds consecutive characters spelled by the word: initials, syllables, or both mixed."""
    sensible = islice((way for way in _splits(word) if _is_sensible(way)), _MOST_SPLITS)
    ways = dict.fromkeys((tuple(word), *sensible))
    tree: _Tree = {}
    for *before, last in ways:
        branch = tree
        for piece in before:
            branch = branch.setdefault(piece if len(piece) == 1 else piece + _END, {})
        branch[_LAST + last] = {}
    return re.compile(_pattern(tree) if tree else r"(?!)")


def _splits(word: str) -> Iterator[tuple[str, ...]]:
    """All ways to read the word as syllables and single letters; the last piece may be cut off.

    The longest syllables come first: of a long word only so many ways are tried.
    """
    yield (word,)
    for end in range(min(len(word) - 1, _LONGEST_SYLLABLE), 0, -1):
        if end == 1 or _SYLLABLE.fullmatch(word[:end]):
            yield from ((word[:end], *rest) for rest in _splits(word[end:]))


def _is_sensible(way: tuple[str, ...]) -> bool:
    """Letters alone, one syllable, or syllables with at least one no row of initials could be."""
    if len(way) == 1 or all(len(piece) == 1 for piece in way):
        return True
    *before, last = way
    is_cut_off_last = all(map(_SYLLABLE.fullmatch, before))
    if not (is_cut_off_last or len(last) == 1 or _SYLLABLE.fullmatch(last)):
        return False
    return any(len(piece) > 1 and piece[0] not in "aeo" for piece in way)


def _pattern(tree: "_Tree") -> str:
    """All ways at once: those that begin alike are tried together."""
    pieces = (
        piece.removeprefix(_LAST) if piece.startswith(_LAST) else f"{piece}[^;]*{_pattern(rest)}"
        for piece, rest in tree.items()
    )
    return f"{_START}(?:{'|'.join(pieces)})"


@lru_cache(maxsize=50_000)
def sort_key(name: str) -> str:
    """An order by pinyin and tone, numbers by value: 阿明 安阳 重庆 李四 张三."""
    plain = fold(name).casefold()
    library = _library()
    style = library.Style.TONE3
    spelled: list[str] = library.lazy_pinyin(
        plain, style=style, errors=list, neutral_tone_with_five=True
    )
    if len(spelled) != len(plain):
        return plain
    parts = (
        character if character == spelling else f"{spelling}{character} "
        for character, spelling in zip(plain, spelled, strict=True)
    )
    return _NUMBER.sub(lambda digits: digits[0].zfill(12), "".join(parts))
