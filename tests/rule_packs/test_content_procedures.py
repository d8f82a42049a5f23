"""The procedures of the default pack as a clerk meets them."""

from datetime import date
from functools import cache

import pytest

from desktop_app.domain.procedure import History, StepView, case_view, effects_of, openings
from desktop_app.rules.facts import FactValue
from desktop_app.rules.judge import Terms
from desktop_app.rules.loader import load_pack, read_pack_folder
from desktop_app.rules.pack import Pack
from desktop_app.rules.verdict import JsonValue
from resources import resource

ON = date(2024, 9, 2)
SOUND: dict[str, JsonValue] = {
    "unit_kind": "department",
    "has_superior": False,
    "nature": "new",
    "category": "business",
    "declared_amount": 150_000_000,
    "funding_total": 150_000_000,
    "has_fiscal_funding": True,
    "by_reference_kind": "none",
    "goal": "群众办事少跑腿",
    "content": "建设一窗受理系统",
    "route": "依托市级政务云部署",
    "is_video_surveillance": False,
    "similar_family_count": 0,
    "split_part_count": 0,
    "similar_family_sum": 150_000_000,
    "split_lines_crossed": 0,
    "similar_elsewhere_count": 0,
    "similar_system_count": 0,
    "duplicate_data_count": 0,
    "parked_below_line": False,
    "similarity_decision": "none",
}


@cache
def pack() -> Pack:
    result = load_pack(read_pack_folder(resource("rule_packs", "qingyang-2024")))
    assert result.pack is not None
    return result.pack


def facts(**changes: JsonValue) -> dict[str, FactValue]:
    return {name: FactValue(value) for name, value in {**SOUND, **changes}.items()}


def step(procedure: str, step_id: str, **changes: JsonValue) -> StepView:
    return case_view(procedure, pack(), facts(**changes), (), Terms(ON)).step(step_id)


def offered(**changes: JsonValue) -> list[str]:
    return [outcome for outcome, _ in step("pool_entry", "prereview", **changes).outcomes]


def test_a_sound_application_may_be_agreed_returned_or_refused():
    assert offered() == ["agreed", "returned", "refused"]


@pytest.mark.parametrize(
    "changes",
    [
        {"unit_kind": "township"},
        {"unit_kind": "subdistrict"},
        {"route": None},
        {"has_superior": True, "submitted_by_superior": False, "superior_opinion": "none"},
        {"is_video_surveillance": True, "video_statement": False},
    ],
)
def test_what_the_text_forbids_cannot_be_agreed(changes: dict[str, JsonValue]):
    assert "agreed" not in offered(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"similar_family_count": 2, "similar_family_sum": 584_000_000, "split_lines_crossed": 3},
        {"funding_total": 140_000_000},
        {"parked_below_line": True},
        {"duplicate_data_count": 1},
    ],
)
def test_what_a_person_may_decide_needs_a_reason(changes: dict[str, JsonValue]):
    view = step("pool_entry", "prereview", **changes)
    assert "agreed" in dict(view.outcomes)
    assert view.needs_reason


def test_agreeing_puts_the_application_into_the_pool_on_that_day():
    effects = effects_of(pack(), "pool_entry", "prereview", "agreed")
    assert [str(effect.target) for effect in effects] == ["in_pool", "in_pool_on", "city_filing"]


def test_the_four_topics_are_recorded_with_the_scheme_review_itself():
    view = step("scheme_review", "review", by_reference_kind="company")
    assert "agreed" in dict(view.outcomes)
    assert view.asks[:4] == (
        "topic_intensive",
        "topic_sharing",
        "topic_connection",
        "topic_collaboration",
    )


@pytest.mark.parametrize(
    ("kind", "procedure"), [("none", "pool_entry"), ("embedded", "scheme_review")]
)
def test_an_application_goes_one_of_two_ways(kind: str, procedure: str):
    history = History(state="applied")
    found = openings(pack(), "project", facts(by_reference_kind=kind), history, Terms(ON))
    ways = {item.procedure for item in found} & {"pool_entry", "scheme_review"}
    assert ways == {procedure}


def test_reporting_to_the_city_waits_for_the_pool():
    found = openings(pack(), "project", facts(), History(state="applied"), Terms(ON))
    why = {item.procedure: item.why_not for item in found}["city_filing"]
    assert why == ("须先有“在库”",)


def test_an_application_starts_as_applied_and_a_need_as_open():
    starts = [pack().first_state(kind) for kind in ("project", "need")]
    assert [state.id for state in starts if state] == ["applied", "open"]
