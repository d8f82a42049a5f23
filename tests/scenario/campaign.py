"""Case C8: a county's campaign and 137 merchants who want to take part."""

from datetime import date

import xlsxwriter

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.registers.listing import register_page
from desktop_app.use_cases.reserve_pool.steps import record_for_many, record_step
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.use_cases.vouchers.campaigns import campaign
from desktop_app.use_cases.vouchers.merchants import merchant_board
from desktop_app.use_cases.vouchers.platforms import rank_platforms
from desktop_app.use_cases.vouchers.starting import start_campaign

TITLES = (
    "活动名称", "受理序号", "商户名称", "统一社会信用代码", "商户类别", "登记注册地址",
    "参加活动的门店", "法定代表人", "联系人", "联系电话", "所售车型", "开户银行", "收款账户",
    "收到日期", "已交营业执照复印件", "信用查询结果", "信用查询日期",
)  # fmt: skip
TRADES = ("商超零售", "餐饮", "住宿", "家电（家居）", "汽车")
HERE, NEXT_DOOR = "341723", "341702"
INCOMPLETE, OUTSIDE, REPEATED = range(1, 13), range(13, 19), range(134, 138)
"""Numbers of the applications that lack something, come from next door, repeat a code."""
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(number, area=HERE):
    """A unified social credit code with its check character (GB 32100)."""
    body = f"91{area}MA2N{number:05d}"
    total = sum(_ALPHABET.index(c) * pow(3, n, 31) for n, c in enumerate(body))
    return body + _ALPHABET[-total % 31]


class Campaign:
    """One campaign at one desk, with short words for what the tests do."""

    def __init__(self, desk, clock, key=None):
        self.desk, self.clock = desk, clock
        self.id = start_campaign(desk) if key is None else key
        self.subject = Subject(ENTRY, self.id)

    @property
    def plan(self):
        return campaign(self.desk, self.id)

    def rows(self, register, **wanted):
        """The rows of a register whose cells hold what is wanted."""
        page = register_page(self.desk, register)
        return [
            row
            for row in page.rows
            if all(row.cells.get(name) == value for name, value in wanted.items())
        ]

    def row(self, register, **wanted):
        (found,) = self.rows(register, **wanted)
        return found

    def batch(self, number):
        return self.row("voucher_batch", number=number)

    def add(self, register, above=None, **given):
        owner = Owner(parent_id=above or self.id)
        return save_entry(self.desk, EntryDraft(register, given, owner))

    def correct(self, row, *, reason="更正", **given):
        draft = EntryDraft(row.register, given, entry_id=row.id, reason=reason)
        return save_entry(self.desk, draft)

    def record(self, key, step, outcome, **more):
        more = {"signer": "负责人甲", **more}
        subject = self.subject if key is None else Subject(ENTRY, key)
        return record_step(self.desk, subject, StepEntry(step, outcome, **more))

    # -- platforms

    def engage_platform(self, name="某银行生活平台", wan="60"):
        """A platform with the only score, and its agreement."""
        if not self.rows("platform_criterion"):
            self.add("platform_criterion", title="配比资金", weight="100", by_money=True)
        key = self.add("platform", name=name, applied_on="2024-08-09", matching_money=wan)
        rank_platforms(self.desk, self.id)
        self.record(key, "platform_agreement.sign", "signed", document_number="协〔2024〕1号")
        return key

    # -- merchants

    def call_merchants(self):
        facts = {"campaign.apply_from": "2024-08-12", "campaign.apply_until": "2024-08-30"}
        self.record(None, "merchant_call.notice", "issued", facts=facts)

    def import_merchants(self, path):
        planned = preview_import(self.desk, [path])
        return apply_import(self.desk, planned)

    @property
    def board(self):
        return merchant_board(self.desk, self.id)

    def qualify(self, numbers):
        subjects = [Subject(ENTRY, r.id) for r in self.board.rows if r.number in numbers]
        entry = StepEntry("merchant_entry.review", "agreed", signer="负责人甲")
        return record_for_many(self.desk, subjects, entry)


def application(number, title):
    """One application as its row of the workbook; the planted faults by number."""
    is_outside, is_repeated = number in OUTSIDE, number in REPEATED
    area, place = (NEXT_DOOR, "池州市贵池区") if is_outside else (HERE, "青阳县")
    code = credit_code(number - 100 if is_repeated else number, area)
    trade = TRADES[number % 5]
    row = [
        title, number, f"第{number}号商户", code, trade, f"{place}蓉城路{number}号",
        f"蓉城路{number}号店", f"法人{number}", f"联系{number}", f"1385660{number:04d}",
        "国六及以上" if trade == "汽车" else "", "青阳农商行", f"62284800{number:011d}",
        date(2024, 8, 12 + number % 18), "是", "没有失信记录", date(2024, 8, 31),
    ]  # fmt: skip
    if number in INCOMPLETE:
        row[(3, 5, 6, 7, 12, 14)[number % 6]] = ""
    return row


def merchant_book(path, title, numbers=range(1, 138)):
    """The workbook the clerk has put together."""
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("商户申报表")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(0, 0, TITLES)
    for line, number in enumerate(numbers, 1):
        for column, value in enumerate(application(number, title)):
            if isinstance(value, date):
                page.write_datetime(line, column, value, day)
            elif isinstance(value, int):
                page.write_number(line, column, value)
            else:
                page.write_string(line, column, value)
    book.close()
    return path
