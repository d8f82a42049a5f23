"""What an opinion sheet prints where a value is missing: boxes to tick, or that it was left out."""

from collections.abc import Mapping

from desktop_app.rules.facts import APPLICATION_FACTS, FactSpec
from desktop_app.rules.pack import Pack

NOT_GIVEN = "（未填报）"
"""What the applicant left out; a judgement not made yet stays open for ink instead."""
YES_NO = ("是", "否")


def blank_texts(pack: Pack) -> Mapping[str, str]:
    """What stands for a missing value, by the cell text `{fact}` that asks for it."""
    steps = [flat.step for each in pack.procedures for flat in pack.steps_of(each.id)]
    judged = {name for step in steps for name in step.asks}
    texts = {f"{{{name}}}": boxes(pack.fact(name)) for name in judged}
    applied = ["declared_amount", "funding", *(spec.name for spec in APPLICATION_FACTS)]
    applied += [column.fact for column in pack.sheet_columns("reserve_pool")]
    return {**{f"{{{name}}}": NOT_GIVEN for name in applied if name not in judged}, **texts}


def boxes(spec: FactSpec) -> str:
    """The choices of a fact with a box before each; empty where it is written out in words."""
    labels = YES_NO if spec.type == "bool" else tuple(label for _, label in spec.choices)
    return "　".join(f"□{label}" for label in labels)
