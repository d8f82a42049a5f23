"""The named checks on redemptions, in the order in which a row's money is taken off for them."""

from dataclasses import dataclass
from typing import Literal

Stand = Literal["disallow", "sign"]


@dataclass(frozen=True)
class CheckInfo:
    """One check as it is shown; the query behind it lies in `db/vouchers`."""

    id: str
    title: str
    stand: Stand
    """`disallow` takes money off by itself; a `sign` only asks somebody to look."""
    told: str
    """What a finding says."""
    reason: str
    """Why it is looked for, where the plan has no clause for it."""
    needs: tuple[str, ...] = ()
    """Columns of the lists it cannot do without."""


CHECKS = (
    CheckInfo(
        "not_issued", "券码未发放", "disallow", "发券明细里没有这个券码",
        "线上发放的消费券，核销须对应一张已发放的券。", ("code",),
    ),
    CheckInfo(
        "void_voucher", "券已作废", "disallow", "发券明细里这张券已作废",
        "已作废的券不能核销。", ("code",),
    ),
    CheckInfo(
        "unknown_face", "面额不在方案内", "disallow", "方案里没有这种面额",
        "面额以实施方案为准。",
    ),
    CheckInfo(
        "period", "不在活动期内", "disallow", "核销日期不在活动或本批次的起止日期内",
        "活动期和批次起止日期以外的核销不予拨付。",
    ),
    CheckInfo(
        "expired_voucher", "券已过期", "disallow", "核销日期在活动期内，但已过了这张券的有效期",
        "平台发券时写明有效期的，过期的券不能核销。", ("code",),
    ),
    CheckInfo(
        "merchant", "非参与商户", "disallow", "核销当天不是参与活动的商户",
        "只有审核通过并签署承诺书的商户参与活动。",
    ),
    CheckInfo(
        "category", "商户类别不符", "disallow", "这类商户不能用这种券",
        "各种券限定了可以使用的商户类别。",
    ),
    CheckInfo(
        "goods", "商品不在目录内", "disallow", "商品不在补贴目录内",
        "只有目录内的商品可以使用。", ("goods",),
    ),
    CheckInfo(
        "grade", "标识等级不够", "disallow", "没有标识等级，或等级不在补贴范围",
        "目录对标识等级有要求。", ("goods", "grade"),
    ),
    CheckInfo(
        "used_goods", "不是新购商品", "disallow", "商品名称写明是旧货",
        "目录内的商品限新购。", ("goods",),
    ),
    CheckInfo(
        "threshold", "未达消费门槛", "disallow", "单笔消费没有达到使用门槛",
        "达到门槛的单笔消费才能使用。", ("spent_fen",),
    ),
    CheckInfo(
        "price", "价格不在补贴范围", "disallow", "发票价格不在任何补贴档内",
        "按车辆类型和发票价格分档补贴。", ("spent_fen", "fuel"),
    ),
    CheckInfo(
        "papers", "核销资料不全", "disallow", "核销资料不齐全",
        "资料齐全才能核销。", ("papers",),
    ),
    CheckInfo(
        "no_person", "没有购买人身份", "disallow", "没有身份证号，无法核对每人限享一次",
        "每人限享一次，须核对身份证号。", ("id_number",),
    ),
    CheckInfo(
        "refund", "核销后退款", "disallow", "核销后退款，退款后消费额达不到门槛",
        "消费券不能提现，退货的券款应追回。",
    ),
    CheckInfo(
        "transfer", "转赠转让", "disallow", "领券账号与核销账号不是同一个",
        "券不能转赠、转让他人。", ("account",),
    ),
    CheckInfo(
        "repeated_code", "券码重复核销", "disallow", "同一券码此前已经核销",
        "一张券只能核销一次。", ("code",),
    ),
    CheckInfo(
        "per_purchase", "一笔消费用了几张", "disallow", "同一笔消费已使用过同类券",
        "一笔消费限用规定的张数。",
    ),
    CheckInfo(
        "once_per_person", "同一人重复享受", "disallow", "同一身份证号此前已享受过",
        "每人限享一次。", ("id_number",),
    ),
    CheckInfo(
        "reused_invoice", "发票重复使用", "disallow", "同一发票此前已用于核销",
        "一张发票只能作为一笔核销的凭证。", ("invoice",),
    ),
    CheckInfo(
        "reused_vin", "车辆重复申报", "disallow", "同一车辆识别代号此前已申报",
        "一辆车只能补贴一次。", ("vin",),
    ),
    CheckInfo(
        "over_face", "核销金额超过面额", "disallow", "核销金额超过券的面额，多出部分不认",
        "拨付以券的面额为限。",
    ),
    CheckInfo(
        "bracket", "补贴高于应享档次", "disallow", "申请金额高于按价格应享的档次，多出部分不认",
        "按车辆类型和发票价格分档补贴。", ("spent_fen", "fuel"),
    ),
    CheckInfo(
        "over_budget", "额度已用完", "disallow", "按申报先后，到这一笔时本批额度已经用完",
        "额度用完即止，先购先报先补。",
    ),
    CheckInfo(
        "goods_open", "目录外待认定商品", "sign", "商品属于目录“等”字所及，须逐笔认定",
        "目录列举未尽，由经办人说明理由后认定。", ("goods",),
    ),
    CheckInfo(
        "part_refund", "核销后部分退款", "sign", "部分退款，退款后仍达到门槛",
        "退款是否影响补贴由经办人认定。",
    ),
    CheckInfo(
        "burst", "短时间集中核销", "sign", "同一商户短时间内核销过密",
        "集中核销是刷单的常见迹象。",
    ),
    CheckInfo(
        "clustered", "金额扎堆在门槛", "sign", "该商户大部分消费额刚过门槛",
        "凑单到门槛是虚构交易的常见迹象。", ("spent_fen",),
    ),
    CheckInfo(
        "split_receipts", "拆单", "sign", "同一账号短时间内在同一商户分几笔消费",
        "一笔消费拆成几笔可以多用券。", ("account",),
    ),
    CheckInfo(
        "night", "深夜核销", "sign", "核销发生在深夜",
        "营业时间以外的核销须核实。",
    ),
    CheckInfo(
        "device_many", "一机多号", "sign", "同一设备用多个账号核销",
        "一台设备控制多个账号是刷单的常见迹象。", ("device", "account"),
    ),
    CheckInfo(
        "owner", "经营者自购", "sign", "购买人与商户经营者姓名或电话相同",
        "经营者在自己店里用券须核实。",
    ),
    CheckInfo(
        "price_raised", "活动前提价", "sign", "价格监测显示该商户在活动期提高了价格",
        "先提价再优惠属于虚构原价。", ("goods",),
    ),
    CheckInfo(
        "near_edge", "价格贴着档次线", "sign", "发票价格刚过档次线",
        "价格可能被挪过档次线。", ("spent_fen", "fuel"),
    ),
    CheckInfo(
        "same_person", "同一人多种券", "sign", "同一身份证号还用于别的券种或批次",
        "方案没有限制，供核实参考。", ("id_number",),
    ),
    CheckInfo(
        "elsewhere", "别的活动也用过", "sign", "发票、车辆或身份证号在另一次活动里出现过",
        "跨活动重复使用凭证须核实。",
    ),
)  # fmt: skip
CLAIM_REPEATED, CLAIM_UNREDEEMED = "claim_repeated", "claim_unredeemed"
CLAIM_DIFFERS, UNCLAIMED = "claim_differs", "unclaimed"
CLAIM_CHECKS = (
    CheckInfo(
        CLAIM_REPEATED, "申报重复", "disallow", "同一人、同一车或同一发票此前已有批准的申报",
        "每人每车限补一次。",
    ),
    CheckInfo(
        CLAIM_UNREDEEMED, "申报没有核销", "sign", "批准的申报在平台核销明细里没有",
        "申报和平台核销应当一笔对一笔。",
    ),
    CheckInfo(
        CLAIM_DIFFERS, "申报与核销不符", "sign", "申报和平台核销对不上",
        "申报和平台核销应当一笔对一笔。",
    ),
    CheckInfo(
        UNCLAIMED, "核销没有申报", "sign", "平台核销没有对应的、批准的申报，不按它拨付",
        "补贴按批准的申报拨付。",
    ),
)  # fmt: skip
"""Of kinds paid on claims: the claims held against each other and against the platform's rows."""
USED_WORDS = ("二手", "旧货", "翻新")
"""Words in the name of goods that say they are not new."""
BY_ID = {each.id: each for each in (*CHECKS, *CLAIM_CHECKS)}
NUMBERS = {each.id: number for number, each in enumerate(CHECKS)}
"""The place of a check: money is taken off for the first of equal causes."""
DECIDED = "decided"
"""The cause where a person took a row off on a sign."""
