"""Where in the window a subject is found: the tab of its stage, and what to show there."""

from collections.abc import Iterable
from typing import NamedTuple

from db.unit_of_work import ReadView
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.outlines import outlines

POOL, BASE_DATA, REGULATIONS = "reserve_pool", "base_data", "regulations"
BASE_KINDS = frozenset({"unit", "expert", "system", "catalogue_item"})


class Whereabouts(NamedTuple):
    """A tab and what to show in it."""

    stage: str
    target: str = ""


def whereabouts(
    desk: Desk, view: ReadView, subjects: Iterable[Subject]
) -> dict[Subject, Whereabouts]:
    """Where each of these subjects is found."""
    wanted = set(subjects)
    keys = {kind: [s.id for s in wanted if s.kind == kind] for kind in ("project", ENTRY)}
    kept = outlines(desk, view)
    stages = {state.id: state.stage for each in kept for state in each.states}
    registers = {name: stage for each in kept for name, stage in each.registers.items()}
    found = {
        Subject("project", key): Whereabouts(stages.get(state, POOL), code)
        for key, (code, state) in view.projects.places(keys["project"]).items()
    }
    for entry in view.registers.many(keys[ENTRY]):
        stage = registers.get(entry.register_id, "oversight")
        found[entry.subject] = Whereabouts(stage, f"entry:{entry.register_id}:{entry.id}")
    for each in wanted - found.keys():
        found[each] = _elsewhere(each)
    return found


def _elsewhere(subject: Subject) -> Whereabouts:
    if subject.kind in BASE_KINDS:
        return Whereabouts(BASE_DATA, f"{subject.kind}:{subject.id}")
    return Whereabouts(POOL, "needs") if subject.kind == "need" else Whereabouts(REGULATIONS)
