"""What is read once while many subjects are looked at on one day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from db.unit_of_work import ReadView
from desktop_app.domain.base_data import CatalogueItem, Unit
from desktop_app.domain.ledger import Ledger
from desktop_app.domain.outline import PackOutline
from desktop_app.domain.unit_family import family_head
from desktop_app.rules.amount_line import AmountLine, amount_lines
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms
from desktop_app.use_cases.calendars import calendar_of
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.outlines import outlines, pins_in_force
from desktop_app.use_cases.regime import current_pack, stored_pack, terms_on
from desktop_app.use_cases.standing.shelf import EntryShelf
from desktop_app.values.calendar import WorkCalendar
from desktop_app.values.ids import UnitId

if TYPE_CHECKING:
    from desktop_app.domain.record import Subject
    from desktop_app.use_cases.standing.course import Course
    from desktop_app.use_cases.standing.neighbours import Neighbourhood


def _as_it_is(pack: Pack) -> Pack:
    return pack


@dataclass
class Reading:
    """One look at the records, on a day, by whoever judges."""

    desk: Desk
    view: ReadView
    on: date
    near: "Neighbourhood | None" = None
    """What applications are held against if it is known already."""
    pack: Pack | None = None
    """Judge under this pack instead of each subject's own."""
    change: Callable[[Pack], Pack] = _as_it_is
    """What becomes of every pack before it is used: a trial puts other values in."""
    is_brief: bool = False
    """For lists: without the words no list shows (sources, checks frozen with the steps)."""
    owners: "dict[Subject, Course]" = field(default_factory=dict)
    """The courses of those others belong to, worked out so far."""

    @cached_property
    def shelf(self) -> EntryShelf:
        """The entries of registers."""
        return EntryShelf(self.view, has_origins=not self.is_brief)

    @cached_property
    def ledger(self) -> Ledger:
        """The registers as counting looks at them."""
        return Ledger(self.shelf, self.units)

    @cached_property
    def outlines(self) -> tuple[PackOutline, ...]:
        """Every pack kept here in outline."""
        return outlines(self.desk, self.view)

    @cached_property
    def governed(self) -> frozenset[str]:
        """Kinds of subjects and registers some pack kept here says anything about."""
        return frozenset().union(*(each.subjects for each in self.outlines))

    @cached_property
    def terms(self) -> Terms:
        """The office's settings and signed readings on the day."""
        return terms_on(self.view, self.on)

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The working days."""
        return calendar_of(self.view)

    @cached_property
    def units(self) -> Mapping[UnitId, Unit]:
        """All units by key."""
        return {unit.id: unit for unit in self.view.units.all()}

    @cached_property
    def families(self) -> Mapping[UnitId, UnitId]:
        """The topmost superior of every unit: units with the same one are a family."""
        return {key: family_head(key, self.units) for key in self.units}

    def family_units(self, units: Iterable[UnitId]) -> frozenset[UnitId]:
        """All units of the families of these."""
        heads = {self.families[each] for each in units if each in self.families}
        return frozenset(unit for unit, head in self.families.items() if head in heads)

    @cached_property
    def catalogue(self) -> Sequence[CatalogueItem]:
        """The data-resource catalogue."""
        return self.view.catalogue.all()

    def amount_lines(self, pack: Pack) -> tuple[AmountLine, ...]:
        """The amounts whose crossing changes the route, on the day."""
        key = (pack.id, pack.version)
        if key not in self._lines:
            self._lines[key] = amount_lines(pack, self.on, self.terms.settings)
        return self._lines[key]

    @cached_property
    def _lines(self) -> dict[tuple[str, str], tuple[AmountLine, ...]]:
        return {}

    @cached_property
    def current(self) -> Pack:
        """The pack in force for what is pinned to none."""
        chosen = current_pack(self.desk, self.view)
        return self.pinned((chosen.id, chosen.version))

    @cached_property
    def in_force(self) -> tuple[Pack, ...]:
        """The pack in force for projects, then the newest one of every other kind of regime."""
        return tuple(self.pinned(pin) for pin in pins_in_force(self.desk, self.view))

    def keeping(self, register: str) -> Pack:
        """The pack in force that keeps a register; the current one where none does."""
        if any(each.id == register for each in self.current.registers):
            return self.current
        found = (
            pack for pack in self.in_force if any(each.id == register for each in pack.registers)
        )
        return next(found, self.current)

    def pinned(self, pin: tuple[str, str]) -> Pack:
        """The stored pack of that id and version, as this look sees it."""
        if pin not in self._packs:
            self._packs[pin] = self.change(stored_pack(self.desk, self.view, *pin))
        return self._packs[pin]

    @cached_property
    def _packs(self) -> dict[tuple[str, str], Pack]:
        return {}


def reading_of(desk: Desk, view: ReadView) -> Reading:
    """A look at the records as they stand today."""
    return Reading(desk, view, desk.today)
