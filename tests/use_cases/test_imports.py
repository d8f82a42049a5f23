"""Importing in bulk: the same records, procedures and log as one by one, and what is refused."""

import openpyxl
import pytest

from desktop_app.domain.project import AmountKind, FundingLine
from desktop_app.errors import Refused
from desktop_app.excel.reader import ColumnMap
from desktop_app.use_cases.imports.apply import apply_import, undo_import
from desktop_app.use_cases.imports.checking import judge_preview
from desktop_app.use_cases.imports.preview import Answers, preview_import
from desktop_app.use_cases.imports.returns import write_returns
from desktop_app.use_cases.reserve_pool.listing import pool_list
from tests.use_cases.import_books import POOL, application, pool_book, written

CATALOGUE = ("目录编码", "目录名称", "数据项", "提供单位", "来源系统", "是否开放")
UNITS = ("单位名称", "单位类型", "上级主管单位")


def taken(office, path, **answers):
    planned = preview_import(office.desk, [path], **answers)
    return apply_import(office.desk, planned)


def stored(office, kind="projects"):
    with office.desk.workspace.read() as view:
        return getattr(view, kind).all()


def procedures(office, kind="project"):
    with office.desk.workspace.read() as view:
        cases = view.cases.where(subject_kind=kind)
        return sorted((case.subject.id, case.procedure) for case in cases)


def test_many_applications_are_stored_whole_in_the_order_of_their_rows(office, tmp_path):
    assert taken(office, pool_book(tmp_path / "a.xlsx", 120)).new == 120

    projects = stored(office)
    assert [each.name for each in projects] == [f"第{n}号平台" for n in range(1, 121)]
    assert [each.code for each in projects][::119] == ["QY2026-001", "QY2026-120"]
    last = projects[-1]
    assert last.amounts == {AmountKind.DECLARED: 12_500_000}
    assert last.funding == (FundingLine("county", 12_500_000),)
    assert (last.recorded, last.content) == ({"by_reference_kind": "none"}, "内容120")


def test_imported_applications_open_the_procedures_that_keyed_in_ones_open(office, tmp_path):
    rows = [application(1), application(2, reference="其他财政建设项目内含")]
    taken(office, written(tmp_path / "a.xlsx", POOL, rows))
    office.apply("第3号平台")
    office.apply("第4号平台", recorded={"by_reference_kind": "embedded"})

    found = procedures(office)
    assert found == [
        (1, "pool_entry"), (2, "scheme_review"), (3, "pool_entry"), (4, "scheme_review"),
    ]  # fmt: skip


def test_the_log_of_a_bulk_import_is_sound_and_it_is_taken_back_whole(office, tmp_path):
    before = office.digest()
    batch = taken(office, pool_book(tmp_path / "a.xlsx", 120)).batch
    with office.desk.workspace.read() as view:
        assert view.verify_log().is_sound

    undo_import(office.desk, batch)

    assert office.digest() == before
    with office.desk.workspace.read() as view:
        assert view.verify_log().is_sound


def test_what_else_was_done_since_the_preview_does_not_matter(office, tmp_path):
    planned = preview_import(office.desk, [pool_book(tmp_path / "a.xlsx", 2)])
    office.apply("别的平台")

    assert apply_import(office.desk, planned).new == 2


def test_a_row_that_would_meet_another_record_now_refuses_the_import(office, tmp_path):
    planned = preview_import(office.desk, [pool_book(tmp_path / "a.xlsx", 2)])
    office.apply("第2号平台")
    before = office.digest()

    with pytest.raises(Refused, match="预览之后记录有变化"):
        apply_import(office.desk, planned)

    assert office.digest() == before


def test_changed_rows_change_what_differs_and_nothing_else(office, tmp_path):
    taken(office, pool_book(tmp_path / "a.xlsx", 3))
    before = stored(office)

    result = taken(office, pool_book(tmp_path / "b.xlsx", 3, content="新的内容"))

    assert (result.new, result.changed) == (0, 3)
    assert [(each.content, each.version) for each in stored(office)] == [("新的内容", 2)] * 3
    assert [each.amounts for each in stored(office)] == [each.amounts for each in before]
    with office.desk.workspace.read() as view:
        assert view.verify_log().is_sound


