"""The Tunxi pack as data: every row of the text, built, shown by examples, told in own words."""

import re
from datetime import date
from functools import cache

import pytest

from desktop_app.rules.loader import load_pack, read_pack_folder
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema.articles import MACHINE_KINDS
from desktop_app.rules.verify import PackReport, verify_pack
from desktop_app.use_cases.example_runs import RUNNERS
from resources import resource


@cache
def loaded() -> tuple[Pack, PackReport]:
    result = load_pack(read_pack_folder(resource("rule_packs", "tunxi-2023")))
    assert result.pack is not None
    return result.pack, verify_pack(result, runners=RUNNERS)


def pack() -> Pack:
    return loaded()[0]


def test_no_fault_no_unbuilt_row_no_check_without_both_answers():
    report = loaded()[1]
    assert report.faults == ()
    assert report.unbuilt == ()
    assert report.gaps == ()
    assert report.rows == {"machine": 82, "record": 36, "human": 1, "none": 0}


def test_every_machine_row_has_three_examples_with_different_answers():
    assert [(row.row, row.lacks) for row in loaded()[1].thin] == []


def test_every_row_is_listed_once_in_order_with_clause_label_and_a_short_summary():
    articles = pack().articles
    assert [a.id for a in articles] == [f"TX-{number:03}" for number in range(1, 120)]
    assert [a.id for a in articles if not (a.clause and a.label and a.summary)] == []
    assert [a.id for a in articles if len(a.summary) > 100 or a.summary.count("。") > 2] == []


def test_what_the_machine_leaves_to_others_gives_its_reason():
    left = [a for a in pack().articles if a.handling != "machine"]
    assert [a.id for a in left if not a.reason] == []
    assert [a.id for a in left if a.kind in MACHINE_KINDS] == ["TX-027"]


def test_softening_words_are_those_of_the_text():
    strengths = {a.id: a.strength for a in pack().articles if a.strength}
    rows = ("037", "043", "047", "052", "066", "072", "094", "107", "110")
    assert strengths == dict.fromkeys((f"TX-{row}" for row in rows), "原则上")


def test_amounts_in_the_summaries_are_those_of_the_text():
    found = {a.id: set(re.findall(r"\d+万元|\d+%", a.summary)) for a in pack().articles}
    five = {f"TX-{row}": {"500万元"} for row in ("032", "035", "036", "050", "063")}
    assert {row: figures for row, figures in found.items() if figures} == {
        **five,
        "TX-086": {"15%"},
    }


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("limit.addition", "500.00 万元"),
        ("limit.design", "500.00 万元"),
        ("limit.upward_review", "500.00 万元"),
        ("change.self_rate", "15%"),
        ("limit.initial_term", "3 个月"),
        ("limit.trial_least", "1 个月"),
        ("limit.application_term", "6 个月"),
        ("limit.evaluation_opens", "12 个月"),
        ("limit.evaluation_closes", "24 个月"),
    ],
)
def test_the_numbers_of_the_law(value, written):
    assert pack().value(value, date(2023, 4, 19)).text == written


def test_what_the_text_does_not_say_is_the_offices_own():
    silent = [s.id for s in pack().settings if not re.search("没有|只写", s.question)]
    assert silent == []
    limit = pack().setting("house.scattered_limit")
    assert limit.is_line
    assert {r.id for r in pack().readings} == {
        "reading.scattered_equal",
        "reading.district_investment",
        "reading.change_sum",
    }


def test_the_offices_of_the_district_and_the_document():
    document = pack().document
    assert (document.number, document.from_.isoformat()) == ("屯政办〔2023〕7号", "2023-04-19")
    assert any("屯数资〔2021〕2号" in each for each in document.replaces)
    roles = {office.role for office in pack().offices}
    assert {
        "police",
        "cryptography",
        "secrecy",
        "archives",
        "upper_secrecy",
        "third_party",
    } <= roles
