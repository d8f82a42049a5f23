"""The department's own book back: layout kept, problems marked, the corrected return accepted."""

import os
import re
import zipfile

os.environ["OPENPYXL_LXML"] = "False"

import openpyxl
import pytest

from desktop_app.errors import Cancelled
from desktop_app.excel.annotate import AnnotateJob, annotate
from desktop_app.excel.annotate_process import annotate_in_child
from desktop_app.excel.problems import CellProblem
from desktop_app.excel.reader import read_book
from desktop_app.excel.template_mark import PROBLEM_SHEET
from desktop_app.excel.writer import write_template
from tests.excel.conftest import HEADERS, project

FILL = "FFFFD9B3"
SHEET = "储备库申报"


def problem(cell="D6", sheet=SHEET, message="“约3万”是约数", value="约3万"):
    """A problem as the reader gives it."""
    return CellProblem(
        "a.xlsx", sheet, cell, value, "about", message, "请填确切的数字。", "第五条", "申报金额"
    )


def marked(path):
    """The cells in the problem colour, with the beginning of their notes."""
    book = openpyxl.load_workbook(path)
    return {
        cell.coordinate: cell.comment and cell.comment.text[:4]
        for sheet in book for row in sheet.iter_rows() for cell in row
        if cell.fill.fgColor.rgb == FILL
    }  # fmt: skip


