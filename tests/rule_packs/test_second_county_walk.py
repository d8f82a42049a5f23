"""The second county at work: materials, reviewers, experts, county and city, holds, papers."""

import shutil
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from desktop_app.domain.project import FundingLine
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.use_cases import regime
from desktop_app.use_cases.dossiers import dossier
from desktop_app.use_cases.home import home_page
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.own_facts import record_facts
from desktop_app.use_cases.papers.issue import preview_paper
from desktop_app.use_cases.regulations import sign_reading
from desktop_app.use_cases.reserve_pool.editing import Application, add_application
from desktop_app.use_cases.reserve_pool.listing import pool_list
from desktop_app.use_cases.reserve_pool.materials import hand_in_material
from desktop_app.use_cases.reserve_pool.steps import record_step, reviewer_step, steps_now
from desktop_app.use_cases.standing.refresh import settle
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.money import fen_from_wan

CHINA = timezone(timedelta(hours=8))
FOLDER = Path(__file__).parent / "second_county"
PUBLISHED = {
    "publish.post",
    "progress.report",
    "adjust.reply",
    "removal.remove",
    "emergency_case.meeting",
}
"""What can be done in the pool; the adjustment goes on from the review of county and city."""
MATERIALS = ("form", "scheme", "promise")


def clock():
    return datetime(2025, 6, 5, 9, 0, tzinfo=CHINA)


ENDING = {
    "facts.toml": (
        "[[fact]]",
        (
            '[[fact]]\nid = "stopped_until"\nsubject = "unit"\ntype = "date"\nlabel = "停止至"\n'
            'asked_at = ["discipline.decide"]\nrows = ["WX-017"]\n[[fact]]'
        ),
    ),
    "procedures.toml": (
        'stops = ["pool_entry"]',
        'stops = ["pool_entry"]\nwhile = "today <= stopped_until"',
    ),
}
"""What makes the hold on a unit end by itself."""


@pytest.fixture
def desk(tmp_path, monkeypatch, request):
    folder = shutil.copytree(FOLDER, tmp_path / "packs" / "wangxi-2025")
    for name, (before, after) in getattr(request, "param", {}).items():
        text = (folder / name).read_text("utf-8")
        assert before in text
        (folder / name).write_text(text.replace(before, after, 1), "utf-8")
    monkeypatch.setattr(regime, "PACKS", tmp_path / "packs")
    create_workspace(tmp_path / "ws", clock=clock, program="test", pack="wangxi-2025")
    desk = open_desk(tmp_path / "ws", clock=clock, program="test", operator="经办人甲")
    with desk.workspace.begin(desk.act("seed", "登记单位")) as uow:
        uow.units.add(name="县教育局", kind="department", owner_type="administration")
    yield desk
    desk.workspace.close()


