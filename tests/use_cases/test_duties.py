"""Duties by date as they are put before the clerk, and what is recorded of many in one act."""

from datetime import date

import pytest

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner
from desktop_app.errors import Refused
from desktop_app.use_cases.duty_acts import DutyEntry, record_duties
from desktop_app.use_cases.duty_lists import duty_lines
from desktop_app.use_cases.home import home_page
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.regulations import set_setting
from desktop_app.use_cases.standing.refresh import settle

ENDS = date(2026, 12, 15)
"""Ninety days before lies 2026-09-16."""
REGIME = Subject("regime", 0)


@pytest.fixture
def contract(office):
    project = office.apply("甲平台")
    cells = {
        "number": "HT-1", "name": "建设合同", "kind": "service", "signed_on": "2026-07-10",
        "party": "甲公司", "credit_code": "91341700MA2N000014", "amount": "50",
        "starts_on": "2026-07-10", "ends_on": "2026-12-15",
    }  # fmt: skip
    owner = Owner(project_id=project.id)
    return Subject(ENTRY, save_entry(office.desk, EntryDraft("contract", cells, owner)))


@pytest.fixture
def on(office, clock):
    """Turns to a day and gives the lines of one duty, then how many ran out long ago."""

    def turn(day, duty="contract_ends"):
        clock.turn_to(day)
        settle(office.desk)
        lines = [line for line in duty_lines(office.desk) if line.duty.duty == duty]
        return [(line.duty.due_on, line.group) for line in lines], home_page(office.desk).lapsed

    return turn


def shown(office, duty="contract_ends"):
    return [line for line in home_page(office.desk).due if line.title == "合同到期"]


def test_a_contract_is_told_ahead_of_its_end_and_overdue_only_after_it(office, contract, on):
    assert on(date(2026, 9, 15)) == ([(ENDS, "later")], 0)
    assert shown(office) == []
    assert on(date(2026, 9, 16)) == ([(ENDS, "later")], 0)
    assert [line.days_left for line in shown(office)] == [90]
    assert on(date(2026, 12, 8)) == ([(ENDS, "week")], 0)
    assert on(ENDS) == ([(ENDS, "today")], 0)
    assert on(date(2026, 12, 16)) == ([(ENDS, "overdue")], 0)


def test_thirty_days_after_its_end_it_is_one_line_with_the_others(office, contract, on):
    assert on(date(2027, 1, 14)) == ([(ENDS, "overdue")], 0)
    assert on(date(2027, 1, 15)) == ([], 1)
    assert shown(office) == []
    (line,) = duty_lines(office.desk, lapsed=True)
    assert line.duty.subject == contract


def test_a_longer_term_begins_the_reminder_anew(office, contract, on):
    on(date(2026, 9, 20))
    renewed = DutyEntry("contract_ends", "met", document_number="HT-2")
    record_duties(office.desk, [(contract, renewed)])
    assert on(date(2026, 12, 16)) == ([], 0)
    longer = EntryDraft("", {"ends_on": "2027-12-15"}, entry_id=contract.id, reason="续签")
    save_entry(office.desk, longer)
    assert on(date(2027, 9, 16)) == ([(date(2027, 12, 15), "later")], 0)


def test_a_yearly_duty_of_before_the_workspace_is_not_told(office, on):
    set_setting(
        office.desk, "house.plan_issue_by", "01-31", since=date(2026, 7, 20), reason="局务会议定",
        signer="李局长",
    )  # fmt: skip
    assert on(date(2026, 7, 21), "plan_issue_due") == ([(date(2027, 2, 1), "later")], 0)


@pytest.mark.parametrize(
    ("year", "state", "left"),
    [(2026, "plan_issued", 1), (2027, "plan_upward", 1), (2027, "plan_issued", 0)],
)
def test_a_plan_that_is_issued_is_not_asked_for_any_more(office, on, year, state, left):
    set_setting(
        office.desk, "house.plan_issue_by", "01-31", since=date(2026, 7, 20), reason="局务会议定",
        signer="李局长",
    )  # fmt: skip
    assert on(date(2027, 1, 20), "plan_issue_due") == ([(date(2027, 2, 1), "later")], 0)
    cells = {"year": str(year), "edition": "1", "title": "年度计划"}
    plan = save_entry(office.desk, EntryDraft("plan", cells))
    with office.desk.workspace.begin(office.desk.act("seed", "下达")) as uow:
        uow.registers.change(plan, state=state)
    assert len(on(date(2027, 1, 20), "plan_issue_due")[0]) == left


def test_many_are_recorded_in_one_act_by_their_paper(office, contract, on):
    on(date(2026, 12, 20))
    other = Subject("project", office.apply("乙平台").id)
    told = {"on": date(2026, 12, 20), "reason": "局务会议逐项过了", "document_number": "会纪9号"}
    wanted = [
        (contract, DutyEntry("contract_ends", "missed", **told)),
        (other, DutyEntry("prereview_due", "missed", **told)),
    ]
    assert record_duties(office.desk, wanted) == 2
    with office.desk.workspace.read() as view:
        (event,) = view.events.latest(1)
        kept = [view.deadlines.of(subject)[0] for subject, _ in wanted]
    assert event.title.startswith("登记到期事项“合同到期”等 2 项没有办")
    assert [each.reason for each in kept] == ["局务会议逐项过了，依据 会纪9号"] * 2
    assert on(date(2026, 12, 21)) == ([], 0)


def test_all_of_many_are_recorded_or_none(office, contract, on):
    on(date(2026, 12, 20))
    before = office.digest()
    wrong = [
        (contract, DutyEntry("contract_ends", "met")),
        (contract, DutyEntry("contract_filing_due", "missed")),
    ]
    with pytest.raises(Refused, match="没有写理由"):
        record_duties(office.desk, wrong)
    with pytest.raises(Refused, match="没有选到期事项"):
        record_duties(office.desk, [])
    assert office.digest() == before


def test_a_yearly_duty_not_done_is_over_for_this_year(office, on):
    entry = DutyEntry("plan_apply_due", "missed", reason="当年没有申报")
    on(date(2026, 10, 8), "plan_apply_due")
    record_duties(office.desk, [(REGIME, entry)])
    assert on(date(2026, 10, 9), "plan_apply_due")[0][0][0].year == 2027
