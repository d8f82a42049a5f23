"""Lists of a platform with known faults, made from a seed: every figure can be worked out by hand.

A clean list is laid out face by face; faults are planted in rows set aside for them, so that no
row has two.
"""

import csv
import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from desktop_app.domain.vouchers.participation import Stay
from desktop_app.domain.vouchers.plan import (
    Batch,
    Bracket,
    Campaign,
    Category,
    Face,
    FaceRule,
    Goods,
    Kind,
    Share,
)
from desktop_app.domain.vouchers.terms import Participant, Terms
from desktop_app.values.ids import CampaignId
from desktop_app.values.money import Fen

GENERAL, APPLIANCE, CAR = "general", "appliance", "car"
TITLES = {GENERAL: "普惠型消费券", APPLIANCE: "家电（家居）消费券", CAR: "汽车补贴券"}
FUELS = {"fuel": "燃油车", "new_energy": "新能源车"}
FACES = {GENERAL: {10: 50, 40: 200, 100: 500}, APPLIANCE: {200: 2000, 300: 3000, 500: 5000}}
COUNTS = {10: 8000, 40: 8000, 100: 6000, 200: 350, 300: 350, 500: 350}
STEPS = ((30_000, 50_000, 1000), (50_000, 100_000, 2000), (100_000, 200_000, 3000),
         (200_000, None, 4000))  # fmt: skip
HEAD = (
    "流水号", "券码", "券种", "面额", "核销金额", "消费金额", "商户代码", "核销时间", "账号",
    "设备号", "姓名", "身份证号", "手机号", "发票号码", "车架号", "车辆类型", "商品名称",
    "能效等级", "资料", "批次", "会员昵称",
)  # fmt: skip
ISSUE_HEAD = ("券码", "券种", "面额", "批次", "领券账号", "领取时间", "有效期至", "状态")
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VIN = dict(zip("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", [*range(10), *range(1, 9), 1, 2, 3, 4, 5, 7, 9,
               *range(2, 10)], strict=True))  # fmt: skip
VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def yuan(amount):
    return Fen(round(amount * 100))


def credit_code(number):
    body = f"91341799MA{number:07d}"
    total = sum(ALPHABET.index(c) * pow(3, n, 31) for n, c in enumerate(body))
    return body + ALPHABET[-total % 31]


def id_number(number):
    born = f"{1950 + number % 50}{1 + number % 12:02d}{1 + number % 28:02d}"
    body = f"341799{born}{number // 50 % 1000:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, ID_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def vin(number):
    body = f"LSVAA4182E{number:07d}"
    total = sum(
        VIN[c] * w for n, (c, w) in enumerate(zip(body, VIN_WEIGHTS, strict=True)) if n != 8
    )
    return body[:8] + "0123456789X"[total % 11] + body[9:]


MERCHANTS = {
    trade: [credit_code(100 * place + n) for n in range(count)]
    for place, (trade, count) in enumerate(
        {"retail": 30, "catering": 20, "lodging": 10, "appliance": 30, "car": 10}.items()
    )
}
STRANGERS = [credit_code(9000 + n) for n in range(3)]


def kinds():
    def rules(kind):
        return tuple(
            FaceRule(face_fen=yuan(face), threshold_fen=yuan(least))
            for face, least in FACES[kind].items()
        )

    brackets = tuple(
        Bracket(
            fuel=fuel, fuel_title=FUELS[fuel], low_fen=yuan(low),
            high_fen=None if high is None else yuan(high), subsidy_fen=yuan(money + more),
        )
        for fuel, more in (("fuel", 0), ("new_energy", 500))
        for low, high, money in STEPS
    )  # fmt: skip
    goods = (
        Goods(category="节电", name="洗衣机", grade_kind="能效", grades=(1, 2)),
        Goods(category="电子", name="手机"),
        Goods(category="家居", name="沙发"),
        Goods(category="家居", name="其他家居产品", is_open=True),
    )
    return (
        Kind(id=GENERAL, title=TITLES[GENERAL], trades=("retail", "catering", "lodging"),
             faces=rules(GENERAL)),
        Kind(id=APPLIANCE, title=TITLES[APPLIANCE], trades=("appliance",), papers=("发票信息",),
             faces=rules(APPLIANCE), goods=goods),
        Kind(id=CAR, title=TITLES[CAR], trades=("car",), is_money_only=True, is_issued=False,
             is_once_per_person=True, papers=("发票", "身份证"), brackets=brackets),
    )  # fmt: skip


def campaign(campaign_id=1, **more):
    def faces(kind):
        return tuple(
            Face(face_fen=yuan(face), threshold_fen=yuan(least), count=COUNTS[face])
            for face, least in FACES[kind].items()
        )

    first = Batch(
        number=1, total_fen=yuan(1_500_000), is_open=True,
        shares=(
            Share(kind_id=GENERAL, money_fen=yuan(1_000_000), faces=faces(GENERAL)),
            Share(kind_id=APPLIANCE, money_fen=yuan(350_000), faces=faces(APPLIANCE)),
            Share(kind_id=CAR, money_fen=yuan(150_000)),
        ),
    )  # fmt: skip
    values = {
        "id": CampaignId(campaign_id), "name": "秋季消费券", "starts_on": date(2024, 8, 1),
        "ends_on": date(2024, 12, 31), "county": "某县", "lead": "商务局", "finance": "财政局",
        "audit": "审计局", "total_fen": yuan(1_500_000), "batches": (first,), "kinds": kinds(),
        "categories": tuple(Category(id=trade, title=trade) for trade in MERCHANTS),
    }  # fmt: skip
    return Campaign(**(values | more))


