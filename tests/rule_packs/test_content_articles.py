"""The article map of the default pack: every row of the regulation, in own words."""

import re
from functools import cache

from desktop_app.rules.loader import load_pack, read_pack_folder
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema.articles import MACHINE_KINDS
from resources import resource

IMPLEMENTED = {
    "QY-001": "印发通知",
    "QY-002": "引言",
    "QY-003": "一(二)1",
    "QY-004": "一(二)2",
    "QY-005": "一(二)2",
    "QY-006": "一(二)3",
    "QY-007": "一(二)4",
    "QY-008": "一(二)4",
    "QY-013": "二(一)2",
    "QY-014": "二(一)2",
    "QY-015": "二(一)2",
    "QY-016": "二(一)2",
    "QY-017": "二(一)2",
    "QY-018": "二(一)2",
    "QY-019": "二(一)2",
    "QY-050": "二(二)5",
    "QY-052": "二(二)6",
    "QY-122": "三4",
    "QY-123": "三4",
    "QY-124": "三4",
}


@cache
def pack() -> Pack:
    result = load_pack(read_pack_folder(resource("rule_packs", "qingyang-2024")))
    assert result.faults == ()
    assert result.pack is not None
    return result.pack


def test_every_row_of_the_regulation_is_listed_once_in_order():
    expected = tuple(f"QY-{number:03}" for number in range(1, 125))
    assert tuple(article.id for article in pack().articles) == expected


def test_every_row_says_its_clause_label_and_summary():
    lacking = [a.id for a in pack().articles if not (a.clause and a.label and a.summary)]
    assert lacking == []


def test_summaries_are_one_or_two_sentences():
    long = [a.id for a in pack().articles if len(a.summary) > 100 or a.summary.count("。") > 2]
    assert long == []


def test_clauses_of_the_implemented_rows_are_those_of_the_text():
    assert {row: pack().article(row).clause for row in IMPLEMENTED} == IMPLEMENTED


def test_rows_the_machine_should_check_give_a_reason_otherwise():
    silent = [
        a.id
        for a in pack().articles
        if a.kind in MACHINE_KINDS and a.handling != "machine" and not a.reason
    ]
    assert silent == []


def test_every_other_handling_than_machine_gives_a_reason():
    silent = [a.id for a in pack().articles if a.handling != "machine" and not a.reason]
    assert silent == []


def test_softening_words_of_the_text_are_kept():
    strengths = {a.id: a.strength for a in pack().articles if a.strength}
    assert strengths == {
        "QY-020": "原则上",
        "QY-026": "原则上",
        "QY-035": "原则上",
        "QY-038": "原则上",
        "QY-064": "原则上",
        "QY-072": "一般",
        "QY-123": "原则上",
    }


def test_amounts_in_the_summaries_are_those_of_the_text():
    found = {a.id: set(re.findall(r"\d+万元|\d+%", a.summary)) for a in pack().articles}
    amounts = {row: figures for row, figures in found.items() if figures}
    assert amounts == {
        "QY-016": {"200万元", "500万元"},
        "QY-041": {"500万元"},
        "QY-042": {"500万元"},
        "QY-043": {"500万元"},
        "QY-047": {"500万元"},
        "QY-066": {"15%", "100万元"},
        "QY-075": {"200万元"},
        "QY-076": {"200万元"},
        "QY-077": {"200万元"},
    }


def test_the_document_is_named_as_published():
    document = pack().document
    assert document.number == "青政办秘〔2024〕38号"
    assert document.issued.isoformat() == "2024-08-09"
    assert any("皖数安〔2022〕2号" in basis for basis in document.basis)
    assert any("池政秘〔2023〕30号" in basis for basis in document.basis)
