"""Holds (限制) in force: read off the recorded steps that put them on and lift them."""

from db.unit_of_work import ReadView
from desktop_app.domain.procedure_effects import effects_of
from desktop_app.domain.record import Subject
from desktop_app.rules.pack import Pack


def holds_on(view: ReadView, pack: Pack, subject: Subject) -> frozenset[str]:
    """Holds on one subject, those on the unit of a project included."""
    if not pack.holds:
        return frozenset()
    own = _holds(view, pack, subject)
    if subject.kind != "project":
        return own
    unit_id = view.projects.get(subject.id).unit_id
    return own | _holds(view, pack, Subject("unit", unit_id))


def holds_by_unit(view: ReadView, pack: Pack) -> dict[int, frozenset[str]]:
    """Holds on every unit that has any procedure of its own."""
    if not pack.holds:
        return {}
    units = {case.subject.id for case in view.cases.where(subject_kind="unit")}
    return {unit: _holds(view, pack, Subject("unit", unit)) for unit in units}


def _holds(view: ReadView, pack: Pack, subject: Subject) -> frozenset[str]:
    procedures = {case.id: case.procedure for case in view.cases.of(subject)}
    known = {procedure.id for procedure in pack.procedures}
    found: set[str] = set()
    for record in view.steps.of_subject(subject):
        procedure = procedures[record.case_id]
        if procedure not in known:
            continue
        for effect in effects_of(pack, procedure, record.step, record.outcome):
            if effect.kind == "hold":
                found.add(effect.target)
            elif effect.kind == "release":
                found.discard(effect.target)
    return frozenset(found)
