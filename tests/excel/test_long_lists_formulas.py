"""Cells of a long workbook that hold a formula: without a result, or with an error."""

import zipfile

import openpyxl
import pytest
import xlsxwriter

from desktop_app.excel.lists import marks
from desktop_app.excel.lists.heading import Asked
from desktop_app.excel.lists.reader import ListReading
from desktop_app.excel.lists.spec import REDEMPTION
from desktop_app.values.text import normal_name

HEAD = ["流水号", "券码", "券种", "面额", "核销金额", "消费金额", "商户代码", "核销时间", "备注"]
ROW = ["T1", "C1", "普惠券", 10, 10, 50, "91341799MA00000009", "2024-09-01 10:20:30", "好"]
SAVE = "请用 WPS、Excel 或 LibreOffice 打开并保存一次，或直接填数值。"


def nobody():
    return None


def read(path, sheet=""):
    asked = Asked(REDEMPTION, {"kind": {normal_name("普惠券"): "general"}}, {}, sheet)
    reading = ListReading(path, asked, nobody)
    return reading, list(reading.parts())


def told(reading):
    return [str(each) for each in reading.problems.named]


def computed_nowhere(path, rows, left=0):
    """A workbook of a program that writes formulas and does not compute them."""
    book = openpyxl.Workbook()
    for line, row in enumerate((HEAD, *rows), 1):
        for place, cell in enumerate(row, 1 + left):
            book.active.cell(line, place, cell)
    book.save(path)
    return path


def with_formula(formula):
    return [formula if cell == 50 else cell for cell in ROW]


def test_a_formula_without_a_result_is_told_with_the_way_out(tmp_path):
    reading, _ = read(computed_nowhere(tmp_path / "a.xlsx", [ROW, with_formula("=E3*5")]))

    assert told(reading) == [f"F3：公式没有算出结果；{SAVE}"]


def test_a_needed_cell_with_such_a_formula_is_not_called_empty(tmp_path):
    row = ["=A2&1", *ROW[1:]]
    reading, _ = read(computed_nowhere(tmp_path / "a.xlsx", [ROW, row]))

    assert told(reading) == [f"A3：公式没有算出结果；{SAVE}"]


def test_formulas_in_the_sum_row_and_in_columns_nobody_asked_for_do_not_matter(tmp_path):
    rows = [[*ROW[:-1], "=1+1"], ["合计", "", "", "", "=SUM(E2:E2)"]]
    reading, (part,) = read(computed_nowhere(tmp_path / "a.xlsx", rows))

    assert told(reading) == []
    assert part.columns["claimed_fen"] == [1000]


def test_a_formula_with_its_result_is_its_result(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ROW)
        sheet.write_formula(1, 5, "=E2*5", None, 50)

    reading, (part,) = read(tmp_path / "a.xlsx")
    assert (told(reading), part.columns["spent_fen"]) == ([], [5000])


@pytest.mark.parametrize("error", ["#N/A", "#SPILL!"])
def test_an_error_value_is_not_taken_for_an_empty_cell(tmp_path, error):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ROW)
        sheet.write_formula(1, 5, "=B9", None, error)

    reading, _ = read(tmp_path / "a.xlsx")
    assert len(told(reading)) == 1
    assert "F2" in told(reading)[0]
    assert error in told(reading)[0]


def test_an_error_on_another_sheet_does_not_matter(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet("核销")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ROW)
        made.add_worksheet("透视").write_formula(1, 5, "=1/0", None, "#DIV/0!")

    reading, (part,) = read(tmp_path / "a.xlsx", "核销")
    assert (told(reading), list(part.lines)) == ([], [2])


def test_a_list_that_does_not_begin_in_the_first_column_names_its_cells_rightly(tmp_path):
    rows = [[*ROW[:3], "十元", *ROW[4:]], with_formula("=E3*5")]
    reading, _ = read(computed_nowhere(tmp_path / "a.xlsx", rows, left=2))

    assert [each.place for each in reading.problems.named] == ["F2", "H3"]


def test_a_cell_cut_between_two_reads_is_seen_once_and_rightly(tmp_path, monkeypatch):
    monkeypatch.setattr(marks, "AT_ONCE", 61)
    rows = [[*ROW[:5], f"=E{line}*5", *ROW[6:]] for line in range(2, 40)]
    path = computed_nowhere(tmp_path / "a.xlsx", rows)

    found = marks.sheet_marks(path, "Sheet", nobody)
    assert sorted(found) == [(line, 5) for line in range(1, 39)]
    assert {each.text for each in found.values()} == {f"=E{line}*5" for line in range(2, 40)}


def test_a_workbook_full_of_such_formulas_is_refused_once(tmp_path, monkeypatch):
    monkeypatch.setattr(marks, "MOST_MARKS", 3)
    path = computed_nowhere(tmp_path / "a.xlsx", [with_formula("=E2*5")] * 4)

    assert "3 个以上的格子是错误值或没有结果的公式" in told(read(path)[0])[0]


def test_a_workbook_written_in_part_is_refused_in_words(tmp_path):
    path = computed_nowhere(tmp_path / "a.xlsx", [ROW] * 50)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])

    assert "文件不完整" in told(read(path)[0])[0]


def test_a_workbook_with_a_damaged_sheet_is_refused_in_words(tmp_path):
    path = computed_nowhere(tmp_path / "a.xlsx", [ROW] * 50)
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    data = bytearray(path.read_bytes())
    start = info.header_offset + 80
    data[start : start + 40] = b"\xff" * 40
    path.write_bytes(data)

    assert told(read(path)[0])[0].startswith("文件")
