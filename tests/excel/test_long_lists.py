"""Long lists of other systems: any order, encoding and kind of file; every fault at its cell."""

from datetime import date, datetime

import pytest
import xlsxwriter

from desktop_app.excel.lists.heading import Asked
from desktop_app.excel.lists.reader import ListReading
from desktop_app.excel.lists.spec import ISSUED, REDEMPTION
from desktop_app.values.text import normal_name

KINDS = {normal_name(word): "general" for word in ("普惠型消费券", "普惠券")}
HEAD = "流水号,券码,券种,面额,核销金额,消费金额,商户代码,核销时间,备注"
ROW = "T1,C1,普惠券,10,10.00,50.00,91341799MA00000009,2024-09-01 10:20:30,好"


def nobody():
    return None


def read(path, spec=REDEMPTION, **told):
    names = {normal_name(t): key for t, key in told.items()}
    asked = Asked(spec, {"kind": KINDS}, names, chosen=frozenset(names))
    reading = ListReading(path, asked, nobody)
    return reading, list(reading.parts())


def written(path, *lines, encoding="utf-8"):
    path.write_bytes("\n".join((HEAD, *lines)).encode(encoding))
    return path


def places(reading):
    return [(each.place, each.message) for each in reading.problems.named]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_gives_the_same_row(tmp_path, encoding):
    reading, (part,) = read(written(tmp_path / "a.csv", ROW, encoding=encoding))

    assert reading.problems.total == 0
    assert {key: values[0] for key, values in part.columns.items()} == {
        "transaction_no": "T1", "code": "C1", "kind": "general", "face_fen": 1000,
        "claimed_fen": 1000, "spent_fen": 5000, "merchant": "91341799MA00000009",
        "at": "2024-09-01 10:20:30",
    }  # fmt: skip
    assert list(part.lines) == [2]
    assert reading.heading.unread == ("备注",)


@pytest.mark.parametrize(
    ("written_as", "at"),
    [
        ("20240901102030", "2024-09-01 10:20:30"),
        ("202409011020", "2024-09-01 10:20:00"),
        ("20240901", "2024-09-01"),
        ("2024-09-01T10:20:30", "2024-09-01 10:20:30"),
    ],
)
def test_a_moment_as_platforms_write_it(tmp_path, written_as, at):
    row = ROW.replace("2024-09-01 10:20:30", written_as)
    assert read(written(tmp_path / "a.csv", row))[1][0].columns["at"] == [at]


def test_a_rare_name_survives_gb18030(tmp_path):
    head = HEAD.replace("备注", "商品名称")
    path = tmp_path / "a.csv"
    path.write_bytes(f"{head}\n{ROW.replace('好', '䶮记𬭎锅')}".encode("gb18030"))

    assert read(path)[1][0].columns["goods"] == ["䶮记𬭎锅"]


def test_two_encodings_in_one_file_are_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(f"{HEAD}\n{ROW}\n".encode() + "T2,花".encode("gb18030") + b"\xff\xff\n")

    assert "两种编码" in read(path)[0].problems.named[0].message


def test_columns_in_any_order_under_a_title_row_and_a_sum_at_the_end(tmp_path):
    path = tmp_path / "a.csv"
    order = [8, 2, 0, 7, 6, 4, 3, 1, 5]
    head, row = HEAD.split(","), ROW.split(",")
    lines = ["九月核销明细", "", ",".join(head[n] for n in order), ",".join(row[n] for n in order),
             "", "合计,,,,,10.00"]  # fmt: skip
    path.write_text("\n".join(lines), encoding="utf-8")

    reading, (part,) = read(path)
    assert (list(part.lines), reading.problems.total) == ([4], 0)
    assert part.columns["claimed_fen"] == [1000]


def book(path, rows):
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm:ss"}) as made:
        sheet = made.add_worksheet("核销")
        sheet.write_row(0, 0, HEAD.split(","))
        for line, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                sheet.write(line, place, cell)
    return path


def test_a_workbook_gives_what_the_text_file_gives(tmp_path):
    row = ["T1", "C1", "普惠券", 10, 10.0, 50.0, "91341799MA00000009",
           datetime.fromisoformat("2024-09-01 10:20:30"), "好"]  # fmt: skip
    _, (book_part,) = read(book(tmp_path / "a.xlsx", [row]))
    _, (text_part,) = read(written(tmp_path / "a.csv", ROW))

    assert book_part.columns == text_part.columns


