"""What is kept of where subjects stand is what working it out again gives, after every act."""

import random
from datetime import date, timedelta

import pytest

from desktop_app.domain.record import Subject
from desktop_app.errors import Cancelled, Refused
from desktop_app.use_cases import regulations, workspaces
from desktop_app.use_cases.base_data import save_unit
from desktop_app.use_cases.home import home_page
from desktop_app.use_cases.progress import Steps
from desktop_app.use_cases.reserve_pool.classifying import mark_classified
from desktop_app.use_cases.reserve_pool.editing import (
    Application,
    change_application,
)
from desktop_app.use_cases.reserve_pool.materials import hand_in_material
from desktop_app.use_cases.reserve_pool.similar import decide_similarity
from desktop_app.use_cases.standing.refresh import refresh, settle, settle_some
from desktop_app.use_cases.undoing import undo_event
from desktop_app.use_cases.workspaces import selfcheck
from desktop_app.values.money import fen_from_wan

CAMERAS = {"goal": "治安视频监控", "content": "新增高清摄像机二百路，建设雪亮工程视频监控平台"}
SIGNED = {"since": date(2026, 7, 20), "reason": "局务会", "signer": "负责人甲"}


@pytest.fixture
def settled(office):
    settle(office.desk)
    return office


def kept(office, project):
    """Light, findings and due day as the lists read them."""
    with office.desk.workspace.read() as view:
        return view.standings.of(office.subject(project))


def pairs(office):
    with office.desk.workspace.read() as view:
        return {(p.project_id, p.other_kind, p.other_id) for p in view.pairs.all()}


def faults(office):
    return [each.message for each in selfcheck(office.desk).faults]


def finding(office, project, rule):
    return dict(kept(office, project).findings).get(rule)


def test_a_look_alike_is_noted_on_both_and_forgotten_when_its_text_changes(settled):
    first = settled.apply("治安视频监控项目", **CAMERAS)
    assert finding(settled, first, "similar_elsewhere") == "pass"

    second = settled.apply("雪亮工程视频监控项目", unit="县公安局", **CAMERAS)

    assert pairs(settled) == {(first.id, "project", second.id)}
    assert finding(settled, first, "similar_elsewhere") == "judge"
    text = application_of(settled.project(second), name="应急广播", goal="广播", content="大喇叭")
    change_application(settled.desk, second.id, text)
    assert pairs(settled) == set()
    assert finding(settled, first, "similar_elsewhere") == "pass"
    assert faults(settled) == []


def test_a_changed_amount_concerns_the_family_alone_and_compares_nothing_anew(settled):
    first = settled.apply("治安视频监控一期", wan=180, **CAMERAS)
    second = settled.apply("治安视频监控二期", wan=10, **CAMERAS)
    other = settled.apply("档案系统")
    settled.desk.clock.turn_to(date(2026, 7, 21))

    dearer = application_of(settled.project(second), declared_fen=fen_from_wan(150))
    change_application(settled.desk, second.id, dearer)

    assert kept(settled, first).judged_on == date(2026, 7, 21)
    assert kept(settled, other).judged_on == date(2026, 7, 20)
    assert pairs(settled) == {(first.id, "project", second.id)}
    assert faults(settled) == []


def test_a_withdrawn_application_is_no_longer_held_against_others(settled):
    first = settled.apply("治安视频监控项目", **CAMERAS)
    second = settled.apply("雪亮工程视频监控项目", unit="县公安局", **CAMERAS)

    settled.record(second, "withdrawal.withdraw", "done", opinion="单位来函撤回。")

    assert pairs(settled) == set()
    assert (kept(settled, second).is_live, kept(settled, second).light) == (False, "none")
    assert finding(settled, first, "similar_elsewhere") == "pass"
    assert faults(settled) == []


def test_a_decision_on_alike_ones_turns_what_is_kept_of_each(settled):
    first = settled.apply("治安视频监控项目", **CAMERAS)
    second = settled.apply("雪亮工程视频监控项目", unit="县公安局", **CAMERAS)

    decide_similarity(settled.desk, (first.id, second.id), "separate", "范围不同")

    assert finding(settled, first, "similar_elsewhere") == "pass"
    assert finding(settled, second, "similar_elsewhere") == "pass"


