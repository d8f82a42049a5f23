"""Rows of registers as items and opinions, and what two editions differ in."""

from datetime import date
from decimal import Decimal

import pytest

from desktop_app.domain.plans.difference import ItemChange, changes
from desktop_app.domain.plans.item import PlanItem, item_of
from desktop_app.domain.plans.opinions import opinion_of, reviewed
from desktop_app.domain.register import RegisterEntry


def entry(cells, project=7, key=1):
    return RegisterEntry(key, "plan_item", "名称", cells, "p", "1", date(2026, 7, 1), project)


def test_an_item_reads_its_row():
    found = item_of(
        entry({
            "project_name": "平台", "asked": 100, "planned_amount": 90, "decision": "cut",
            "reason": "压减", "origin": "carried", "order": 3, "rank": 2, "score": "66.67",
            "score_basis": "甲", "order_reason": "急",
        })
    )  # fmt: skip

    assert found == PlanItem(
        1, 7, "平台", 100, 90, "cut", "压减", "carried", 3, 2, Decimal("66.67"), "甲", "急"
    )
    assert (found.is_decided, found.is_listed, found.listed_fen) == (True, True, 90)


def test_an_empty_row_is_an_open_item_named_by_the_row():
    found = item_of(entry({}))

    assert found == PlanItem(1, 7, "名称")
    assert (found.is_decided, found.listed_fen) == (False, 0)


def test_a_row_without_a_project_is_no_item():
    with pytest.raises(LookupError, match="names no project"):
        item_of(entry({}, project=None))


def test_editions_differ_by_what_is_decided_alone():
    old = [PlanItem(1, 1, "a", 10, 10, "included", order=1), PlanItem(2, 2, "b", 20)]
    new = [
        PlanItem(11, 1, "a", 10, 10, "included", order=9, score=Decimal(5)),
        PlanItem(13, 3, "c", 30, 30, "included"),
    ]

    found = changes(old, new)

    assert [(c.kind, c.item.project_id, c.moved_fen) for c in found] == [
        ("added", 3, 30),
        ("removed", 2, 0),
    ]
    assert found[1].reason == ""


def test_a_change_of_nothing_is_a_bug():
    with pytest.raises(LookupError):
        _ = ItemChange("changed", None, None).item


def test_an_opinion_reads_its_row_and_one_without_a_project_is_left_out():
    cells = {
        "office": "finance", "opinion": "adjusted", "amount": 80, "comment": "压减",
        "signer": "某", "signed_on": "2026-07-20",
    }  # fmt: skip
    found = opinion_of(entry(cells))
    lost = opinion_of(entry({}, project=None))

    assert (found.office, found.amount_fen, found.signed_on) == ("finance", 80, date(2026, 7, 20))
    rows = reviewed([PlanItem(1, 7, "a", 100)], [found, lost], ("finance", "planning"))
    assert (rows[0].missing, rows[0].altered_by, rows[0].suggested) == (
        ("planning",),
        ("finance",),
        (80,),
    )
