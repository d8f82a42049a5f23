"""What two applications share, in the words the clerk reads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel

from desktop_app.domain.similarity_words import FUNCTION, SUBJECT, Synonyms
from desktop_app.values.text import fold

_LONG = 6
_MOST_FRAGMENTS = 12
_TEXTS_KEPT = 4_000
"""Applications whose words are kept at hand: each is told beside several others."""


def shared_fragments(a: Sequence[str], b: Sequence[str], synonyms: Synonyms) -> tuple[str, ...]:
    """Equal stretches of at least six characters, then equal or equal-meaning words."""
    ours, theirs = _folded(tuple(a)), _folded(tuple(b))
    stretches = [text for pair in zip(ours, theirs, strict=True) for text in _equal(*pair)]
    words = [word for word in _words(a, b, synonyms) if not any(word in s for s in stretches)]
    return tuple(dict.fromkeys((*stretches, *words)))[:_MOST_FRAGMENTS]


@lru_cache(maxsize=_TEXTS_KEPT)
def _folded(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, texts))


def _equal(one: str, other: str) -> Iterator[str]:
    for block in Indel.opcodes(one, other).as_matching_blocks():
        if block.size >= _LONG:
            yield one[block.a : block.a + block.size].strip(" ,.;:、。")


def _words(a: Iterable[str], b: Iterable[str], synonyms: Synonyms) -> Iterator[str]:
    ours, theirs = _surfaces(tuple(a), synonyms), _surfaces(tuple(b), synonyms)
    for letter in (SUBJECT, FUNCTION):
        for token, words in ours.items():
            if token[0] == letter and token in theirs:
                both = [word for word in words if word in theirs[token]]
                yield both[0] if both else f"{words[0]}≈{theirs[token][0]}"


@lru_cache(maxsize=_TEXTS_KEPT)
def _surfaces(texts: tuple[str, ...], synonyms: Synonyms) -> Mapping[str, Sequence[str]]:
    """The words of some texts by what they mean."""
    found: dict[str, list[str]] = {}
    for text in texts:
        for word in synonyms.split(text)[1::2]:
            for token in synonyms.concepts.get(word, ()):
                found.setdefault(token, []).append(word.upper() if word.isascii() else word)
    return found
