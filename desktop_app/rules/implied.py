"""What must have come before a state: what every procedure that leads to it follows, and its end.

A project taken over in mid-life stands in a state whose past is not all on file; what it needed to
come there counts as come.
"""

from collections.abc import Iterable, Mapping

from desktop_app.rules.schema import Procedure

_STATE = "state:"


def implied_by_states(procedures: Iterable[Procedure]) -> Mapping[str, frozenset[str]]:
    """The states and procedures that lie behind each state some procedure leads to."""
    known = {each.id: each for each in procedures}
    leading: dict[str, list[frozenset[str]]] = {}
    for procedure in known.values():
        for state, is_last in _reached(procedure).items():
            itself = {procedure.id} if is_last else set()
            leading.setdefault(state, []).append(frozenset(itself.union(procedure.after)))
    needed = {state: frozenset.intersection(*afters) for state, afters in leading.items()}
    return {state: _all_behind(state, needed, known) for state in needed}


def _reached(procedure: Procedure) -> dict[str, bool]:
    """The states a procedure leads to, each with whether its last step does."""
    found: dict[str, bool] = {}
    for step in procedure.step:
        for text in (each for texts in step.effects.values() for each in texts):
            if text.startswith(_STATE):
                found[text.removeprefix(_STATE)] = step is procedure.step[-1]
    return found


def _all_behind(
    state: str, needed: Mapping[str, frozenset[str]], known: Mapping[str, Procedure]
) -> frozenset[str]:
    found: set[str] = set()
    waiting = [state]
    while waiting:
        here = waiting.pop()
        behind = known[here].after if here in known else needed.get(here, frozenset())
        waiting += [each for each in behind if each not in found]
        found |= set(behind)
    return frozenset(found)
