"""Records go in as fields and come out as the same frozen models."""

from datetime import date, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from desktop_app.domain.project import AmountKind, FundingLine
from desktop_app.domain.record import Subject
from desktop_app.domain.standing import Standing
from desktop_app.rules.verdict import FactUsed, Outcome, Severity, Verdict

DAY = date(2026, 3, 2)
ABOUT = Subject("project", 1)
VERDICT = Verdict(
    "r", "规则", Outcome.FAIL, Severity.WARN, ("第八条",), "说明", "1+1", "改", (
        FactUsed("f", "事实", ("a", "b"), "", "申报表", "a、b"),
    ),
)  # fmt: skip


STANDING = Standing(
    ABOUT, DAY, is_live=True, light="warn", findings=(("r", "warn"),), open_step="预审", due_on=DAY
)


@pytest.fixture
def unit(workspace, new_act):
    with workspace.begin(new_act()) as unit:
        yield unit


def test_project_comes_back_with_amounts_sources_and_recorded_facts(unit, make_project):
    project = unit.projects.get(
        make_project(unit, 1, recorded={"a": 1, "b": ("x", "y"), "c": None})
    )

    assert project.amounts == {AmountKind.DECLARED: 19_800_000}
    assert project.funding == (FundingLine("county", 19_800_000),)
    assert project.recorded == {"a": 1, "b": ("x", "y"), "c": None}
    assert unit.projects.by_code("P-00001") == project


def test_list_row_shows_declared_amount_unit_step_and_light(unit, make_project):
    amounts = {AmountKind.DECLARED: 100, AmountKind.FEASIBILITY: 90, AmountKind.PAID: 1}
    make_project(unit, 1, amounts=amounts, funding=(FundingLine("a", 40), FundingLine("b", 50)))
    make_project(unit, 2, amounts={}, funding=(), year=2025)
    unit.standings.put_many([STANDING])

    row, bare = unit.projects.rows()

    assert (row.unit_name, row.declared_fen, bare.declared_fen) == ("甲局", 100, None)
    assert (row.open_step, row.light, row.due_on) == ("预审", "warn", DAY)
    assert [each.code for each in unit.projects.rows(2025)] == ["P-00002"]


@pytest.mark.parametrize("text", ["p-00002", "数据平台", "d2hsjpt", "di2haoshuju"])
def test_projects_are_found_by_code_name_and_pinyin(unit, make_project, text):
    make_project(unit, 1, name="应急广播")
    make_project(unit, 2)

    assert [each.name.code for each in unit.finder.find("project", text)] == ["P-00002"]


def test_unit_keeps_its_name_of_each_day(unit):
    first = unit.units.add(name="工信局", kind="department", aliases=("经信局", "工信"))
    unit.units.rename(first.id, "科工局", last_day_of_old=date(2025, 6, 30))

    assert unit.units.name_on(first.id, date(2025, 6, 30)) == "工信局"
    assert unit.units.name_on(first.id, date(2025, 7, 1)) == "科工局"
    assert [each.subject.id for each in unit.finder.find("unit", "kgj")] == [first.id]
    assert unit.units.get(first.id).aliases == ("经信局", "工信")


def test_family_is_everything_under_the_topmost_superior(unit):
    top = unit.units.add(name="甲", kind="department").id
    child = unit.units.add(name="乙", kind="affiliated", superior_id=top).id
    sister = unit.units.add(name="丙", kind="affiliated", superior_id=top).id
    unit.units.add(name="丁", kind="department")

    assert unit.units.family(child) == {top, child, sister}


def test_frozen_verdicts_come_back_equal(unit, make_project):
    make_project(unit, 1)
    case = unit.cases.add(procedure="p", subject=ABOUT, pack="b", pack_version="1", opened_on=DAY)
    step = unit.steps.add(
        case_id=case.id, step="s", outcome="agreed", acted_on=DAY, actor="desk",
        verdicts=(VERDICT,), recorded_at=unit.at,
    )  # fmt: skip

    assert unit.steps.of_subject(ABOUT) == unit.steps.of_case(case.id) == (step,)
    assert step.verdicts == (VERDICT,)
    assert isinstance(step.recorded_at, datetime)
    assert unit.cases.of(ABOUT) == (case,)


def test_numbers_run_per_series_and_year(unit):
    taken = [
        unit.papers.next_number(*each)
        for each in [("审", 2026), ("审", 2026), ("退", 2026), ("审", 2027), ("审", 2026)]
    ]

    assert taken == [1, 2, 1, 1, 3]


def test_number_is_not_given_twice_after_a_void(unit):
    number = unit.papers.next_number("审", 2026)
    paper = unit.papers.add(
        form="f", title="t", number=str(number), issued_on=DAY, digest="", subjects=(ABOUT,)
    )
    unit.papers.void(paper.id, "打印错误")

    assert unit.papers.next_number("审", 2026) == 2
    assert unit.papers.of(ABOUT)[0].void_reason == "打印错误"


def test_latest_setting_valid_on_the_day_counts(unit):
    unit.settings.add(name="line", value=80, valid_from=date(2026, 1, 1))
    unit.settings.add(name="line", value=100, valid_from=date(2026, 7, 1))

    assert unit.settings.on(date(2026, 6, 30))["line"].value == 80
    assert unit.settings.on(date(2026, 7, 1))["line"].value == 100
    assert unit.settings.on(date(2025, 12, 31)) == {}


def test_stored_pack_is_kept_byte_for_byte_and_once(unit):
    files = {"pack.toml": "id = '包'\r\n".encode(), "forms/a.toml": b""}

    first = unit.packs.store("q", "1", "d" * 64, files, on=DAY)
    again = unit.packs.store("q", "1", "d" * 64, files, on=DAY)

    assert first == again == unit.packs.version("q", "1")
    assert unit.packs.files(first.id) == files


def test_same_file_is_known_again_by_its_digest(unit):
    batch = unit.batches.add(
        sheet="s", applied_at=unit.at, actor="张三", event_id=unit.event_id,
        files=(("甲.xlsx", "d1"), ("乙.xlsx", "d2")), new=2,
    )  # fmt: skip

    assert unit.batches.with_file("d2") == (batch,)
    assert unit.batches.with_file("d3") == ()


def test_value_of_the_wrong_kind_is_a_bug_not_data(unit, values_of):
    unit.units.add(name="甲局", kind="department")

    with pytest.raises(TypeError, match=r"project\.year does not take str"):
        unit.projects.add(**values_of(1, 1) | {"year": "2026"})
    with pytest.raises(TypeError, match="needs a value"):
        unit.projects.add(**values_of(1, 1) | {"name_": None, "state": None})


def test_row_of_a_missing_unit_is_refused_by_the_file(unit, values_of):
    with pytest.raises(IntegrityError):
        unit.projects.add(**values_of(99, 1))


def test_read_view_cannot_write(workspace):
    with workspace.read() as view, pytest.raises(RuntimeError):
        view.units.add(name="甲局", kind="department")


def test_reading_within_an_act_sees_what_the_act_did(workspace, new_act):
    with workspace.begin(new_act()) as unit:
        unit.units.add(name="甲局", kind="department")
        with workspace.read() as view:
            assert view.units.count() == 1


def test_act_within_an_act_is_a_bug(workspace, new_act):
    with workspace.begin(new_act()), pytest.raises(RuntimeError), workspace.begin(new_act()):
        pass


def test_removed_row_takes_its_parts_along(unit, make_project):
    unit.projects.remove(make_project(unit, 1))

    assert unit.projects.rows() == ()
