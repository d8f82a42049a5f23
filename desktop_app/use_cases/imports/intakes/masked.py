"""Masked cells of a sheet that come back: unchanged they stand for what is on record."""

from collections.abc import Callable

from desktop_app.excel.problems import CellProblem
from desktop_app.excel.reading import RowReading
from desktop_app.use_cases.imports.intakes.intake import Place
from desktop_app.values.identity import MASK

ADVICE = "请填写完整的内容；不改的，照导出时的样子留着。"


def unmasked_cells(
    place: Place, row: RowReading, stored: Callable[[str], object]
) -> tuple[dict[str, object], list[CellProblem]]:
    """What masked cells of a row stand for by column key, and those that stand for nothing.

    `stored` gives what the record holds in a column; anything empty where there is no record.
    """
    found: dict[str, object] = {}
    problems = []
    for column in place.reading.spec.columns:
        text = row.values.get(column.key)
        if not column.may_be_masked or not isinstance(text, str) or MASK not in text:
            continue
        known = stored(column.key)
        if isinstance(known, str) and known and column.masked(known) == text:
            found[column.key] = known
        else:
            message = f"“{column.title}”遮着一部分，不是完整的内容"
            problems.append(place.problem(row, column.key, "bad_code", message, ADVICE))
    return found, problems