def test_a_day_without_time_stays_a_day(tmp_path):
    row = ["T1", "C1", "普惠券", 10, 10.0, 50.0, "M", date(2024, 9, 1), ""]
    assert read(book(tmp_path / "a.xlsx", [row]))[1][0].columns["at"] == ["2024-09-01"]
    line = ROW.replace("2024-09-01 10:20:30", "2024年9月1日")
    assert read(written(tmp_path / "a.csv", line))[1][0].columns["at"] == ["2024-09-01"]


@pytest.mark.parametrize(
    ("old", "new", "place", "told"),
    [
        ("C1", "4.11081E+17", "B2", "末位已丢失"),
        ("普惠券", "购物券", "C2", "认不出“购物券”"),
        (",10.00,", ",-10.00,", "E2", "负数"),
        (",10.00,", ",十元,", "E2", "中文数字"),
        (",10.00,", ",10.005,", "E2", "更细"),
        (",10.00,", ",,", "E2", "没有填"),
        ("2024-09-01 10:20:30", "2024-09-31 10:20:30", "H2", "不存在"),
        ("2024-09-01 10:20:30", "2024-09-01 25:20:30", "H2", "不存在"),
        ("2024-09-01 10:20:30", "20240931102030", "H2", "不存在"),
        ("2024-09-01 10:20:30", "20240901252030", "H2", "不存在"),
        ("2024-09-01 10:20:30", "24/9/1", "H2", "次序不明"),
        ("T1", "", "A2", "没有填"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(tmp_path, old, new, place, told):
    reading, _ = read(written(tmp_path / "a.csv", ROW.replace(old, new, 1)))

    (found,) = places(reading)
    assert found[0] == place
    assert told in found[1]


def test_a_long_number_typed_as_number_is_named(tmp_path):
    row = ["T1", 411081199001011234, "普惠券", 10, 10, 50, "M", "2024-09-01 10:20:30", ""]
    reading, _ = read(book(tmp_path / "a.xlsx", [row]))

    assert places(reading) == [("B2", "长数字末位已丢失（现为 4.11081e+17）")]


def test_a_comma_too_many_is_named_at_its_row(tmp_path):
    assert places(read(written(tmp_path / "a.csv", ROW, f"{ROW},多"))[0])[0][0] == "第 3 行"


def test_missing_columns_are_named_with_those_not_known(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("流水号,券种,优惠额,商户代码,核销时间\nT1,普惠券,10,M,2024-09-01", "utf-8")

    (problem,) = read(path)[0].problems.named
    assert problem.message == "缺少这些列：核销金额"
    assert "优惠额" in problem.advice

    reading, (part,) = read(path, 优惠额="claimed_fen")
    assert (reading.problems.total, part.columns["claimed_fen"]) == (0, [1000])


def test_the_same_column_twice_is_asked_about(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"{HEAD},订单号\n{ROW},T9", "utf-8")

    assert places(read(path)[0])[0] == ("J1", "“订单号”和 A 列都是“交易流水号”")

    reading, (part,) = read(path, 订单号="transaction_no")
    assert (reading.problems.total, part.columns["transaction_no"]) == (0, ["T9"])
    assert "流水号" in reading.heading.unread


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "空文件"),
        (b"%PDF-1.4 x", "PDF"),
        ("标题一,标题二\n1,2".encode(), "没有找到“平台核销明细”的表头"),
        (HEAD.encode(), "下面没有数据"),
        (f'{HEAD}\n"T1'.encode() + b"x" * 200_000, "引号不成对"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
    ],
)
def test_what_is_no_list_is_told_for_what_it_is(tmp_path, content, told):
    path = tmp_path / "a.csv"
    path.write_bytes(content)

    reading, _ = read(path)
    assert told in f"{reading.problems.named[0]}"


def test_a_missing_file_is_a_sentence(tmp_path):
    assert "找不到文件" in str(read(tmp_path / "无.csv")[0].problems.named[0])


def test_many_faults_are_counted_beyond_those_named(tmp_path):
    bad = ROW.replace("C1", "4.1E+17")
    reading, _ = read(written(tmp_path / "a.csv", *[bad] * 1_500))

    assert (len(reading.problems.named), reading.problems.total) == (1_000, 1_500)


def test_a_control_character_is_no_part_of_a_code(tmp_path):
    reading, _ = read(written(tmp_path / "a.csv", ROW.replace("C1", "C\x071")))

    assert "控制字符" in places(reading)[0][1]


def test_an_issue_list_knows_its_states(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("券号,券类型,面值,期次,券状态\nC1,普惠券,10元,第一批,已作废", "utf-8")
    asked = Asked(ISSUED, {"kind": KINDS, "status": {"已作废": "void"}})
    reading = ListReading(path, asked, nobody)
    (part,) = list(reading.parts())

    assert (part.columns["batch"], part.columns["status"]) == ([1], ["void"])
    assert part.columns["face_fen"] == [1000]


def test_a_moment_as_long_as_a_usual_one_is_looked_at_too(tmp_path):
    row = ROW.replace("2024-09-01 10:20:30", "2024-09-01 10:20+08")
    assert places(read(written(tmp_path / "a.csv", row))[0])[0][0] == "H2"


def test_a_code_without_end_is_named(tmp_path):
    reading, _ = read(written(tmp_path / "a.csv", ROW.replace("C1", "C" * 201)))
    assert places(reading) == [("B2", "有 201 个字，不像编码")]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-01-01至2026-01-31", "2026-01-31"),
        ("2026年1月1日—1月31日", "2026-01-31"),
        ("2026年1月1日——31日", "2026-01-31"),
        ("2025年12月20日至1月10日", "2026-01-10"),
        ("2026-01-01 00:00:00 至 2026-01-31 23:59:59", "2026-01-31"),
        ("2026.1.1-2026.1.31", "2026-01-31"),
        ("20260101-20260131", "2026-01-31"),
        ("2026/01/01～2026/01/31", "2026-01-31"),
        ("自2026年1月1日起至2026年1月31日止", "2026-01-31"),
        ("有效期至2026-01-31", "2026-01-31"),
        ("2026-01-31", "2026-01-31"),
    ],
)
def test_a_voucher_is_good_until_the_last_day_of_a_period(tmp_path, cell, day):
    path = tmp_path / "a.csv"
    path.write_text(f"券码,券种,面额,有效期\nC1,普惠券,10,{cell}\n", "utf-8")
    reading, (part,) = read(path, ISSUED)

    assert places(reading) == []
    assert part.columns["expires_on"] == [day]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("2026-01-31至2026-01-01", "“2026-01-31至2026-01-01”的止期早于起期"),
        ("2026年2月1日至30日", "“2026-2-30”这一天不存在"),
        ("领取后7天", "“领取后7天”不是日期，请写成2026-11-22的样子"),
    ],
)
def test_a_period_that_cannot_be_is_told_at_its_cell(tmp_path, cell, told):
    path = tmp_path / "a.csv"
    path.write_text(f"券码,券种,面额,有效期\nC1,普惠券,10,{cell}\n", "utf-8")

    assert places(read(path, ISSUED)[0]) == [("D2", told)]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("第十一批", 11), ("第二十批", 20), ("二十一", 21), ("第一百零三批", 103), ("第十批次", 10),
        ("2024年第3批", 3), ("第2批（共3批）", None), ("首批", 1), ("3", 3), ("第３批", 3),
        ("2024年3", None), ("第十十批", None),
    ],
)  # fmt: skip
def test_a_batch_is_counted_in_either_kind_of_numeral(tmp_path, cell, number):
    path = tmp_path / "a.csv"
    path.write_text(f"券码,券种,面额,批次\nC1,普惠券,10,{cell}\n", "utf-8")
    reading, (part,) = read(path, ISSUED)

    assert part.columns["batch"] == [number]
    assert reading.problems.total == (number is None)