def test_a_preview_is_not_judged_at_first_and_then_as_the_stored_rows_are(office, tmp_path):
    rows = [application(1), (*application(2)[:7], "", *application(2)[8:])]
    planned = preview_import(office.desk, [written(tmp_path / "a.xlsx", POOL, rows)])
    judged = judge_preview(office.desk, planned)
    apply_import(office.desk, judged)

    words = [row.light_word for row in judged.preview.files[0].rows]
    assert {row.light_word for row in planned.preview.files[0].rows} == {"未核查"}
    assert words[1] == "不通过"
    assert [row.light_word for row in pool_list(office.desk).rows] == words


def test_a_column_matched_by_hand_is_known_at_the_next_import_and_can_be_changed(office, tmp_path):
    titles = (*POOL[:7], "想达到什么", *POOL[8:])
    path = written(tmp_path / "a.xlsx", titles, [application(1)])
    asked = preview_import(office.desk, [path]).preview.files[0].unknown_columns[0]
    goal = Answers((ColumnMap(asked.sheet, asked.header, "goal"),))
    taken(office, path, answers=goal)

    again = written(tmp_path / "b.xlsx", titles, [application(2)])
    column = preview_import(office.desk, [again]).preview.files[0].unknown_columns[0]
    note = Answers((ColumnMap(asked.sheet, asked.header, "note"),))
    taken(office, again, answers=note)

    assert (asked.suggestion, asked.is_decided) == ("", False)
    assert (column.header, column.suggestion, column.is_decided) == ("想达到什么", "goal", True)
    assert [(p.goal, p.note) for p in stored(office)] == [("目标1", ""), ("", "目标2")]


def test_empty_cells_of_base_data_take_what_a_record_has_by_itself(office, tmp_path):
    rows = [
        ("D-1", "人口", "姓名", "县公安局", "", ""),
        ("D-2", "学籍", "学号", "县教育局", "学籍系统", "是"),
    ]
    assert taken(office, written(tmp_path / "a.xlsx", CATALOGUE, rows, "目录")).new == 2

    first, second = stored(office, "catalogue")
    assert (first.source_system, first.is_public) == ("", None)
    assert (second.source_system, second.is_public) == ("学籍系统", True)


def test_a_superior_may_stand_below_its_subordinates(office, tmp_path):
    rows = [("县档案馆", "事业单位", "县委办"), ("县委办", "县直部门", "")]
    taken(office, written(tmp_path / "a.xlsx", UNITS, rows, "名录"))

    by_name = {unit.name: unit for unit in stored(office, "units")}
    assert by_name["县档案馆"].superior_id == by_name["县委办"].id


def test_needs_of_one_workbook_open_what_a_need_opens(office, tmp_path):
    titles = ("需求单位", "需求名称", "应用场景", "拟牵头部门")
    rows = [
        ("杜村乡人民政府", f"第{n}号需求", "场景", "县教育局" if n == 2 else "") for n in (1, 2)
    ]
    taken(office, written(tmp_path / "a.xlsx", titles, rows, "需求征集表"))

    assert procedures(office, "need") == [(1, "need_planning"), (2, "need_planning")]


@pytest.mark.parametrize("order", [1, -1])
def test_books_with_other_columns_lose_none_of_them_in_one_import(office, tmp_path, order):
    few = written(tmp_path / "a.xlsx", (*POOL[:3], POOL[5]), [("甲平台", "县教育局", "新建", 10)])
    all_of_them = written(tmp_path / "b.xlsx", POOL, [application(2)])
    planned = preview_import(office.desk, [few, all_of_them][::order])
    assert apply_import(office.desk, planned).new == 2

    found = {each.name: (each.category, each.goal, each.route) for each in stored(office)}
    assert found == {"甲平台": ("", "", ""), "第2号平台": ("business", "目标2", "路线2")}


def test_columns_of_base_data_may_differ_from_book_to_book(office, tmp_path):
    short = written(tmp_path / "a.xlsx", UNITS, [("县档案馆", "事业单位", "")], "名录")
    titles = (*UNITS[:2], "联系人")
    long = written(tmp_path / "b.xlsx", titles, [("县委党校", "事业单位", "李四")], "名录")
    apply_import(office.desk, preview_import(office.desk, [short, long]))

    found = {each.name: each.contact for each in stored(office, "units")}
    assert (found["县档案馆"], found["县委党校"]) == ("", "李四")


