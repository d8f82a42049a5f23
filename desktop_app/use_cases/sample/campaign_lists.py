"""The platform's lists of the sample campaign, laid out from a seed; faults are planted in them."""

import csv
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from desktop_app.domain.vouchers.plan import Batch, Campaign
from desktop_app.domain.vouchers.terms import Participant
from desktop_app.use_cases.sample.made_up import credit_code, id_number, phone, vin
from desktop_app.values.money import Fen, yuan_text

ISSUED = ("券码", "券种", "面额", "批次", "领券账号", "领取时间", "有效期至", "状态")
USED = (
    "交易流水号", "券码", "券种", "面额", "批次", "核销金额", "消费金额", "商户信用代码",
    "核销时间", "账号", "设备号", "姓名", "身份证号", "手机号", "发票号码", "车架号", "车辆类型",
    "商品名称", "能效等级", "资料",
)  # fmt: skip
REFUNDS = ("交易流水号", "退款金额", "退款时间")
Row = dict[str, object]
OPENING, HOURS = 9, 12
STRANGER = 999
NEAR_PERCENT = 80


@dataclass
class Lists:
    """The lists of one batch."""

    issued: list[Row] = field(default_factory=list)
    used: list[Row] = field(default_factory=list)
    refunds: list[Row] = field(default_factory=list)

    def write(self, folder: Path, number: int) -> tuple[Path, Path, Path]:
        """Vouchers issued, redemptions and refunds as the platform sends them."""
        found = (
            (f"第{number}批发券明细.csv", ISSUED, self.issued),
            (f"第{number}批核销明细.csv", USED, self.used),
            (f"第{number}批退款明细.csv", REFUNDS, self.refunds),
        )
        paths = [_write(folder / name, head, rows) for name, head, rows in found]
        return paths[0], paths[1], paths[2]


