"""`campaigns.toml`: registers, kinds, orders and a plan whose sums are checked as it is loaded."""

import pytest

REGISTERS = "".join(
    f'[[register]]\nid = "{each}"\n'
    for each in (
        "campaign", "voucher_batch", "voucher_share", "voucher_face", "voucher_goods",
        "price_bracket", "merchant", "platform", "platform_criterion", "platform_score",
    )
)  # fmt: skip
PARAMETERS = """
[[setting]]
id = "house.order"
label = "次序"
question = "按什么次序？原文没有规定。"
choices = [{ id = "first_come", label = "按先后" }, { id = "draw", label = "摇号" }]
rows = ["M-1"]
[[setting]]
id = "house.daily"
label = "每天笔数"
question = "多少？"
unit = "次"
rows = ["M-1"]
"""
PROCEDURES = """
[[state]]
id = "applied"
title = "已申报"
stage = "vouchers"
subject = "merchant"
[[procedure]]
id = "entry"
title = "参与"
stage = "vouchers"
subject = "merchant"
  [[procedure.step]]
  id = "admit"
  title = "列入"
  actor = "authority"
  outcomes = ["agreed"]
"""
CAMPAIGN = """
[[campaign]]
id = "spring"
title = "春季券"
register = "campaign"
batches = "voucher_batch"
shares = "voucher_share"
faces = "voucher_face"
goods = "voucher_goods"
brackets = "price_bracket"
merchants = "merchant"
platforms = "platform"
criteria = "platform_criterion"
scores = "platform_score"
county = "某县"
lead = "authority"
finance = "authority"
audit = "audit"
total = "10万元"
starts_on = 2025-03-01
ends_on = 2025-05-31
order_setting = "house.order"
admission = "entry.admit=agreed"
waiting = ["applied"]
rows = ["M-1"]
[[campaign.order]]
id = "first_come"
title = "按先后"
by = [{ column = "number" }]
[[campaign.order]]
id = "draw"
title = "摇号"
is_drawn = true
[[campaign.kind]]
id = "general"
title = "普惠券"
trades = ["retail"]
daily = "house.daily"
[[campaign.kind]]
id = "car"
title = "汽车券"
trades = ["car"]
is_money_only = true
[[campaign.batch]]
number = 1
title = "第一批"
money = "10万元"
share = [{ kind = "general", money = "8万元" }, { kind = "car", money = "2万元" }]
face = [{ kind = "general", face = "20元", threshold = "100元", count = 4000 }]
[[campaign.bracket]]
kind = "car"
fuel = "fuel"
low = "3万元"
subsidy = "1000元"
[[campaign.audit_rule]]
id = "threshold"
title = "门槛"
kinds = ["general"]
rows = ["M-1"]
"""
BASE = {"registers": REGISTERS, "parameters": PARAMETERS, "procedures": PROCEDURES}


def test_a_campaign_loads_with_its_amounts_in_fen(load_with):
    loaded = load_with(**BASE, campaigns=CAMPAIGN)

    assert loaded.faults == ()
    (campaign,) = loaded.pack.campaigns
    assert campaign.total == 10_000_000
    assert [(f.face, f.threshold) for f in campaign.batch[0].face] == [(2_000, 10_000)]
    assert (campaign.admission_step, campaign.admission_outcome) == ("entry.admit", "agreed")
    assert loaded.pack.fact("voucher_batch.split_faults").type == "integer"
    assert loaded.pack.fact("merchant.area").type == "choice"


@pytest.mark.parametrize(
    ("old", "new", "key", "told"),
    [
        ('"10万元"\nstarts', '"11万元"\nstarts', "campaign[spring].batch", "应为 11.00"),
        ('money = "8万元"', 'money = "7万元"', "batch[1].share", "合计 9.00 万元，应为 10.00"),
        ("count = 4000", "count = 4500", "batch[1].face", "合计 9.00 万元，额度是 8.00 万元"),
        (
            '[{ kind = "general", face', '[{ kind = "car", face',
            "batch[1].face", "“car”用完即止，不定张数",
        ),
        ('total = "10万元"', 'total = "10"', "campaign[spring].total", "没有单位"),
        ('total = "10万元"', "total = 10", "campaign[spring].total", "连单位一起写成文字"),
        ('total = "10万元"', 'total = "约10万元"', "campaign[spring].total", "约数"),
        ('register = "campaign"', 'register = "merchant"', "register", "要有一列 title"),
        ('goods = "voucher_goods"', 'goods = "goods"', "goods", "不是本包的台账"),
        ('shares = "voucher_share"', 'shares = "price_bracket"', "shares", "应属于“voucher_batch”"),
        ('lead = "authority"', 'lead = "commerce"', "lead", "不是本包的角色"),
        ('trades = ["retail"]', 'trades = ["shop"]', "kind[general].trades", "没有选项“shop”"),
        ('kind = "car"\nfuel', 'kind = "bike"\nfuel', "bracket", "没有“bike”这种券"),
        ('fuel = "fuel"', 'fuel = "steam"', "bracket", "没有选项“steam”"),
        ('"house.order"', '"house.none"', "order_setting", "不是本包的本办设定"),
        ('id = "draw"', 'id = "lot"', "order_setting", "“draw”没有对应的"),
        ("is_drawn = true", "", "order[draw]", "写 by 或 is_drawn 之一"),
        ('column = "number"', 'column = "size"', "order[first_come].by", "没有“size”这一列"),
        ("=agreed", "=done", "admission", "没有“done”这种结果"),
        ('["applied"]', '["gone"]', "waiting", "不是本包的状态"),
        ('kinds = ["general"]', 'kinds = ["bike"]', "audit_rule[threshold].kinds", "这种券"),
        ('kinds = ["general"]\nrows = ["M-1"]', "", "audit_rule[threshold]", "没有写依据"),
        ('id = "threshold"', 'id = "treshold"', "audit_rule[treshold]", "没有“treshold”这种核查"),
        (
            'id = "threshold"', 'id = "threshold"\nis_indicator = true',
            "audit_rule[threshold].is_indicator", "直接核减",
        ),
        ('id = "threshold"', 'id = "night"', "audit_rule[night].is_indicator", "只是疑点"),
        ('"house.daily"', '"house.day"', "kind[general].daily", "不是本包的本办设定"),
    ],
)  # fmt: skip
def test_a_campaign_written_wrongly_is_told_at_its_place(load_with, old, new, key, told):
    assert old in CAMPAIGN
    found = load_with(**BASE, campaigns=CAMPAIGN.replace(old, new)).faults

    assert any(f.key.endswith(key) and told in f.message for f in found), found
    assert all(fault.advice for fault in found)


def test_batches_that_are_not_split_are_no_fault(load_with):
    bare = CAMPAIGN.replace("share = [", "# [").replace("face = [", "# [")
    assert load_with(**BASE, campaigns=bare).faults == ()


def test_a_step_asks_only_for_columns_of_its_own_row(load_with):
    asking = PROCEDURES + '  asks = ["merchant.credit_result"]\n'
    assert load_with(**{**BASE, "procedures": asking}, campaigns=CAMPAIGN).faults == ()

    wrong = PROCEDURES + '  asks = ["platform.name"]\n'
    (fault,) = load_with(**{**BASE, "procedures": wrong}, campaigns=CAMPAIGN).faults
    assert fault.message == "“platform.name”不是本办件对象的列"
