"""`vouchers` on the platform's lists: import, audit, decisions, sample, balance, settlement."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from desktop_app.cli.output import Answer
from desktop_app.cli.usage_words import UsageError
from desktop_app.cli.voucher_list_arguments import WRITING
from desktop_app.cli.voucher_list_reports import (
    audit_answer,
    balance_answer,
    findings_answer,
    import_answer,
    rows_answer,
    sample_answer,
    settlement_answer,
)
from desktop_app.cli.voucher_results import handover, result
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.vouchers.auditing import (
    DECISIONS,
    audit,
    audit_page,
    decide_finding,
    finding_lines,
)
from desktop_app.use_cases.vouchers.balancing import balance
from desktop_app.use_cases.vouchers.campaigns import find_campaign
from desktop_app.use_cases.vouchers.importing import ListOrder, import_list, preview_list
from desktop_app.use_cases.vouchers.listing import RowFilter, redemption_page, reveal
from desktop_app.use_cases.vouchers.paying import (
    PaymentOrder,
    RecoveryOrder,
    record_payment,
    record_recovery,
)
from desktop_app.use_cases.vouchers.purging import purge_campaign, purged
from desktop_app.use_cases.vouchers.sampling import (
    call_sheet,
    draw_sample,
    record_call,
    sample_page,
)
from desktop_app.use_cases.vouchers.settlement_papers import (
    PDF,
    write_certificate,
    write_settlement,
    write_summary,
)
from desktop_app.use_cases.vouchers.settling import (
    ReportOrder,
    record_report,
    settle,
    settlement_page,
)
from desktop_app.use_cases.vouchers.terms import terms_of
from desktop_app.values.money import Fen, fen_from_yuan, yuan_text


def writes(arguments: Namespace) -> bool:
    """Whether the action changes anything."""
    if arguments.action in WRITING:
        return not (arguments.action == "audit" and arguments.check)
    asked = {
        "import": arguments.apply,
        "result": arguments.apply,
        "sample": arguments.draw or (arguments.out and arguments.reason),
        "settle": arguments.apply or arguments.report or arguments.full or is_issuing(arguments),
        "report": is_issuing(arguments),
        "purge": arguments.apply or is_issuing(arguments),
    }
    return bool(asked.get(arguments.action))


def is_issuing(arguments: Namespace) -> bool:
    """Whether a paper is to be written: it is issued first."""
    return arguments.out is not None and arguments.out.suffix.lower() == PDF


def _terms(arguments: Namespace, desk: Desk) -> Terms:
    return terms_of(desk, find_campaign(desk, arguments.campaign))


def _import(arguments: Namespace, desk: Desk) -> Answer:
    if not arguments.campaign:
        raise UsageError("要写清单的文件，如 hengce vouchers import 核销.csv --list redemption")
    terms = terms_of(desk, find_campaign(desk, arguments.of))
    order = ListOrder(
        Path(arguments.campaign),
        arguments.list,
        arguments.batch,
        arguments.sheet,
        _pairs(arguments.map),
        arguments.correct,
    )
    take = import_list if arguments.apply else preview_list
    return import_answer(take(desk, terms.campaign, order), is_applied=arguments.apply)


def _pairs(written: list[str]) -> dict[str, str]:
    found = {}
    for each in written:
        title, mark, key = each.rpartition("=")
        if not mark or not title or not key:
            raise UsageError(f"“{each}”应写作 标题=列")
        found[title.strip()] = key.strip()
    return found


def _rows(arguments: Namespace, desk: Desk) -> Answer:
    terms = _terms(arguments, desk)
    chosen = RowFilter(arguments.kind, arguments.merchant, arguments.text, arguments.check)
    after, count = arguments.after, arguments.count
    return rows_answer(
        terms, redemption_page(desk, terms.campaign, chosen, after=after, count=count)
    )


def _audit(arguments: Namespace, desk: Desk) -> Answer:
    terms = _terms(arguments, desk)
    if arguments.check:
        page = (arguments.after, arguments.count)
        return findings_answer(
            finding_lines(desk, terms, arguments.check, after=page[0], count=page[1])
        )
    return audit_answer(audit(desk, terms))


def _decide(arguments: Namespace, desk: Desk) -> Answer:
    terms = _terms(arguments, desk)
    if arguments.decision not in DECISIONS or not arguments.row or not arguments.check:
        raise UsageError("要写 --row 核销序号 --check 检查 --as dismissed|disallowed --reason 理由")
    decide_finding(
        desk, terms, arguments.row, arguments.check, arguments.decision, arguments.reason
    )
    return audit_answer(audit_page(desk, terms))


def _balance(arguments: Namespace, desk: Desk) -> Answer:
    terms = _terms(arguments, desk)
    return balance_answer(terms, balance(desk, terms, arguments.on))


def _sample(arguments: Namespace, desk: Desk) -> Answer:
    terms = _terms(arguments, desk)
    if arguments.draw:
        permille = round(arguments.share * 1000)
        page = draw_sample(desk, terms, seed=arguments.draw, permille=permille)
    else:
        page = sample_page(desk, terms)
    if arguments.out is not None:
        call_sheet(desk, terms, arguments.out, reason=arguments.reason)
    return sample_answer(page)


def _call(arguments: Namespace, desk: Desk) -> Answer:
    if len(arguments.row) != 1 or not arguments.decision:
        raise UsageError("要写 --row 回访号 --as 结果，如 confirmed、doubtful、denied、unreached")
    record_call(desk, arguments.row[0], arguments.decision, arguments.note)
    return Answer(["已登记回访结果。"], {"row": arguments.row[0], "outcome": arguments.decision})


def _settle(arguments: Namespace, desk: Desk) -> Answer:
    terms = _terms(arguments, desk)
    if arguments.report:
        order = ReportOrder(
            arguments.report, arguments.auditor, arguments.dated or desk.today, _fen(arguments)
        )
        report = record_report(desk, terms, order)
        if not arguments.apply:
            words = (
                f"已登记审计报告 {report.report_number}，认可 {yuan_text(report.accepted_fen)} 元。"
            )
            return Answer([words], {"report": report.id, "accepted_fen": report.accepted_fen})
    if arguments.apply:
        page = settle(desk, terms, reason=arguments.reason, unchecked_reason=arguments.unchecked)
    else:
        page = settlement_page(desk, terms, arguments.edition)
    if arguments.out is not None:
        write_settlement(desk, terms, page, arguments.out, full_reason=arguments.full)
    return settlement_answer(terms, page)


def _pay(arguments: Namespace, desk: Desk) -> Answer:
    day = arguments.dated or desk.today
    order = PaymentOrder(arguments.number, day, arguments.merchant, arguments.kind)
    total = record_payment(desk, _terms(arguments, desk), order)
    return Answer([f"已登记拨付 {yuan_text(total)} 元。"], {"paid_fen": total})


def _recover(arguments: Namespace, desk: Desk) -> Answer:
    order = RecoveryOrder(
        arguments.merchant,
        arguments.kind,
        _fen(arguments),
        arguments.dated or desk.today,
        arguments.reason,
        is_returned=arguments.returned,
    )
    record_recovery(desk, _terms(arguments, desk), order)
    return Answer([f"已登记追回 {yuan_text(order.amount_fen)} 元。"], {"fen": order.amount_fen})


def _report(arguments: Namespace, desk: Desk) -> Answer:
    terms = _terms(arguments, desk)
    found = balance(desk, terms, arguments.on)
    page = audit_page(desk, terms)
    if arguments.out is not None:
        write_summary(desk, terms, found, page, arguments.out)
    one, other = balance_answer(terms, found), audit_answer(page)
    return Answer([*one.lines, "", *other.lines], {"balance": one.data, "audit": other.data})


def _reveal(arguments: Namespace, desk: Desk) -> Answer:
    if len(arguments.row) != 1:
        raise UsageError("要写 --row 核销序号 --reason 理由")
    found = reveal(desk, arguments.row[0], arguments.reason)
    words = f"{found.name}　{found.id_number}　{found.phone}（已记入日志）"
    return Answer([words], {"name": found.name, "id": found.id_number, "phone": found.phone})


def _purge(arguments: Namespace, desk: Desk) -> Answer:
    terms = _terms(arguments, desk)
    if arguments.out is not None and not is_issuing(arguments):
        raise UsageError("清除证明写成 .pdf 文件，如 --out 清除证明.pdf")
    if arguments.out is not None and not arguments.apply:
        found = purged(desk, terms)
    else:
        found = purge_campaign(desk, terms, reason=arguments.reason, is_applied=arguments.apply)
    if arguments.out is not None:
        write_certificate(desk, terms, arguments.out)
    return Answer(list(found.lines), found.values)


def _fen(arguments: Namespace) -> Fen:
    try:
        return fen_from_yuan(arguments.yuan.replace(",", ""))
    except ValueError as problem:
        raise UsageError(f"--yuan 应为数字（元）：{problem}") from problem


ACTIONS: dict[str, Callable[[Namespace, Desk], Answer]] = {
    "import": _import,
    "rows": _rows,
    "audit": _audit,
    "decide": _decide,
    "balance": _balance,
    "sample": _sample,
    "call": _call,
    "result": result,
    "settle": _settle,
    "pay": _pay,
    "recover": _recover,
    "report": _report,
    "handover": handover,
    "reveal": _reveal,
    "purge": _purge,
}
