"""What goes back to the departments: their own workbook annotated, with a cover note as PDF."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from desktop_app.domain.record import Subject
from desktop_app.excel.annotate import AnnotateJob
from desktop_app.excel.annotate_process import annotate_in_child
from desktop_app.excel.problems import CellProblem, group_by_cause
from desktop_app.excel.reader import BookReading
from desktop_app.printing.papers import Letter, Stamp
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.imports.checking import judge_preview
from desktop_app.use_cases.imports.intakes.intake import Draft
from desktop_app.use_cases.imports.preview import Planned
from desktop_app.use_cases.imports.views import ReturnedFile
from desktop_app.use_cases.papers.content import paper_content
from desktop_app.use_cases.papers.occasions import occasion_of
from desktop_app.use_cases.papers.press import render_pdf
from desktop_app.use_cases.papers.sheets import Extra, sheets_of
from desktop_app.use_cases.places import make_folder
from desktop_app.use_cases.progress import Progress
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.standing.reading import reading_of

COVER_NOTE = "cover_note"
"""Form of the pack that goes with a returned workbook; without one a plain note is written."""
FUNDING = "funding"
"""What the facts and columns about sources of money begin with."""
SUFFIX = "-退回修改"
CLEAN_SUFFIX = "-已核对"


def write_returns(
    desk: Desk,
    planned: Planned,
    folder: Path,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda _done, _total, _file: None,
) -> tuple[ReturnedFile, ...]:
    """Write every workbook back annotated, with its cover note; a pasted range goes nowhere."""
    require(desk, "import")
    make_folder(folder)
    if planned.flagged is None:
        planned = judge_preview(desk, planned, cancelled=cancelled, progress=progress)
    returned = []
    read = zip(planned.books, planned.sources, strict=True)
    pairs = [(book, source) for book, source in read if isinstance(source, Path)]
    for done, (book, path) in enumerate(pairs):
        progress(done, len(pairs), path.name)
        problems = _problems(book, planned)
        returned.append(_one(desk, book, path, problems, folder, cancelled))
    progress(len(pairs), len(pairs), "")
    return tuple(returned)


def _problems(book: BookReading, planned: Planned) -> tuple[CellProblem, ...]:
    """What the department is told: every problem, and with them what the checks refuse.

    A workbook that has to be mended anyway goes back once with everything; one without problems
    is taken in, and what the checks find against its rows is answered in the procedure.
    """
    own = {id(reading) for reading in book.sheets}
    mine = [(n, d) for n, d in enumerate(planned.drafts) if id(d.place.reading) in own]
    matched = [p for _, draft in mine for p in (*draft.problems, *draft.remarks)]
    problems = (*book.problems, *matched)
    if not problems:
        return ()
    places = {(each.sheet, each.cell) for each in problems}
    checks = [
        _refused_by(draft, verdict)
        for n, draft in mine
        for verdict in (planned.flagged or {}).get(n, ())
        if verdict.light == "fail" and not _looked_at(draft, verdict) & places
    ]
    return (*problems, *checks)


def _looked_at(draft: Draft, verdict: Verdict) -> set[tuple[str, str]]:
    """The cells a check rests on; one that could not be read speaks for itself."""
    reading = draft.place.reading
    names = {fact.name for fact in verdict.facts}
    if any(name.startswith(FUNDING) for name in names):
        names |= {key for key in reading.columns if key.startswith(FUNDING)}
    letters = (reading.columns[name] for name in names if name in reading.columns)
    return {(reading.sheet, f"{letter}{draft.row.row}") for letter in letters}


def _refused_by(draft: Draft, verdict: Verdict) -> CellProblem:
    """A check that does not pass, at the cell that is to be mended."""
    advice = verdict.turns_if or verdict.advice
    message = f"{verdict.title}：{verdict.word}"
    problem = draft.place.problem(draft.row, _to_mend(draft, verdict), "check", message, advice)
    return replace(problem, clause="、".join(verdict.clauses))


def _to_mend(draft: Draft, verdict: Verdict) -> str:
    """The column of what is missing, else of what was looked at; the name's if it has none."""
    names = [fact.name for fact in verdict.facts]
    empty = [fact.name for fact in verdict.facts if fact.value is None]
    columns = (
        column
        for name in empty or names
        for column in draft.place.reading.columns
        if column == name or (name.startswith(FUNDING) and column.startswith(FUNDING))
    )
    return next(columns, "name")


