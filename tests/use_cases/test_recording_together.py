"""Results of many recorded together: the same as one by one, all of them or none."""

from datetime import date

import pytest

from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.use_cases.reserve_pool.steps import record_for_many
from desktop_app.use_cases.standing.recording import record_in, record_together
from desktop_app.use_cases.standing.step_entry import StepEntry

FACTS = {"prereview_necessity": "充分", "prereview_feasibility": "可行"}
AGREED = StepEntry(
    "pool_entry.prereview", "agreed", signer="负责人甲", opinion="同意入库。", facts=FACTS
)


def left_behind(desk, projects):
    """What recording leaves of these projects: state, facts, steps with their checks, cases."""
    with desk.workspace.read() as view:
        return [
            (
                project.state,
                project.recorded,
                [
                    (r.step, r.outcome, [(v.rule, v.outcome) for v in r.verdicts])
                    for r in view.steps.of_subject(Subject("project", project.id))
                ],
                [(c.procedure, c.outcome) for c in view.cases.of(Subject("project", project.id))],
            )
            for project in view.projects.many(each.id for each in projects)
        ]


def test_together_leaves_what_one_by_one_leaves(office):
    desk = office.desk
    single = [office.apply("甲"), office.apply("乙", unit="县公安局")]
    double = [office.apply("丙"), office.apply("丁", unit="县公安局")]

    with desk.workspace.begin(desk.act("one", "一个一个登记")) as uow:
        for project in single:
            record_in(desk, uow, office.subject(project), AGREED)
    with desk.workspace.begin(desk.act("both", "一并登记")) as uow:
        record_together(desk, uow, [(office.subject(p), AGREED) for p in double])

    assert left_behind(desk, double) == left_behind(desk, single)
    assert left_behind(desk, double)[0][0] == "in_pool"


def test_every_refusal_is_named_and_nothing_is_recorded(office):
    good = office.apply("甲")
    town = office.apply("一体机", unit="杜村乡人民政府", wan=80)
    street = office.apply("便民屏", unit="蓉城街道办事处", wan=60)
    before = office.digest()

    subjects = [office.subject(each) for each in (good, town, street)]

    with pytest.raises(Refused, match="“一体机”") as refused:
        record_for_many(office.desk, subjects, AGREED)

    assert "“便民屏”" in refused.value.what
    assert refused.value.what.startswith("2 项不能办理")
    assert refused.value.clauses == ("二(一)2",)
    assert office.digest() == before


def test_a_subject_named_twice_is_recorded_once(office):
    project = office.apply("甲")

    results = record_for_many(office.desk, [office.subject(project)] * 2, AGREED)

    assert len(results) == 1


def test_steps_signed_on_different_days_are_judged_on_their_days(office, clock):
    one, two = office.apply("甲"), office.apply("乙", unit="县公安局")
    clock.turn_to(date(2026, 7, 30))
    entries = [
        StepEntry(AGREED.step, "agreed", date(2026, 7, day), "甲", "同意。", facts=FACTS)
        for day in (22, 28)
    ]

    with office.desk.workspace.begin(office.desk.act("two", "两天")) as uow:
        wanted = zip((office.subject(one), office.subject(two)), entries, strict=True)
        results = record_together(office.desk, uow, list(wanted))

    assert [r.record.acted_on.day for r in results] == [22, 28]


def test_nothing_asked_is_nothing_done(office):
    with office.desk.workspace.begin(office.desk.act("none", "没有")) as uow:
        assert record_together(office.desk, uow, []) == ()
