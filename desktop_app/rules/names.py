"""Names a pack may use in conditions and texts: facts, values, settings and readings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from desktop_app.rules.dated import law_quantity, setting_kind, unit_kind
from desktop_app.rules.facts import FactSpec
from desktop_app.rules.kinds import Kind, Quantity, fact_kind
from desktop_app.rules.schema.parameters import LawValue, OfficeSetting, Reading

Origin = Literal["fact", "value", "setting", "reading"]


@dataclass(frozen=True)
class Name:
    """One name: what it is, its kind and its Chinese label."""

    id: str
    origin: Origin
    kind: Kind
    label: str


def reading_kind(reading: Reading) -> Kind:
    """A reading in a condition is the choice the office signed."""
    return Kind("choice", choices=tuple((option.id, option.label) for option in reading.options))


@dataclass(frozen=True)
class Names:
    """All names of a pack; ids are unique over all of them."""

    facts: Mapping[str, FactSpec] = field(default_factory=dict)
    values: Mapping[str, LawValue] = field(default_factory=dict)
    settings: Mapping[str, OfficeSetting] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    register_titles: Mapping[str, str] = field(default_factory=dict)
    """Titles of the registers by id."""

    def find(self, name: str) -> Name | None:
        """The name, None if the pack does not know it."""
        if spec := self.facts.get(name):
            return Name(name, "fact", fact_kind(spec), spec.label)
        if value := self.values.get(name):
            return Name(name, "value", unit_kind(value.unit), value.label)
        if setting := self.settings.get(name):
            return Name(name, "setting", setting_kind(setting), setting.label)
        if reading := self.readings.get(name):
            return Name(name, "reading", reading_kind(reading), reading.label)
        return None

    def all(self) -> Iterable[str]:
        """Every name, for advice on misspelt ones."""
        return (*self.facts, *self.values, *self.settings, *self.readings)

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """The kind of every fact."""
        return {name: fact_kind(spec) for name, spec in self.facts.items()}

    def law(self, name: str, on: date) -> Quantity | None:
        """A value of the law in force on a day; None if none is."""
        if (name, on) not in self._laws:
            self._laws[name, on] = law_quantity(self.values[name], on)
        return self._laws[name, on]

    @cached_property
    def _laws(self) -> dict[tuple[str, date], Quantity | None]:
        """Values looked up so far: every subject judged on one day asks for the same few."""
        return {}
