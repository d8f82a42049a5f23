"""What platforms and office programs do to long lists: marks, remarks, separators, zones, units."""

import openpyxl
import pytest

from desktop_app.excel.lists.heading import Asked
from desktop_app.excel.lists.reader import ListReading
from desktop_app.excel.lists.spec import REDEMPTION
from desktop_app.values.text import normal_name

HEAD = "流水号,券码,券种,面额,核销金额,消费金额,商户代码,核销时间,批次,手机号"
ROW = "T1,C1,普惠券,10,10.00,50.00,91341799MA00000009,2024-09-01 10:20:30,1,13812345678"
KINDS = {normal_name("普惠券"): "general", normal_name("汽车券"): "car"}


def nobody():
    return None


def read(path, **more):
    told = {normal_name(title): key for title, key in more.pop("told", {}).items()}
    asked = Asked(REDEMPTION, {"kind": KINDS}, told, chosen=frozenset(told), **more)
    reading = ListReading(path, asked, nobody)
    return reading, list(reading.parts())


def written(folder, *lines):
    path = folder / "a.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def one(folder, row, key):
    """The value of a column of a list of one row."""
    reading, (part,) = read(written(folder, HEAD, row))
    assert reading.problems.total == 0, reading.problems.named
    (value,) = part.columns[key]
    return value


def told(path, **more):
    return [str(each) for each in read(path, **more)[0].problems.named]


@pytest.mark.parametrize(
    "mark", ['="{}"', "'{}", "`{}", "{}\t", '"=""{}"""'], ids=["=", "'", "`", "tab", "quoted"]
)
def test_a_mark_that_says_text_is_no_part_of_a_number(tmp_path, mark):
    row = ROW.replace("T1", mark.format("2024090112345678"))
    assert one(tmp_path, row, "transaction_no") == "2024090112345678"


def test_a_line_with_a_mark_before_every_cell_is_read(tmp_path):
    row = ",".join(f"`{cell}" for cell in ROW.split(","))
    assert one(tmp_path, row, "claimed_fen") == 1000
    assert one(tmp_path, row, "at") == "2024-09-01 10:20:30"


@pytest.mark.parametrize("lost", ["4.1108E17", "4.11081e+17", "5E+16"])
def test_a_number_in_scientific_writing_has_lost_its_end(tmp_path, lost):
    assert "末位已丢失" in told(written(tmp_path, HEAD, ROW.replace("T1", lost)))[0]


def test_a_code_with_an_e_among_digits_is_a_code(tmp_path):
    assert one(tmp_path, ROW.replace("C1", "5e12"), "code") == "5E12"


@pytest.mark.parametrize(
    ("moment", "at"),
    [
        ("2024-09-01T10:20:30Z", "2024-09-01 18:20:30"),
        ("2024-09-01T10:20:30+08:00", "2024-09-01 10:20:30"),
        ("2024-08-31T22:20:30-0400", "2024-09-01 10:20:30"),
    ],
)
def test_a_moment_with_its_zone_is_kept_by_beijing_time(tmp_path, moment, at):
    assert one(tmp_path, ROW.replace("2024-09-01 10:20:30", moment), "at") == at


def test_the_first_batch_may_be_called_so(tmp_path):
    assert one(tmp_path, ROW.replace(",1,138", ",首批,138"), "batch") == 1


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_a_title_above_does_not_hide_what_separates_the_columns(tmp_path, mark):
    lines = (line.replace(",", mark) for line in (HEAD, ROW))
    reading, (part,) = read(written(tmp_path, "2024年9月核销明细, 导出", *lines))

    assert (reading.problems.total, list(part.lines)) == (0, [3])


def test_sums_remarks_and_repeated_headings_are_no_data_wherever_they_stand(tmp_path):
    rest = "," * 9
    lines = [HEAD, ROW, f"小计{rest}", HEAD, f"#----本页结束----{rest}", ROW, *[ROW] * 5]
    reading, (part,) = read(written(tmp_path, *lines))

    assert (reading.problems.total, list(part.lines)) == (0, [2, 6, 7, 8, 9, 10, 11])


def test_a_page_or_an_old_xml_table_is_told_for_what_it_is(tmp_path):
    page = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    assert told(written(tmp_path, page)) == ["这是 XML 表格 2003，不是工作簿"]


@pytest.mark.parametrize("unit", ["（分）", "(万元)", "（单位：万元）"])
def test_money_in_another_unit_is_not_read_as_yuan(tmp_path, unit):
    title = f"核销金额{unit}"
    path = written(tmp_path, HEAD.replace("核销金额", title), ROW)

    assert "的单位不是元" in told(path)[0]
    assert "的单位不是元" in told(path, told={title: "claimed_fen"})[0]


def test_a_negative_amount_is_told_how_to_be_written(tmp_path):
    path = written(tmp_path, HEAD, ROW.replace("10.00,50", "-10.00,50"))
    assert told(path) == ["E2：金额是负数（-10.00）；请写正数；退款另报退款明细，也写正数"]


def test_personal_cells_are_read_only_of_kinds_that_ask_for_them(tmp_path):
    masked = ROW.replace("13812345678", "138****5678")
    car = masked.replace("普惠券", "汽车券").replace("T1", "T2")
    reading, (part,) = read(written(tmp_path, HEAD, masked, ROW, car), of_persons={"car"})

    assert [each.place for each in reading.problems.named] == ["J4"]
    assert part.columns["phone"] == [None, None, None]


def test_a_merged_cell_is_told_as_one(tmp_path):
    book = openpyxl.Workbook()
    for line in (["九月核销明细"], HEAD.split(","), ROW.split(","), ROW.split(",")):
        book.active.append(line)
    book.active.merge_cells("A1:J1")
    book.active.merge_cells("F3:F4")
    book.save(tmp_path / "a.xlsx")

    assert told(tmp_path / "a.xlsx") == [
        "F4：和别的格子合并了，读不出内容；请取消合并，每行分别填写。"
    ]


@pytest.mark.parametrize("amount", ["99999999999999999999", "1000000000.01", "9" * 400])
def test_an_amount_beyond_all_reason_is_told(tmp_path, amount):
    (problem,) = told(written(tmp_path, HEAD, ROW.replace("10.00,50", f"{amount},50")))
    assert problem.startswith("E2：金额过大")


def test_the_largest_amount_is_read(tmp_path):
    assert one(tmp_path, ROW.replace("50.00", "1000000000"), "spent_fen") == 10**11
    assert one(tmp_path, ROW.replace("50.00", "999999999.99"), "spent_fen") == 10**11 - 1


def test_a_batch_number_beyond_all_reason_is_told(tmp_path):
    path = written(tmp_path, HEAD, ROW.replace(",1,138", f",{10**30},138"))
    assert told(path)[0].startswith("I2：“1000000")
