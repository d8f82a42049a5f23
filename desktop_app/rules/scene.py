"""What a check is judged with: day, settings, signed readings, steps that have come."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from desktop_app.rules.comparisons import Scene
from desktop_app.rules.dated import SettingValue, setting_quantity
from desktop_app.rules.facts import Facts
from desktop_app.rules.kinds import Kind, Quantity, fact_quantity
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
    day = values_on or terms.on
    own = _own_days(pack, terms)

    @cache
    def lookup(name: str) -> Quantity | None:
        if name in own:
            return own[name]
        if name in pack.names.facts:
            return fact_quantity(pack.names.facts[name], facts.get(name))
        if name in pack.names.settings:
            setting = pack.names.settings[name]
            return setting_quantity(setting, terms.settings.get(name))
        if name in pack.names.readings:
            signed = terms.readings.get(name)
            return Quantity(reading_kind(pack.names.readings[name]), signed) if signed else None
        return pack.names.law(name, day)

    return Scene(pack.names, lookup)


def _own_days(pack: Pack, terms: Terms) -> dict[str, Quantity | None]:
    """Days, and the year, that are known without anybody recording them."""
    document = pack.document
    days = {"today": terms.on, "regime_from": document.from_, "regime_until": document.until}
    found = {
        name: Quantity(Kind("date"), day) if day is not None else None for name, day in days.items()
    }
    return {**found, "this_year": Quantity(Kind("number", is_whole=True), Fraction(terms.on.year))}