def terms(plan):
    merchants = tuple(
        Participant(code, f"{trade}{n}号店", trade, (Stay(date(2024, 8, 1)),))
        for trade, codes in MERCHANTS.items()
        for n, code in enumerate(codes)
    )
    return Terms(plan, merchants)


@dataclass
class Platform:
    """The lists of a platform in the making."""

    seed: int = 9
    rows: list[dict] = field(default_factory=list)
    issued: list[list] = field(default_factory=list)
    free: dict = field(default_factory=dict)

    def __post_init__(self):
        self.dice = random.Random(self.seed)  # noqa: S311
        for kind, faces in FACES.items():
            for face in faces:
                self.free[face] = [
                    f"{kind[0].upper()}{face:03d}{n:06d}" for n in range(COUNTS[face])
                ]
                self.issued += [self._issue(kind, face, code) for code in self.free[face]]

    def _issue(self, kind, face, code):
        account = f"U{code}"
        return [
            code,
            TITLES[kind],
            face,
            "第1批",
            account,
            "2024-08-10 09:00:00",
            "2024-12-31",
            "未使用",
        ]

    def moment(self):
        """Day and time of opening hours; purchases lie far apart."""
        at = datetime.fromisoformat("2024-08-12 08:00:00") + timedelta(
            days=self.dice.randrange(130)
        )
        return at + timedelta(seconds=self.dice.randrange(13 * 3600))

    def add(self, kind, face, trade, **more):
        number = len(self.rows)
        code = self.free[face].pop() if kind != CAR and "券码" not in more else ""
        least = FACES[kind][face] if kind != CAR else 0
        row = {
            "流水号": f"T{number:010d}", "券码": code, "券种": TITLES[kind],
            "面额": face if kind != CAR else "", "核销金额": f"{face}.00",
            "消费金额": f"{least * 1.2 + self.dice.randrange(least * 100 + 1) / 100:.2f}",
            "商户代码": self.dice.choice(MERCHANTS[trade]),
            "核销时间": f"{self.moment():%Y-%m-%d %H:%M:%S}", "账号": f"U{code}" if code else "",
            "设备号": f"D{number:08d}", "批次": 1, "会员昵称": f"昵称{number}",
        }  # fmt: skip
        if kind != GENERAL:
            row |= self._papers(number)
        self.rows.append(row | more)
        return self.rows[-1]

    def _papers(self, number):
        return {
            "姓名": f"张{number % 97}", "身份证号": id_number(number),
            "手机号": f"138{number:08d}", "发票号码": f"2434{number:016d}", "商品名称": "小米手机",
            "资料": "齐全",
        }  # fmt: skip

    def general(self, face, count):
        trades = ("retail", "catering", "lodging")
        return [self.add(GENERAL, face, trades[n % 3]) for n in range(count)]

    def appliances(self, face, count):
        return [self.add(APPLIANCE, face, "appliance") for _ in range(count)]

    def cars(self, fuel, price, claimed, count):
        return [
            self.add(CAR, claimed, "car", 消费金额=f"{price:.2f}", 车辆类型=FUELS[fuel],
                     车架号=vin(len(self.rows)), 商品名称="")
            for _ in range(count)
        ]  # fmt: skip

    def write(self, path, encoding="gb18030", order=HEAD):
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file)
            writer.writerow(order)
            writer.writerows([row.get(title, "") for title in order] for row in self.rows)
        return path

    def write_issued(self, path, encoding="utf-8-sig"):
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows([ISSUE_HEAD, *self.issued])
        return path


def c9_platform():
    """21,384 rows that claim 1,386,720.00, with 75 faults of 15,860.00 as the case plants them.

    General: 7,162 of 10, 7,640 of 40 and 5,510 of 100 = 928,220. Appliance: 340, 340 and 345 of
    200, 300 and 500 = 342,500. Cars: 47 with 116,000.
    """
    platform = Platform()
    tens = platform.general(10, 7162)
    for row in tens[:8]:
        row["核销时间"] = "2025-01-03 10:00:00"
    forties = platform.general(40, 7640)
    for row in forties[:37]:
        row["消费金额"] = "199.99"
    hundreds = platform.general(100, 5498)
    for row in hundreds[:6]:
        row["商户代码"] = STRANGERS[0]
    for row in hundreds[6:18]:
        late = {"券码": row["券码"], "账号": row["账号"], "核销时间": "2024-12-30 10:00:00"}
        platform.add(GENERAL, 100, "retail", **late)
    platform.appliances(200, 340)
    platform.appliances(300, 340)
    fives = platform.appliances(500, 345)
    for first, second in zip(fives[:5], fives[5:10], strict=True):
        second["发票号码"] = first["发票号码"]
        first["核销时间"], second["核销时间"] = "2024-09-01 10:00:00", "2024-09-02 10:00:00"
    bought = platform.cars("fuel", 60_000, 2000, 20)
    platform.cars("new_energy", 99_999.99, 2500, 10)
    platform.cars("fuel", 100_000, 3000, 8)
    platform.cars("new_energy", 200_000, 4500, 2)
    platform.cars("fuel", 99_999.99, 3000, 4)
    again = platform.cars("fuel", 60_000, 2000, 3)
    for first, second in zip(bought[:3], again, strict=True):
        second["身份证号"] = first["身份证号"]
        first["核销时间"], second["核销时间"] = "2024-09-01 10:00:00", "2024-10-02 10:00:00"
    platform.dice.shuffle(platform.rows)
    return platform
