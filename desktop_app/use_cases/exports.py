"""Every record of a sheet as a workbook that can be imported again."""

from collections.abc import Mapping
from pathlib import Path

from db.unit_of_work import ReadView
from desktop_app.errors import Refused
from desktop_app.excel.sheet import SheetSpec
from desktop_app.excel.writer import write_list
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.imports.specs import place_of
from desktop_app.use_cases.personal import exporting
from desktop_app.use_cases.places import make_folder
from desktop_app.use_cases.prefill import exported_rows
from desktop_app.use_cases.registers.known_rows import KnownRows
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.use_cases.templates import sheet_of

Rows = tuple[Mapping[str, object], ...]


def export_sheet(desk: Desk, sheet: str, out: Path, *, project: str = "", reason: str = "") -> int:
    """Write every record of a sheet, ready to be imported again; gives the number of rows.

    `project` is the code of the one project whose rows of a register are wanted. Personal columns
    are masked (those that name a record excepted) unless a `reason` is given, which asks for the
    right and is logged; masked values that come back unchanged stand for those on record.
    """
    require(desk, "export")
    with desk.workspace.read() as view:
        spec, rows = _exported(desk, view, sheet, project, is_masked=not reason.strip())
    personal = [each.title for each in spec.columns if each.may_be_masked]
    if reason.strip() and personal:
        title = f"导出{spec.title}（{len(rows)} 行，含{'、'.join(personal)}）"
        with exporting(desk, title, reason):
            return _written(desk, spec, rows, out)
    return _written(desk, spec, rows, out)


def _exported(
    desk: Desk, view: ReadView, sheet: str, project: str, *, is_masked: bool
) -> tuple[SheetSpec, Rows]:
    reading = Reading(desk, view, desk.today, is_brief=True)
    spec = sheet_of(view, reading.keeping(sheet), sheet)
    return spec, _rows(reading, spec, project, is_masked=is_masked)


def _written(desk: Desk, spec: SheetSpec, rows: Rows, out: Path) -> int:
    columns = [each for each in spec.columns if each.key not in spec.told_columns]
    office = desk.workspace.marker.office
    head = f"导出单位：{office}" if office else ""
    make_folder(out.parent)
    return write_list(columns, rows, out, title=spec.title, head=head, sums=spec.sum_columns)


def _rows(reading: Reading, spec: SheetSpec, project: str, *, is_masked: bool) -> Rows:
    if not spec.is_ledger:
        if project:
            raise Refused(f"{spec.title}不能只导出一个项目的", advice="请去掉项目编号。")
        rows = exported_rows(reading, spec)
        return tuple(_masked(spec, row) for row in rows) if is_masked else rows
    known = KnownRows(reading, place_of(reading.keeping(spec.id), spec.id), is_masked)
    found = reading.view.projects.by_code(project) if project else None
    if project and found is None:
        raise Refused(f"没有编号为“{project}”的项目", advice="请用 hengce list 查看项目编号。")
    return known.exported(found.id if found else None)


def _masked(spec: SheetSpec, row: Mapping[str, object]) -> Mapping[str, object]:
    hidden = {
        each.key: each.masked(str(row[each.key]))
        for each in spec.columns
        if each.may_be_masked and row.get(each.key)
    }
    return {**row, **hidden}
