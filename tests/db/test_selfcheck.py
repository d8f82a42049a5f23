"""Planted faults, one per rule: each found, counted and explained; mended once (T-C2)."""

from datetime import date

import pytest
from sqlalchemy import text

from db.selfcheck import RULES, repair, run_selfcheck
from desktop_app.domain.project import AmountKind, FundingLine
from desktop_app.domain.record import Subject
from desktop_app.domain.standing import Standing

DAY, EARLIER = date(2026, 3, 2), date(2026, 3, 1)
ABOUT = Subject("project", 1)
LOST = Standing(Subject("project", 77), DAY, is_live=True, light="pass")


@pytest.fixture
def sound(workspace, new_act, every_table):
    with workspace.begin(new_act()) as unit:
        every_table(unit)
        paper = workspace.files.put(b"%PDF", "application/pdf")
        unit.papers.change(1, digest=paper)
    return workspace


def test_sound_workspace_passes_every_rule(sound):
    report = run_selfcheck(sound)

    assert report.faults == ()
    assert report.title == f"{len(RULES)} 项检查全部通过"


def raw(statement):
    def plant(workspace, act):
        driver = workspace.engine.raw_connection().driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute(statement)
        driver.execute("PRAGMA foreign_keys = ON")

    return plant


def tracked(write):
    def plant(workspace, act):
        with workspace.begin(act()) as unit:
            write(unit)

    return plant


def lost_subject(unit):
    about = Subject("project", 77)
    unit.notes.add(subject=about, kind="note", text="话", noted_at=unit.at, actor="张三")


def doubled_case(unit):
    unit.cases.add(procedure="p", subject=ABOUT, pack="b", pack_version="1", opened_on=DAY)


def doubled_number(unit):
    digest = unit.papers.get(1).digest
    unit.papers.add(
        form="f", title="t", number="1", issued_on=DAY, digest=digest, subjects=(ABOUT,)
    )


def override(unit):
    unit.steps.change(1, override_by="局长")


def torn_anchor(workspace, act):
    path = workspace.folder / "hengce.head"
    path.write_text("\n".join(path.read_text().splitlines()[:-1]) + "\n")


def leftover(workspace, act):
    (workspace.folder / "hengce.db.migrating").touch()


def circle(unit):
    above = unit.units.add(name="乙局", kind="department", superior_id=1)
    unit.units.change(1, superior_id=above.id)


PLANTED = [
    ("log", raw("UPDATE note SET text = '改'"), "在程序之外被修改"),
    ("orphan", raw("UPDATE funding_line SET project_id = 9"), "所属的项目不存在"),
    ("lost_subject", tracked(lost_subject), "备注（第 2 条）：所指的项目（第 77 条）不存在"),
    (
        "lost_standing",
        tracked(lambda unit: unit.standings.put_many([LOST])),
        "所指的项目不存在",
    ),
    ("circle", tracked(circle), "上级单位绕成一圈"),
    ("doubled_case", tracked(doubled_case), "有两个在办办件"),
    (
        "negative_amount",
        tracked(lambda unit: unit.projects.change(1, amounts={AmountKind.DECLARED: -1})),
        "金额为负数",
    ),
    (
        "backward_dates",
        tracked(lambda unit: unit.rounds.change_recipient(1, returned_on=EARLIER)),
        "收回日期早于下发日期",
    ),
    ("half_closed", tracked(lambda unit: unit.cases.change(1, closed_on=DAY)), "只有其一"),
    ("doubled_number", tracked(doubled_number), "文书编号“1”用了 2 次"),
    ("void_reason", tracked(lambda unit: unit.papers.change(1, is_void=True)), "没有原因"),
    ("override_reason", tracked(override), "越过检查而没有理由"),
    ("unreadable", raw("UPDATE unit SET aliases = '['"), "内部数据无法读取"),
    ("search_key", tracked(lambda unit: unit.units.change(1, pinyin="x")), "拼音检索码与名称不符"),
    ("missing_file", tracked(lambda unit: unit.papers.change(1, digest="1" * 64)), "没有它的文件"),
    ("purged_file", tracked(lambda unit: unit.purge_project(1)), "还在附件库中"),
    ("leftover", leftover, "临时文件 hengce.db.migrating"),
    ("anchor", torn_anchor, "没有记到第 2 号操作"),
]
REPAIRABLE = {"lost_standing", "search_key", "leftover", "anchor"}


@pytest.mark.parametrize(("rule", "plant", "words"), PLANTED, ids=[each[0] for each in PLANTED])
def test_planted_fault_is_found_counted_and_explained(sound, new_act, rule, plant, words):
    plant(sound, new_act)

    report = run_selfcheck(sound)

    found = [each for each in report.faults if each.rule == rule]
    assert report.counts[rule] == len(found) >= 1
    assert words in found[0].message
    assert found[0].advice
    assert found[0].is_repairable == (rule in REPAIRABLE)


def test_every_rule_but_the_two_tested_below_is_planted():
    assert set(RULES) - {each[0] for each in PLANTED} == {"page", "structure"}


def test_torn_page_is_found_and_nothing_else_is_believed(sound, folder, reopen):
    sound.close()
    path = folder / "hengce.db"
    content = path.read_bytes()
    path.write_bytes(content[:-2_000] + b"\0" * 16 + content[-1_984:])

    report = run_selfcheck(reopen())

    assert set(report.counts) == {"page"}
    assert report.faults[0].advice == "请从最近一份备份恢复。"
    last = len(content) // 4096
    assert report.faults[0].message == f"数据文件有损坏的页：第 {last} 页"


@pytest.mark.parametrize("rule", sorted(REPAIRABLE))
def test_repair_mends_once_and_the_second_run_finds_nothing(sound, new_act, rule):
    {name: plant for name, plant, _ in PLANTED}[rule](sound, new_act)

    first = repair(sound, "张三")
    second = repair(sound, "张三")

    assert (first.faults, first.repaired) == ((), 1)
    assert (second.faults, second.repaired) == ((), 0)


def test_money_sources_that_do_not_add_up_are_left_to_the_rules(sound, new_act):
    with sound.begin(new_act()) as unit:
        unit.projects.change(1, funding=(FundingLine("own", 7),))

    assert run_selfcheck(sound).faults == ()


def test_damaged_index_is_found(sound):
    with sound.engine.begin() as connection:
        connection.execute(text("PRAGMA writable_schema = ON"))
        connection.execute(
            text("UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master"
                 " WHERE name = 'ix_need_year') WHERE name = 'ix_project_year'")
        )  # fmt: skip
        connection.execute(text("PRAGMA writable_schema = RESET"))

    assert "structure" in run_selfcheck(sound).counts
