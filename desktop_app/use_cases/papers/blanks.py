"""What a form prints where a value is missing: boxes to tick, that it was left out, or a dash."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from desktop_app.rules.facts import APPLICATION_FACTS, FactSpec
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema.form_parts import Cell
from desktop_app.use_cases.papers.texts import lone_name

NOT_GIVEN = "（未填报）"
"""What the applicant left out; a judgement not made yet stays open for ink instead."""
DASH = "—"
"""A fact that is not there and that nobody is to write in by hand."""
YES_NO = ("是", "否")


@dataclass(frozen=True)
class Blanks:
    """What stands for the missing values of one form."""

    pack: Pack
    looks_back: bool = False
    """Whether the form tells what was done: nobody writes anything into it."""

    def text(self, cell: Cell) -> str:
        """What stands for the missing value of a cell; a high cell is left for ink."""
        name = lone_name(cell.value)
        if name in self._asked and not self.looks_back:
            return self._asked[name]
        if name in self._applied:
            return NOT_GIVEN
        return DASH if cell.value and cell.lines == 1 else ""

    @cached_property
    def _asked(self) -> Mapping[str, str]:
        """The boxes of facts a step asks for, by name."""
        pack = self.pack
        steps = [flat.step for each in pack.procedures for flat in pack.steps_of(each.id)]
        return {name: boxes(pack.fact(name)) for step in steps for name in step.asks}

    @cached_property
    def _applied(self) -> frozenset[str]:
        """The facts an applicant fills in."""
        own = (column.fact for column in self.pack.sheet_columns("reserve_pool"))
        built_in = (spec.name for spec in APPLICATION_FACTS)
        return frozenset({"declared_amount", "funding", *built_in, *own})


def boxes(spec: FactSpec) -> str:
    """The choices of a fact with a box before each; empty where it is written out in words."""
    labels = YES_NO if spec.type == "bool" else tuple(label for _, label in spec.choices)
    return "　".join(f"□{label}" for label in labels)
