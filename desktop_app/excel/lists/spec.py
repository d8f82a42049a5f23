"""The long lists a platform sends: which columns are asked for, and what they are called."""

from dataclasses import dataclass, replace
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
    first: tuple[str, ...] = ()
    """Names that say it more exactly: beside one of them the others mean something else."""

    @property
    def names(self) -> frozenset[str]:
        """What the column may be called, as names are compared."""
        return frozenset(map(normal_name, (self.title, *self.aliases, *self.first)))


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
    "code", "券码", CellKind.CODE,
    aliases=("消费券编码", "优惠券码", "券号", "消费券码", "卡券编号", "券编号", "券ID",
             "消费券编号", "消费券ID", "优惠券编号", "优惠券ID", "优惠ID", "代金券编号", "代金券ID",
             "票券编号", "票券号码", "票券ID", "卡券号", "卡券码", "卡券ID", "券序列号", "核销码"),
)  # fmt: skip
_KIND = ListColumn(
    "kind", "券种", CellKind.CHOICE, is_required=True,
    aliases=("消费券种类", "券类型", "消费券类型", "券类别", "券种类", "消费券类别", "优惠券类型",
             "票券类型", "卡券类型"),
)  # fmt: skip
_FACE = ListColumn(
    "face_fen", "面额", CellKind.MONEY,
    aliases=("券面额", "券面金额", "面值", "券面值", "消费券面额", "消费券面值", "优惠券面额",
             "优惠券面值", "代金券面额", "票券面额", "票面金额", "卡券面额"),
)  # fmt: skip
_BATCH = ListColumn(
    "batch", "批次", CellKind.NUMBER,
    aliases=("发放批次", "第几批", "期次", "期数", "轮次", "发放轮次", "消费券批次", "券批次",
             "发券批次", "投放批次", "活动批次"),
)  # fmt: skip
_NUMBER = ListColumn(
    "transaction_no", "交易流水号", CellKind.CODE, is_required=True,
    aliases=("流水号", "订单号", "交易号", "核销流水号", "交易单号", "订单编号", "交易编号",
             "交易订单号", "支付流水号", "支付单号", "支付订单号", "核销单号", "核销订单号",
             "平台订单号", "平台流水号", "支付宝交易号", "微信订单号", "微信支付单号",
             "微信支付订单号", "云闪付订单号", "银联流水号"),
)  # fmt: skip
_ACCOUNTS = ("账号", "账户", "用户账号", "用户账户", "领券账号", "领取账号", "使用账号", "核销账号",
             "消费账号", "支付账号", "用户标识", "用户ID", "用户编号", "UID", "会员号", "会员ID",
             "会员编号", "会员账号", "领券用户ID", "领取用户ID", "平台账号", "平台用户ID",
             "支付宝账号", "支付宝用户ID", "对方账户", "微信openid", "用户openid", "openid",
             "云闪付账号", "云闪付用户ID", "美团用户ID", "抖音用户ID")  # fmt: skip
"""One person's name on the platform; whether it is asked for at the giving or the using."""

