"""Packs in outline, kept beside them: the first lists are shown before any pack is loaded."""

import json
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.office import OfficeSetting, StoredPack
from desktop_app.domain.outline import OfficeName, PackOutline, StateOutline
from desktop_app.errors import UserFacingError
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.office_names import outline_with_names, renames_of

if TYPE_CHECKING:
    from desktop_app.rules.pack import Pack
    from desktop_app.rules.schema import Counted, Procedure

PACK_SETTING = "workspace.pack"
"""Office setting that names the pack new projects start under."""
WIDE_SCOPES = frozenset({"unit", "family", "others", "all"})
"""Scopes of counting that go beyond what belongs to the subject itself."""
EDITION = 6
"""Number of the outline's form; outlines kept under another are made again."""


def chosen_pack(desk: Desk, view: ReadView) -> StoredPack:
    """The pack new projects start under: the office's choice in its newest stored version."""
    chosen = view.settings.on(desk.today).get(PACK_SETTING) or _first_choice(view)
    stored = [each for each in view.packs.all() if chosen is None or each.pack == chosen.value]
    if not stored:
        raise UserFacingError("工作区还没有规则包", advice="请在“法规”里启用一个规则包。")
    return stored[-1]


def _first_choice(view: ReadView) -> OfficeSetting | None:
    """The office's first choice, for a day before it: the clock of the PC may be wrong."""
    choices = (each for each in view.settings.all() if each.name == PACK_SETTING)
    return min(choices, key=lambda each: each.valid_from, default=None)


def current_outline(desk: Desk, view: ReadView) -> PackOutline:
    """The outline of the pack new projects start under."""
    kept = _outline(desk, view, chosen_pack(desk, view))
    return outline_with_names(kept, renames_of(view))


def outlines(desk: Desk, view: ReadView) -> tuple[PackOutline, ...]:
    """The outlines of every pack kept here, the oldest first."""
    renames = renames_of(view)
    kept = (_outline(desk, view, each) for each in view.packs.all())
    return tuple(outline_with_names(each, renames) for each in kept)


def kept_titles(view: ReadView) -> tuple[tuple[str, str, str], ...]:
    """Id, version and title of every pack kept here, the oldest first; no pack is loaded."""
    found = []
    for stored in view.packs.all():
        kept = view.outlines.of(stored.id, EDITION)
        title = _from_text(kept).title if kept is not None else stored.pack
        found.append((stored.pack, stored.version, title))
    return tuple(found)


def pins_in_force(desk: Desk, view: ReadView) -> tuple[tuple[str, str], ...]:
    """Id and version of the pack new projects start under, then of the newest of other kinds."""
    chosen = chosen_pack(desk, view)
    known = outlines(desk, view)
    kind = next(o.kind for o in known if (o.id, o.version) == (chosen.pack, chosen.version))
    beside = {each.id: each.version for each in known if each.kind != kind}
    return ((chosen.pack, chosen.version), *beside.items())


def keep_outline(uow: UnitOfWork, stored: StoredPack, pack: "Pack") -> None:
    """Keep the outline of a pack that has been stored."""
    uow.outlines.put(stored.id, EDITION, _as_text(outline_of(pack)))


def keep_outlines(desk: Desk, uow: UnitOfWork) -> None:
    """Keep the outline of every stored pack that has none yet."""
    for each in uow.packs.all():
        if uow.outlines.of(each.id, EDITION) is None:
            uow.outlines.put(each.id, EDITION, _as_text(_outline(desk, uow, each)))


def outline_of(pack: "Pack") -> PackOutline:
    """A loaded pack in outline."""
    registers = {each.id: each.stage or "oversight" for each in pack.registers}
    return PackOutline(
        id=pack.id,
        version=pack.version,
        title=pack.title,
        kind=pack.head.kind,
        states=tuple(
            StateOutline(each.id, each.title, each.subject, each.is_live, each.stage)
            for each in pack.states
        ),
        choices={
            each.name: each.choices for each in pack.facts if each.choices and each.origin != "step"
        },
        offices={
            office.role: tuple(
                OfficeName(each.name, each.from_, each.until) for each in office.names
            )
            for office in pack.offices
        },
        office_labels={office.role: office.label for office in pack.offices},
        subjects=frozenset(
            {each.subject for each in pack.rules}
            | {each.subject for each in pack.procedures}
            | {each.subject for each in pack.deadlines}
            | {each.subject for each in pack.states}
        ),
        registers=registers,
        tabs=pack.tabs,
        tab_titles=pack.tab_titles,
        holding=frozenset(
            procedure.subject
            for procedure in pack.procedures
            if procedure.subject in registers and _puts_on_holds(procedure)
        ),
        counted_widely=frozenset(
            (fact.subject, register)
            for fact in pack.recorded
            if fact.counted
            for register in _wide_registers(fact.counted)
        ),
    )


def _wide_registers(counted: "Counted") -> list[str]:
    """The registers counted over beyond what belongs to the subject."""
    found = [counted.register_] if counted.scope in WIDE_SCOPES else []
    against = counted.against
    if against and (against.scope or counted.scope) in WIDE_SCOPES:
        found.append(against.register_)
    return found


def _puts_on_holds(procedure: "Procedure") -> bool:
    texts = (text for step in procedure.step for each in step.effects.values() for text in each)
    return any(text.startswith("hold:") for text in texts)


def _outline(desk: Desk, view: ReadView, stored: StoredPack) -> PackOutline:
    kept = view.outlines.of(stored.id, EDITION)
    if kept is not None:
        return _from_text(kept)
    from desktop_app.use_cases.stored_packs import pack_as_stored  # noqa: PLC0415 - loads libraries

    return outline_of(pack_as_stored(desk, view, stored.pack, stored.version))


def _as_text(outline: PackOutline) -> str:
    plain: dict[str, Any] = {
        "id": outline.id,
        "version": outline.version,
        "title": outline.title,
        "kind": outline.kind,
        "states": [[s.id, s.title, s.subject, s.is_live, s.stage] for s in outline.states],
        "choices": outline.choices,
        "offices": {
            role: [[each.name, _day_text(each.since), _day_text(each.until)] for each in names]
            for role, names in outline.offices.items()
        },
        "office_labels": outline.office_labels,
        "subjects": sorted(outline.subjects),
        "registers": outline.registers,
        "tabs": outline.tabs,
        "tab_titles": outline.tab_titles,
        "holding": sorted(outline.holding),
        "counted_widely": sorted(outline.counted_widely),
    }
    return json.dumps(plain, ensure_ascii=False)


@lru_cache(maxsize=16)
def _from_text(text: str) -> PackOutline:
    """The outline as it was kept; the same few texts come again with every look."""
    plain = json.loads(text)
    return PackOutline(
        id=plain["id"],
        version=plain["version"],
        title=plain["title"],
        kind=plain["kind"],
        states=tuple(StateOutline(*each) for each in plain["states"]),
        choices={
            name: tuple((key, label) for key, label in each)
            for name, each in plain["choices"].items()
        },
        offices={
            role: tuple(OfficeName(name, _day(since), _day(until)) for name, since, until in names)
            for role, names in plain["offices"].items()
        },
        office_labels=plain["office_labels"],
        subjects=frozenset(plain["subjects"]),
        registers=plain["registers"],
        tabs=tuple(plain["tabs"]),
        tab_titles=plain["tab_titles"],
        holding=frozenset(plain["holding"]),
        counted_widely=frozenset((subject, name) for subject, name in plain["counted_widely"]),
    )


def _day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
