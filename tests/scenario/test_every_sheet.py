"""Every workbook of the pack goes out and comes back: saved by another program, filled in by a
department, taken in, undone, and returned with its faults marked."""

import shutil
import subprocess
from datetime import date

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner
from desktop_app.excel.sheet import ColumnKind
from desktop_app.use_cases.exports import export_sheet
from desktop_app.use_cases.imports.apply import apply_import, undo_import
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.imports.returns import write_returns
from desktop_app.use_cases.imports.specs import workspace_specs
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.reserve_pool.steps import record_step
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.use_cases.templates import write_unit_template
from installer.system_packages import has_office_part

SHEETS = (
    "reserve_pool", "needs", "units", "experts", "systems", "catalogue", "city_results",
    "holidays", "department_plan", "plan_item", "plan_opinion", "participant", "estimate_line",
    "review_line", "project_catalogue", "price_quote", "procurement", "contract",
    "contract_item", "payment", "change", "change_line", "progress", "platform_report",
    "responsibility", "archive_item", "om_service", "om_request", "om_line", "resource_usage",
    "security_test", "sharing_feedback", "inspection", "finding", "audit_record", "publicity",
)  # fmt: skip
TAKEN_OVER = {"running_projects", "past_steps"}
"""Sheets of what was done before the program came; they go one way and have tests of their own."""
BASE = SHEETS[:8]
"""Sheets of the program itself; the others are registers."""
USUAL = {
    ColumnKind.TEXT: "新增的一条",
    ColumnKind.LONG_TEXT: "新增的一条",
    ColumnKind.INTEGER: 901,
    ColumnKind.NUMBER: 1,
    ColumnKind.MONEY: 1,
    ColumnKind.DATE: date(2026, 2, 27),
    ColumnKind.BOOLEAN: "是",
    ColumnKind.CREDIT_CODE: "91341700MA2N00003A",
    ColumnKind.PHONE: "0566-5029999",
    ColumnKind.CODE: "XZ-901",
    ColumnKind.YEAR: 2027,
}
"""What a department would write in a cell of a kind."""


@pytest.fixture(scope="module")
def county(papers_county, tmp_path_factory):
    return papers_county.copied(tmp_path_factory.mktemp("sheets") / "ws")


@pytest.fixture(scope="module")
def desk(county):
    """A plan not issued yet with one project, and one reported to the city, beside the rest."""
    desk = county.open()
    exception = Subject("project", county.made.exception.id)
    report = StepEntry("city_filing.report", "reported", signer="甲", document_number="县数报〔1〕")
    record_step(desk, exception, report)
    cells = {"year": "2028", "edition": "1", "title": "2028年度计划"}
    plan = save_entry(desk, EntryDraft("plan", cells))
    owner = Owner(project_id=county.made.returned.id, parent_id=plan)
    named = {"project_name": county.made.returned.name}
    save_entry(desk, EntryDraft("plan_item", named, owner))
    yield desk
    desk.workspace.close()


@pytest.fixture(scope="module")
def specs(desk):
    with desk.workspace.read() as view:
        return workspace_specs(view, current_pack(desk, view))


def test_no_sheet_of_the_pack_is_left_out(specs):
    assert tuple(each for each in specs if each not in TAKEN_OVER) == SHEETS


def _special(county, desk):
    """Cells that no rule by kind could find."""
    made = county.made
    with desk.workspace.read() as view:
        code = {
            p.id: view.projects.get(p.id).code
            for p in (made.project, made.exception, made.returned)
        }
    own = {"project.code": code[made.project.id]}
    other = {"project.code": code[made.exception.id], "project_name": made.exception.name}
    plan = {"plan.year": 2028, "plan.edition": 1}
    asked = {"project.code": code[made.returned.id], "project.name": made.returned.name, **plan}
    return {
        "reserve_pool": {
            "unit": "县城市管理局",
            "funding.county": 1,
            "by_reference_kind": "不属于",
        },
        "needs": {"unit": "杜村乡人民政府"},
        "systems": {"unit": "县公安局"},
        "catalogue": {"owner_unit": "县公安局"},
        "city_results": {
            "code": code[made.exception.id],
            "name": made.exception.name,
            "opinion": "请补充说明。",
            "dated": county.day,
        },
        "plan_item": {**other, **plan},
        "plan_opinion": {**asked, "office": "其他部门"},
        "participant": {**own, "unit": "县文旅局"},
        "estimate_line": {"amount": 1},
        "contract_item": {"amount": 1},
        "review_line": own,
        "audit_record": own,
        "sharing_feedback": {"system.name": "视频图像综合应用平台", "unit.name": "县公安局"},
    }


