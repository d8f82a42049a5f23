"""Procedures walked as data: order, groups, embedded steps, gates, returns, holds."""

from datetime import date

import pytest

from desktop_app.domain.procedure import History, case_view
from desktop_app.domain.procedure_view import recording, recording_short
from desktop_app.domain.record import Case, StepRecord, Subject
from desktop_app.rules.facts import FactValue
from desktop_app.rules.judge import Terms, judge_subject

ON = date(2025, 3, 3)
TERMS = Terms(ON)
SUBJECT = Subject("project", 1)
BIG, SMALL = 500_000_000, 499_999_999


def facts(**values):
    known = {
        "nature": "new",
        "route_amount": SMALL,
        "catalogue_count": 2,
        "track": "planned",
        "is_video_surveillance": False,
        "material.approval.scheme": True,
    } | values
    return {name: FactValue(value) for name, value in known.items()}


def record(step, outcome="agreed", case_id=1, **more):
    return StepRecord(0, case_id, step, outcome, ON, "authority", **more)


def case(procedure, case_id=1, **more):
    return Case(case_id, procedure, SUBJECT, "walk-2025", "1.0.0", ON, **more)


def walk(pack, *records, known=None, **more):
    return case_view("approval", pack, known or facts(), records, TERMS, **more)


def statuses(view):
    return {step.id: step.status for step in view.steps}


EARLY = (record("experts"), record("money"), record("own"))


def test_first_step_is_open_and_later_ones_wait(pack):
    view = walk(pack)

    assert [step.id for step in view.current] == ["experts"]
    assert view.step("draft").why_not == ("须先办“论证”",)
    assert view.step("experts").outcomes == (("agreed", "同意"), ("returned", "退回"))
    assert view.step("experts").actor_name == "某县数据局"
    assert not view.is_finished


def test_steps_of_one_group_run_in_parallel(pack):
    view = walk(pack, record("experts"))

    assert [step.id for step in view.current] == ["money", "own"]


def test_group_must_be_complete_before_the_next_step(pack):
    view = walk(pack, record("experts"), record("money"))

    assert [step.id for step in view.current] == ["own"]
    assert view.step("draft").why_not == ("须先办“业务意见”",)


def test_opinion_that_stops_nothing_lets_the_work_go_on(pack):
    view = walk(pack, record("experts"), record("money", "refused"), record("own"))

    assert not view.is_finished
    assert statuses(view)["money"] == "done"
    assert statuses(view)["draft"] == "open"


def test_added_reviewer_must_answer_too(pack):
    asked = walk(pack, *EARLY, added=["money@city"])
    answered = walk(pack, *EARLY, record("money@city"), added=["money@city"])

    assert asked.step("money@city").title == "财政意见（某市数据局）"
    assert statuses(asked)["draft"] == "waiting"
    assert statuses(answered)["draft"] == "open"


def test_reviewers_can_be_added_beside_an_open_step(pack):
    view = walk(pack, record("experts"))

    assert view.step("money").can_add
    assert not view.step("own").can_add


def test_optional_step_holds_nothing_up(pack):
    view = walk(pack, *EARLY)

    assert [step.id for step in view.current] == ["site", "draft"]
    assert view.step("site").is_optional


def test_optional_step_is_nobodys_turn_once_the_procedure_has_ended_without_it(pack):
    rest = [record(step.id) for step in walk(pack, *EARLY).steps if step.id != "site"]
    view = walk(pack, *rest)

    assert view.is_finished
    assert statuses(view)["site"] == "left"
    assert (view.current, view.step("site").outcomes) == ((), ())


def test_step_that_is_not_needed_is_skipped(pack):
    assert statuses(walk(pack, *EARLY))["up.report"] == "skipped"


def test_embedded_steps_open_when_the_line_is_reached(pack):
    view = walk(pack, *EARLY, known=facts(route_amount=BIG))

    assert statuses(view)["up.report"] == "open"
    assert statuses(view)["up.city"] == "waiting"
    assert statuses(view)["draft"] == "waiting"
    assert view.step("up.city").document == "required"


def test_embedded_steps_are_recorded_by_their_path(pack):
    done = (*EARLY, record("up.report", "reported"), record("up.city"))

    view = walk(pack, *done, known=facts(route_amount=BIG))

    assert statuses(view)["draft"] == "open"


def test_step_with_a_missing_deciding_fact_is_blocked(pack):
    view = walk(pack, *EARLY, known=facts(route_amount=None))

    assert statuses(view)["up.report"] == "blocked"
    assert "投资额" in view.step("up.report").why_not[0]
    assert statuses(view)["draft"] == "waiting"


def test_check_of_an_embedded_step_stands_where_it_is_embedded(pack):
    view = walk(pack, *EARLY, record("up.report", "reported"), known=facts(route_amount=BIG))

    assert [verdict.rule for verdict in view.step("up.city").verdicts] == ["in_force"]
    assert view.step("up.city").verdicts[0].is_due


def test_own_after_of_a_step_must_have_come(pack):
    late = case_view("late", pack, facts(), [record("first", "done")], TERMS)
    come = case_view("late", pack, facts(), [record("first", "done")], TERMS, history=APPROVED)

    assert late.step("second").why_not == ("须先有“已批复”", "须先有“审批·批复”")
    assert come.step("second").status == "open"


