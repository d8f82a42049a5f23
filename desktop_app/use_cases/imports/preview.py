"""What an import would do, before anything is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from db.unit_of_work import ReadView
from desktop_app.errors import Refused
from desktop_app.excel.problems import CellProblem, cause_title
from desktop_app.excel.reader import (
    AmountMemory,
    BookReading,
    ColumnMap,
    SheetReading,
    read_book,
)
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.base_data import unit_index
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.imports.intakes import INTAKES
from desktop_app.use_cases.imports.intakes.intake import Draft, Place, Surroundings
from desktop_app.use_cases.imports.intakes.reserve_pool import as_project
from desktop_app.use_cases.imports.specs import workspace_specs
from desktop_app.use_cases.imports.views import (
    CellProblemView,
    FilePlan,
    ImportPreview,
    RowPlan,
    UnknownColumn,
)
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.standing.drafts import Judged, judge_drafts
from desktop_app.values.dates import parse_date
from desktop_app.values.ids import BatchId
from desktop_app.values.money import Fen
from desktop_app.values.text import normal_name

Progress = Callable[[int, int, str], None]
"""Called with done, total and the file in hand; may raise `Cancelled`."""


@dataclass(frozen=True)
class Answers:
    """What the clerk answered in the import window."""

    column_maps: tuple[ColumnMap, ...] = ()
    """Columns nobody knew, matched by hand; remembered with the import."""
    accepted: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    """Cells (sheet, cell) by file whose amount was confirmed as it stands."""


@dataclass(frozen=True)
class Planned:
    """A preview with the drafts behind it; `apply_import` checks that it still holds."""

    preview: ImportPreview
    drafts: tuple[Draft, ...]
    books: tuple[BookReading, ...]
    paths: tuple[Path, ...]
    answers: Answers
    flagged: Mapping[int, tuple[Verdict, ...]] = field(default_factory=dict)
    """Verdicts against the drafts, by their place among them."""


def preview_import(
    desk: Desk,
    files: Sequence[Path],
    *,
    sheet: str = "",
    answers: Answers | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda _done, _total, _file: None,
) -> Planned:
    """Read the workbooks, match their rows and judge what would come; nothing is written.

    `sheet` limits recognition to one sheet; raises Cancelled when the user stops it.
    """
    require(desk, "import")
    given = answers or Answers()
    with desk.workspace.read() as view:
        books = _read_books(desk, view, files, sheet, given, cancelled, progress)
        preview, drafts, flagged = plan(desk, view, books, files)
    return Planned(preview, drafts, tuple(books), tuple(files), given, flagged)


def _read_books(  # noqa: PLR0913, PLR0917 - the whole question of one import
    desk: Desk,
    view: ReadView,
    files: Sequence[Path],
    sheet: str,
    answers: Answers,
    cancelled: Callable[[], bool],
    progress: Progress,
) -> list[BookReading]:
    specs = workspace_specs(view, current_pack(desk, view))
    if sheet and sheet not in specs:
        raise Refused(f"没有名为“{sheet}”的表", advice=f"可用的表：{'、'.join(specs)}。")
    wanted = [specs[sheet]] if sheet else list(specs.values())
    maps = (*answers.column_maps, *_kept_maps(view))
    known = _known_amounts(view)
    books: list[BookReading] = []
    for done, path in enumerate(files):
        progress(done, len(files), path.name)
        memory = AmountMemory(known=known, accepted=answers.accepted.get(path.name, frozenset()))
        book = read_book(path, wanted, column_maps=maps, memory=memory, cancelled=cancelled)
        is_again = any(each.digest == book.digest for each in books)
        books.append(replace(book, sheets=()) if is_again else book)
    progress(len(files), len(files), "")
    return books


def _kept_maps(view: ReadView) -> list[ColumnMap]:
    return [
        ColumnMap(kept.sheet, header, key)
        for kept in view.column_maps.all()
        for header, key in kept.columns.items()
    ]


def _known_amounts(view: ReadView) -> dict[tuple[str, ...], Fen]:
    """Declared amounts by unit and name, to ask about 元 and 万元."""
    units = {unit.id: normal_name(unit.name) for unit in view.units.all()}
    return {
        (units[project.unit_id], normal_name(project.name)): project.declared_fen
        for project in view.projects.all()
        if project.declared_fen is not None
    }


def plan(
    desk: Desk, view: ReadView, books: Sequence[BookReading], files: Sequence[Path]
) -> tuple[ImportPreview, tuple[Draft, ...], Mapping[int, tuple[Verdict, ...]]]:
    """Match the rows of all workbooks with the records and judge the applications."""
    around = Surroundings(desk, view, current_pack(desk, view), unit_index(view), desk.today)
    drafts: list[Draft] = []
    for sheet, intake in INTAKES.items():
        rows = [
            (place, row)
            for book in books
            for reading in book.sheets
            if reading.spec.id == sheet
            for place in [place_of(around, book, reading)]
            for row in reading.rows
        ]
        if rows:
            drafts += intake.plan(around, rows)
    known = {book.digest: batch for book in books if (batch := _batch_of(view, book))}
    drafts = [_left_alone(each) if each.place.digest in known else each for each in drafts]
    judged = _judged(desk, around, drafts)
    plans = tuple(
        _file_plan(view, book, path, drafts, judged)
        for book, path in zip(books, files, strict=True)
    )
    return ImportPreview(plans, judged.groups), tuple(drafts), judged.flagged


def _batch_of(view: ReadView, book: BookReading) -> BatchId | None:
    """The import that took this very file and was not undone, None if there is none."""
    found = (batch.id for batch in view.batches.with_file(book.digest) if not batch.undone_by)
    return next(found, None)


def _left_alone(draft: Draft) -> Draft:
    """A row of a file imported before: what was changed since by hand stays as it is."""
    return replace(draft, kind="unchanged", values={}, changes=(), problems=(), remarks=())


def place_of(around: Surroundings, book: BookReading, reading: SheetReading) -> Place:
    """Where the rows of a sheet stand, with the unit its head (or hidden mark) names."""
    mark = book.template.unit if book.template else ""
    named = (normal_name(text) for text in (reading.heading.get("unit", ""), mark))
    sender = next((around.units[name] for name in named if name in around.units), None)
    return Place(book.file, reading, sender, _dated(around, reading), book.digest)


def _dated(around: Surroundings, reading: SheetReading) -> date:
    """填报日期 of the head; the day of the import where it is missing, unclear or to come."""
    try:
        dated = parse_date(reading.heading.get("date", ""))
    except ValueError:
        return around.today
    return min(dated, around.today)


def _judged(desk: Desk, around: Surroundings, drafts: Sequence[Draft]) -> Judged:
    changed = [draft.record_id for draft in drafts if draft.kind == "changed" and draft.record_id]
    stored = {int(each.id): each for each in around.view.projects.many(changed)}
    applications = [
        (index, as_project(around, draft, -1 - index, stored))
        for index, draft in enumerate(drafts)
        if draft.place.reading.spec.id == "reserve_pool" and draft.kind in ("new", "changed")
    ]
    return judge_drafts(desk, around.view, dict(applications))


def _file_plan(
    view: ReadView, book: BookReading, path: Path, drafts: Sequence[Draft], judged: Judged
) -> FilePlan:
    own = {id(reading) for reading in book.sheets}
    mine = [(n, draft) for n, draft in enumerate(drafts) if id(draft.place.reading) in own]
    problems = [_problem(each, stops=True) for each in book.problems]
    problems += [_problem(p, stops=True) for _, d in mine for p in d.problems]
    problems += [_problem(p, stops=False) for _, d in mine for p in d.remarks]
    reading = book.sheets[0] if book.sheets else None
    sender = mine[0][1].place.sender if mine else None
    heading = reading.heading.get("unit", "") if reading else ""
    is_twin = book.refusal is None and not book.sheets
    batch = _batch_of(view, book)
    again = [f"与批次 {batch} 已导入的文件完全相同，不再写入。"] if batch else []
    return FilePlan(
        path=path,
        file=book.file,
        sheet=reading.spec.id if reading else "",
        sheet_title=reading.spec.title if reading else "",
        unit=sender.name if sender else heading,
        rows=tuple(_row_plan(n, draft, judged) for n, draft in mine),
        problems=tuple(problems),
        notes=(*again, *book.notes, *(note for each in book.sheets for note in each.notes)),
        unknown_columns=tuple(_unknown(book)),
        is_repeated=is_twin or batch is not None,
    )


def _unknown(book: BookReading) -> list[UnknownColumn]:
    return [
        UnknownColumn(each.sheet, letter, header, each.suggestions.get(letter, ""))
        for each in book.sheets
        for letter, header in each.unknown_columns.items()
    ]


def _problem(problem: CellProblem, *, stops: bool) -> CellProblemView:
    return CellProblemView(
        cell=problem.place,
        value=problem.value,
        cause=problem.cause,
        cause_title=cause_title(problem.cause),
        message=problem.message,
        advice=problem.advice,
        clause=problem.clause,
        stops=stops,
    )


def _row_plan(index: int, draft: Draft, judged: Judged) -> RowPlan:
    light, word = judged.lights.get(index, ("none", ""))
    return RowPlan(
        sheet=draft.place.reading.sheet,
        row=draft.row.row,
        kind=draft.kind,
        title=draft.title,
        record=draft.record,
        changes=draft.changes,
        light=light,
        light_word=word,
        reasons=tuple(
            f"{each.title}：{each.word}（{'、'.join(each.clauses)}）"
            for each in judged.flagged.get(index, ())
        ),
    )


def stopping_files(planned: Planned) -> frozenset[str]:
    """Digests of the workbooks a problem holds back as a whole."""
    return frozenset(
        book.digest
        for book, file in zip(planned.books, planned.preview.files, strict=True)
        if file.is_stopped
    )


def matched_column(sheet: str, header: str, key: str) -> ColumnMap:
    """The clerk's answer that a column nobody knew is this one; an empty key leaves it out."""
    return ColumnMap(sheet, header, key)
