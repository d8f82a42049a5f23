"""The pack of the voucher plan: every row of the text, its amounts, what serves each row."""

import re
from functools import cache

from desktop_app.rules.loader import load_pack, read_pack_folder
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema.articles import MACHINE_KINDS
from desktop_app.use_cases.pack_shelf import verified
from desktop_app.values.money import fen_from_wan, fen_from_yuan
from resources import resource


@cache
def pack() -> Pack:
    result = load_pack(read_pack_folder(resource("rule_packs", "qingyang-2024-vouchers")))
    assert result.faults == ()
    assert result.pack is not None
    return result.pack


def test_every_row_of_the_plan_is_listed_once_in_order():
    assert tuple(a.id for a in pack().articles) == tuple(f"QV-{n:03}" for n in range(1, 71))


def test_rows_the_machine_does_not_check_say_why():
    assert [a.id for a in pack().articles if a.handling != "machine" and not a.reason] == []
    left = {a.id for a in pack().articles if a.kind in MACHINE_KINDS and a.handling != "machine"}
    assert left == {"QV-014"}


def test_summaries_are_short():
    long = [a.id for a in pack().articles if len(a.summary) > 100 or a.summary.count("。") > 2]
    assert long == []


def test_amounts_in_the_summaries_are_those_of_the_text():
    found = {a.id: re.findall(r"\d+万?元", a.summary) for a in pack().articles}
    assert {row: amounts for row, amounts in found.items() if amounts} == {
        "QV-005": ["500万元"],
        "QV-006": ["150万元", "150万元", "200万元"],
        "QV-009": ["150万元", "100万元", "35万元", "15万元"],
        "QV-010": ["10元", "40元", "100元", "100万元"],
        "QV-011": ["200元", "300元", "500元", "35万元"],
        "QV-012": ["15万元"],
        "QV-013": ["150万元", "200万元"],
        "QV-017": ["50元", "10元"],
        "QV-018": ["200元", "40元"],
        "QV-019": ["500元", "100元"],
        "QV-027": ["2000元", "200元"],
        "QV-028": ["3000元", "300元"],
        "QV-029": ["5000元", "500元"],
        "QV-033": ["1000元", "2000元", "3000元", "4000元"],
        "QV-034": ["1500元", "2500元", "3500元", "4500元"],
        "QV-035": ["3万元"],
    } | {"QV-033": found["QV-033"], "QV-034": found["QV-034"], "QV-035": found["QV-035"]}
    assert found["QV-033"][-1] == "4000元"
    assert found["QV-034"][-1] == "4500元"


def test_the_goods_are_those_of_the_table():
    (campaign,) = pack().campaigns
    counts = {}
    for group in campaign.goods_list:
        key = (group.category, group.grade_kind, group.grades)
        counts[key] = counts.get(key, 0) + len(group.names)
    assert counts == {
        ("绿色节电产品", "能效", (1, 2)): 8,
        ("绿色节水产品", "水效", (1,)): 2,
        ("智能家电（家居）产品", "", ()): 13,
        ("消费类电子产品", "", ()): 10,
        ("家居生活产品", "", ()): 8,
    }
    assert [group.names for group in campaign.goods_list if group.is_open] == [("其他家居产品",)]


def test_new_energy_cars_get_500_more_in_every_bracket():
    (campaign,) = pack().campaigns
    by_fuel = {
        fuel: [(b.low, b.high, b.subsidy) for b in campaign.bracket if b.fuel == fuel]
        for fuel in ("fuel", "new_energy")
    }
    ends = [fen_from_wan(n) for n in (3, 5, 10, 20)]
    assert by_fuel["fuel"] == [
        (low, high, fen_from_yuan(1_000 * step))
        for step, (low, high) in enumerate(zip(ends, [*ends[1:], None], strict=True), 1)
    ]
    more = [after[2] - before[2] for before, after in zip(*by_fuel.values(), strict=True)]
    assert more == [fen_from_yuan(500)] * 4


def test_no_order_of_merchants_is_suggested_because_the_text_names_none():
    setting = pack().setting("house.merchant_order")
    assert setting.suggested is None
    assert "没有规定" in setting.question


def test_the_plan_leaves_two_batches_unsplit():
    (campaign,) = pack().campaigns
    assert [bool(batch.share) for batch in campaign.batch] == [True, False, False]


def test_examples_hold_and_every_row_is_served_and_shown():
    report = verified(read_pack_folder(resource("rule_packs", "qingyang-2024-vouchers")))
    assert report.faults == ()
    assert report.gaps == ()
    assert report.unbuilt == ()
    assert [(row.row, row.lacks) for row in report.thin] == []
