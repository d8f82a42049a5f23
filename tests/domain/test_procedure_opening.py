"""Opening procedures, effects of results, and the facts a course gives."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.procedure import (
    Effect,
    History,
    automatic_openings,
    case_view,
    course_facts,
    effects_of,
    opening,
    openings,
    reached,
)
from desktop_app.domain.procedure_opening import beginning
from desktop_app.domain.record import Case, StepRecord, Subject
from desktop_app.rules.facts import FactValue
from desktop_app.rules.judge import Terms

ON = date(2025, 3, 3)
TERMS = Terms(ON)
EXPERTS = StepRecord(0, 1, "experts", "agreed", ON, "authority", document_number="某〔2025〕3号")


def facts(**values):
    return {name: FactValue(value) for name, value in ({"nature": "new"} | values).items()}


def case(procedure, **more):
    return Case(1, procedure, Subject("project", 1), "walk-2025", "1.0.0", ON, **more)


def test_effects_are_read_as_kind_and_target(pack):
    assert effects_of(pack, "approval", "decision", "agreed") == (
        Effect("state", "approved"),
        Effect("amount", "estimate"),
        Effect("date", "in_pool_on"),
        Effect("set", "similarity_decision", "separate"),
    )
    assert effects_of(pack, "approval", "decision", "refused") == ()
    assert effects_of(pack, "approval", "gone", "agreed") == ()


ACCEPTED = History(state="accepted")


def test_procedure_opens_by_itself_once_its_state_came(pack):
    names = [
        item.procedure for item in automatic_openings(pack, "project", facts(), ACCEPTED, TERMS)
    ]

    assert names == ["approval"]
    assert opening(pack, "approval", facts(), History(), TERMS).why_not == ("须先有“已受理”",)


def test_what_may_begin_follows_from_the_history_alone(pack):
    assert [each.id for each in beginning(pack, "project", ACCEPTED)] == ["approval"]
    assert beginning(pack, "project", History()) == ()
    ran = replace(ACCEPTED, cases=(case("approval", closed_on=ON, outcome="returned"),))
    assert beginning(pack, "project", ran) == ()


def test_procedure_that_ran_does_not_open_by_itself_again(pack):
    history = replace(ACCEPTED, cases=(case("approval", closed_on=ON, outcome="returned"),))

    assert automatic_openings(pack, "project", facts(), history, TERMS) == ()
    again = opening(pack, "approval", facts(), history, TERMS)
    assert again.is_possible
    assert again.attempt == 2


@pytest.mark.parametrize(
    ("procedure", "cases", "why"),
    [
        ("approval", (case("approval"),), "正在办理"),
        ("approval", (case("approval", closed_on=ON, outcome="agreed"),), "已经办结"),
        ("addition", (case("revocation"),), "已办“撤销”，不能再办本件"),
    ],
)
def test_opening_names_what_stands_in_the_way(pack, procedure, cases, why):
    history = History(cases, state="accepted", track="added")

    assert opening(pack, procedure, facts(), history, TERMS).why_not == (why,)


def test_repeating_procedure_may_run_again(pack):
    history = History((case("revocation", closed_on=ON, outcome="done"),))

    assert opening(pack, "revocation", facts(), history, TERMS).is_possible


def test_hold_stands_in_the_way_of_opening(pack):
    history = replace(ACCEPTED, holds=frozenset({"no_approval"}))

    assert opening(pack, "approval", facts(), history, TERMS).why_not == ("暂停审批（第一条）",)


def test_missing_fact_keeps_a_procedure_from_opening(pack):
    found = opening(pack, "approval", facts(nature=None), ACCEPTED, TERMS)

    assert found.is_applicable
    assert found.why_not == ("资料不足，缺少：建设性质",)


def test_procedures_of_another_track_are_not_offered(pack):
    names = {item.procedure for item in openings(pack, "project", facts(), ACCEPTED, TERMS)}

    assert names == {"upward", "revocation", "approval"}


def test_course_gives_state_track_and_step_facts(pack):
    history = History((case("approval"),), (EXPERTS,), state="accepted")

    known = course_facts(pack, "project", history)

    assert known["application_state"].value == "accepted"
    assert known["track"].value == "none"
    assert known["step.approval.experts.outcome"].value == "agreed"
    assert known["step.approval.experts.date"].value == "2025-03-03"
    assert known["step.approval.experts.number"].value == "某〔2025〕3号"
    assert known["step.approval.up.city.outcome"].value == "none"


def test_steps_whose_turn_came_are_reached(pack):
    view = case_view("approval", pack, facts(), [EXPERTS], TERMS)

    found = reached([view], ACCEPTED)

    assert {"approval.experts", "approval.money", "accepted"} <= found
    assert "approval.decision" not in found


def test_procedure_comes_after_another_that_ended_well(pack):
    ended = History((case("approval", closed_on=ON, outcome="agreed"),), track="added")

    assert opening(pack, "late", facts(), ended, TERMS).is_possible
    assert opening(pack, "late", facts(), History(track="added"), TERMS).why_not == (
        "须先有“审批”",
    )


def test_embedded_step_gives_the_facts_of_the_procedure_it_comes_from(pack):
    city = StepRecord(0, 1, "up.city", "agreed", ON, "city")
    gone = StepRecord(0, 2, "old", "agreed", ON, "city")
    dropped = Case(2, "dropped", Subject("project", 1), "walk-2025", "1.0.0", ON)
    history = History((case("approval"), dropped), (city, gone))

    known = course_facts(pack, "project", history)

    assert known["step.upward.city.outcome"].value == "agreed"
    assert history.has_come("upward.city", pack)
    assert history.latest("upward.city") is None
