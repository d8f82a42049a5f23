"""What a batch has used beside its forecast; every figure by hand."""

from datetime import date

import pytest

from desktop_app.domain.vouchers.curves import (
    batch_band,
    batch_curve,
    budget_bars,
    sign_bars,
    with_strays,
)
from desktop_app.domain.vouchers.effect import EffectLine
from desktop_app.domain.vouchers.plan import Batch, Campaign, Face, Kind, Share
from desktop_app.domain.vouchers.rehearsal import Demand
from desktop_app.values.ids import CampaignId
from desktop_app.values.money import fen_from_wan, fen_from_yuan

OPENS, CLOSES = date(2024, 8, 1), date(2024, 8, 4)
KINDS = tuple(Kind(id=each, title=each, trades=("retail",)) for each in ("one", "two"))
FACE = Face(face_fen=fen_from_yuan(10), threshold_fen=fen_from_yuan(50), count=100)
SHARES = tuple(
    Share(kind_id=each.id, money_fen=fen_from_yuan(1000), faces=(FACE,)) for each in KINDS
)
BATCH = Batch(
    number=1, total_fen=fen_from_yuan(2000), opens_on=OPENS, closes_on=CLOSES, shares=SHARES
)
PLAN = Campaign(
    id=CampaignId(1), name="活动", starts_on=OPENS, ends_on=date(2024, 12, 31), county="某县",
    lead="甲", finance="乙", audit="丙", total_fen=fen_from_yuan(2000), batches=(BATCH,),
    kinds=KINDS,
)  # fmt: skip
USED = {OPENS: fen_from_yuan(10), date(2024, 8, 3): fen_from_yuan(20)}


def test_the_curve_adds_up_day_by_day_until_today():
    curve = batch_curve(PLAN, BATCH, USED, (), date(2024, 8, 3))
    assert [fen for _, fen in curve.actual] == [1000, 1000, 3000]
    assert curve.limit_fen == 200_000


def test_the_curve_ends_with_the_batch_and_names_what_lies_outside():
    late = {**USED, date(2024, 8, 9): fen_from_wan(1)}
    curve = batch_curve(PLAN, BATCH, late, (), date(2025, 1, 1))
    assert [day.day for day, _ in curve.actual] == [1, 2, 3, 4]
    assert curve.actual[-1][1] == 3000
    assert "另有 1.00 万元的核销日期不在本批期内" in curve.note


def test_a_batch_that_has_not_begun_has_no_line():
    curve = batch_curve(PLAN, BATCH, {}, (), date(2024, 7, 1))
    assert curve.actual == ()
    assert "2024-08-01 才开始" in curve.note


def test_the_band_of_a_batch_is_that_of_its_kinds_together():
    """Thousands a day use everything up on the first day: 1,000 and 1,000 元, low to high."""
    band = batch_band(PLAN, BATCH, Demand({"one": 5000, "two": 5000}, runs=20))
    assert band[0] == (OPENS, 200_000, 200_000, 200_000)
    assert len(band) == 4


def test_a_kind_without_demand_leaves_the_batch_without_a_band():
    assert batch_band(PLAN, BATCH, Demand({"one": 5000}, runs=20)) == ()
    curve = batch_curve(PLAN, BATCH, USED, (), CLOSES)
    assert curve.note == "有券种没有设每天笔数，不画推演"


def test_the_band_does_not_fall_and_keeps_low_under_high():
    band = batch_band(PLAN, BATCH, Demand({"one": 20, "two": 20}, runs=50))
    assert all(low <= middle <= high for _, low, middle, high in band)
    assert [middle for _, _, middle, _ in band] == sorted(middle for _, _, middle, _ in band)


def test_what_names_no_batch_is_told_under_the_last_curve():
    curve = batch_curve(PLAN, BATCH, USED, (), CLOSES)
    told = with_strays(curve, fen_from_wan(2))
    assert told.note.endswith("；另有 2.00 万元的核销没有写批次，各图都没有算")
    assert with_strays(curve, fen_from_wan(0)) is curve


def test_budget_bars_say_accepted_of_budget():
    line = EffectLine("k", "普惠券", fen_from_wan(10), claimed_fen=fen_from_wan(3),
                      cut_fen=fen_from_wan(1))  # fmt: skip
    (bar,) = budget_bars([line]).bars
    assert (bar.value, bar.whole) == (fen_from_wan(2), fen_from_wan(10))
    assert bar.words == "2.00／10.00 万元（20.00%）"


@pytest.mark.parametrize(
    ("signs", "undone", "audited", "note"),
    [
        ([], [], "", "还没有核查"),
        ([], [], "2025-01-10", "核查没有发现疑点"),
        ([("深夜核销", 3)], ["一机多号"], "2025-01-10", "没有做成、做全的：一机多号"),
    ],
)
def test_the_board_of_signs_says_what_is_not_known(signs, undone, audited, note):
    found = sign_bars(signs, undone, audited)
    assert found.note == note
    assert [each.words for each in found.bars] == [f"{n} 笔" for _, n in signs]
