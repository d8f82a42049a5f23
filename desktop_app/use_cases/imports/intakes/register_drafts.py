"""What a row of a register sheet would be stored as."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.imports.intakes.intake import Draft
from desktop_app.use_cases.imports.intakes.register_index import Key
from desktop_app.use_cases.imports.intakes.register_owners import Belonging

ROW = "row"
"""The key of a row among the values of its draft."""


@dataclass(frozen=True)
class RowDraft:
    """Whose the row is and what it holds."""

    found: Belonging
    cells: Mapping[str, JsonValue]
    naming: Key
    """What names the row to those below it."""


def row_of(draft: Draft) -> RowDraft | None:
    """The row of a draft that would be stored, None of any other."""
    row = draft.values.get(ROW)
    return row if isinstance(row, RowDraft) else None