def _write(path: Path, head: Sequence[str], rows: Sequence[Row]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows([row.get(title, "") for title in head] for row in rows)
    return path


@dataclass
class Maker:
    """Lays the lists of one batch out; the same seed gives the same lists."""

    campaign: Campaign
    batch: Batch
    merchants: Sequence[Participant]
    told: Mapping[str, Any]
    """What the story says of lists: seed, goods, names, how many faults of each sort."""
    lists: Lists = field(default_factory=Lists)

    def __post_init__(self) -> None:
        self.dice = random.Random(f"{self.told['seed']}.{self.batch.number}")  # noqa: S311
        self.planted: Mapping[str, int] = self.told["planted"]

    def make(self) -> Lists:
        """Every voucher of the batch given out, most of them used, some wrongly."""
        for share in self.batch.shares:
            for face in share.faces:
                for _ in range(face.count):
                    self._voucher(share.kind_id, face.face_fen, face.threshold_fen)
        self.lists.used.sort(key=lambda row: str(row["核销时间"]))
        self._plant()
        return self.lists

    def _voucher(self, kind: str, face: int, threshold: int) -> None:
        number = len(self.lists.issued)
        code = f"{kind[0].upper()}{self.batch.number}{number:06d}"
        account = f"U{self.batch.number}{number:06d}"
        is_used = self.dice.randrange(100) < self.told["used_percent"]
        common = {
            "券码": code, "券种": self.campaign.kind(kind).title, "面额": _yuan(face),
            "批次": self.batch.number,
        }  # fmt: skip
        first, last = self._days()
        self.lists.issued.append(
            {
                **common, "领券账号": account, "领取时间": f"{first} 09:00:00", "有效期至": last,
                "状态": "已核销" if is_used else "已过期",
            }
        )  # fmt: skip
        if is_used:
            spent = threshold + self.dice.randrange(threshold // 100) * 100
            more = self._papers(number) if self.campaign.kind(kind).papers else {}
            self.lists.used.append(
                {
                    **common, "交易流水号": f"T{self.batch.number}{number:08d}",
                    "核销金额": _yuan(face), "消费金额": _yuan(spent), "账号": account,
                    "商户信用代码": self._merchant(kind), "核销时间": self._moment(),
                    "设备号": f"D{self.batch.number}{number:06d}", **more,
                }
            )  # fmt: skip

    def _papers(self, number: int) -> Row:
        person = self.batch.number * 1000 + number
        name = self.dice.choice(self.told["surnames"]) + "某" + self.dice.choice("甲乙丙丁")
        return {
            "姓名": name, "身份证号": id_number(person), "手机号": phone(person),
            "发票号码": f"2434{person:016d}", "商品名称": self.dice.choice(self.told["goods"]),
            "能效等级": 1, "资料": "齐全",
        }  # fmt: skip

    def _merchant(self, kind: str) -> str:
        trades = self.campaign.kind(kind).trades
        return self.dice.choice([x.code for x in self.merchants if x.category in trades])

    def _days(self) -> tuple[date, date]:
        plan = self.campaign
        return self.batch.opens_on or plan.starts_on, self.batch.closes_on or plan.ends_on

    def _moment(self) -> datetime:
        first, last = self._days()
        day = first + timedelta(days=self.dice.randrange((last - first).days + 1))
        seconds = self.dice.randrange(HOURS * 3600)
        return datetime.combine(day, time(OPENING)) + timedelta(seconds=seconds)

    def _take(self, what: str, kind: str = "general") -> Iterator[Row]:
        """So many rows of a kind that hold no fault yet."""
        title = self.campaign.kind(kind).title
        for _ in range(self.planted[what]):
            place = next(n for n, row in enumerate(self.free) if row["券种"] == title)
            yield self.free.pop(place)

    def _plant(self) -> None:
        self.free = list(self.lists.used)
        self.dice.shuffle(self.free)
        self._wrong()
        self._wrong_goods()
        self._doubtful()
        self._repeat()
        self._cluster()
        self._refund()

    def _wrong(self) -> None:
        last = self._days()[1]
        for row in self._take("below"):
            row["消费金额"] = f"{float(str(row['消费金额'])) * 0.4:.2f}"
        for row in self._take("stranger"):
            row["商户信用代码"] = credit_code(STRANGER, self.campaign.area_code)
        for row in self._take("late"):
            row["核销时间"] = f"{last + timedelta(days=2)} 10:20:00"
        for row in self._take("transfer"):
            row["账号"] = f"{row['账号']}X"

    def _wrong_goods(self) -> None:
        for row in self._take("grade", "appliance"):
            row |= {"商品名称": "电冰箱", "能效等级": 4}
        seller = next(each.code for each in self.merchants if each.category == "appliance")
        for row in self._take("raised", "appliance"):
            row |= {"商户信用代码": seller, "商品名称": "洗衣机"}

    def _doubtful(self) -> None:
        for row in self._take("night"):
            row["核销时间"] = f"{str(row['核销时间'])[:10]} 02:{self.dice.randrange(60):02d}:00"
        for row in self._take("device"):
            row["设备号"] = f"D{self.batch.number}SAME"

    def _repeat(self) -> None:
        """The same voucher a second time, some days later."""
        again = [
            {
                **row,
                "交易流水号": f"{row['交易流水号']}R",
                "核销时间": f"{self._days()[1]} 18:30:00",
            }
            for row in self._take("repeated")
        ]
        self.lists.used += again

    def _cluster(self) -> None:
        """One shop's purchases are mostly just over the threshold; another's come in minutes."""
        shops = [each.code for each in self.merchants if each.category == "retail"]
        least = {
            _yuan(face.face_fen): face.threshold_fen
            for kind in self.campaign.kinds
            for face in kind.faces
        }
        for row in list(self.free):
            is_near = row["商户信用代码"] == shops[0] and self.dice.randrange(100) < NEAR_PERCENT
            if is_near:
                row["消费金额"] = _yuan(least[str(row["面额"])] + 10)
        day = self._days()[0] + timedelta(days=5)
        for place, row in enumerate(self._take("burst")):
            row |= {
                "商户信用代码": shops[1],
                "核销时间": f"{day} 15:{place // 6:02d}:{place % 6 * 9:02d}",
            }

    def _refund(self) -> None:
        for row in self._take("refunded"):
            day = self._days()[1]
            self.lists.refunds.append(
                {
                    "交易流水号": row["交易流水号"],
                    "退款金额": row["消费金额"],
                    "退款时间": f"{day} 19:00:00",
                }
            )


def claim_row(
    claim: Mapping[str, Any], dealer: Participant, subsidy: int, words: tuple[str, str]
) -> Row:
    """The redemption of a claim as the platform tells it; `words`: its kind and its fuel."""
    number, (kind, fuel) = int(claim["number"]), words
    return {
        "交易流水号": f"TC{number:06d}", "券种": kind, "批次": claim["batch"],
        "核销金额": _yuan(subsidy), "消费金额": f"{claim['price']}.00",
        "商户信用代码": dealer.code, "核销时间": f"{claim['bought_on']} 11:00:00",
        "姓名": f"某{number}", "身份证号": id_number(500 + number), "手机号": phone(500 + number),
        "发票号码": invoice(number), "车架号": vin(number), "车辆类型": fuel, "资料": "齐全",
    }  # fmt: skip


def invoice(number: int) -> str:
    """The number of a car's invoice."""
    return f"134072400001-{number:08d}"


def _yuan(fen: int) -> str:
    return yuan_text(Fen(fen)).replace(",", "")
