"""The queue of claims: order, money of a batch, whether a smaller one may pass, net price."""

from datetime import date

import pytest

from desktop_app.domain.register import RegisterEntry
from desktop_app.domain.vouchers.claims import ClaimBook
from desktop_app.domain.vouchers.plan import Bracket, Kind
from desktop_app.rules.schema.campaign_claims import ClaimKind
from desktop_app.values.ids import EntryId
from desktop_app.values.money import Fen, fen_from_yuan

CLAIM = ClaimKind(
    kind="car",
    register="claim",
    reservation="review.reserve=agreed",
    waiting=("complete",),
    reserved=("held",),
)
CAR = Kind(
    id="car",
    title="汽车",
    trades=("car",),
    brackets=(
        Bracket(
            fuel="fuel", fuel_title="燃油车", low_fen=fen_from_yuan(30_000),
            high_fen=fen_from_yuan(200_000), subsidy_fen=fen_from_yuan(1_000),
        ),
        Bracket(
            fuel="fuel", fuel_title="燃油车", low_fen=fen_from_yuan(200_000), high_fen=None,
            subsidy_fen=fen_from_yuan(4_000),
        ),
    ),
)  # fmt: skip
DEAR, CHEAP = fen_from_yuan(200_000), fen_from_yuan(50_000)


def claim(number, price=CHEAP, complete="2024-09-20", state="complete", **more):
    cells = {"number": number, "batch": 1, "fuel": "fuel", "price": price, **more}
    if complete:
        cells["complete_on"] = complete
    return RegisterEntry(
        EntryId(number), "claim", str(number), cells, "p", "1", date(2024, 9, 1), state=state
    )


def book(*rows, fallen=(), yuan=5_000, **more):
    return ClaimBook(CLAIM, CAR, rows, fallen, {1: fen_from_yuan(yuan)}, **more)


def test_the_day_of_complete_papers_decides_then_purchase_then_number():
    found = book(
        claim(1, complete="2024-09-21"),
        claim(2, bought_on="2024-09-10"),
        claim(3, bought_on="2024-09-09"),
        claim(4, bought_on="2024-09-10"),
        claim(5, complete="", state="received"),
    )
    assert [row.id for row in found.queue] == [3, 2, 4, 1]
    assert 5 not in found.numbers


def test_a_claim_that_fell_away_keeps_its_number_and_frees_its_money():
    gone = claim(1, DEAR, state="refused")
    found = book(claim(2), fallen=(gone,))
    assert found.numbers == {1: 1, 2: 2}
    assert found.balance_fen(1) == fen_from_yuan(5_000)


def test_money_is_held_whole_and_nobody_is_passed():
    rows = (claim(1, DEAR, state="held"), claim(2, DEAR), claim(3))
    found = book(*rows)
    assert found.balance_fen(1) == fen_from_yuan(1_000)
    assert found.covered == frozenset()
    assert [found.ahead(row) for row in rows[1:]] == [0, 1]


def test_a_smaller_claim_passes_only_where_that_reading_is_signed():
    rows = (claim(1, DEAR, state="held"), claim(2, DEAR), claim(3))
    assert book(*rows, is_passing=True).covered == {3}


def test_exactly_the_last_money_is_enough():
    rows = (claim(1, DEAR, state="held"), claim(2), claim(3))
    assert book(*rows).covered == {2}


def test_a_batch_that_is_not_open_holds_nothing():
    found = book(claim(1, batch=2), claim(2))
    assert found.balance_fen(2) is None
    assert found.covered == {2}


@pytest.mark.parametrize(("is_net", "wanted"), [(False, 4_000), (True, 1_000)])
def test_the_price_without_tax_counts_where_that_reading_is_signed(is_net, wanted):
    row = claim(1, DEAR, net_price=Fen(DEAR * 100 // 113))
    assert book(row, is_net=is_net).subsidy_fen(row) == fen_from_yuan(wanted)


def test_a_repeat_is_told_to_the_one_that_stands_behind():
    first = claim(1, complete="", state="received", id_card="A", vin="V")
    second = claim(2, id_card="A")
    found = book(first, second, claim(3, id_card="B", vin="v "))
    labels = ClaimBook(CLAIM, CAR, found.rows, (), {}, {"id_card": "身份证号", "vin": "车架号"})
    assert labels.same(second) == ""
    assert labels.same(first) == "身份证号与2号相同；车架号与3号相同"
