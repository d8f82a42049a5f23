"""The notes put at the cells of a returned workbook."""

import re
from collections.abc import Iterable

from desktop_app.excel.grid import Place, column_number
from desktop_app.excel.problems import CellProblem

PROBLEM_MARK = "【问题】"
"""How a note of ours begins: notes of an earlier return are known by it."""
_CELL = re.compile(r"([A-Z]+)([0-9]+)")


def notes_of(sheet: str, problems: Iterable[CellProblem]) -> dict[Place, str]:
    """The note of every cell of a sheet that has problems, by place."""
    notes: dict[Place, str] = {}
    for problem in problems:
        found = _CELL.fullmatch(problem.cell)
        if problem.sheet != sheet or found is None:
            continue
        place = int(found[2]) - 1, column_number(found[1])
        text = f"{PROBLEM_MARK}{problem.message}\n怎么办：{problem.advice}"
        if problem.clause:
            text += f"\n依据：{problem.clause}"
        notes[place] = f"{notes[place]}\n{text}" if place in notes else text
    return notes