def answer_book(folder, code):
    """A workbook as it comes back from the city: one project, passed."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["项目编码", "项目名称", "审核结果", "日期"])
    sheet.append([code, "课程管理系统", "通过", "2025-06-05"])
    book.save(folder / "回执.xlsx")
    return folder / "回执.xlsx"


class Hand:
    """What a clerk does to one application of 300 万元."""

    def __init__(self, desk):
        self.desk = desk
        fields = {"goal": "目标", "content": "内容", "route": "路线", "data_needed": "不需要"}
        project = add_application(
            desk,
            Application(
                name="课程管理系统",
                unit_id=1,
                nature="new",
                category="business",
                declared_fen=fen_from_wan(300),
                funding=(FundingLine("county", fen_from_wan(300)),),
                recorded={"deploy_kind": "county_cloud", "protection_level": 2},
                **fields,
            ),
        )
        self.subject = Subject("project", project.id)
        self.code = project.code

    def hand_in(self, *materials):
        for material in materials:
            hand_in_material(self.desk, self.subject, "pool_entry", material)

    def record(self, step, outcome="agreed", **more):
        more.setdefault("signer", "负责人甲")
        return record_step(self.desk, self.subject, StepEntry(step, outcome, **more))

    def open_steps(self):
        return {step.reference for step in steps_now(self.desk, self.subject)}

    def text_of(self, form):
        pdf = pypdfium2.PdfDocument(preview_paper(self.desk, form, (self.subject,)).pdf)
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
        return "".join(text.split())


@pytest.fixture
def hand(desk):
    return Hand(desk)


@pytest.fixture
def reviewed(hand):
    """Accepted, with the opinions of finance, cyberspace and one office the clerk added."""
    hand.hand_in(*MATERIALS)
    hand.record("pool_entry.intake")
    hand.record("pool_entry.finance", "refused", opinion="资金紧张")
    hand.record("pool_entry.cyberspace", opinion="无意见")
    hand.record("pool_entry.cyberspace@县审计局", opinion="注意留痕")
    hand.record("pool_entry.technical")
    return hand


def test_intake_waits_for_every_material_it_asks_for(hand):
    hand.hand_in("form", "scheme")

    with pytest.raises(Refused, match="缺材料：资金来源承诺"):
        hand.record("pool_entry.intake")


def test_material_taken_back_is_lacking_again(hand):
    hand.hand_in(*MATERIALS)

    back = hand_in_material(hand.desk, hand.subject, "pool_entry", "form", is_handed_in=False)

    assert not back.is_handed_in
    with pytest.raises(Refused, match="缺材料：申报表"):
        hand.record("pool_entry.intake")


def test_unknown_material_is_refused_with_the_known_ones(hand):
    with pytest.raises(Refused) as refusal:
        hand.hand_in("seal")

    assert "form（申报表）" in refusal.value.advice


def test_checklist_ticks_what_came_and_leaves_out_what_is_not_asked(hand):
    hand.hand_in("form")

    text = hand.text_of("material_check")

    assert "建设方案（一式2份）" in text
    assert "等级保护定级材料" not in text


def test_embedded_procedure_is_not_offered_alone(hand):
    assert hand.open_steps() == {"pool_entry.intake", "emergency_case.meeting"}


def test_added_reviewer_stands_on_the_sheet(reviewed):
    assert "注意留痕" in reviewed.text_of("joint_review")


def test_reviewer_is_not_added_where_the_group_is_closed(hand):
    hand.hand_in(*MATERIALS)
    hand.record("pool_entry.intake")

    with pytest.raises(Refused, match="现在不能登记"):
        hand.record("pool_entry.finance@县审计局")


def test_experts_score_decides_and_then_the_reading_is_needed(reviewed):
    with pytest.raises(Refused, match="专家评分"):
        reviewed.record("pool_entry.experts", facts={"expert_score": "69.9"})
    reviewed.record("pool_entry.experts", facts={"expert_score": "70"})

    with pytest.raises(Refused, match=r"口径|投资"):
        reviewed.record("pool_entry.upward.county")


def test_whole_way_into_the_pool_once_the_reading_is_signed(reviewed):
    sign_reading(
        reviewed.desk,
        "reading.investment",
        "declared",
        since=date(2025, 6, 1),
        reason="局务会",
        signer="局长",
    )
    reviewed.record("pool_entry.experts", facts={"expert_score": "82.5"})
    reviewed.record("pool_entry.upward.county", document_number="望政〔2025〕9号")
    reviewed.record("pool_entry.upward.city", document_number="市数〔2025〕3号")

    result = reviewed.record("pool_entry.decision", override_reason="已按程序报审")

    assert result.state_label == "在库"
    assert reviewed.open_steps() == PUBLISHED
    assert "300.00万元以上" in reviewed.text_of("upward_letter")


def test_meeting_on_an_emergency_serves_as_the_county_step(reviewed):
    reviewed.record("emergency_case.meeting", document_number="纪要3号")
    sign_reading(
        reviewed.desk,
        "reading.investment",
        "declared",
        since=date(2025, 6, 1),
        reason="局务会",
        signer="局长",
    )
    reviewed.record("pool_entry.experts", facts={"expert_score": "82.5"})

    assert "pool_entry.upward.city" in reviewed.open_steps()


def test_hold_on_the_unit_stops_its_applications_until_it_is_lifted(hand):
    unit = Subject("unit", 1)
    hand.hand_in(*MATERIALS)
    record_step(
        hand.desk, unit, StepEntry("discipline.decide", "agreed", document_number="望数1号")
    )

    with pytest.raises(Refused, match="停止申报新项目"):
        hand.record("pool_entry.intake")
    record_step(hand.desk, unit, StepEntry("discipline.lift", "done"))

    assert hand.record("pool_entry.intake").state_label == "已受理"


@pytest.mark.parametrize("desk", [ENDING], indirect=True)
def test_hold_with_an_end_stops_up_to_its_last_day_and_no_longer(hand):
    unit = Subject("unit", 1)
    hand.hand_in(*MATERIALS)
    until = {"stopped_until": "2025-06-10"}
    record_step(
        hand.desk,
        unit,
        StepEntry("discipline.decide", "agreed", document_number="望数1号", facts=until),
    )
    hand.desk.clock = lambda: datetime(2025, 6, 10, 9, 0, tzinfo=CHINA)
    with pytest.raises(Refused, match="停止申报新项目"):
        hand.record("pool_entry.intake")
    assert dossier(hand.desk, unit).holds == ("停止申报新项目",)

    hand.desk.clock = lambda: datetime(2025, 6, 11, 9, 0, tzinfo=CHINA)

    assert dossier(hand.desk, unit).holds == ()
    assert hand.record("pool_entry.intake").state_label == "已受理"


def test_dossier_of_the_unit_shows_the_hold_and_the_act(hand):
    unit = Subject("unit", 1)
    record_step(
        hand.desk, unit, StepEntry("discipline.decide", "agreed", document_number="望数1号")
    )

    found = dossier(hand.desk, unit)

    assert found.holds == ("停止申报新项目",)
    assert [case.title for case in found.cases] == ["停止申报"]
    assert found.history[0].title == "登记“决定停止申报”的结果"


def test_list_shows_at_once_what_begins_when_the_hold_is_lifted(desk):
    unit = Subject("unit", 1)
    record_step(desk, unit, StepEntry("discipline.decide", "agreed", document_number="望数1号"))
    Hand(desk)
    waiting = pool_list(desk).rows[0].step

    record_step(desk, unit, StepEntry("discipline.lift", "done"))

    assert (waiting, pool_list(desk).rows[0].step) == ("已申报", "受理")


def test_one_more_reviewer_is_offered_by_role_or_by_name(hand):
    hand.hand_in(*MATERIALS)
    hand.record("pool_entry.intake")

    named = reviewer_step(hand.desk, hand.subject, "pool_entry.cyberspace", "县审计局")
    role = reviewer_step(hand.desk, hand.subject, "pool_entry.cyberspace", "finance")

    assert named.reference == "pool_entry.cyberspace@县审计局"
    assert role.title == "网信部门意见（望溪县财政局）"


def test_reviewer_who_has_spoken_is_not_offered_again(reviewed):
    with pytest.raises(Refused, match="不能在这一环节加记“县审计局”的意见"):
        reviewer_step(reviewed.desk, reviewed.subject, "pool_entry.cyberspace", "县审计局")


@pytest.mark.parametrize(
    ("kind", "name", "given", "kept"),
    [
        ("project", "is_emergency", "true", True),
        ("unit", "false_report_count", "2", 2),
    ],
)
def test_facts_of_the_own_page_are_kept_and_taken_away(hand, kind, name, given, kept):
    subject = Subject(kind, 1)
    record_facts(hand.desk, subject, {name: given})
    with hand.desk.workspace.read() as view:
        recorded = view.facts.of(subject)[name]
        title = view.events.latest(1)[0].title
    record_facts(hand.desk, subject, {name: ""})

    assert recorded == kept
    assert title.startswith("登记事项：")
    with hand.desk.workspace.read() as view:
        assert view.facts.of(subject).get(name) is None


def test_facts_of_a_step_are_not_taken_on_the_own_page(hand):
    with pytest.raises(Refused, match="不在本页登记"):
        record_facts(hand.desk, hand.subject, {"expert_score": "80"})


def test_home_shows_the_end_of_the_window_a_month_before(desk):
    desk.clock = lambda: datetime(2025, 8, 31, 9, 0, tzinfo=CHINA)
    settle(desk)

    lines = [(line.title, line.due) for line in home_page(desk).due]

    assert lines == [("受理截止", date(2025, 9, 30))]


def test_answers_of_the_city_go_to_the_step_of_the_city_office_only(hand, tmp_path):
    hand.hand_in(*MATERIALS)
    hand.record("pool_entry.intake")
    code = hand.code
    planned = preview_import(hand.desk, [answer_book(tmp_path, code)], sheet="city_results")

    problems = [each.message for file in planned.preview.files for each in file.problems]

    assert problems == [f"{code} 没有在等上级审核结果"]