def test_a_repeated_row_is_told_once_and_rows_without_a_name_repeat_nothing(office, tmp_path):
    twice = written(tmp_path / "a.xlsx", POOL, [application(1), application(1)])
    unread = [("字" * 300, *application(n)[1:]) for n in (2, 3)]
    unnamed = written(tmp_path / "b.xlsx", POOL, unread)

    repeated, nameless = preview_import(office.desk, [twice, unnamed]).preview.files
    assert [(p.cell, p.cause) for p in repeated.problems] == [("申报表!A3", "duplicate_row")]
    assert [p.cause for p in nameless.problems] == ["too_long", "too_long"]


def test_a_file_chosen_twice_says_that_it_is_read_once(office, tmp_path):
    first = pool_book(tmp_path / "a.xlsx", 1)
    second = tmp_path / "b.xlsx"
    second.write_bytes(first.read_bytes())

    _, twin = preview_import(office.desk, [first, second]).preview.files
    assert twin.is_repeated
    assert twin.notes == ("与这次选的另一个文件完全相同，只读一份。",)


def test_a_check_is_told_at_the_cell_that_is_empty_or_at_the_name(office, tmp_path):
    titles = (*POOL[:9], "联系电话")
    given = [
        ("甲平台", "县教育局", "新建", "业务信息系统", "不属于", 12.5, 0, "目标", "内容", "12"),
        ("乙平台", "县教育局", "新建", "业务信息系统", "不属于", 12.5, 1, "", "内容", ""),
        ("丙平台", "县教育局", "新建", "业务信息系统", "不属于", 12.5, 1, "目标", "内容", ""),
    ]
    planned = preview_import(office.desk, [written(tmp_path / "a.xlsx", titles, given)])
    (back,) = write_returns(office.desk, planned, tmp_path / "退")

    rows = openpyxl.load_workbook(back.workbook)["问题清单"].iter_rows(min_row=4, values_only=True)
    told = {row[2] for row in rows if "申报内容齐全" in row[5]}
    assert told == {"G2", "H3", "A4"}


def test_two_rows_with_the_code_of_one_project_are_told_whatever_they_call_it(office, tmp_path):
    taken(office, pool_book(tmp_path / "a.xlsx", 1))
    rows = [("QY2026-001", *application(n)) for n in (7, 8)]
    again = written(tmp_path / "b.xlsx", ("项目编码", *POOL), rows)

    (told,) = preview_import(office.desk, [again]).preview.files
    assert [(p.cell, p.cause) for p in told.problems] == [("申报表!B3", "duplicate_row")]
    assert "第 2 行是同一个项目" in told.problems[0].message


@pytest.mark.parametrize(
    ("stated", "noted"),
    [
        ("2026年3月1日", False),
        ("2026-11-31", True),
        ("2099-01-01", True),
        ("", False),
        ("1900-01-01", True),
        ("2024-09-01", True),
    ],
)
def test_a_filling_date_that_does_not_count_is_told(office, tmp_path, stated, noted):
    rows = [("填报单位：", "县教育局", "填报日期：", stated), POOL, application(1)]
    book = written(tmp_path / "a.xlsx", ("储备库申报表",), rows)

    (told,) = preview_import(office.desk, [book]).preview.files
    assert any("填报日期" in note for note in told.notes) is noted


@pytest.mark.parametrize(
    ("stated", "dated"),
    [("1900年1月1日", None), ("2024-08-08", None), ("2024-08-09", "2024-08-09")],
)
def test_no_row_is_dated_long_before_the_regulation(office, tmp_path, stated, dated):
    rows = [("填报单位：", "县教育局", "填报日期：", stated), POOL, application(1)]
    taken(office, written(tmp_path / "a.xlsx", ("储备库申报表",), rows))

    with office.desk.workspace.read() as view:
        (project,) = view.projects.all()
    assert project.applied_on.isoformat() == (dated or office.desk.today.isoformat())