def test_an_act_taken_back_takes_what_was_kept_with_it(settled):
    first = settled.apply("治安视频监控项目", **CAMERAS)
    second = settled.apply("雪亮工程视频监控项目", unit="县公安局", **CAMERAS)

    undo_event(settled.desk, workspaces.events(settled.desk, 1)[0].id)

    assert kept(settled, second) is None
    assert pairs(settled) == set()
    assert finding(settled, first, "similar_elsewhere") == "pass"
    assert faults(settled) == []


def test_a_new_line_compares_all_again(settled):
    settled.apply("治安视频监控项目", **CAMERAS)
    settled.apply("雪亮工程视频监控项目", unit="县公安局", **CAMERAS)

    regulations.set_setting(settled.desk, "house.similarity_line", 99, **SIGNED)
    assert pairs(settled) == set()

    regulations.set_setting(settled.desk, "house.similarity_line", 60, **SIGNED)
    assert len(pairs(settled)) == 1
    assert faults(settled) == []


def test_duties_of_applications_needs_and_the_regulation_stand_on_one_page(settled):
    project = settled.apply("数据平台")
    with settled.desk.workspace.begin(settled.desk.act("seed", "需求")) as uow:
        need = uow.needs.add(
            unit_id=settled.unit("杜村乡人民政府"), title="一体机", scenario="办事", year=2026
        )
    settle(settled.desk)
    settled.desk.clock.turn_to(date(2026, 10, 5))
    settle(settled.desk)

    lines = {(line.subject, line.title): line for line in home_page(settled.desk).due}

    overdue = lines[settled.subject(project), "作出预审意见"]
    assert (overdue.name, overdue.unit, overdue.is_house) == ("数据平台", "县教育局", True)
    adopted = lines[Subject("need", need.id), "乡镇需求找到认领部门"]
    assert (adopted.name, adopted.unit, adopted.due) == (
        "一体机",
        "杜村乡人民政府",
        date(2026, 11, 2),
    )


def test_a_new_day_is_shown_as_being_worked_out_until_it_is(settled):
    settled.apply("数据平台")
    settled.desk.clock.turn_to(date(2026, 7, 21))

    page = home_page(settled.desk)
    assert (page.waiting > 0, page.as_of, page.projects) == (True, date(2026, 7, 20), 1)

    settle(settled.desk)
    page = home_page(settled.desk)
    assert (page.waiting, page.as_of) == (0, date(2026, 7, 21))


def test_work_broken_off_goes_on_where_it_stopped(settled, monkeypatch):
    monkeypatch.setattr("desktop_app.use_cases.standing.refresh.SLICE", 2)
    for name in ("甲平台", "乙系统", "丙工程"):
        settled.apply(name)
    settled.desk.clock.turn_to(date(2026, 7, 21))

    left = settle_some(settled.desk)
    assert home_page(settled.desk).waiting == left > 0

    settle(settled.desk)
    with settled.desk.workspace.read() as view:
        assert {each.judged_on for each in view.standings.all()} == {date(2026, 7, 21)}


def test_progress_is_told_and_a_stop_keeps_what_was_done(settled, monkeypatch):
    monkeypatch.setattr("desktop_app.use_cases.standing.refresh.SLICE", 1)
    for name in ("甲平台", "乙系统", "丙工程"):
        settled.apply(name)
    settled.desk.clock.turn_to(date(2026, 7, 21))
    told = []

    def stop(done, total, _text):
        told.append((done, total))
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        settle(settled.desk, Steps(progress=stop))

    with settled.desk.workspace.read() as view:
        days = [each.judged_on for each in view.standings.all()]
    assert date(2026, 7, 21) in days
    assert told[-1][0] == 1


def test_damage_in_what_is_kept_is_found_named_and_mended(settled):
    project = settled.apply("治安视频监控项目", **CAMERAS)
    settled.apply("雪亮工程视频监控项目", unit="县公安局", **CAMERAS)
    with settled.desk.workspace.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE standing SET light = 'pass' WHERE subject_id = 1")
        connection.exec_driver_sql("DELETE FROM open_duty WHERE subject_id = 2")
        connection.exec_driver_sql("UPDATE similar_pair SET score = score - 1")

    found = selfcheck(settled.desk)

    assert found.counts == {"kept_standing": 2, "kept_pairs": 2}
    assert project.code in found.faults[0].message
    assert selfcheck(settled.desk, mend=True).faults == ()


ACTS = ("apply", "alike", "change", "agree", "return", "decide", "classify", "unit", "system",
        "material", "undo", "day", "line", "item")  # fmt: skip


