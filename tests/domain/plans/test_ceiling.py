"""What fits under a ceiling, to the 分, however the line is treated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.plans.ceiling import ceiling_doubts, proposal, unit_doubt
from desktop_app.domain.plans.item import PlanItem, in_order, sums_of

WAN = 1_000_000


def item(key, asked, decision="none", planned=None):
    fen = None if asked is None else round(asked * WAN)
    listed = None if planned is None else round(planned * WAN)
    return PlanItem(key, key, f"项目{key}", fen, listed, decision)


def decided(found):
    return [(share.decision, share.planned_fen) for share in found.shares]


def test_everything_fits_under_a_ceiling_of_its_sum():
    found = proposal([item(1, 10), item(2, 20.5)], round(30.5 * WAN), "cut")

    assert decided(found) == [("included", 10 * WAN), ("included", round(20.5 * WAN))]
    assert (found.rest_fen, found.not_planned_fen) == (0, 0)


def test_one_fen_too_little_cuts_the_last_by_one_fen():
    found = proposal([item(1, 10), item(2, 20)], 30 * WAN - 1, "cut")

    assert decided(found)[1] == ("cut", 20 * WAN - 1)
    assert found.not_planned_fen == 1


def test_nothing_left_for_the_line_puts_it_off_instead_of_cutting_it_to_nothing():
    found = proposal([item(1, 10), item(2, 20)], 10 * WAN, "cut")

    assert decided(found)[1] == ("deferred", None)
    assert found.shares[1].is_line


def test_an_item_without_an_amount_is_named_and_takes_nothing():
    found = proposal([item(1, None), item(2, 5)], 10 * WAN, "cut")

    assert [each.id for each in found.unknown] == [1]
    assert decided(found) == [("included", 5 * WAN)]


def test_decisions_over_the_ceiling_leave_nothing_for_the_others():
    found = proposal([item(1, 50, "included", 50), item(2, 5)], 40 * WAN, "skip")

    assert found.rest_fen == -10 * WAN
    assert decided(found)[1] == ("deferred", None)


@given(
    st.lists(st.integers(1, 10**9), min_size=1, max_size=20),
    st.integers(1, 10**10),
    st.sampled_from(("cut", "defer", "skip")),
)
def test_money_is_neither_lost_nor_made(asked, ceiling, line):
    items = [PlanItem(n, n, str(n), fen) for n, fen in enumerate(asked, 1)]
    found = proposal(items, ceiling, line)

    assert found.planned_fen <= ceiling
    assert found.planned_fen + found.not_planned_fen == sum(asked)
    assert found.shares[-1].running_fen == found.planned_fen
    assert len(found.shares) == len(asked)


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=20), st.integers(1, 10**10))
def test_cutting_the_line_uses_the_whole_ceiling(asked, ceiling):
    items = [PlanItem(n, n, str(n), fen) for n, fen in enumerate(asked, 1)]

    assert proposal(items, ceiling, "cut").planned_fen == min(ceiling, sum(asked))


@pytest.mark.parametrize(
    ("ceiling", "told"),
    [
        (None, ""),
        (39, "一个也放不下"),
        (90, "不够排在第一的“项目1”"),
        (100, ""),
        (140 * 100, ""),
        (140 * 100 + 1, "是不是把元填到了万元的格里"),
    ],
)
def test_doubts_about_a_ceiling(ceiling, told):
    fen = None if ceiling is None else ceiling * WAN
    doubts = "".join(ceiling_doubts(fen, [item(1, 100), item(2, 40)]))
    assert (told in doubts) if told else doubts == ""


@pytest.mark.parametrize(
    ("given_wan", "known_wan", "told"),
    [
        (3_800_000, 380, "按元算是 380.00 万元"),
        (0.038, 380, "按万元算是 380.00 万元"),
        (379, 380, ""),
        (0, 380, ""),
    ],
)
def test_doubts_about_a_unit(given_wan, known_wan, told):
    doubt = unit_doubt(round(given_wan * WAN), round(known_wan * WAN))
    assert (told in doubt) if told else doubt == ""


def test_the_sums_of_a_plan_add_up():
    items = [
        item(1, 100, "included", 100),
        item(2, 80, "cut", 30.01),
        item(3, 50, "deferred"),
        item(4, 20, "excluded"),
        item(5, 7),
    ]
    sums = sums_of(items)

    assert (sums.asked_fen, sums.planned_fen) == (257 * WAN, 130_010_000)
    assert (sums.cut_fen, sums.deferred_fen, sums.open_fen) == (49_990_000, 70 * WAN, 7 * WAN)
    assert sums.by_decision == {
        "included": 1, "cut": 1, "deferred": 1, "excluded": 1, "none": 1,
    }  # fmt: skip


def test_items_without_a_place_come_last():
    items = [PlanItem(1, 1, "a"), PlanItem(2, 2, "b", order=2), PlanItem(3, 3, "c", order=1)]

    assert [each.id for each in in_order(items)] == [3, 2, 1]
