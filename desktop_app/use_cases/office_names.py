"""Offices that got a new name from a day on: the names the packs give, and the office's own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from db.unit_of_work import ReadView
from desktop_app.domain.outline import OfficeName, PackOutline

if TYPE_CHECKING:
    from desktop_app.rules.pack import Pack
    from desktop_app.rules.schema.pack_file import DatedName

PREFIX = "office."
"""Office settings named `office.<role>` hold the name of an office from a day on."""


@dataclass(frozen=True)
class OfficeRename:
    """A new name of the office that fills a role, from a day on."""

    role: str
    name: str
    since: date


Renames = tuple[OfficeRename, ...]


def renames_of(view: ReadView) -> Renames:
    """Every new name of an office, the oldest first."""
    found = (each for each in view.settings.all() if each.name.startswith(PREFIX))
    named = [
        OfficeRename(each.name.removeprefix(PREFIX), str(each.value), each.valid_from)
        for each in found
    ]
    return tuple(sorted(named, key=lambda each: each.since))


def with_office_names(pack: "Pack", renames: Renames) -> "Pack":
    """The pack with the names its offices have here; old days keep the old ones."""
    roles = {each.role for each in renames}
    offices = tuple(
        office.model_copy(update={"names": tuple(_dated(office.names, renames, office.role))})
        if office.role in roles
        else office
        for office in pack.offices
    )
    return replace(pack, head=pack.head.model_copy(update={"office": offices}))


def outline_with_names(outline: PackOutline, renames: Renames) -> PackOutline:
    """As `with_office_names`, for the outline of a pack."""
    offices = dict(outline.offices)
    for role in {each.role for each in renames} & offices.keys():
        names = offices[role]
        for each in (r for r in renames if r.role == role):
            names = (*_ended(names, each.since), OfficeName(each.name, each.since, None))
        offices[role] = names
    return replace(outline, offices=offices)


def _ended(names: Iterable[OfficeName], since: date) -> Iterable[OfficeName]:
    """The names before a day, none of them valid on it."""
    for each in names:
        if each.since is None or each.since < since:
            yield replace(each, until=_earlier(each.until, since))


def _dated(names: "Iterable[DatedName]", renames: Renames, role: str) -> "Iterable[DatedName]":
    found = tuple(names)
    for each in (r for r in renames if r.role == role):
        before = (n for n in found if n.from_ is None or n.from_ < each.since)
        ended = (n.model_copy(update={"until": _earlier(n.until, each.since)}) for n in before)
        new = found[0].model_copy(
            update={"name": each.name, "short": "", "from_": each.since, "until": None}
        )
        found = (*ended, new)
    return found


def _earlier(until: date | None, since: date) -> date:
    """The last day of a name that ends the day before another one begins, at the latest."""
    last = since - timedelta(days=1)
    return last if until is None else min(until, last)