def _one(
    desk: Desk,
    book: BookReading,
    path: Path,
    problems: tuple[CellProblem, ...],
    folder: Path,
    cancelled: Callable[[], bool],
) -> ReturnedFile:
    stem = f"{path.stem}{SUFFIX if problems else CLEAN_SUFFIX}"
    spec = book.sheets[0].spec if book.sheets else None
    job = AnnotateJob(path, _free(folder / f"{stem}.xlsx"), problems, spec)
    copy = annotate_in_child(job, cancelled=cancelled)
    note = copy.path.with_suffix(".pdf")
    note.write_bytes(_cover_note(desk, book, problems, is_rebuilt=copy.is_rebuilt))
    is_rebuilt = copy.is_rebuilt and book.refusal is None
    return ReturnedFile(path.name, copy.path, note, len(problems), is_rebuilt)


def _free(path: Path) -> Path:
    """The path, numbered if it is taken: an earlier return is never written over."""
    number = 1
    found = path
    while found.exists():
        number += 1
        found = path.with_stem(f"{path.stem}({number})")
    return found


def _cover_note(
    desk: Desk, book: BookReading, problems: Sequence[CellProblem], *, is_rebuilt: bool
) -> bytes:
    with desk.workspace.read() as view:
        pack = current_pack(desk, view)
        unit = book.sheets[0].heading.get("unit", "") if book.sheets else ""
        known = {each.name: each for each in view.units.all()}.get(unit)
        forms = {form.id: form for form in pack.forms}
        if problems and known is not None and COVER_NOTE in forms:
            extra = Extra(
                problems="\n".join(_causes(problems)),
                problem_count=len(problems),
                file_name=book.file,
            )
            form = forms[COVER_NOTE]
            reading = reading_of(desk, view)
            sheets = sheets_of(reading, form, (Subject("unit", known.id),), extra)
            occasion = occasion_of(reading, pack, form, sheets, extra, None)
            paper = paper_content(form, sheets, occasion)
        else:
            office = desk.workspace.marker.office or pack.office_name("authority", desk.today)
            paper = _plain_note(desk, book, problems, unit, office)
        if is_rebuilt and not book.refusal and isinstance(paper, Letter):
            paper = _with_rebuilt_line(paper)
        stamp = Stamp(log_head=view.log_head().digest, form="退回说明", issued_on=desk.today)
    return render_pdf(paper, stamp)


def _causes(problems: Sequence[CellProblem]) -> list[str]:
    """One line per cause with its places, the most frequent first."""
    lines = []
    is_one = len({each.sheet for each in problems}) == 1
    for _, members in group_by_cause(problems):
        places = "、".join(each.named_place(in_one_sheet=is_one) for each in members[:12])
        more = f" 等{len(members)}处" if len(members) > 12 else ""  # noqa: PLR2004 - one line's worth
        advice = members[0].advice.rstrip("。")
        lines.append(f"{members[0].title}（{len(members)}处）：{places}{more}。{advice}。")
    return lines


def _plain_note(
    desk: Desk, book: BookReading, problems: Sequence[CellProblem], unit: str, office: str
) -> Letter:
    if book.refusal is not None:
        refusal = book.refusal
        body: tuple[str, ...] = (
            f"你单位报来的《{book.file}》没有读入：{refusal.message}。",
            f"{refusal.advice}我们收到后重新核对。",
        )
    elif problems:
        body = (
            f"你单位报来的《{book.file}》经核对，有{len(problems)}处需要改正，现将原表退回。",
            *_causes(problems),
            "请直接在退回的表格上修改后重新报送，批注和“问题清单”不必删除。",
        )
    else:
        body = (
            f"你单位报来的《{book.file}》经核对，表格填写没有需要改正的地方，现将核对件送还备查。",
            "表中项目能否入库，以审查意见为准。",
        )
    return Letter(
        title="关于申报表核对情况的说明",
        addressee=unit or "填报单位",
        body=body,
        sender=office,
        dated=desk.today,
    )


def _with_rebuilt_line(letter: Letter) -> Letter:
    line = "原文件为旧格式（.xls），退回件已改存为 .xlsx，请用退回件修改。"
    return replace(letter, body=(*letter.body, line))
