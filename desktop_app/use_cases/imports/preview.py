"""What an import would do, before anything is written."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from db.unit_of_work import ReadView
from desktop_app.domain.base_data import Unit
from desktop_app.errors import Refused
from desktop_app.excel.pasted import PastedRange
from desktop_app.excel.problems import CellProblem, cause_title
from desktop_app.excel.reader import AmountMemory, BookReading, ColumnMap, read_book
from desktop_app.rules.verdict import NOT_JUDGED, Verdict
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.former_names import former_names
from desktop_app.use_cases.imports.intakes.intake import Draft, Place
from desktop_app.use_cases.imports.matching import Basis, basis_of, batch_of, match_rows
from desktop_app.use_cases.imports.old_names import old_names_told
from desktop_app.use_cases.imports.specs import specs_in_force
from desktop_app.use_cases.imports.views import (
    CellProblemView,
    FilePlan,
    ImportPreview,
    RowPlan,
    UnknownColumn,
)
from desktop_app.use_cases.progress import Progress, Steps
from desktop_app.use_cases.regime import packs_in_force
from desktop_app.values.dates import parse_date
from desktop_app.values.memory import collection_paused
from desktop_app.values.money import Fen
from desktop_app.values.text import normal_name

Source = Path | PastedRange
"""A workbook or a range pasted into a list."""
Indexed = list[tuple[int, Draft]]
"""Drafts with their places among all drafts of the import."""


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
    sources: tuple[Source, ...]
    answers: Answers
    basis: Basis
    flagged: Mapping[int, tuple[Verdict, ...]] | None = None
    """Verdicts against the drafts, by their place among them; None before `judge_preview`."""


def preview_import(
    desk: Desk,
    files: Sequence[Source],
    *,
    sheet: str = "",
    answers: Answers | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda _done, _total, _file: None,
) -> Planned:
    """Read the workbooks and match their rows with the records; nothing is written.

    The checks of the applications come by `judge_preview`. `sheet` limits recognition to one
    sheet; raises Cancelled when the user stops it.
    """
    require(desk, "import")
    given = answers or Answers()
    steps = Steps(cancelled, progress)
    with desk.workspace.read() as view, collection_paused():
        books = _read_books(desk, view, files, sheet, given, steps)
        drafts = match_rows(desk, view, books, given.accepted, steps)
        preview = ImportPreview(_file_plans(view, books, drafts))
        return Planned(preview, drafts, tuple(books), tuple(files), given, basis_of(desk, view))


def _read_books(
    desk: Desk,
    view: ReadView,
    files: Sequence[Source],
    sheet: str,
    answers: Answers,
    steps: Steps,
) -> list[BookReading]:
    specs = specs_in_force(view, packs_in_force(desk, view))
    if sheet and sheet not in specs:
        raise Refused(f"没有名为“{sheet}”的表", advice=f"可用的表：{'、'.join(specs)}。")
    wanted = [specs[sheet]] if sheet else list(specs.values())
    maps = (*_kept_maps(view), *answers.column_maps)
    known = _known_amounts(view)
    books: list[BookReading] = []
    for done, source in enumerate(files):
        steps.at(done, len(files), f"正在读取“{source.name}”")
        memory = AmountMemory(known=known, accepted=answers.accepted.get(source.name, frozenset()))
        book = read_book(source, wanted, column_maps=maps, memory=memory, cancelled=steps.cancelled)
        is_again = any(each.digest == book.digest for each in books)
        books.append(replace(book, sheets=()) if is_again else book)
    steps.at(len(files), len(files))
    return books


def _kept_maps(view: ReadView) -> list[ColumnMap]:
    return [
        ColumnMap(kept.sheet, header, key)
        for kept in view.column_maps.all()
        for header, key in kept.columns.items()
    ]


def _known_amounts(view: ReadView) -> dict[tuple[str, ...], Fen]:
    """Declared amounts by unit and name, to ask about 元 and 万元."""
    return {
        (normal_name(row.unit_name), normal_name(row.name)): row.declared_fen
        for row in view.projects.rows()
        if row.declared_fen is not None
    }


def _file_plans(
    view: ReadView, books: Sequence[BookReading], drafts: Sequence[Draft]
) -> tuple[FilePlan, ...]:
    by_file = drafts_by_file(drafts)
    return tuple(_file_plan(view, book, drafts_of(book, by_file)) for book in books)


def drafts_by_file(drafts: Sequence[Draft]) -> Mapping[int, Indexed]:
    """The drafts with their places, by the sheet reading (`id`) they come from."""
    found: defaultdict[int, Indexed] = defaultdict(list)
    for n, draft in enumerate(drafts):
        found[id(draft.place.reading)].append((n, draft))
    return found


def drafts_of(book: BookReading, by_file: Mapping[int, Indexed]) -> Indexed:
    """The drafts of one workbook, in their order."""
    return sorted(
        (each for reading in book.sheets for each in by_file.get(id(reading), ())),
        key=lambda each: each[0],
    )


def _file_plan(view: ReadView, book: BookReading, mine: Indexed) -> FilePlan:
    problems = [_problem(each, stops=True) for each in book.problems]
    problems += [_problem(p, stops=True) for _, d in mine for p in d.problems]
    problems += [_problem(p, stops=False) for _, d in mine for p in d.remarks]
    reading = book.sheets[0] if book.sheets else None
    sender = mine[0][1].place.sender if mine else None
    heading = reading.heading.get("unit", "") if reading else ""
    is_twin = book.refusal is None and not book.sheets
    batch = batch_of(view, book)
    again = [f"与批次 {batch} 已导入的文件完全相同，不再写入。"] if batch else []
    again += ["与这次选的另一个文件完全相同，只读一份。"] if is_twin else []
    return FilePlan(
        file=book.file,
        sheet=reading.spec.id if reading else "",
        sheet_title="、".join(dict.fromkeys(each.spec.title for each in book.sheets)),
        unit=sender.name if sender else heading,
        rows=tuple(_row_plan(draft) for _, draft in mine),
        problems=tuple(problems),
        notes=(
            *again,
            *(
                _unknown_sender(view, sender, heading)
                if reading and reading.spec.unit_column
                else ()
            ),
            *(_unclear_day(mine[0][1].place) if mine else ()),
            *old_names_told(view, book),
            *book.notes,
            *(note for each in book.sheets for note in each.notes),
        ),
        unknown_columns=tuple(_unknown(book)),
        is_repeated=is_twin or batch is not None,
    )


def _unknown_sender(view: ReadView, sender: Unit | None, heading: str) -> tuple[str, ...]:
    """Says that the sender a sheet names is nobody known, and whom its rows count as sent by."""
    known = (sender.name, sender.short_name, *sender.aliases) if sender else ()
    earlier = (each.name for each in former_names(view) if sender and each.unit_id == sender.id)
    if not heading or normal_name(heading) in map(normal_name, (*known, *earlier)):
        return ()
    counted = f"由“{sender.name}”（这份表发给的单位）" if sender else "由行内写的单位直接"
    return (f"填报单位“{heading}”不在单位名录里，各行都算{counted}报送。",)


def _unclear_day(place: Place) -> tuple[str, ...]:
    """Says which day counts where the head states one that cannot be, or is long ago."""
    stated = place.reading.heading.get("date", "")
    if not stated or not place.reading.spec.unit_column:
        return ()
    try:
        is_taken = parse_date(stated) == place.dated
    except ValueError:
        is_taken = False
    if not is_taken:
        why = "读不出、还没有到，或者早在本办法施行以前"
        return (f"填报日期“{stated[:20]}”{why}，新申报的日期记为{place.dated}。",)
    if place.is_long_ago:
        return (f"填报日期{place.dated}在一年以前，新申报的日期照此记；不对的请改正后再导入。",)
    return ()


def _unknown(book: BookReading) -> list[UnknownColumn]:
    found = []
    for each in book.sheets:
        sheet, asked, decided = each.spec.id, each.unknown_columns, each.decided_columns
        found += [UnknownColumn(sheet, n, h, each.suggestions.get(n, "")) for n, h in asked.items()]
        found += [UnknownColumn(sheet, n, h, k, is_decided=True) for n, (h, k) in decided.items()]
    return found


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
        column=problem.column,
    )


def _row_plan(draft: Draft) -> RowPlan:
    return RowPlan(
        sheet=draft.place.reading.sheet,
        row=draft.row.row,
        kind=draft.kind,
        title=draft.title,
        record=draft.record,
        changes=draft.changes,
        light_word=NOT_JUDGED if is_judged_later(draft) else "",
    )


def is_judged_later(draft: Draft) -> bool:
    """Whether the row is an application that would be stored, so that checks are made of it."""
    is_application = draft.place.reading.spec.id == "reserve_pool"
    return is_application and draft.kind in {"new", "changed"}


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
