"""What a list shows leaves as a workbook or a printed list: the same columns, rows and order."""

from datetime import date

import pypdfium2
import pytest
from openpyxl import load_workbook

from desktop_app.errors import Refused
from desktop_app.use_cases.shown_lists import ShownColumn, ShownList, export_list, list_pdf

COLUMNS = (
    ShownColumn("name", "项目名称", width=200),
    ShownColumn("amount", "申报金额", "money", "万元", is_sum=True),
    ShownColumn("on", "申报日期", "date"),
    ShownColumn("count", "报送次数", "number"),
)
ROWS = (
    ("=1+1", 12_345_678_00, date(2026, 3, 1), 2),
    ("乙系统", 1_05, None, 1),
)


def shown(columns=COLUMNS, rows=ROWS, view="视图“大额”，申报单位为县教育局"):
    return ShownList("储备库清单", columns, rows, view)


def pages_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def test_workbook_holds_title_view_day_and_person_then_the_rows(desk, tmp_path):
    count = export_list(desk, shown(), tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert count == 2
    assert rows[0][0] == "储备库清单"
    assert rows[1][0] == "视图“大额”，申报单位为县教育局　2026-07-20 制表　经办人甲"
    assert rows[2] == ["序号", "项目名称", "申报金额（万元）", "申报日期", "报送次数"]
    assert [row[1] for row in rows[3:5]] == ["=1+1", "乙系统"]
    assert [row[2] for row in rows[3:5]] == [1234.5678, 0.000105]
    assert rows[5][0] == "合计"


def test_text_never_becomes_a_formula(desk, tmp_path):
    export_list(desk, shown(), tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx").active["B4"].data_type == "s"


def test_amounts_leave_in_the_unit_of_the_screen(desk, tmp_path):
    yuan = (ShownColumn("amount", "金额", "money", "元", is_sum=True),)
    export_list(desk, shown(yuan, ((12_345,),)), tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert (sheet["B3"].value, sheet["B4"].value) == ("金额（元）", 123.45)


def test_print_says_who_when_and_the_sum(desk):
    (page,) = pages_of(list_pdf(desk, shown()))
    for words in ("储备库清单", "视图“大额”", "金额单位：万元", "合计", "1,234.567905"):
        assert words in page
    assert "制表人：经办人甲" in page
    assert "制表时间：2026-07-2009:00" in page


def test_heads_are_repeated_on_every_page(desk):
    many = tuple((f"项目{n}", n * 100_00, None, n) for n in range(1, 121))
    pages = pages_of(list_pdf(desk, shown(rows=many)))
    assert len(pages) > 2
    assert all("申报金额" in page and "本页小计" in page for page in pages)
    assert "合计" in pages[-1]


def test_character_no_font_has_is_named_instead_of_printed_as_a_box(desk):
    with pytest.raises(Refused, match="打印不出来"):
        list_pdf(desk, shown(rows=(("\ue123", 1, None, 1),)))


def test_empty_and_endless_lists_are_not_printed(desk):
    with pytest.raises(Refused, match="列表是空的"):
        list_pdf(desk, shown(rows=()))
    with pytest.raises(Refused, match="一次最多打印 5,000 行"):
        list_pdf(desk, shown(rows=ROWS * 2_501))
