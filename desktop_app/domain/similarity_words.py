"""Words of applications folded into concepts: the office's synonyms, generic words, the rest."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from desktop_app.values.text import fold
from resources import resource

SECTOR, SUBJECT, FUNCTION, TECHNOLOGY = "P", "S", "F", "T"
"""First letter of a concept token; a token without one is two characters of unknown text."""

_SECTIONS = {"sector": SECTOR, "subject": SUBJECT, "function": FUNCTION, "technology": TECHNOLOGY}
_MARKS = r"[^\u3400-\u9fff\U00020000-\U0003ffffa-z]+"
_FEW = 3
WordParts = list[str]


@dataclass(frozen=True, eq=False)
class Synonyms:
    """Which words mean which concepts; generic words mean none (an empty tuple)."""

    concepts: Mapping[str, tuple[str, ...]]
    carriers: frozenset[str] = frozenset()
    """Subjects every trade builds for itself (video, maps, data platforms): they tell little."""

    @cached_property
    def _splitter(self) -> re.Pattern[str]:
        """Finds the known words; made at first use: it takes a third of a second."""
        return re.compile(f"((?:{_MARKS})|(?:{_alternatives(sorted(self.concepts))}))")

    def split(self, text: str) -> WordParts:
        """The text in turns of unknown stretch and known word (or marks), in lower case."""
        return self._splitter.split(fold(text).casefold())

    def tokens(self, text: str) -> list[str]:
        """Concepts and pairs of unknown characters, as often as they occur."""
        parts = self.split(text)
        found = [token for word in parts[1::2] for token in self.concepts.get(word, ())]
        found += [
            stretch[at : at + 2]
            for stretch in parts[::2]
            if len(stretch) > 1
            for at in range(len(stretch) - 1)
        ]
        return found


def read_synonyms(path: Path | None = None, additions: Iterable[Sequence[str]] = ()) -> Synonyms:
    """The shipped word list (or another) with the office's own groups of equal words added."""
    source = path or resource("similarity", "synonyms.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    concepts: dict[str, tuple[str, ...]] = dict.fromkeys(_words(table["generic"]["words"]), ())
    for section, letter in _SECTIONS.items():
        for group, words in table[section].items():
            name, _, above = (part.strip() for part in group.partition("<"))
            tokens = (f"{letter}{name}", f"{SECTOR}{above}") if above else (f"{letter}{name}",)
            concepts.update(dict.fromkeys(_words(words), tokens))
    for words in additions:
        _add_group(concepts, words)
    carriers = frozenset(
        SUBJECT + name for name in table.get("carrier", {}).get("groups", "").split()
    )
    return Synonyms(concepts, carriers)


def _words(text: str) -> list[str]:
    return [fold(word).casefold() for word in text.split()]


def _add_group(concepts: dict[str, tuple[str, ...]], words: Sequence[str]) -> None:
    plain = [word for word in (fold(word).casefold() for word in words) if word]
    known = next((concepts[word] for word in plain if concepts.get(word)), None)
    concepts.update(dict.fromkeys(plain, known or tuple(f"{SUBJECT}{w}" for w in plain[:1])))


def _alternatives(words: Sequence[str]) -> str:
    """A pattern for the longest of many words that decides by halves instead of one by one."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[0], []).append(word[1:])
    return _branch(list(tails.items()))


def _branch(heads: Sequence[tuple[str, list[str]]]) -> str:
    if len(heads) <= _FEW:
        return "|".join(re.escape(head) + _tail(rest) for head, rest in heads)
    middle = len(heads) // 2
    halves = (heads[:middle], heads[middle:])
    return "|".join(
        f"(?=[{re.escape(''.join(head for head, _ in half))}])(?:{_branch(half)})"
        for half in halves
    )


def _tail(rest: Sequence[str]) -> str:
    longer = [tail for tail in rest if tail]
    if not longer:
        return ""
    return f"(?:{_alternatives(longer)})" + ("?" if len(longer) < len(rest) else "")
