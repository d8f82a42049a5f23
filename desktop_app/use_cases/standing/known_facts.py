"""The facts of a subject: most at hand, those of a comparison found only when asked for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from typing_extensions import override

from desktop_app.rules.facts import FactValue

Known = Mapping[str, FactValue]


@dataclass(frozen=True)
class Later:
    """Facts that cost much: their names are known, their values are found once one is asked."""

    names: frozenset[str]
    find: Callable[[], Known]

    @cached_property
    def values(self) -> Known:
        """What was found."""
        return self.find()


class KnownFacts(Mapping[str, FactValue]):
    """Facts by name; a check that asks for none of the costly ones does not pay for them."""

    def __init__(self, known: Known, later: Later | None = None) -> None:
        self.known = known
        self.later = later

    @override
    def __getitem__(self, name: str) -> FactValue:
        if self.later is not None and name in self.later.names:
            return self.later.values[name]
        return self.known[name]

    @override
    def __iter__(self) -> Iterator[str]:
        later = self.later.names if self.later is not None else frozenset()
        yield from (name for name in self.known if name not in later)
        yield from sorted(later)

    @override
    def __len__(self) -> int:
        return sum(1 for _ in self)

    @override
    def __contains__(self, name: object) -> bool:
        is_later = self.later is not None and name in self.later.names
        return is_later or name in self.known
