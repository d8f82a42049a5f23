"""The voucher plan of an invented county, in TOML alone: other kinds, trades, brackets."""

KINDS = """choices = [
    { id = "meal", label = "餐饮券" }, { id = "ebike", label = "电动自行车补贴" },
]
"""
FIELD = f'[[register.field]]\nid = "kind"\ntype = "choice"\nlabel = "券种"\n{KINDS}'
PACK = """
id = "moxian-2025-vouchers"
version = "1.0.0"
schema = 1
kind = "vouchers"
title = "某县2025年消费券方案"
code_prefix = "MV"
tabs = ["vouchers"]
[document]
title = "某县2025年消费券发放方案"
issuer = "某县人民政府"
issued = 2025-03-01
from = 2025-03-01
rows = ["MV-1"]
[[office]]
role = "authority"
label = "县商务局"
names = [{ name = "某县商务局" }]
[[office]]
role = "purse"
label = "县财政局"
names = [{ name = "某县财政局" }]
[[office]]
role = "auditors"
label = "县审计局"
names = [{ name = "某县审计局" }]
"""
ARTICLES = """
[[article]]
id = "MV-1"
clause = "第一条"
label = "方案"
summary = "发放60万元：餐饮券45万元、电动自行车补贴15万元。"
stage = "vouchers"
kind = "computation"
handling = "machine"
"""
REGISTERS = f"""
[[register]]
id = "campaign"
[[register]]
id = "voucher_batch"
[[register]]
id = "voucher_share"
{FIELD}
[[register]]
id = "voucher_face"
{FIELD}
[[register]]
id = "voucher_goods"
{FIELD}
[[register]]
id = "price_bracket"
{FIELD}
[[register.field]]
id = "fuel"
type = "choice"
label = "车型"
choices = [{{ id = "light", label = "轻便" }}, {{ id = "heavy", label = "重型" }}]
[[register]]
id = "merchant"
[[register.field]]
id = "category"
type = "choice"
label = "商户类别"
choices = [{{ id = "food", label = "餐馆" }}, {{ id = "bikes", label = "车行" }}]
"""
CAMPAIGNS = """
[[campaign]]
id = "moxian_spring"
title = "某县春季消费券"
register = "campaign"
batches = "voucher_batch"
shares = "voucher_share"
faces = "voucher_face"
goods = "voucher_goods"
brackets = "price_bracket"
merchants = "merchant"
county = "某县"
lead = "authority"
finance = "purse"
audit = "auditors"
total = "60万元"
starts_on = 2025-04-01
ends_on = 2025-06-30
opened = ["out"]
rows = ["MV-1"]
[[campaign.kind]]
id = "meal"
title = "餐饮券"
trades = ["food"]
[[campaign.kind]]
id = "ebike"
title = "电动自行车补贴"
trades = ["bikes"]
is_money_only = true
is_issued = false
[[campaign.batch]]
number = 1
title = "首批"
money = "60万元"
share = [{ kind = "meal", money = "45万元" }, { kind = "ebike", money = "15万元" }]
face = [
    { kind = "meal", face = "15元", threshold = "60元", count = 10000 },
    { kind = "meal", face = "30元", threshold = "120元", count = 10000 },
]
[[campaign.bracket]]
kind = "ebike"
fuel = "light"
low = "2000元"
high = "4000元"
subsidy = "200元"
low_included = false
high_included = true
[[campaign.bracket]]
kind = "ebike"
fuel = "light"
low = "4000元"
subsidy = "500元"
low_included = false
"""
PROCEDURES = """
[[state]]
id = "draft"
title = "筹备"
stage = "vouchers"
subject = "voucher_batch"
[[state]]
id = "out"
title = "发放中"
stage = "vouchers"
subject = "voucher_batch"
freezes = "已经开放。"
[[procedure]]
id = "opening"
title = "开放"
stage = "vouchers"
subject = "voucher_batch"
opens = "auto"
rows = ["MV-1"]
[[procedure.step]]
id = "open"
title = "开放"
actor = "authority"
outcomes = ["done"]
[procedure.step.effects]
done = ["state:out"]
"""
RULES = """
[[rule]]
id = "adds_up"
title = "分配相符"
subject = "voucher_batch"
rows = ["MV-1"]
at = ["opening.open"]
on_fail = "block"
passes = [{ fact = "voucher_batch.split_faults", op = "==", number = 0 }]
[rule.message]
fail = "{voucher_batch.split_told}"
"""


def files():
    """The pack as the bytes of its files."""
    texts = {
        "pack": PACK, "articles": ARTICLES, "registers": REGISTERS, "campaigns": CAMPAIGNS,
        "procedures": PROCEDURES, "rules": RULES,
    }  # fmt: skip
    return {f"{name}.toml": text.encode() for name, text in texts.items()}
