"""The long lists a platform sends: which columns are asked for, and what they are called."""

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.values.text import normal_name


class CellKind(StrEnum):
    """How the cells of a column are read."""

    CODE = "code"
    TEXT = "text"
    MONEY = "money"
    MOMENT = "moment"
    DAY = "day"
    CHOICE = "choice"
    NUMBER = "number"
    ID_CARD = "id_card"
    PHONE = "phone"
    VIN = "vin"


@dataclass(frozen=True)
class ListColumn:
    """One column that is asked for; every other column of the file is left unread."""

    key: str
    title: str
    kind: CellKind
    is_required: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """What the column may be called, as names are compared."""
        return frozenset(map(normal_name, (self.title, *self.aliases)))


@dataclass(frozen=True)
class ListSpec:
    """One kind of list."""

    id: str
    title: str
    columns: tuple[ListColumn, ...]

    def column(self, key: str) -> ListColumn:
        """The column of that key."""
        return next(each for each in self.columns if each.key == key)


_CODE = ListColumn(
    "code",
    "券码",
    CellKind.CODE,
    aliases=("消费券编码", "优惠券码", "券号", "消费券码", "卡券编号"),
)
_KIND = ListColumn(
    "kind", "券种", CellKind.CHOICE, is_required=True,
    aliases=("消费券种类", "券类型", "消费券类型", "券类别"),
)  # fmt: skip
_FACE = ListColumn(
    "face_fen", "面额", CellKind.MONEY, aliases=("券面额", "券面金额", "面值", "券面值")
)
_BATCH = ListColumn("batch", "批次", CellKind.NUMBER, aliases=("发放批次", "第几批", "期次"))
_NUMBER = ListColumn(
    "transaction_no", "交易流水号", CellKind.CODE, is_required=True,
    aliases=("流水号", "订单号", "交易号", "核销流水号", "交易单号", "订单编号",
             "原交易流水号", "原流水号", "原订单号"),
)  # fmt: skip

ISSUED = ListSpec(
    "issued",
    "平台发券明细",
    (
        ListColumn("code", "券码", CellKind.CODE, is_required=True, aliases=_CODE.aliases),
        _KIND,
        ListColumn("face_fen", "面额", CellKind.MONEY, is_required=True, aliases=_FACE.aliases),
        _BATCH,
        ListColumn(
            "account", "领券账号", CellKind.CODE,
            aliases=("账号", "用户账号", "领取账号", "用户标识", "会员号"),
        ),
        ListColumn(
            "issued_at", "领取时间", CellKind.MOMENT, aliases=("发放时间", "领券时间", "发券时间")
        ),
        ListColumn("expires_on", "有效期至", CellKind.DAY, aliases=("到期日", "失效日期")),
        ListColumn(
            "status", "状态", CellKind.CHOICE, aliases=("券状态", "核销状态", "消费券状态")
        ),
    ),
)  # fmt: skip
REDEMPTION = ListSpec(
    "redemption",
    "平台核销明细",
    (
        _NUMBER,
        _CODE,
        _KIND,
        _FACE,
        _BATCH,
        ListColumn(
            "claimed_fen", "核销金额", CellKind.MONEY, is_required=True,
            aliases=("补贴金额", "优惠金额", "抵扣金额", "申请金额", "券抵扣金额"),
        ),
        ListColumn(
            "spent_fen", "消费金额", CellKind.MONEY,
            aliases=("订单金额", "交易金额", "应付金额", "发票金额", "价税合计", "车价"),
        ),
        ListColumn(
            "merchant", "商户统一社会信用代码", CellKind.CODE, is_required=True,
            aliases=("商户代码", "统一社会信用代码", "信用代码", "商户编号", "商户信用代码"),
        ),
        ListColumn(
            "at", "核销时间", CellKind.MOMENT, is_required=True,
            aliases=("交易时间", "消费时间", "支付时间", "使用时间"),
        ),
        ListColumn(
            "account", "核销账号", CellKind.CODE,
            aliases=("账号", "用户账号", "使用账号", "用户标识", "会员号"),
        ),
        ListColumn("device", "设备号", CellKind.CODE, aliases=("设备标识", "终端号", "手机设备号")),
        ListColumn("name", "姓名", CellKind.TEXT, aliases=("消费者姓名", "购买人", "购车人")),
        ListColumn(
            "id_number", "身份证号", CellKind.ID_CARD, aliases=("证件号码", "身份证号码", "证件号")
        ),
        ListColumn("phone", "手机号", CellKind.PHONE, aliases=("联系方式", "联系电话", "手机号码")),
        ListColumn("invoice", "发票号码", CellKind.CODE, aliases=("发票号", "发票编号")),
        ListColumn("vin", "车辆识别代号", CellKind.VIN, aliases=("车架号", "VIN", "车辆识别码")),
        ListColumn(
            "fuel", "车辆类型", CellKind.CHOICE, aliases=("燃料类型", "动力类型", "车型类别")
        ),
        ListColumn("goods", "商品名称", CellKind.TEXT, aliases=("商品", "品名", "货物名称")),
        ListColumn(
            "grade", "标识等级", CellKind.NUMBER, aliases=("能效等级", "水效等级", "能效水效等级")
        ),
        ListColumn(
            "papers", "资料", CellKind.TEXT, aliases=("资料齐全", "资料是否齐全", "核销资料")
        ),
    ),
)  # fmt: skip
REFUND = ListSpec(
    "refund",
    "退款明细",
    (
        _NUMBER,
        ListColumn(
            "amount_fen", "退款金额", CellKind.MONEY, is_required=True, aliases=("退货金额", "金额")
        ),
        ListColumn("at", "退款时间", CellKind.MOMENT, is_required=True, aliases=("退货时间",)),
    ),
)
LISTS = {each.id: each for each in (ISSUED, REDEMPTION, REFUND)}
PERSONAL = frozenset({"name", "id_number", "phone"})
"""Columns kept only of kinds whose papers name a person."""
