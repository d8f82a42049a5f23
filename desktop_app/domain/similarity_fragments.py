"""What two applications share, in the words the clerk reads."""

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel

from desktop_app.domain.similarity_words import FUNCTION, SUBJECT, Synonyms
from desktop_app.values.text import fold

_LONG = 6
_MOST_FRAGMENTS = 12


def shared_fragments(a: Sequence[str], b: Sequence[str], synonyms: Synonyms) -> tuple[str, ...]:
    """Equal stretches of at least six characters, then equal or equal-meaning words."""
    stretches = [text for one, other in zip(a, b, strict=True) for text in _equal(one, other)]
    words = [word for word in _words(a, b, synonyms) if not any(word in s for s in stretches)]
    return tuple(dict.fromkeys((*stretches, *words)))[:_MOST_FRAGMENTS]


def _equal(one: str, other: str) -> Iterator[str]:
    one, other = fold(one), fold(other)
    for block in Indel.opcodes(one, other).as_matching_blocks():
        if block.size >= _LONG:
            yield one[block.a : block.a + block.size].strip(" ,.;:、。")


def _words(a: Iterable[str], b: Iterable[str], synonyms: Synonyms) -> Iterator[str]:
    ours, theirs = _surfaces(a, synonyms), _surfaces(b, synonyms)
    for letter in (SUBJECT, FUNCTION):
        for token, words in ours.items():
            if token[0] == letter and token in theirs:
                both = [word for word in words if word in theirs[token]]
                yield both[0] if both else f"{words[0]}≈{theirs[token][0]}"


def _surfaces(texts: Iterable[str], synonyms: Synonyms) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text in texts:
        for word in synonyms.split(text)[1::2]:
            for token in synonyms.concepts.get(word, ()):
                found.setdefault(token, []).append(word.upper() if word.isascii() else word)
    return found
