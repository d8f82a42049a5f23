"""The use cases behind the import wizard, as plain functions for the worker."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.handouts import offered_sheets
from desktop_app.use_cases.imports.apply import apply_import, undo_import
from desktop_app.use_cases.imports.checking import judge_preview
from desktop_app.use_cases.imports.preview import (
    Answers,
    Planned,
    Source,
    matched_column,
    preview_import,
)
from desktop_app.use_cases.imports.specs import specs_in_force
from desktop_app.use_cases.imports.views import ImportResult
from desktop_app.use_cases.regime import packs_in_force
from ui.background import Task

__all__ = [
    "Answers",
    "Looked",
    "Source",
    "answers_of",
    "judge",
    "look",
    "sheets",
    "store",
    "undo_import",
]

Matched = tuple[str, str, str]
"""Sheet, heading and column key; an empty key leaves the column out."""
Accepted = tuple[str, str, str]
"""File, sheet and cell of an amount confirmed as it stands."""


@dataclass(frozen=True)
class Looked:
    """A preview with the columns an unknown heading can be matched to, by sheet."""

    planned: Planned
    columns: Mapping[str, tuple[tuple[str, str], ...]]


def sheets(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Every sheet that can be taken in, by id with its stage and title."""
    return tuple((each.id, each.words) for each in offered_sheets(desk))


def look(
    desk: Desk,
    task: Task[Looked],
    files: Sequence[Source],
    sheet: str,
    answers: Answers,
) -> Looked:
    """Read the workbooks or the pasted range and match their rows without storing anything."""
    planned = preview_import(
        desk,
        files,
        sheet=sheet,
        answers=answers,
        cancelled=lambda: task.is_cancelled,
        progress=task.progress,
    )
    with desk.workspace.read() as view:
        specs = specs_in_force(view, packs_in_force(desk, view))
    columns = {
        key: tuple((column.key, column.title) for column in spec.columns)
        for key, spec in specs.items()
    }
    return Looked(planned, columns)


def judge(desk: Desk, task: Task[Planned], planned: Planned) -> Planned:
    """The preview with the checks of its applications."""
    return judge_preview(desk, planned, cancelled=lambda: task.is_cancelled, progress=task.progress)


def store(desk: Desk, task: Task[ImportResult], planned: Planned) -> ImportResult:
    """Store what was previewed, as one batch."""
    return apply_import(desk, planned, cancelled=lambda: task.is_cancelled, progress=task.progress)


def answers_of(matched: Iterable[Matched], accepted: Iterable[Accepted]) -> Answers:
    """The clerk's answers as the import takes them."""
    cells: dict[str, set[tuple[str, str]]] = {}
    for file, sheet, cell in accepted:
        cells.setdefault(file, set()).add((sheet, cell))
    return Answers(
        tuple(matched_column(*each) for each in matched),
        {file: frozenset(found) for file, found in cells.items()},
    )
