"""What a check is judged with: day, settings, signed readings, steps that have come."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from desktop_app.rules.comparisons import Scene
from desktop_app.rules.dated import SettingValue, setting_quantity
from desktop_app.rules.facts import Facts
from desktop_app.rules.kinds import Kind, Quantity, quantity_of
from desktop_app.rules.names import reading_kind
from desktop_app.rules.pack import Pack


@dataclass(frozen=True)
class Terms:
    """The day of the decision and what the office has decided by then."""

    on: date
    settings: Mapping[str, SettingValue] = field(default_factory=lambda: MappingProxyType({}))
    """Settings in force on the day, in their own unit; undefined ones are absent."""
    readings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Signed option by reading; unsigned ones are absent."""
    reached: frozenset[str] = frozenset()
    """Steps (`procedure.step`) and states that have come; checks elsewhere are not due."""
    near: frozenset[str] | None = None
    """Steps ahead that may be worked towards now; checks farther away are not judged. None: all."""

    def concerns(self, at: Collection[str]) -> bool:
        """Whether a check standing at these steps and states is to be judged now.

        One standing at a state is a look ahead: it is judged all the way there.
        """
        if not at or self.near is None or any("." not in place for place in at):
            return True
        return not (self.near | self.reached).isdisjoint(at)

    def is_due(self, at: Collection[str]) -> bool:
        """Whether one of these steps and states has come, so that nothing may be lacking."""
        return not at or not self.reached.isdisjoint(at)


def scene(pack: Pack, facts: Facts, terms: Terms, *, values_on: date | None = None) -> Scene:
    """Names and quantities as they stand; `values_on` takes values of the law of another day."""
    return Scene(pack.names, _Quantities(pack, facts, terms, values_on or terms.on).__getitem__)


class _Quantities(dict[str, Quantity | None]):
    """Quantities by name, each worked out when it is asked for and kept from then on."""

    def __init__(self, pack: Pack, facts: Facts, terms: Terms, day: date) -> None:
        document = pack.document
        super().__init__(_own_days(terms.on, document.from_, document.until))
        self._names, self._facts, self._terms, self._day = pack.names, facts, terms, day

    def __missing__(self, name: str) -> Quantity | None:
        self[name] = found = self._find(name)
        return found

    def _find(self, name: str) -> Quantity | None:
        names, terms = self._names, self._terms
        if name in names.facts:
            return quantity_of(names.kinds[name], self._facts.get(name))
        if name in names.settings:
            return setting_quantity(names.settings[name], terms.settings.get(name))
        if name in names.readings:
            signed = terms.readings.get(name)
            return Quantity(reading_kind(names.readings[name]), signed) if signed else None
        return names.law(name, self._day)


@lru_cache(maxsize=64)
def _own_days(today: date, begins: date | None, ends: date | None) -> Mapping[str, Quantity | None]:
    """Days, and the year, that are known without anybody recording them."""
    days = {"today": today, "regime_from": begins, "regime_until": ends}
    found = {
        name: Quantity(Kind("date"), day) if day is not None else None for name, day in days.items()
    }
    return {**found, "this_year": Quantity(Kind("number", is_whole=True), Fraction(today.year))}
