"""Merchants held against each other, the place they come from, and the orders they stand in."""

from datetime import date
from types import SimpleNamespace

import pytest

from desktop_app.domain.register import RegisterEntry
from desktop_app.domain.vouchers.merchants import MerchantBook, area_of, in_order
from desktop_app.rules.schema.campaigns import MerchantOrder, OrderTerm

KIND = SimpleNamespace(
    county="青阳县", area_code="341723", waiting=("ok",), admitted=("in",), active=()
)
HERE, THERE = "91341723MA2N00001X", "91341702MA2N00001X"


def row(number, state="new", **cells):
    return RegisterEntry(
        number, "merchant", f"商户{number}", {"number": number, **cells}, "p", "1",
        date(2024, 8, 12), state=state,
    )  # fmt: skip


def book(*rows, places=None):
    return MerchantBook(KIND, rows, places, {"legal_person": "法定代表人", "account": "收款账户"})


@pytest.mark.parametrize(
    ("code", "address", "found"),
    [
        (HERE, "安徽省池州市青阳县蓉城镇", "both"),
        (HERE, "青阳蓉城镇", "both"),
        (HERE, "池州市贵池区", "code"),
        (THERE, "青阳县庙前镇", "address"),
        (THERE, "池州市贵池区青阳路1号", "neither"),
        ("", "青阳县", None),
        (HERE, "", None),
    ],
)
def test_code_and_address_are_held_against_the_county(code, address, found):
    assert area_of(KIND, code, address) == found


def test_without_an_area_code_the_address_alone_decides():
    kind = SimpleNamespace(county="青阳县", area_code="")
    assert area_of(kind, "", "青阳县蓉城镇") == "both"
    assert area_of(kind, HERE, "贵池区") == "neither"


def test_the_earlier_of_two_with_one_code_stands():
    first, second = row(3, credit_code=HERE), row(9, credit_code=HERE.lower())
    found = book(first, second)
    assert (found.same_code(first), found.same_code(second)) == ("", "3号商户3")


def test_empty_codes_are_not_the_same():
    assert book(row(1), row(2)).same_code(row(2)) == ""


def test_the_same_person_and_account_are_told_of_both():
    one, two = (
        row(1, legal_person="王某", account="62 28"),
        row(2, legal_person="王某", account="6228"),
    )
    assert book(one, two).same_others(one) == ("法定代表人与2号商户2相同；收款账户与2号商户2相同")


def test_places_are_counted_and_the_queue_goes_by_place():
    rows = [row(1, "in"), row(2, "ok", place=3), row(3, "ok", place=2), row(4, "ok")]
    found = book(*rows, places=2)
    assert (found.free, found.is_crowded) == (1, True)
    assert found.ranked == {3: 0, 2: 1, 4: 2}


def test_exactly_as_many_as_places_is_no_crowd():
    assert book(row(1, "in"), row(2, "ok"), places=2).is_crowded is False
    assert book(row(1, "ok"), places=None).is_crowded is False


def numbers(rows):
    return [each.cells["number"] for each in rows]


def test_an_order_goes_by_its_columns_in_turn_and_an_empty_flag_is_a_no():
    order = MerchantOrder(
        id="a", title="甲",
        by=(OrderTerm(column="is_above_quota"), OrderTerm(column="received_on")),
    )  # fmt: skip
    rows = [
        row(1, received_on="2024-08-14"),
        row(2, received_on="2024-08-13", is_above_quota=False),
        row(3, received_on="2024-08-20", is_above_quota=True),
        row(4, received_on="2024-08-12", is_above_quota=True),
        row(5, received_on="2024-08-12"),
    ]
    assert numbers(in_order(order, rows, 0)) == [4, 3, 5, 2, 1]


def test_a_falling_order_puts_empty_cells_last():
    order = MerchantOrder(id="a", title="甲", by=(OrderTerm(column="sales", is_falling=True),))
    rows = [row(1, sales=5), row(2), row(3, sales=9), row(4, sales=5)]
    assert numbers(in_order(order, rows, 0)) == [3, 1, 4, 2]


def test_a_draw_repeats_with_its_seed_and_keeps_everybody():
    order = MerchantOrder(id="draw", title="摇号", is_drawn=True)
    rows = [row(n) for n in range(1, 31)]
    first = numbers(in_order(order, rows, 2024))
    assert first == numbers(in_order(order, reversed(rows), 2024))
    assert sorted(first) == list(range(1, 31))
    assert first != numbers(in_order(order, rows, 2025))
