"""Facts said to be recorded at a step that does not ask for them.

A pack with such a fact can be worked with, so what a workspace keeps stays readable; it is told
where a pack is written, before it is taken up.
"""

from desktop_app.rules.faults import Fault
from desktop_app.rules.pack import Pack


def never_asked(pack: Pack) -> tuple[Fault, ...]:
    """A fault for every step in an `asked_at` whose `asks` lacks the fact."""
    asking = {
        f"{procedure.id}.{step.id}": step.asks
        for procedure in pack.procedures
        for step in procedure.step
        if not step.use
    }
    return tuple(
        Fault(
            "facts.toml",
            f"fact[{fact.id}].asked_at[{number}]",
            f"“{at}”没有写要填它，登记时填不进去",
            f'在那一步写 asks = ["{fact.id}"]',
        )
        for fact in pack.recorded
        for number, at in enumerate(fact.asked_at, 1)
        if fact.id not in asking.get(at, (fact.id,))
    )