def part(path, name):
    """One part of a package."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def test_a_cell_is_coloured_and_noted(samples, tmp_path):
    copy = annotate(samples / "department.xlsx", tmp_path / "退.xlsx", [problem(), problem("C99")])

    assert not copy.is_rebuilt
    assert marked(copy.path) == {"D6": "【问题】", "C99": "【问题】"}


def test_the_list_page_names_everything_and_links_to_the_cell(samples, tmp_path):
    copy = annotate(
        samples / "department.xlsx", tmp_path / "退.xlsx", [problem()], remarks=["限期"]
    )

    page = openpyxl.load_workbook(copy.path)[PROBLEM_SHEET]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=4)]

    assert page["A3"].value == "限期"
    assert rows[0] == ["序号", "工作表", "单元格", "列名", "原值", "问题", "怎么改", "依据"]
    assert rows[1][2:] == ["D6", "申报金额", "约3万", "“约3万”是约数", "请填确切的数字。", "第五条"]
    assert page["C5"].hyperlink.location == "'储备库申报'!D6"


def test_layout_and_results_of_formulas_are_kept(samples, tmp_path):
    source = samples / "department.xlsx"

    copy = annotate(source, tmp_path / "退.xlsx", [problem()])

    before = openpyxl.load_workbook(source, data_only=True)[SHEET]
    after = openpyxl.load_workbook(copy.path, data_only=True)[SHEET]
    assert [[c.value for c in r] for r in after] == [[c.value for c in r] for r in before]
    assert after["E8"].value == 358
    assert sorted(map(str, after.merged_cells)) == sorted(map(str, before.merged_cells))
    assert after.row_dimensions[6].hidden


def test_what_wps_wrote_is_still_there(samples, tmp_path):
    source = samples / "department-wps.xlsx"

    copy = annotate(source, tmp_path / "退.xlsx", [problem("H6")])

    sheet = part(copy.path, "xl/worksheets/sheet1.xml")
    assert b"x14:dataValidation " in sheet
    assert b"DISPIMG" in sheet
    assert part(copy.path, "xl/cellimages/note") == part(source, "xl/cellimages/note")
    assert sheet.index(b"<legacyDrawing") < sheet.index(b"<extLst")


def test_only_the_list_page_is_selected(samples, tmp_path):
    copy = annotate(samples / "receipt.xlsx", tmp_path / "退.xlsx", [problem("D2", "回执")])

    book = openpyxl.load_workbook(copy.path)

    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == [PROBLEM_SHEET]
    assert book.active.title == PROBLEM_SHEET


def test_a_second_return_shows_only_the_second_problems(samples, tmp_path):
    first = annotate(samples / "department.xlsx", tmp_path / "一.xlsx", [problem(), problem("B5")])

    second = annotate(first.path, tmp_path / "二.xlsx", [problem("E7")])

    book = openpyxl.load_workbook(second.path)
    notes = [c.coordinate for row in book[SHEET].iter_rows() for c in row if c.comment]
    assert marked(second.path) == {"E7": "【问题】"}
    assert notes == ["E7"]
    assert [sheet.title for sheet in book].count(PROBLEM_SHEET) == 1


def test_a_note_of_the_department_is_kept_beside_ours(book, tmp_path):
    path = book([HEADERS, project(1, "甲")], prepare=lambda _b, s: s.write_comment("B2", "已核"))

    copy = annotate(path, tmp_path / "退.xlsx", [problem("B2", "申报表"), problem("C2", "申报表")])

    sheet = openpyxl.load_workbook(copy.path)["申报表"]
    assert sheet["B2"].comment.text.startswith("已核\n【问题】")
    assert sheet["C2"].comment.text.startswith("【问题】")


def test_libreoffice_opens_the_copy(samples, tmp_path, office):
    copy = annotate(samples / "department-wps.xlsx", tmp_path / "退.xlsx", [problem()])

    again = openpyxl.load_workbook(office(copy.path, "xlsx"))

    assert again.sheetnames[-1] == PROBLEM_SHEET
    assert again[SHEET]["D6"].comment.text.startswith("【问题】")


@pytest.mark.parametrize("saved_by_office", [False, True])
def test_the_corrected_return_is_accepted(book, pool, tmp_path, office, saved_by_office):
    rows = [HEADERS, project(1, "甲", "约3"), project(2, "乙", 200, nature="新健")]
    first = read_book(book(rows), [pool])
    copy = annotate(tmp_path / "申报.xlsx", tmp_path / "退.xlsx", first.problems, spec=pool).path
    copy = office(copy, "xlsx") if saved_by_office else copy
    returned = openpyxl.load_workbook(copy)
    returned["申报表"]["E2"] = 3
    returned["申报表"]["F2"] = 3
    returned["申报表"]["C3"] = "新建"
    returned.save(tmp_path / "改.xlsx")

    reading = read_book(tmp_path / "改.xlsx", [pool])

    assert len(first.problems) == 3
    assert reading.is_clean
    assert [sheet.sheet for sheet in reading.sheets] == ["申报表"]


def test_an_old_book_comes_back_rebuilt_and_says_so(samples, tmp_path):
    copy = annotate(samples / "department.xls", tmp_path / "退.xls", [problem()])

    book = openpyxl.load_workbook(copy.path)
    assert (copy.is_rebuilt, copy.path.suffix) == (True, ".xlsx")
    assert "重建" in book[PROBLEM_SHEET]["A3"].value
    assert book[SHEET]["B5"].value == "水库雨情测报平台"
    assert "A1:I1" in map(str, book[SHEET].merged_cells)
    assert marked(copy.path) == {"D6": "【问题】"}


def test_a_rebuilt_book_reads_as_before(samples, tmp_path, pool):
    copy = annotate(samples / "department.xls", tmp_path / "退.xlsx", [])

    before, after = (
        [row.values for row in read_book(path, [pool]).sheets[0].rows]
        for path in (samples / "department.xls", copy.path)
    )

    assert before == after


def test_our_template_as_xls_gets_its_lists_and_protection_again(pool, tmp_path, office):
    write_template(pool, tmp_path / "模板.xlsx", unit="水务局", rows=[{"name": "甲"}])
    old = office(tmp_path / "模板.xlsx", "xls")

    copy = annotate(old, tmp_path / "退.xlsx", [problem("F5", pool.title)], spec=pool)

    sheet = openpyxl.load_workbook(copy.path)[pool.title]
    lists = [item for item in sheet.data_validations.dataValidation if item.type == "list"]
    assert (len(lists) >= 8, sheet.protection.sheet) == (True, True)
    assert not sheet["C5"].protection.locked
    assert read_book(copy.path, [pool]).template.unit == "水务局"


def test_a_file_that_cannot_be_read_gives_the_list_page_alone(tmp_path, pool):
    source = tmp_path / "坏.xlsx"
    source.write_bytes(b"PK\x03\x04 cut")
    reading = read_book(source, [pool])

    copy = annotate(source, tmp_path / "退.xlsx", reading.problems)

    book = openpyxl.load_workbook(copy.path)
    assert book.sheetnames == [PROBLEM_SHEET]
    assert book[PROBLEM_SHEET]["F4"].value == reading.refusal.message


def test_the_source_is_not_touched(samples, tmp_path):
    before = (samples / "department.xlsx").read_bytes()

    annotate(samples / "department.xlsx", tmp_path / "退.xlsx", [problem()])

    assert (samples / "department.xlsx").read_bytes() == before


def test_markup_in_a_value_stays_text(samples, tmp_path):
    odd = problem(value='<b>&"=1+1', message="<script>")

    copy = annotate(samples / "department.xlsx", tmp_path / "退.xlsx", [odd])

    page = openpyxl.load_workbook(copy.path)[PROBLEM_SHEET]
    assert (page["E4"].value, page["E4"].data_type) == ('<b>&"=1+1', "s")


def test_the_child_process_gives_the_same_copy(samples, tmp_path):
    job = AnnotateJob(samples / "department.xlsx", tmp_path / "退.xlsx", (problem(),))

    copy = annotate_in_child(job)

    assert marked(copy.path) == {"D6": "【问题】"}


def test_stopping_the_child_leaves_nothing(samples, tmp_path):
    job = AnnotateJob(samples / "department.xlsx", tmp_path / "退.xlsx", (problem(),))

    with pytest.raises(Cancelled):
        annotate_in_child(job, cancelled=lambda: True)

    assert list(tmp_path.iterdir()) == []


def test_every_relationship_leads_to_a_part(samples, tmp_path):
    copy = annotate(samples / "department.xlsx", tmp_path / "退.xlsx", [problem()])

    with zipfile.ZipFile(copy.path) as archive:
        names = archive.namelist()
        rels = b"".join(archive.read(name) for name in names if name.endswith(".rels"))
    targets = re.findall(rb'Target="/([^"]+)"', rels)
    assert len(names) == len(set(names))
    assert {target.decode() for target in targets} <= set(names)