def test_the_last_day_is_read_where_the_period_stands_beside_it(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("券码,券种,面额,有效期,失效时间\nC1,普惠券,10,7天,2026-01-31\n", "utf-8")
    reading, (part,) = read(path, ISSUED)

    assert part.columns["expires_on"] == ["2026-01-31"]
    assert reading.heading.unread == ("有效期",)


FOOT = (
    "合计,,,60,60.00,300.00,,,", "本页小计：,,,60,60.00,,,,", "制表人：张三,审核人：李四,,,,,,,",
    "导出时间：2024-09-30 17:00:00,,,,,,,,", "备注：以上为全部核销,,,,,,,,", "共 1 条,,,,,,,,",
    "第1页,,,,,,,,", "--------,,,,,,,,", "以下空白,,,,,,,,",
)  # fmt: skip


@pytest.mark.parametrize("foot", [*((each,) for each in FOOT), FOOT])
def test_what_stands_under_a_list_is_no_data(tmp_path, foot):
    reading, (part,) = read(written(tmp_path / "a.csv", ROW, "", *foot))

    assert places(reading) == []
    assert list(part.lines) == [2]


def test_a_row_that_fills_what_is_required_is_data_whatever_its_first_cell_says(tmp_path):
    _, (part,) = read(written(tmp_path / "a.csv", ROW, ROW.replace("T1", "备注:1")))

    assert list(part.lines) == [2, 3]
    assert part.columns["transaction_no"][1] == "备注:1"
