"""Examples of bulk checks run on the plan of a pack, through the same queries as a campaign's."""

from functools import cache

import pytest

from desktop_app.rules.loader import load_pack, read_pack_folder
from desktop_app.use_cases.pack_shelf import verified
from resources import resource

CAR = '{ kind = "car", fuel = "fuel", spent = "%s元", claimed = "%s元" }'
CASH = '{ kind = "general", face = "40元", spent = "%s元"%s }'


@cache
def plan():
    return read_pack_folder(resource("rule_packs", "qingyang-2024-vouchers"))


def with_example(redemptions, found, more=""):
    text = f"""
[[example]]
title = "试"
campaign = "huidong_2024"
rows = ["QV-005"]
redemptions = [{redemptions}]
found = {found}
{more}
"""
    return {**plan(), "examples.toml": text.encode()}


def told(*parts):
    report = verified(with_example(*parts))
    return [each.found for each in report.examples_failed]


@pytest.mark.parametrize(
    ("redemptions", "found"),
    [
        (CAR % ("49999.99", "2000"), "{ bracket = [1] }"),
        (CAR % ("50000", "2000"), "{}"),
        (CASH % ("199.99", ""), "{ threshold = [1] }"),
        (CASH % ("200", ""), "{}"),
        (CASH % ("250", ', on = 2025-01-01'), "{ period = [1] }"),
        (f"{CASH % ('250', '')}, {CASH % ('250', ', is_issued = false')}", "{ not_issued = [2] }"),
        (CASH % ("250", ', person = ""'), "{}"),
    ],
)  # fmt: skip
def test_what_the_checks_find_on_the_plan(redemptions, found):
    assert told(redemptions, found) == []


def test_what_comes_out_otherwise_is_told_with_the_clause():
    assert told(CASH % ("199.99", ""), "{}") == ["未达消费门槛（六(一)、六(二)）第 1 笔"]


def test_the_money_taken_off_is_held_against_the_example():
    assert told(CAR % ("49999.99", "2000"), "{ bracket = [1] }", 'taken = "999.99元"') == [
        "剔除 1,000.00 元"
    ]


def test_a_sign_is_compared_where_it_is_named():
    part = CASH % ("250", ', refund = "50元"')
    assert told(part, "{}") == []
    assert told(part, "{ part_refund = [] }") == ["核销后部分退款（九(一)）第 1 笔"]


@pytest.mark.parametrize(
    ("redemptions", "found", "more", "key"),
    [
        ('{ kind = "bus" }', "{}", "", "example[1].redemptions[1].kind"),
        (CASH % ("200", ""), "{ treshold = [1] }", "", "example[1].found.treshold"),
        (CASH % ("200", ""), "{ threshold = [2] }", "", "example[1].found.threshold"),
        ('{ kind = "general", face = 40 }', "{}", "", "example[1].redemptions[1].face"),
        (CASH % ("200", ""), "{}", 'recorded = ["a.b=agreed"]', "example[1].recorded[1]"),
    ],
)
def test_an_example_that_cannot_be_run_is_a_fault(redemptions, found, more, key):
    result = load_pack(with_example(redemptions, found, more))
    assert key in {fault.key for fault in result.faults}