@pytest.mark.parametrize("start", range(3))
def test_kept_results_equal_a_new_working_out_after_any_row_of_acts(settled, start):
    chance = random.Random(start)  # noqa: S311 - which acts, not a secret
    hand = Hand(settled, chance)
    for _ in range(45):
        getattr(hand, chance.choice(ACTS))()
        assert faults(settled) == [], hand.done
    assert len(hand.done) > 25


class Hand:
    """Does one act at random; an act that does not fit is left out."""

    def __init__(self, office, chance):
        self.office, self.chance, self.done, self.projects = office, chance, [], []

    def _try(self, what, act):
        try:
            act()
        except Refused:
            return
        self.done.append(what)

    def _any(self):
        return self.chance.choice(self.projects) if self.projects else self.apply()

    def apply(self, **more):
        unit = self.chance.choice(["县教育局", "县文旅局", "县图书馆", "县公安局"])
        name = f"第{len(self.projects)}号{self.chance.choice(['平台', '系统', '工程'])}"
        wan = self.chance.choice([40, 120, 190, 450])
        self.projects.append(self.office.apply(name, unit=unit, wan=wan, **more))
        self.done.append("apply")
        return self.projects[-1]

    def alike(self):
        self.apply(**CAMERAS)

    def change(self):
        project = self.office.project(self._any())
        more = self.chance.choice([CAMERAS, {"content": "另一件事"}, {"declared_fen": 9_000_000}])
        self._try("change", lambda: change_application(
            self.office.desk, project.id, application_of(project, **more)))  # fmt: skip

    def agree(self):
        self._try("agree", lambda: self.office.agree(self._any(), override_reason="领导同意"))

    def __getattr__(self, name):
        if name != "return":
            raise AttributeError(name)
        record = self.office.record
        return lambda: self._try(
            "return", lambda: record(self._any(), "pool_entry.prereview", "returned")
        )

    def decide(self):
        both = {each.id for each in (self._any(), self._any())}
        self._try("decide", lambda: decide_similarity(
            self.office.desk, tuple(both), "separate", "范围不同"))  # fmt: skip

    def classify(self):
        self._try("classify", lambda: mark_classified(self.office.desk, self._any().id, "涉密"))

    def unit(self):
        above = self.office.unit(self.chance.choice(["县文旅局", "县教育局"]))
        self._try("unit", lambda: save_unit(
            self.office.desk, self.office.unit("县图书馆"), superior_id=above))  # fmt: skip

    def system(self):
        desk = self.office.desk
        with desk.workspace.begin(desk.act("seed", "系统")) as uow:
            uow.systems.add(
                name=self.chance.choice(["雪亮工程视频监控平台", "档案系统"]),
                unit_id=1, content=CAMERAS["content"],
            )  # fmt: skip
        refresh(desk)
        self.done.append("system")

    def item(self):
        desk = self.office.desk
        with desk.workspace.begin(desk.act("seed", "目录")) as uow:
            uow.catalogue.add(code=f"D{len(self.done)}", name="人口", item="姓名", owner_unit_id=1)
        refresh(desk)
        self.done.append("item")

    def material(self):
        subject = self.office.subject(self._any())
        self._try("material", lambda: hand_in_material(
            self.office.desk, subject, "pool_entry", "application_form"))  # fmt: skip

    def undo(self):
        latest = workspaces.events(self.office.desk, 1)[0]
        self._try("undo", lambda: undo_event(self.office.desk, latest.id))
        with self.office.desk.workspace.read() as view:
            self.projects = [p for p in self.projects if view.projects.find(p.id) is not None]

    def day(self):
        self.office.desk.clock.turn_to(self.office.desk.today + timedelta(days=1))
        settle(self.office.desk)
        self.done.append("day")

    def line(self):
        since = self.office.desk.today
        value = self.chance.choice([60, 75])
        regulations.set_setting(
            self.office.desk, "house.similarity_line", value, **{**SIGNED, "since": since}
        )
        self.done.append("line")


def application_of(project, **more):
    """What is keyed in for a project as it stands, with some fields changed."""
    fields = {
        key: getattr(project, key)
        for key in ("name", "unit_id", "nature", "category", "goal", "content", "route",
                    "data_needed", "note", "declared_fen", "funding")
    }  # fmt: skip
    return Application(**{**fields, **more})
