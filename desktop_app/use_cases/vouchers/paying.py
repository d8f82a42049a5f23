"""Payments made on a payout list, and money merchants give back."""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.standing.purged import refuse_personal_text
from desktop_app.use_cases.vouchers.settling import settlement_page
from desktop_app.values.money import Fen, yuan_text


@dataclass(frozen=True)
class PaymentOrder:
    """The voucher of a payment; empty `merchant` and `kind` stand for every line."""

    number: str
    paid_on: date
    merchant: str = ""
    kind: str = ""


def record_payment(desk: Desk, terms: Terms, order: PaymentOrder) -> Fen:
    """Record that lines of the newest payout list were paid in full; gives the sum.

    What was paid before is in the list already: a line is never paid twice.
    """
    require(desk, "vouchers.pay")
    if not order.number.strip():
        raise Refused("没有写拨付凭证号", advice="请补上财政拨付凭证的号码。")
    page = settlement_page(desk, terms)
    lines = [
        each
        for each in page.lines
        if order.merchant in {"", each.merchant} and order.kind in {"", each.kind}
    ]
    with desk.workspace.read() as view:
        done = view.vouchers.payments.where(settlement_id=page.settlement.id)
    paid = {(each.merchant, each.kind) for each in done}
    due = [x for x in lines if x.payable_fen > 0 and (x.merchant, x.kind) not in paid]
    if not due:
        raise Refused("这些商户没有待拨付的金额", advice="请核对拨付表；已拨付的不会重复登记。")
    total = Fen(sum(each.payable_fen for each in due))
    title = f"登记拨付 {yuan_text(total)} 元（凭证 {order.number}，{len(due)} 项）"
    with desk.workspace.begin(desk.act("voucher_pay", title)) as uow:
        uow.vouchers.payments.add_many(
            [
                {
                    "campaign_id": terms.campaign.id,
                    "settlement_id": page.settlement.id,
                    "merchant": each.merchant,
                    "kind": each.kind,
                    "amount_fen": each.payable_fen,
                    "paid_on": order.paid_on,
                    "number": order.number.strip(),
                }
                for each in due
            ]
        )
    return total


@dataclass(frozen=True)
class RecoveryOrder:
    """Money a merchant gives back."""

    merchant: str
    kind: str
    amount_fen: Fen
    recovered_on: date
    reason: str
    is_returned: bool = False
    """The money came back in cash; else it is held back from what is paid next."""


def record_recovery(desk: Desk, terms: Terms, order: RecoveryOrder) -> None:
    """Record money a merchant is to give back: it is owed no longer.

    The next payout list holds it back, unless it came back in cash: then it counts as not paid.
    """
    require(desk, "vouchers.pay")
    if order.amount_fen <= 0:
        raise Refused("追回金额要大于零", advice="请核对金额。")
    if not order.reason.strip():
        raise Refused("没有写追回的原因", advice="请写明原因，会存档并打印。")
    if order.merchant not in {each.code for each in terms.merchants}:
        raise Refused(f"没有商户“{order.merchant}”", advice="请写商户的统一社会信用代码。")
    if order.kind not in {each.id for each in terms.campaign.kinds}:
        raise Refused(f"没有“{order.kind}”这种券", advice="请核对券种。")
    if order.is_returned:
        _refuse_beyond_paid(desk, terms, order)
    how = "，已退回" if order.is_returned else ""
    title = f"登记追回 {yuan_text(order.amount_fen)} 元{how}"
    with desk.workspace.begin(desk.act("voucher_recover", title, reason=order.reason)) as uow:
        refuse_personal_text(uow, Subject(ENTRY, terms.campaign.id), reason=order.reason)
        made = uow.vouchers.recoveries.add(
            campaign_id=terms.campaign.id,
            merchant=order.merchant,
            kind=order.kind,
            amount_fen=order.amount_fen,
            recovered_on=order.recovered_on,
            reason=order.reason.strip(),
        )
        if order.is_returned:
            uow.vouchers.returns.add(recovery_id=made.id, returned_on=order.recovered_on)


def _refuse_beyond_paid(desk: Desk, terms: Terms, order: RecoveryOrder) -> None:
    """Only what was paid can come back."""
    own = {"campaign_id": terms.campaign.id, "merchant": order.merchant, "kind": order.kind}
    with desk.workspace.read() as view:
        back = {each.recovery_id for each in view.vouchers.returns.all()}
        paid = sum(int(x.amount_fen) for x in view.vouchers.payments.where(**own))
        returned = view.vouchers.recoveries.where(**own)
        paid -= sum(x.amount_fen for x in returned if x.id in back)
    if order.amount_fen > paid:
        raise Refused(
            f"退回 {yuan_text(order.amount_fen)} 元，多于已拨付的 {yuan_text(Fen(paid))} 元",
            advice="请核对金额；还没有拨付的，选从以后的拨付中扣。",
        )
