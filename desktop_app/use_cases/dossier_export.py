"""The audit pack of a project (项目案卷): one folder with its life, papers, registers and log."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from db.unit_of_work import ReadView
from desktop_app.domain.record import Paper, Subject
from desktop_app.domain.register import Owner
from desktop_app.errors import Refused
from desktop_app.excel.sheet import ColumnKind, ColumnSpec
from desktop_app.printing.papers import Stamp
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.export_packs import Exported, ExportPack, new_folder
from desktop_app.use_cases.papers.filled import whole_paper
from desktop_app.use_cases.papers.press import render_pdf
from desktop_app.use_cases.papers.proceedings import proceedings, whole_life
from desktop_app.use_cases.places import UNSAFE_IN_NAMES
from desktop_app.use_cases.registers.listing import RegisterColumn, RegisterPage, register_page
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.values.ids import ProjectId

REPORTS, PAPERS, INCOMING, REGISTERS = "一、核查", "二、文书", "三、收文", "四、台账"
INDEX = "案卷目录"
KINDS = {"money": ColumnKind.MONEY, "date": ColumnKind.DATE, "integer": ColumnKind.INTEGER}


def export_dossier(
    desk: Desk, project_id: ProjectId, out: Path, *, is_zipped: bool = False
) -> Exported:
    """Write everything that is on record about a project into a folder (or a zip) inside `out`.

    Its life and its checks as PDF, every paper exactly as issued, received papers, the rows of its
    registers as workbooks, its part of the log, and an index with the digest of every file.
    """
    require(desk, "export")
    with desk.workspace.read() as view:
        course = course_of(desk, view, Subject("project", project_id))
        project = course.record
        if project.is_classified:
            raise Refused("涉密项目不导出案卷", advice="请查纸质件。", record=project.code)
        name = f"{project.code} {project.name}".translate(UNSAFE_IN_NAMES)
        head = f"{name}　{desk.today} 导出　日志 {view.log_head().short}"
        pack = ExportPack(desk, new_folder(out, name), head)
        _write_reports(pack, view, course)
        _write_papers(pack, view, course)
        _write_course(pack, view, course)
        _write_log(pack, view, course)
        registers = [spec.id for spec in course.pack.registers]
    _write_registers(pack, project_id, registers)
    return pack.finished(INDEX, is_zipped=is_zipped)


def _write_reports(pack: ExportPack, view: ReadView, course: Course) -> None:
    """The forms of the pack that tell a whole life: the steps done, the checks then and now."""
    stamp = Stamp(
        version=course.record.version, log_head=view.log_head().digest, issued_on=pack.desk.today
    )
    told = [
        form
        for form in course.pack.forms
        if form.subject == "project" and (form.show_course or form.show_gates)
    ]
    for place, form in enumerate(told, start=1):
        paper = whole_paper(pack.desk, view, course.pack, form, (course.subject,))
        own = Stamp(stamp.version, stamp.log_head, "", paper.title, stamp.issued_on)
        pack.put(f"{REPORTS}/{place:02}-{paper.title}.pdf", render_pdf(paper, own))


def _write_papers(pack: ExportPack, view: ReadView, course: Course) -> None:
    """Papers as issued, void ones marked so, and the scans of what came in."""
    subjects = [course.subject, *_entries(view, course)]
    papers: dict[int, Paper] = {p.id: p for each in subjects for p in view.papers.of(each)}
    pack.papers(PAPERS, papers.values())
    came = {each.id: each for subject in subjects for each in view.incoming.of(subject)}
    for each in sorted(came.values(), key=lambda paper: paper.id):
        if each.digest:
            suffix = Path(each.file_name).suffix
            name = f"{INCOMING}/{each.id:04}-{each.sender}{each.number}{suffix}"
            pack.put(name, pack.desk.workspace.files.get(each.digest))


def _entries(view: ReadView, course: Course) -> list[Subject]:
    found = view.registers.of_owners("project_id", (course.subject.id,))
    return [entry.subject for entry in found]


def _write_course(pack: ExportPack, view: ReadView, course: Course) -> None:
    columns = (
        ColumnSpec("on", "日期", ColumnKind.DATE, width=12),
        ColumnSpec("procedure", "办件", width=30),
        ColumnSpec("step", "环节", width=34),
        ColumnSpec("outcome", "结果", width=14),
        ColumnSpec("signer", "签批人", width=12),
        ColumnSpec("number", "文号", width=24),
        ColumnSpec("opinion", "意见", ColumnKind.LONG_TEXT, width=50),
    )
    rows = [vars(done) for done in proceedings(reading_of(pack.desk, view), course)]
    pack.table(f"{REPORTS}/办理经过.xlsx", "办理经过", columns, rows)


def _write_log(pack: ExportPack, view: ReadView, course: Course) -> None:
    """Every event that names the project or a row of its registers, in the order of the log."""
    parts = whole_life(reading_of(pack.desk, view), course)
    subjects = {*(each.subject for each in parts), *_entries(view, course)}
    events = {event.id: event for each in subjects for event in view.events.of(each)}
    pack.log(view, events.values())


def _write_registers(pack: ExportPack, project_id: ProjectId, registers: Sequence[str]) -> None:
    """One workbook for every register that holds a row of the project."""
    for register in registers:
        page = register_page(pack.desk, register, Owner(project_id=project_id))
        if page.rows:
            columns = [*map(_column, page.columns), ColumnSpec("state", "状态", width=14)]
            sums = [c.id for c in page.columns if c.is_sum and c.type == "money"]
            name = f"{REGISTERS}/{page.title}.xlsx"
            pack.table(name, page.title, columns, _register_rows(page), sums)


def _column(column: RegisterColumn) -> ColumnSpec:
    kind = KINDS.get(column.type, ColumnKind.TEXT)
    unit = column.unit if kind is ColumnKind.MONEY else ""
    width = min(max(column.width, 8), 60)
    return ColumnSpec(column.id, column.label, kind, unit, width=width)


def _register_rows(page: RegisterPage) -> Iterator[dict[str, object]]:
    for row in page.rows:
        cells: dict[str, object] = {"state": row.state_label}
        for column in page.columns:
            value = row.cells.get(column.id)
            if column.type == "date" and isinstance(value, str):
                cells[column.id] = date.fromisoformat(value)
            elif column.type in KINDS:
                cells[column.id] = value
            else:
                cells[column.id] = row.texts[column.id] or None
        yield cells