ISSUED = ListSpec(
    "issued",
    "平台发券明细",
    (
        replace(_CODE, is_required=True),
        _KIND,
        replace(_FACE, is_required=True),
        _BATCH,
        ListColumn("account", "领券账号", CellKind.CODE, aliases=_ACCOUNTS),
        ListColumn(
            "issued_at", "领取时间", CellKind.MOMENT,
            aliases=("发放时间", "领券时间", "发券时间", "领取日期", "发放日期", "领券日期",
                     "发券日期", "到账时间"),
        ),
        ListColumn(
            "expires_on", "有效期至", CellKind.DAY,
            aliases=("有效期", "有效期限", "有效期间", "使用有效期", "使用期限", "券有效期",
                     "起止日期"),
            first=("有效期至", "到期日", "失效日期", "到期日期", "到期时间", "失效时间", "过期时间",
                   "过期日期", "有效期止", "有效截止日期", "截止日期", "使用截止日期"),
        ),
        ListColumn(
            "status", "状态", CellKind.CHOICE,
            aliases=("券状态", "核销状态", "消费券状态", "使用状态", "优惠券状态", "票券状态",
                     "卡券状态", "当前状态"),
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
            aliases=("补贴金额", "优惠金额", "抵扣金额", "申请金额", "券抵扣金额", "券核销金额",
                     "消费券核销金额", "消费券抵扣金额", "消费券金额", "优惠券金额", "代金券金额",
                     "券优惠金额", "用券金额", "财政补贴金额", "政府补贴金额", "实际核销金额"),
        ),
        ListColumn(
            "spent_fen", "消费金额", CellKind.MONEY,
            aliases=("订单金额", "交易金额", "应付金额", "发票金额", "价税合计", "车价", "订单总额",
                     "订单总金额", "交易总额", "交易总金额", "消费总额", "消费总金额", "商品总价",
                     "购车金额", "购车价格"),
        ),
        ListColumn(
            "merchant", "商户统一社会信用代码", CellKind.CODE, is_required=True,
            aliases=("商户代码", "统一社会信用代码", "信用代码", "商户编号", "商户信用代码",
                     "社会信用代码", "统一信用代码", "商家统一社会信用代码",
                     "企业统一社会信用代码", "门店统一社会信用代码", "商户社会信用代码",
                     "纳税人识别号", "商户税号", "营业执照号", "营业执照编号"),
        ),
        ListColumn(
            "at", "核销时间", CellKind.MOMENT, is_required=True,
            aliases=("交易时间", "消费时间", "支付时间", "使用时间", "核销日期", "交易日期",
                     "消费日期", "使用日期", "支付日期", "验券时间", "用券时间", "消耗时间",
                     "支付完成时间", "交易完成时间", "完成时间"),
        ),
        ListColumn("account", "核销账号", CellKind.CODE, aliases=_ACCOUNTS),
        ListColumn(
            "device", "设备号", CellKind.CODE,
            aliases=("设备标识", "手机设备号", "设备ID", "设备编号", "设备识别码",
                     "设备指纹", "手机串号", "IMEI"),
        ),
        ListColumn(
            "name", "姓名", CellKind.TEXT,
            aliases=("消费者姓名", "购买人", "购车人", "购买人姓名", "购车人姓名", "用户姓名",
                     "真实姓名", "领券人姓名", "客户姓名", "顾客姓名", "车主", "车主姓名"),
        ),
        ListColumn(
            "id_number", "身份证号", CellKind.ID_CARD,
            aliases=("证件号码", "身份证号码", "证件号", "身份证", "公民身份号码", "身份证件号码",
                     "居民身份证号", "居民身份证号码", "消费者身份证号", "购买人身份证号",
                     "购车人身份证号"),
        ),
        ListColumn(
            "phone", "手机号", CellKind.PHONE,
            aliases=("联系方式", "联系电话", "手机号码", "手机", "电话", "电话号码", "移动电话",
                     "用户手机号", "会员手机号", "领券手机号", "消费者手机号", "购车人手机号"),
        ),
        ListColumn(
            "invoice", "发票号码", CellKind.CODE,
            aliases=("发票号", "发票编号", "电子发票号码", "数电发票号码", "数电票号码",
                     "机动车发票号码", "购车发票号码"),
        ),
        ListColumn(
            "vin", "车辆识别代号", CellKind.VIN,
            aliases=("车架号", "VIN", "车辆识别码", "车辆识别号", "车辆识别代码", "VIN码",
                     "车架号码", "大架号", "车辆识别代号VIN", "车架号VIN"),
        ),
        ListColumn(
            "fuel", "车辆类型", CellKind.CHOICE,
            aliases=("燃料类型", "动力类型", "车型类别", "燃料种类", "能源类型", "动力类别",
                     "燃油类型", "车辆类别", "车辆能源类型"),
        ),
        ListColumn(
            "goods", "商品名称", CellKind.TEXT,
            aliases=("商品", "品名", "货物名称", "产品名称", "商品名", "购买商品",
                     "货物或应税劳务名称"),
        ),
        ListColumn(
            "grade", "标识等级", CellKind.NUMBER,
            aliases=("能效等级", "水效等级", "能效水效等级", "能效标识等级", "水效标识等级"),
        ),
        ListColumn(
            "papers", "资料", CellKind.TEXT,
            aliases=("资料齐全", "资料是否齐全", "核销资料", "资料情况", "材料", "材料齐全",
                     "材料是否齐全"),
        ),
    ),
)  # fmt: skip
REFUND = ListSpec(
    "refund",
    "退款明细",
    (
        replace(
            _NUMBER,
            first=("原交易流水号", "原流水号", "原订单号", "原订单编号", "原交易号", "原交易单号",
                   "原交易订单号", "原支付流水号", "原支付单号", "原支付订单号", "原核销流水号",
                   "原核销单号", "原支付宝交易号", "原微信订单号"),
        ),
        ListColumn(
            "amount_fen", "退款金额", CellKind.MONEY, is_required=True,
            aliases=("退货金额", "金额", "退款总额", "退款总金额", "实退金额", "退回金额",
                     "订单退款金额", "退款额"),
        ),
        ListColumn(
            "at", "退款时间", CellKind.MOMENT, is_required=True,
            aliases=("退货时间", "退款日期", "退货日期", "退款完成时间", "退款成功时间",
                     "退回时间"),
        ),
    ),
)  # fmt: skip
LISTS = {each.id: each for each in (ISSUED, REDEMPTION, REFUND)}
PERSONAL = frozenset({"name", "id_number", "phone"})
"""Columns kept only of kinds whose papers name a person."""
