"""The small forms on the platform's lists: decisions, sample, report, payout, recovery."""

from collections.abc import Callable, Mapping

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.use_cases.vouchers.auditing import DECISIONS, Decision, decide_finding
from desktop_app.use_cases.vouchers.listing import Holder, reveal
from desktop_app.use_cases.vouchers.paying import (
    PaymentOrder,
    RecoveryOrder,
    record_payment,
    record_recovery,
)
from desktop_app.use_cases.vouchers.sampling import (
    OUTCOMES,
    call_sheet,
    draw_sample,
    record_call,
)
from desktop_app.use_cases.vouchers.settling import ReportOrder, record_report, settle
from desktop_app.use_cases.vouchers.terms import terms_of
from desktop_app.values.ids import CampaignId
from desktop_app.values.money import Fen, fen_from_yuan, yuan_text
from ui.registers.personal_forms import RevealedDialog
from ui.shell import Shell
from ui.widgets.fields import ChoiceField, DateField, Field, LongTextField, TextField
from ui.widgets.form_dialog import AskedForm, FormDialog, Work
from ui.widgets.saving import WORKBOOK, ask_where

KIND = "voucher_lists"
TOPIC, PAYOUT, PERSONAL = "voucher-lists", "voucher-payout", "voucher-personal"
MOST = 1000
"""Thousandths: the whole."""


