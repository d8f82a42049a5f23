"""Claims for cars bought at a dealer that takes part: the sheet of the dealers and its rows."""

from datetime import date

import xlsxwriter

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.use_cases.vouchers.claims import claim_board
from tests.scenario.campaign import credit_code

DEALER = credit_code(4)
TITLES = (
    "活动名称", "受理序号", "第几批", "汽车销售企业", "销售企业统一社会信用代码", "购车人",
    "身份证号", "联系电话", "车架号", "车型", "车辆情况", "车辆类型", "机动车发票号", "发票日期",
    "发票价格（价税合计）", "已交车辆购置协议", "已交机动车销售发票", "税的证明",
    "已交身份证复印件", "各件上的购车人一致", "收到日期",
)  # fmt: skip
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_VALUES = {"L": 3, "S": 2, "V": 5, "A": 1} | {str(n): n for n in range(10)}


def id_card(number):
    """An identity number with its check digit (GB 11643)."""
    body = f"34172319900101{number:03d}"
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, _WEIGHTS, strict=True)) % 11]


def vin(number):
    """A vehicle number with its check digit at the ninth place (GB 16735)."""
    parts = f"LSVA0000?00{number:06d}"
    total = sum(_VIN_VALUES[c] * w for c, w in zip(parts, _VIN_WEIGHTS, strict=True) if c != "?")
    return parts.replace("?", "0123456789X"[total % 11])


def claim(number, title, **given):
    """One claim as its row of the sheet; everything is there unless something else is given."""
    values = dict(
        zip(
            TITLES,
            (
                title, number, 1, "蓉城汽车", DEALER, f"购车人{number}", id_card(number),
                f"1385661{number:04d}", vin(number), "某型", "新乘用车", "燃油车",
                f"13407240000{number % 10}-{number:08d}", date(2024, 9, 10), "200000", "是", "是",
                "完税证明", "是", "是", date(2024, 9, 12),
            ),
            strict=True,
        )
    ) | given  # fmt: skip
    return [values[title] for title in TITLES]


def claim_book(path, rows, *, sheet="购车补贴申报表", titles=TITLES):
    """The workbook the office gets from the dealers."""
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet(sheet)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(0, 0, titles)
    for line, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(line, column, value, day)
            elif isinstance(value, int):
                page.write_number(line, column, value)
            elif value:
                page.write_string(line, column, value)
    book.close()
    return path


class Queue:
    """The claims of a campaign, with short words for what the tests do."""

    def __init__(self, campaign):
        self.campaign = campaign

    @property
    def board(self):
        return claim_board(self.campaign.desk, self.campaign.id)

    def row(self, number):
        return next(row for row in self.board.rows if row.number == number)

    @property
    def places(self):
        return {row.number: (row.place, row.turn) for row in self.board.rows}

    def open_dealer(self, since=date(2024, 9, 1)):
        """A dealer that takes part from a day on, and batch one of 150,000 yuan for cars."""
        world = self.campaign
        world.engage_platform()
        batch = world.batch(1).id
        world.record(batch, "batch_opening.split", "agreed", document_number="青商〔2024〕20号")
        world.record(batch, "batch_opening.open", "done", document_number="青商〔2024〕21号")
        facts = {"campaign.apply_from": "2024-08-12", "campaign.apply_until": "2024-08-30"}
        world.record(None, "merchant_call.notice", "issued", facts=facts)
        key = world.add(
            "merchant", number="4", name="蓉城汽车", credit_code=DEALER, category="car",
            address="青阳县蓉城路4号", shop="蓉城路店", legal_person="法人甲",
            phone="13856600004", emission="six", bank="青阳农商行", account="6228480000000004",
            received_on="2024-08-20", has_licence=True, credit_result="good",
        )  # fmt: skip
        for step, outcome in (
            ("merchant_entry.review", "agreed"),
            ("merchant_entry.admit", "agreed"),
            ("merchant_entry.commitment", "signed"),
        ):
            world.record(key, step, outcome)
        world.record(key, "merchant_entry.online", "done", acted_on=since)

    def check(self, number, outcome="agreed", on=None, **more):
        step = "claim_review.check"
        return self.campaign.record(self.row(number).id, step, outcome, acted_on=on, **more)

    def subject(self, number):
        return Subject(ENTRY, self.row(number).id)