def test_one_paper_serves_two_procedures(pack):
    earlier = (record("up.report", "reported", 9), record("up.city", case_id=9))
    history = History((case("addition", 9),), earlier)

    view = walk(pack, *EARLY, known=facts(route_amount=BIG), history=history)

    assert statuses(view)["up.city"] == "done"
    assert view.step("up.city").record is earlier[1]
    assert statuses(view)["draft"] == "open"


def test_half_done_paper_does_not_serve(pack):
    history = History((case("addition", 9),), (record("up.report", "reported", 9),))

    view = walk(pack, *EARLY, known=facts(route_amount=BIG), history=history)

    assert statuses(view)["up.report"] == "open"


APPROVED = History(
    (case("approval", 7),), (record("decision", case_id=7),), states_seen=frozenset({"approved"})
)
READY = (*EARLY, record("draft", "done"))


def test_complete_case_ends_with_its_last_result(pack):
    view = walk(pack, *READY, record("decision"))

    assert view.is_finished
    assert view.outcome == "agreed"


def test_gate_that_does_not_pass_bars_positive_results_only(pack):
    view = walk(pack, *READY, known=facts(catalogue_count=0))

    step = view.step("decision")
    assert step.status == "blocked"
    assert [outcome for outcome, _ in step.outcomes] == ["returned", "refused"]
    assert step.why_not == ("有数据目录：不通过（第一条）",)


def test_missing_fact_of_a_gate_bars_too(pack):
    view = walk(pack, *READY, known=facts(catalogue_count=None))

    assert "资料不足" in view.step("decision").why_not[0]


def test_reminder_at_a_step_takes_a_reason(pack):
    step = walk(pack, *READY, known=facts(track="added")).step("decision")

    assert step.status == "open"
    assert step.outcomes[0] == ("agreed", "同意批复")
    assert [verdict.rule for verdict in step.needs_reason] == ["in_plan"]


def test_verdicts_judged_before_are_taken(pack):
    judged = judge_subject(pack, "project", facts(catalogue_count=0), TERMS)

    view = walk(pack, *READY, verdicts=judged)

    assert view.step("decision").status == "blocked"


def test_return_inside_a_case_reopens_the_steps_from_its_goal(pack):
    view = walk(pack, *READY, record("decision", "returned"))

    assert not view.is_finished
    assert [step.id for step in view.current if not step.is_optional] == ["draft"]
    again = walk(pack, *READY, record("decision", "returned"), record("draft", "done"))
    assert statuses(again)["decision"] == "open"


def test_return_without_a_goal_ends_the_attempt(pack):
    view = walk(pack, record("experts", "returned"))

    assert view.is_finished
    assert view.outcome == "returned"
    assert view.current == ()


def test_refusal_ends_the_case(pack):
    assert walk(pack, *READY, record("decision", "refused")).outcome == "refused"


def test_end_effect_ends_the_case(pack):
    view = case_view("revocation", pack, facts(), [record("revoke", "done")], TERMS)

    assert (view.is_finished, view.outcome) == (True, "done")


def test_required_material_bars_until_it_came(pack):
    missing = walk(pack, known=facts(**{"material.approval.scheme": None}))

    assert missing.step("experts").why_not == ("缺材料：方案",)
    assert missing.materials[0].clauses == ("第一条",)


@pytest.mark.parametrize(
    ("video", "why"),
    [(False, ()), (True, ("缺材料：视频说明",)), (None, ("缺材料（须先判明）：视频说明",))],
)
def test_material_is_needed_only_under_its_condition(pack, video, why):
    assert walk(pack, known=facts(is_video_surveillance=video)).step("experts").why_not == why


def test_hold_on_the_unit_stops_every_consent_but_no_return(pack):
    view = walk(pack, history=History(holds=frozenset({"no_approval"})))

    assert view.step("experts").status == "blocked"
    assert view.step("experts").why_not == ("暂停审批（第一条）",)
    assert view.step("experts").outcomes == (("returned", "退回"),)


def test_unknown_step_is_a_key_error(pack):
    with pytest.raises(KeyError):
        walk(pack).step("nowhere")


def test_record_of_a_step_the_pack_no_longer_has_is_ignored(pack):
    assert [step.id for step in walk(pack, record("gone")).current] == ["experts"]


def test_what_was_recorded_is_told_in_the_words_of_its_step(pack):
    view = walk(pack, *EARLY, record("draft", "done"), record("decision"))

    assert view.step("experts").result == "同意"
    assert view.step("decision").result == "同意批复"
    assert walk(pack).step("decision").result == ""


@pytest.mark.parametrize(
    ("title", "whole", "short"),
    [
        ("初设和概算批复", "登记“初设和概算批复”的结果", "登记初设和概算批复"),
        ("登记开工", "登记开工", "登记开工"),
    ],
)
def test_a_step_that_says_it_records_is_not_told_so_twice(title, whole, short):
    assert (recording(title), recording_short(title)) == (whole, short)