def open_list_form(
    shell: Shell,
    key: str,
    campaign: CampaignId,
    words: str = "",
    more: Mapping[str, str] | None = None,
) -> None:
    """Open one of `FORMS` about a campaign; `more` names rows and checks."""
    title, _ = FORMS[key]
    place = DraftPlace(
        KIND, title, words, (Subject(ENTRY, campaign),), {"form": key, **(more or {})}
    )
    _open(shell, place)


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the form of a draft again."""
    _open(shell, draft.place)


def _open(shell: Shell, place: DraftPlace) -> None:
    _, make = FORMS[place.more["form"]]
    FormDialog(shell, make(shell, place)).show_sized(560, 420)


def _campaign(place: DraftPlace) -> CampaignId:
    return CampaignId(place.subjects[0].id)


def _yuan(field: TextField) -> Fen | None:
    """An amount in 元; None after a complaint."""
    try:
        return fen_from_yuan(field.value)
    except ValueError as problem:
        field.complain(str(problem))
        return None


def _decide(_shell: Shell, place: DraftPlace) -> AskedForm:
    decision = ChoiceField("处理", tuple(DECISIONS.items()))
    reason = LongTextField("理由", rows=3, hint="写明怎样核实的，会存档并打印")
    fields: dict[str, Field] = {"decision": decision, "reason": reason}
    key, check = _campaign(place), place.more["check"]
    rows = [int(each) for each in place.more["rows"].split(",")]

    def prepare() -> Work | None:
        chosen, why = decision.value, reason.value
        told: Decision | None = next((each for each in DECISIONS if each == chosen), None)
        if told is None:
            return None
        return lambda desk: decide_finding(desk, terms_of(desk, key), rows, check, told, why)

    required = frozenset(fields)
    done = _said("已登记 {} 笔的处理，金额已重新合计")
    hint = "疑点保留，写明谁、什么时候、为什么这样处理。"
    return AskedForm(place, fields, required, "登记", prepare, done, hint, TOPIC)


def _reveal(shell: Shell, place: DraftPlace) -> AskedForm:
    reason = TextField("理由", hint="写明用途，如 电话核实；会记入日志")
    fields: dict[str, Field] = {"reason": reason}
    row = int(place.more["row"])

    def prepare() -> Work:
        why = reason.value
        return lambda desk: reveal(desk, row, why)

    def done(found: object) -> str:
        if isinstance(found, Holder):
            lines = (("姓名", found.name), ("身份证号", found.id_number), ("电话", found.phone))
            RevealedDialog(shell.window, place.about, lines).show_sized(460, 300)
        return "已记入日志"

    hint = "谁、什么时候、为什么看的，都会记入日志。"
    return AskedForm(place, fields, frozenset(fields), "查看", prepare, done, hint, PERSONAL)


def _sample(_shell: Shell, place: DraftPlace) -> AskedForm:
    share = TextField("抽查比例（%）", "5")
    seed = TextField("种子", hint="一个数或一句话，存档；同一种子、同样的清单抽出同样的笔")
    fields: dict[str, Field] = {"share": share, "seed": seed}
    key = _campaign(place)

    def prepare() -> Work | None:
        try:
            permille = round(float(share.value) * MOST / 100)
        except ValueError:
            share.complain("请填数")
            return None
        word = seed.value
        return lambda desk: len(
            draw_sample(desk, terms_of(desk, key), seed=word, permille=permille).rows
        )

    required, done = frozenset(fields), _said("已抽取 {} 笔")
    hint = "按券种分层，各层按比例抽，每层至少一笔。"
    return AskedForm(place, fields, required, "抽取", prepare, done, hint, TOPIC)


def _call(_shell: Shell, place: DraftPlace) -> AskedForm:
    outcome = ChoiceField("回访结果", tuple(OUTCOMES.items()))
    note = LongTextField("说明", rows=3)
    fields: dict[str, Field] = {"outcome": outcome, "note": note}
    row = int(place.more["row"])

    def prepare() -> Work:
        found, words = outcome.value, note.value
        return lambda desk: record_call(desk, row, found, words)

    required = frozenset({"outcome"})
    hint = "说明里的手机号、证件号会遮住。"
    return AskedForm(
        place, fields, required, "登记", prepare, lambda _: "已登记回访结果", hint, TOPIC
    )


def _calls(shell: Shell, place: DraftPlace) -> AskedForm:
    reason = TextField("写出姓名和电话的理由", hint="如 电话回访；不填的，姓名、电话遮住")
    fields: dict[str, Field] = {"reason": reason}
    key = _campaign(place)

    def prepare() -> Work | None:
        path, why = ask_where(shell.window, "回访表", "抽查回访表.xlsx", WORKBOOK), reason.value
        if path is None:
            return None
        return lambda desk: call_sheet(desk, terms_of(desk, key), path, reason=why)

    done = _said("已写出 {:,} 笔的回访表")
    hint = "写了理由的记入日志；回访完请把表收回销毁。"
    return AskedForm(place, fields, frozenset(), "写出…", prepare, done, hint, PERSONAL)


def _report(shell: Shell, place: DraftPlace) -> AskedForm:
    number, auditor = TextField("报告文号"), TextField("审计机构")
    dated = DateField("报告日期", shell.surroundings.clock().date())
    accepted = TextField("审计认可金额（元）")
    fields: dict[str, Field] = {
        "number": number, "auditor": auditor, "dated": dated, "accepted": accepted,
    }  # fmt: skip
    key = _campaign(place)

    def prepare() -> Work | None:
        amount = _yuan(accepted)
        if amount is None:
            return None
        order = ReportOrder(number.value, auditor.value, dated.value, amount)
        return lambda desk: record_report(desk, terms_of(desk, key), order)

    hint = "审计只给总额的在这里登记，拨付合计不超过它；逐笔或按商户的结果请导入审计结果表。"
    done = "已登记专项审计报告"
    return AskedForm(
        place, fields, frozenset(fields), "登记", prepare, lambda _: done, hint, PAYOUT
    )


def _settle(_shell: Shell, place: DraftPlace) -> AskedForm:
    reason = LongTextField("这一版的原因", rows=2, hint="第一版不填；以后各版写明为什么改")
    unchecked = LongTextField(
        "没有查的项目怎样处理", rows=2, hint="有核查项目缺资料没有查的，写明为什么可以拨付"
    )
    fields: dict[str, Field] = {"reason": reason, "unchecked": unchecked}
    key = _campaign(place)

    def prepare() -> Work:
        why, left = reason.value, unchecked.value
        return lambda desk: (
            settle(desk, terms_of(desk, key), reason=why, unchecked_reason=left).settlement.version
        )

    done = _said("已编制资金拨付表第 {} 版")
    hint = "先重新核查一遍，再按商户和券种算应付：申报减去剔除、追回、已拨。"
    return AskedForm(place, fields, frozenset(), "编制", prepare, done, hint, PAYOUT)


def _pay(shell: Shell, place: DraftPlace) -> AskedForm:
    number = TextField("拨付凭证号")
    paid_on = DateField("拨付日期", shell.surroundings.clock().date())
    fields: dict[str, Field] = {"number": number, "paid_on": paid_on}
    key = _campaign(place)
    merchant, kind = place.more.get("merchant", ""), place.more.get("kind", "")

    def prepare() -> Work:
        order = PaymentOrder(number.value, paid_on.value, merchant, kind)
        return lambda desk: yuan_text(record_payment(desk, terms_of(desk, key), order))

    required, done = frozenset(fields), _said("已登记拨付 {} 元")
    hint = "按最新一版拨付表，已拨付的不会重复登记。"
    return AskedForm(place, fields, required, "登记", prepare, done, hint, PAYOUT)


RECOVERIES = (("held", "从以后的拨付中扣"), ("returned", "商户已退回财政"))


def _recover(shell: Shell, place: DraftPlace) -> AskedForm:
    amount = TextField("追回金额（元）")
    day = DateField("追回日期", shell.surroundings.clock().date())
    how = ChoiceField("怎样追回", RECOVERIES, "held")
    reason = LongTextField("原因", rows=3)
    fields: dict[str, Field] = {"amount": amount, "day": day, "how": how, "reason": reason}
    key = _campaign(place)

    def prepare() -> Work | None:
        money = _yuan(amount)
        if money is None:
            return None
        order = RecoveryOrder(
            place.more["merchant"], place.more["kind"], money, day.value, reason.value,
            is_returned=how.value == "returned",
        )  # fmt: skip
        return lambda desk: record_recovery(desk, terms_of(desk, key), order)

    hint = "下一版拨付表记入追回；已经退回的冲减已拨，不再从以后的拨付中扣。"
    return AskedForm(
        place, fields, frozenset(fields), "登记", prepare, lambda _: "已登记追回", hint, PAYOUT
    )


def _said(text: str) -> Callable[[object], str]:
    return text.format


FORMS: Mapping[str, tuple[str, Callable[[Shell, DraftPlace], AskedForm]]] = {
    "decide": ("核实疑点", _decide),
    "reveal": ("查看个人信息", _reveal),
    "sample": ("抽查", _sample),
    "call": ("登记回访结果", _call),
    "calls": ("回访表", _calls),
    "report": ("登记专项审计报告", _report),
    "settle": ("编制资金拨付表", _settle),
    "pay": ("登记拨付", _pay),
    "recover": ("登记追回", _recover),
}
"""Title and form by key."""