def _new_row(spec, known, special):
    """A row as a department would add it: what it belongs to, its key and what is required."""
    row = {key: known[key] for key in spec.owner_columns if known.get(key) is not None}
    for column in spec.columns:
        wanted = column.required or column.key in spec.key
        if column.key in row or not wanted:
            continue
        last = column.labels[-1] if column.kind is ColumnKind.CHOICE else None
        row[column.key] = last or USUAL.get(column.kind)
    if "project.code" in special:
        row.pop("project.unit", None)
        row.pop("project.name", None)
    keys = {column.key for column in spec.columns}
    return row | {key: value for key, value in special.items() if key in keys}


def _table(path, spec):
    """The book, the sheet that holds the table, the row of its headings and its columns."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(max_row=8):
            titles = {str(cell.value).strip("*"): cell.column for cell in row if cell.value}
            places = {c.key: titles[c.header] for c in spec.columns if c.header in titles}
            if len(places) > len(spec.columns) / 2:
                return book, sheet, row[0].row, places
    raise AssertionError(spec.id)


def _first_row(path, spec):
    """What the first row of an exported list says."""
    _, sheet, head, places = _table(path, spec)
    return {key: sheet.cell(head + 1, column).value for key, column in places.items()}


def _fill_in(path, spec, cells):
    """Write one row into the first free row of a workbook."""
    book, sheet, head, places = _table(path, spec)
    row = head + 1
    while any(sheet.cell(row, column).value is not None for column in places.values()):
        row += 1
    for key, value in cells.items():
        sheet.cell(row, places[key]).value = value
    book.save(path)


def _elsewhere(folder, out, tmp):
    """The workbooks of a folder as another office program saves them; as they are without one."""
    files = sorted(map(str, folder.glob("*.xlsx")))
    out.mkdir()
    if not has_office_part("sc"):
        for file in files:
            shutil.copy(file, out)
        return
    profile = f"-env:UserInstallation=file://{tmp}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*command, "--outdir", str(out), *files], check=True, capture_output=True)


def _broken(spec, cells):
    """One cell of the row that nobody can take for what it should be."""
    odd = {
        ColumnKind.MONEY: "约三万",
        ColumnKind.DATE: "下个月",
        ColumnKind.CHOICE: "看情况",
        ColumnKind.INTEGER: "若干",
        ColumnKind.NUMBER: "若干",
        ColumnKind.YEAR: "明年",
        ColumnKind.BOOLEAN: "也许",
    }
    for column in spec.columns:
        if column.kind in odd and column.key not in spec.told_columns:
            return {**cells, column.key: odd[column.kind]}
    required = next(c.key for c in spec.columns if c.required and c.key in cells)
    return {key: value for key, value in cells.items() if key != required}


@pytest.fixture(scope="module")
def books(county, desk, specs, tmp_path_factory):
    """Exported lists, blank workbooks filled in, and the same with a fault, saved elsewhere."""
    home = tmp_path_factory.mktemp("books")
    special = _special(county, desk)
    for kind in ("listed", "filled", "broken", "orphaned"):
        (home / kind).mkdir()
    for sheet in SHEETS:
        spec = specs[sheet]
        export_sheet(desk, sheet, home / "listed" / f"{sheet}.xlsx")
        known = _first_row(home / "listed" / f"{sheet}.xlsx", spec)
        cells = _new_row(spec, known, special.get(sheet, {}))
        owners = {*spec.owner_columns, "project_name"}
        orphan = {key: value for key, value in cells.items() if key not in owners}
        for kind, row in (
            ("filled", cells), ("broken", _broken(spec, cells)), ("orphaned", orphan),
        ):  # fmt: skip
            path = home / kind / f"{sheet}.xlsx"
            write_unit_template(desk, sheet, path)
            _fill_in(path, spec, row)
    for kind in ("listed", "filled", "broken"):
        _elsewhere(home / kind, home / f"{kind}-out", home)
    return home


def _read(desk, path):
    planned = preview_import(desk, [path])
    return planned, planned.preview.files[0]


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_list_saved_by_another_program_comes_back_unchanged(desk, specs, books, sheet):
    path = books / "listed-out" / f"{sheet}.xlsx"
    _, read = _read(desk, path)
    assert (read.sheet or sheet) == sheet
    assert read.count("unchanged") == len(read.rows)
    other_reader = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    headings = {str(cell) for row in other_reader for cell in row}
    told = specs[sheet].told_columns
    assert {c.header for c in specs[sheet].columns if c.key not in told} <= headings


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_filled_workbook_is_taken_in_and_undone(desk, books, sheet):
    planned, read = _read(desk, books / "filled-out" / f"{sheet}.xlsx")
    assert read.sheet == sheet
    assert [problem for problem in read.problems if problem.stops] == []
    assert [row.kind for row in read.rows] in (["new"], ["changed"])
    with desk.workspace.read() as view:
        before = view.content_digest()
    result = apply_import(desk, planned)
    with desk.workspace.read() as view:
        assert view.content_digest() != before
    undo_import(desk, result.batch)
    with desk.workspace.read() as view:
        assert view.content_digest() == before


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_workbook_with_a_fault_goes_back_marked(desk, books, tmp_path, sheet):
    path = books / "broken-out" / f"{sheet}.xlsx"
    planned, read = _read(desk, path)
    assert read.is_stopped
    faults = [problem for problem in read.problems if problem.stops]
    assert all(problem.cell and problem.advice for problem in faults)
    (returned,) = write_returns(desk, planned, tmp_path / "returns")
    marked = openpyxl.load_workbook(returned.workbook)
    noted = {
        f"{s.title}!{c.coordinate}" for s in marked for r in s.iter_rows() for c in r if c.comment
    }
    assert any(problem.cell in noted for problem in faults)
    assert returned.cover_note.exists()


OWNED = tuple(
    each for each in SHEETS if each not in BASE and each not in {"om_service", "publicity"}
)
"""Registers whose rows belong to a project, a unit, a system or another row."""


@pytest.mark.parametrize("sheet", OWNED)
def test_a_row_that_does_not_say_whom_it_belongs_to_goes_back(desk, books, sheet):
    _, read = _read(desk, books / "orphaned" / f"{sheet}.xlsx")
    assert read.is_stopped
    assert all(problem.cell and problem.advice for problem in read.problems)


def test_a_need_without_a_year_is_one_of_the_next(desk, books):
    planned, _ = _read(desk, books / "filled-out" / "needs.xlsx")
    result = apply_import(desk, planned)
    with desk.workspace.read() as view:
        assert view.needs.all()[-1].year == 2028
    _, read = _read(desk, books / "filled-out" / "needs.xlsx")
    assert [row.kind for row in read.rows] == ["unchanged"]
    undo_import(desk, result.batch)


def test_an_answer_from_above_that_refuses_says_why(desk, books, specs, tmp_path):
    path = tmp_path / "回执.xlsx"
    shutil.copy(books / "filled-out" / "city_results.xlsx", path)
    book, sheet, head, places = _table(path, specs["city_results"])
    sheet.cell(head + 1, places["opinion"]).value = None
    sheet.cell(head + 1, places["dated"]).value = date(2027, 7, 11)
    book.save(path)
    _, read = _read(desk, path)
    assert [(p.column, p.message) for p in read.problems] == [
        ("审核意见", "结果是“市级退回”，没有写意见"),
        ("日期", "日期早于上一环节的 2027-07-12"),
    ]
