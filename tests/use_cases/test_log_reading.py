"""The log tells what each act changed, and never a person's number in full (T-L5, T-D2)."""
# ruff: noqa: S608 - the statements are the damage, made of the names below

import json
from datetime import date

import pytest
from sqlalchemy import text

from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner
from desktop_app.errors import Refused
from desktop_app.use_cases import base_data, notes, undoing, workspaces
from desktop_app.use_cases.log_events import moment_text
from desktop_app.use_cases.registers.editing import EntryDraft, remove_entry, save_entry
from desktop_app.use_cases.reserve_pool.detail import project_page
from desktop_app.use_cases.reserve_pool.editing import Application, change_application

MOBILE, HIDDEN = "13812345678", "138****5678"
ID_CARD = "11010519491231002X"
TABLES = ("event", "change")
GARBAGE = (
    "",
    "x",
    "[",
    "[[]]",
    "null",
    0,
    1,
    9_999,
    -1,
    '[[1, {"note": {"a": [1]}}, {"note": [[1]]}]]',
)


def lines(desk, event_id=None):
    """The lines of one act, the latest if not said otherwise."""
    event_id = event_id or workspaces.events(desk, 1)[0].id
    found = workspaces.act_changes(desk, event_id).lines
    return [(each.record, each.label, each.before, each.after) for each in found]


def test_a_changed_contact_is_told_masked_and_the_record_keeps_it(office):
    unit = office.unit("县教育局")
    base_data.save_unit(office.desk, unit, contact="欧阳修", phone=MOBILE, note=f"另{MOBILE}")
    assert lines(office.desk) == [
        ("单位“县教育局”", "联系人", "联**", "欧**"),
        ("单位“县教育局”", "联系电话", "056*****0001", HIDDEN),
        ("单位“县教育局”", "备注", "", f"另{HIDDEN}"),
    ]
    with office.desk.workspace.read() as view:
        assert view.units.get(unit).phone == MOBILE


def test_an_expert_is_named_by_the_first_character(desk):
    with desk.workspace.begin(desk.act("seed", "登记专家")) as uow:
        expert = uow.experts.add(name="欧阳修", unit_name="县医院", field="网络", phone=MOBILE)
    with desk.workspace.begin(desk.act("seed", "改电话")) as uow:
        uow.experts.change(expert.id, phone="0566-5020001")
    assert lines(desk) == [("专家“欧**”", "联系电话", HIDDEN, "056*****0001")]


def test_an_application_reads_by_its_columns(office):
    project = office.apply("甲平台", wan=100, recorded={"phone": MOBILE, "contact": "欧阳修"})
    application = Application(
        "甲平台",
        project.unit_id,
        goal=f"联系{ID_CARD}",
        nature="upgrade",
        declared_fen=120_000_000,
        recorded={"phone": "0566-5020001", "contact": "上官"},
    )
    change_application(office.desk, project.id, application)
    told = {label: (old, new) for _, label, old, new in lines(office.desk)}
    assert told["申报金额"] == ("100.00 万元", "120.00 万元")
    assert told["建设性质"] == ("新建", "升级改造")
    assert told["建设目标"] == ("甲平台的目标", "联系110***********002X")
    assert told["联系电话"] == (HIDDEN, "056*****0001")
    assert told["联系人"] == ("欧**", "上*")
    assert told["资金来源（县级财政资金）"] == ("100.00 万元", "")


def test_register_rows_hide_personal_columns_and_people_they_are_named_by(office):
    project = office.apply("甲平台")
    given = {"duty": "progress", "person": "欧阳修", "phone": MOBILE, "post": "科长"}
    draft = EntryDraft("responsibility", given, Owner(project_id=project.id))
    entry = save_entry(office.desk, draft)
    assert lines(office.desk) == [
        ("台账条目“实施进度”", "责任事项", "", "实施进度"),
        ("台账条目“实施进度”", "责任人", "", "欧**"),
        ("台账条目“实施进度”", "职务", "", "科长"),
        ("台账条目“实施进度”", "联系电话", "", HIDDEN),
    ]
    remove_entry(office.desk, entry)
    assert ("台账条目（第 1 条）", "责任人", "欧**", "") in lines(office.desk)
    review = EntryDraft(
        "expert_review", {"title": "评审会", "kind": "experts"}, Owner(project_id=project.id)
    )
    meeting = save_entry(office.desk, review)
    expert = {"name": "欧阳修", "unit": "县医院"}
    save_entry(office.desk, EntryDraft("review_expert", expert, Owner(parent_id=meeting)))
    assert lines(office.desk)[0] == ("专家（第 3 条）", "姓名", "", "欧**")


def test_records_without_columns_of_their_own_are_counted(office):
    notes.add_note(office.desk, Subject("unit", office.unit("县教育局")), "电话联系")
    assert lines(office.desk) == [("备注", "", "", "新增 1 条")]


