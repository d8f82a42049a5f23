"""What the platforms call their columns: each known name stands for one column of a list."""

from collections import Counter

import pytest

from desktop_app.excel.lists.heading import Asked, find_heading
from desktop_app.excel.lists.problems import Problems
from desktop_app.excel.lists.result_spec import RESULT_ROWS, RESULT_SUMS
from desktop_app.excel.lists.spec import ISSUED, LISTS, REDEMPTION, REFUND
from desktop_app.values.text import fold

NEEDED = {
    "issued": ["券码", "券种", "面额"],
    "redemption": ["流水号", "券种", "核销金额", "商户代码", "核销时间"],
    "refund": ["流水号", "退款金额", "退款时间"],
}


def keys(spec, *titles):
    problems = Problems()
    heading = find_heading([list(titles)], Asked(spec, {}), problems)
    return {} if heading is None else dict(heading.titles)


@pytest.mark.parametrize("spec", [*LISTS.values(), RESULT_ROWS, RESULT_SUMS], ids=lambda s: s.id)
def test_no_name_stands_for_two_columns(spec):
    names = Counter(name for column in spec.columns for name in column.names)
    assert {name for name, count in names.items() if count > 1} == set()


@pytest.mark.parametrize(
    "title",
    ["领券账号", "领取账号", "用户账号", "用户ID", "用户id", "会员ID", "会员 ID", "会员号",
     "支付宝账号", "支付宝用户ID", "云闪付用户ID", "openid", "用户标识"],
)  # fmt: skip
@pytest.mark.parametrize("spec", [ISSUED, REDEMPTION], ids=lambda s: s.id)
def test_the_account_is_known_by_every_name_in_both_lists(spec, title):
    assert keys(spec, *NEEDED[spec.id], title)["account"] == title


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("支付宝交易号", "transaction_no"), ("微信支付订单号", "transaction_no"),
        ("优惠ID", "code"), ("票券编号", "code"), ("券核销金额（元）", "claimed_fen"),
        ("代金券金额(元)", "claimed_fen"), ("订单总金额（单位：元）", "spent_fen"),
        ("订单金额(人民币元)", "spent_fen"), ("验券时间", "at"), ("消耗时间", "at"),
        ("社会信用代码", "merchant"), ("消费券面值", "face_fen"), ("发放轮次", "batch"),
        ("购车人身份证号", "id_number"), ("会员手机号", "phone"), ("电子发票号码", "invoice"),
        ("车辆识别代号（VIN）", "vin"), ("能源类型", "fuel"), ("产品名称", "goods"),
    ],
)  # fmt: skip
def test_a_redemption_list_in_the_words_of_the_platforms(title, key):
    others = [t for t, k in zip(NEEDED["redemption"], ("transaction_no", "kind", "claimed_fen",
              "merchant", "at"), strict=True) if k != key]  # fmt: skip
    assert keys(REDEMPTION, *others, title)[key] == fold(title)


@pytest.mark.parametrize("title", ["原订单号", "原支付单号", "原交易流水号", "原微信订单号"])
def test_the_number_of_the_purchase_goes_before_the_refunds_own(title):
    found = keys(REFUND, *NEEDED["refund"], title)
    assert found["transaction_no"] == title


def test_what_was_paid_after_the_discount_is_not_the_spending():
    assert "spent_fen" not in keys(REDEMPTION, *NEEDED["redemption"], "实付金额")


def test_the_shops_terminal_is_not_the_buyers_device():
    found = keys(REDEMPTION, *NEEDED["redemption"], "终端号", "设备号")
    assert found["device"] == "设备号"
    assert "device" not in keys(REDEMPTION, *NEEDED["redemption"], "终端号")
