"""The checks of applications in a preview and of what was stored, beside the import itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from db.unit_of_work import ReadView
from desktop_app.domain.project import Project
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.imports.intakes.intake import Draft, Surroundings
from desktop_app.use_cases.imports.intakes.reserve_pool import as_project
from desktop_app.use_cases.imports.matching import surroundings_of
from desktop_app.use_cases.imports.preview import (
    Planned,
    drafts_by_file,
    drafts_of,
    is_judged_later,
)
from desktop_app.use_cases.imports.views import ImportPreview, RowPlan
from desktop_app.use_cases.progress import Progress, Steps
from desktop_app.use_cases.standing.drafts import Judged, judge_drafts
from desktop_app.use_cases.standing.refresh import settle


def judge_preview(
    desk: Desk,
    planned: Planned,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda _done, _total, _text: None,
) -> Planned:
    """The preview with the checks of its applications and the similar ones; nothing is written.

    Raises Cancelled when the user stops it: the import does not wait for the checks.
    """
    require(desk, "import")
    steps = Steps(cancelled, progress)
    with desk.workspace.read() as view:
        around = surroundings_of(desk, view, steps)
        applications = _applications(around, view, planned.drafts)
        judged = judge_drafts(desk, view, applications, steps)
    return replace(planned, preview=_judged_preview(planned, judged), flagged=judged.flagged)


def judge_stored(
    desk: Desk,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda _done, _total, _text: None,
) -> None:
    """Work out the checks of what an import has stored and of everything held against it.

    A stop loses nothing: what is not judged by then shows as not judged and is judged later.
    """
    settle(desk, Steps(cancelled, progress))


def _applications(
    around: Surroundings, view: ReadView, drafts: Sequence[Draft]
) -> dict[int, Project]:
    """Each application that would be stored as it would stand, by the place of its draft."""
    changed = [draft.record_id for draft in drafts if draft.kind == "changed" and draft.record_id]
    stored = {int(each.id): each for each in view.projects.many(changed)}
    return {
        index: as_project(around, draft, -1 - index, stored)
        for index, draft in enumerate(drafts)
        if is_judged_later(draft)
    }


def _judged_preview(planned: Planned, judged: Judged) -> ImportPreview:
    by_file = drafts_by_file(planned.drafts)
    files = []
    for book, file in zip(planned.books, planned.preview.files, strict=True):
        places = [n for n, _ in drafts_of(book, by_file)]
        rows = tuple(_judged(row, n, judged) for n, row in zip(places, file.rows, strict=True))
        files.append(replace(file, rows=rows))
    return ImportPreview(tuple(files), judged.groups)


def _judged(row: RowPlan, index: int, judged: Judged) -> RowPlan:
    if index not in judged.lights:
        return row
    light, word = judged.lights[index]
    return replace(row, light=light, light_word=word, reasons=_reasons(judged.flagged, index))


def _reasons(flagged: Mapping[int, tuple[Verdict, ...]], index: int) -> tuple[str, ...]:
    return tuple(
        f"{each.title}：{each.word}（{'、'.join(each.clauses)}）" for each in flagged.get(index, ())
    )