def test_titles_and_reasons_reach_the_log_masked(office):
    act = office.desk.act("x", f"登记{MOBILE}", reason=f"来电0566-5020001，证号{ID_CARD}")
    with office.desk.workspace.begin(act) as uow:
        uow.units.change(office.unit("县教育局"), note="甲")
    event = workspaces.events(office.desk, 1)[0]
    assert event.title == f"登记{HIDDEN}"
    assert event.reason == "来电056*****0001，证号110***********002X"
    with office.desk.workspace.read() as view:
        assert MOBILE not in view.events.latest(1)[0].title


def test_many_lines_are_counted_beyond_those_shown(office):
    with office.desk.workspace.begin(office.desk.act("x", "批量")) as uow:
        uow.units.add_many([uow.units.filled({"name": f"第{n}单位", "kind": "department"})
                            for n in range(310)])  # fmt: skip
    found = workspaces.act_changes(office.desk, workspaces.events(office.desk, 1)[0].id)
    assert (len(found.lines), found.left_out) == (300, 10)


def test_an_act_that_is_not_there_is_refused(desk):
    with pytest.raises(Refused, match="没有序号为 9999"):
        workspaces.act_changes(desk, 9999)


def cells(connection):
    return [
        (table, name)
        for table in TABLES
        for name in connection.execute(text(f"SELECT * FROM {table}")).first()._mapping
        if name not in {"id", "event_id", "position", "clock_back", "is_undoable"}
    ]


def test_every_list_of_acts_goes_on_with_a_spoilt_cell(office):
    project = office.apply("甲平台")
    change_application(office.desk, project.id, Application("乙平台", project.unit_id))
    event = workspaces.events(office.desk, 1)[0]
    where = {"event": f"id = {event.id}", "change": f"event_id = {event.id}"}
    engine = office.desk.workspace.engine
    with engine.connect() as connection:
        names = cells(connection)
    for table, name in names:
        with engine.begin() as connection:
            kept = connection.execute(text(f"SELECT id, {name} FROM {table} WHERE {where[table]}"))
            rows = kept.all()
        for value in GARBAGE:
            put(engine, table, name, [(key, value) for key, _ in rows])
            workspaces.act_changes(office.desk, event.id)
            undoing.outlook(office.desk, event.id)
            assert undoing.next_move(office.desk, "undo")
            assert undoing.act_lines(office.desk, 9)[0].event.id == event.id
            assert workspaces.events(office.desk)[0].id == event.id
            assert project_page(office.desk, project.id).project.name == "乙平台"
        put(engine, table, name, rows)
    assert workspaces.verify_log(office.desk).is_sound


def put(engine, table, name, rows):
    with engine.begin() as connection:
        for key, value in rows:
            statement = text(f"UPDATE {table} SET {name} = :v WHERE id = :k")
            connection.execute(statement, {"v": value, "k": key})


def test_damage_is_named_where_the_act_is_shown(office):
    project = office.apply("甲平台")
    event = workspaces.events(office.desk, 1)[0]
    engine = office.desk.workspace.engine
    put(engine, "event", "at", [(event.id, "昨天")])
    shown = workspaces.events(office.desk, 1)[0]
    assert shown.title == "登记申报“甲平台”（日志已损坏：时间读不出来，请核验日志）"
    assert moment_text(shown) == "（读不出）"
    history = project_page(office.desk, project.id).history
    assert [(each.moment, each.title) for each in history] == [("（读不出）", shown.title)]
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE change SET digests = '[' WHERE event_id = {event.id}"))
    assert {after for *_, after in lines(office.desk)} == {"（日志已损坏，读不出来，请核验日志）"}


def test_purged_values_are_told_as_purged(office):
    from desktop_app.use_cases.reserve_pool.classifying import mark_classified  # noqa: PLC0415

    project = office.apply("甲平台")
    event = workspaces.events(office.desk, 1)[0]
    mark_classified(office.desk, project.id, "定密〔2026〕1号")
    told = lines(office.desk, event.id)
    assert {after for *_, after in told} == {"（原内容已按规定清除）"}
    assert "甲平台" not in json.dumps(told, ensure_ascii=False)


def test_days_and_yes_or_no_read_as_words(office):
    item = {"code": "A1", "name": "人口", "item": "姓名", "owner_unit_id": office.unit("县教育局")}
    with office.desk.workspace.begin(office.desk.act("x", "登记目录项")) as uow:
        row = uow.catalogue.add(**item, is_public=False)
        uow.units.change(office.unit("县教育局"), valid_until=date(2026, 7, 1))
    with office.desk.workspace.begin(office.desk.act("x", "改目录项")) as uow:
        uow.catalogue.change(row.id, is_public=True, owner_unit_id=office.unit("县公安局"))
    told = {(old, new) for *_, old, new in lines(office.desk)}
    assert told == {("否", "是"), ("县教育局", "县公安局")}
