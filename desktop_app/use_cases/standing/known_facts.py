"""The facts of a subject: most at hand, those of a comparison found only when asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from typing_extensions import override

from desktop_app.rules.facts import FactValue

Known = Mapping[str, FactValue]


@dataclass(frozen=True)
class Later:
    """Facts that cost much: their names are known, their values are found once one is asked."""

    names: frozenset[str]
    find: Callable[[], Known]

    def value(self, name: str) -> FactValue:
        """One of them; the first question finds all."""
        return self._values[name]

    @cached_property
    def _values(self) -> Known:
        return self.find()


@dataclass(frozen=True)
class OneByOne:
    """Facts that are each worked out by itself, when asked for."""

    names: frozenset[str]
    find: Callable[[str], FactValue]
    _found: dict[str, FactValue] = field(default_factory=dict)

    def value(self, name: str) -> FactValue:
        """One of them, kept from then on."""
        if name not in self._found:
            self._found[name] = self.find(name)
        return self._found[name]


Source = Later | OneByOne


class KnownFacts(Mapping[str, FactValue]):
    """Facts by name; a check that asks for none of the costly ones does not pay for them."""

    def __init__(self, known: Known, later: Iterable[Source] = ()) -> None:
        self.known = known
        self.later = tuple(later)
        self._sources = {name: source for source in self.later for name in source.names}

    @override
    def __getitem__(self, name: str) -> FactValue:
        source = self._sources.get(name)
        return self.known[name] if source is None else source.value(name)

    @override
    def __iter__(self) -> Iterator[str]:
        yield from (name for name in self.known if name not in self._sources)
        yield from sorted(self._sources)

    @override
    def __len__(self) -> int:
        return len(self.known.keys() | self._sources.keys())

    @override
    def __contains__(self, name: object) -> bool:
        return name in self._sources or name in self.known
