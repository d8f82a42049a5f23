"""Runs the checks over the redemptions of a campaign; what people decide of single findings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from db.repositories.vouchers import cause_values
from db.unit_of_work import ReadView, UnitOfWork
from db.vouchers.audit import run_checks
from db.vouchers.cache import roomy_cache
from db.vouchers.findings import FindingRow, finding_of, findings_page
from db.vouchers.verdicts import last_redemption
from desktop_app.domain.vouchers.checks import BY_ID, DECIDED, CheckInfo
from desktop_app.domain.vouchers.records import Audit, CauseSum
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.progress import Progress, Steps
from desktop_app.use_cases.vouchers.claim_findings import OF_CLAIMS, claim_audit, claim_rows
from desktop_app.use_cases.vouchers.purging import refuse_purged
from desktop_app.values.money import Fen, yuan_text

Decision = Literal["dismissed", "disallowed"]
DECISIONS: dict[Decision, str] = {"dismissed": "核实无误", "disallowed": "剔除"}


@dataclass(frozen=True)
class CauseLine:
    """One check with what it found."""

    check: CheckInfo
    clause: str
    """The clause it rests on, else the reason it is looked for."""
    sum: CauseSum


@dataclass(frozen=True)
class AuditPage:
    """The last audit as it is shown."""

    audit: Audit
    causes: tuple[CauseLine, ...]
    """Checks that take money off, in order."""
    signs: tuple[CauseLine, ...]
    undone: tuple[tuple[CheckInfo, str], ...]
    """Checks that could not be made and why: what they would find is not known."""
    unseen: int
    """Redemptions imported or corrected since: the figures are no longer right."""


def audit(
    desk: Desk,
    terms: Terms,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda _done, _total, _text: None,
) -> AuditPage:
    """Run every check over all redemptions and keep what they find; earlier findings are replaced.

    What was decided of a finding stays and is taken into account.
    """
    require(desk, "vouchers.audit")
    campaign = terms.campaign
    act = desk.act("voucher_audit", f"核查核销明细（{campaign.name}）")
    with desk.workspace.begin(act) as uow:
        run_audit(uow, terms, desk, Steps(cancelled, progress))
    return audit_page(desk, terms)


def run_audit(uow: UnitOfWork, terms: Terms, desk: Desk, steps: Steps) -> Audit:
    """As `audit`, within an act that goes on."""
    refuse_purged(uow, terms.campaign)
    with roomy_cache(uow.connection):
        outcome = run_checks(uow.connection, terms, steps.at)
    claims = claim_audit(uow, terms)
    approved = claims.claims.approved if claims else ()
    if not outcome.rows and not approved:
        raise Refused("还没有核销明细可以核查", advice="请先导入平台核销明细。")
    causes = (*outcome.causes, *(claims.causes() if claims else ()))
    return uow.vouchers.audits.add(
        campaign_id=terms.campaign.id,
        audited_on=desk.today,
        rows=outcome.rows + len(approved),
        claimed_fen=Fen(outcome.claimed_fen + sum(each.claimed_fen for each in approved)),
        disallowed_rows=sum(each.counted_rows for each in causes),
        disallowed_fen=Fen(sum(each.counted_fen for each in causes)),
        causes=[cause_values(each) for each in causes],
        terms=terms.as_values(),
        undone={**outcome.undone, **(claims.undone if claims else {})},
        last_row=last_redemption(uow.connection, terms.campaign.id),
    )


def audit_page(desk: Desk, terms: Terms) -> AuditPage:
    """The last audit with its clauses; refused if there was none."""
    with desk.workspace.read() as view:
        return page_of(view, terms)


def page_of(view: ReadView, terms: Terms) -> AuditPage:
    """As `audit_page`, within a reading."""
    found = last_audit(view, terms.campaign.id)
    lines = [
        CauseLine(BY_ID[each.check], clause_of(terms, each.check), each) for each in found.causes
    ]
    return AuditPage(
        found,
        tuple(each for each in lines if each.check.stand == "disallow"),
        tuple(each for each in lines if each.check.stand == "sign"),
        tuple((BY_ID[check], why) for check, why in found.undone.items()),
        unseen_rows(view, found),
    )


def last_audit(view: ReadView, campaign_id: int) -> Audit:
    """The last audit; refused if there was none."""
    found = view.vouchers.last_audit(campaign_id)
    if found is None:
        raise Refused("核销明细还没有核查过", advice="请先运行核查。")
    return found


def unseen_rows(view: ReadView, found: Audit) -> int:
    """Redemptions taken in after the audit."""
    statement = "SELECT count(*) FROM voucher_redemption WHERE campaign_id = ? AND id > ?"
    values = (found.campaign_id, found.last_row)
    return int(view.connection.exec_driver_sql(statement, values).scalar() or 0)


def clause_of(terms: Terms, check: str) -> str:
    """The clause a check rests on, else the stated reason."""
    return terms.clauses.get(check) or BY_ID[check].reason


def decide_finding(
    desk: Desk, terms: Terms, rows: Sequence[int], check: str, decision: Decision, reason: str
) -> int:
    """Record that findings of one check are unfounded, or that rows are taken off on a sign.

    The findings stay and say who decided what and why. Gives the number of rows decided on; the
    checks are run again, so that the sums agree at once.
    """
    require(desk, "vouchers.decide")
    if check not in BY_ID:
        raise Refused(f"没有“{check}”这项检查", advice=f"可写：{'、'.join(BY_ID)}。")
    if not reason.strip():
        raise Refused("没有写理由", advice="请写明核实的情况，会存档并打印。")
    words = f"{BY_ID[check].title}：{DECISIONS[decision]} {len(rows)} 笔"
    with desk.workspace.begin(desk.act("voucher_decide", words, reason=reason)) as uow:
        for row in rows:
            _decide(uow, desk, terms, (row, check), (decision, reason.strip()))
        run_audit(uow, terms, desk, Steps())
    return len(rows)


def _decide(
    uow: UnitOfWork,
    desk: Desk,
    terms: Terms,
    finding: tuple[int, str],
    told: tuple[Decision, str],
) -> None:
    row, check = finding
    if not _is_found(uow, terms, check, row):
        raise Refused(
            f"第 {row} 号核销没有“{BY_ID[check].title}”这个疑点",
            advice="请先运行核查，再按清单办理。",
        )
    values = {
        "decision": told[0],
        "reason": told[1],
        "decided_by": desk.operator,
        "decided_on": desk.today,
    }
    known = uow.vouchers.decisions.first(check_id=check, row_id=row)
    if known is not None:
        uow.vouchers.decisions.change(known.id, **values)
    else:
        uow.vouchers.decisions.add(
            campaign_id=terms.campaign.id, check_id=check, row_id=row, **values
        )


def _is_found(view: ReadView, terms: Terms, check: str, row: int) -> bool:
    if check in OF_CLAIMS:
        return any(found.row_id == row for found, _ in claim_rows(view, terms, check))
    return finding_of(view.connection, terms.campaign.id, check, row) is not None


@dataclass(frozen=True)
class FindingLine:
    """One finding as it is shown: place, sum, clause and why, personal numbers masked."""

    row: FindingRow
    title: str
    clause: str
    text: str


def refuse_unknown_check(check: str) -> None:
    """Refuses a check there is none of: no finding would look as if there were nothing wrong."""
    if check and check not in {*BY_ID, DECIDED}:
        known = "、".join(f"{each.id}（{each.title}）" for each in BY_ID.values())
        raise Refused(f"没有“{check}”这项检查", advice=f"可写：{known}。")


def finding_lines(
    desk: Desk, terms: Terms, check: str = "", *, after: int = 0, count: int = 200
) -> tuple[FindingLine, ...]:
    """A page of findings by row, of one check or of all those on redemptions."""
    refuse_unknown_check(check)
    with desk.workspace.read() as view:
        if check in OF_CLAIMS:
            told = [each for each in claim_rows(view, terms, check) if each[0].id > after]
            return tuple(_claim_line(terms, *each) for each in told[:count])
        found = findings_page(view.connection, terms.campaign.id, check, after=after, count=count)
    return tuple(_line(terms, each) for each in found)


def _line(terms: Terms, row: FindingRow) -> FindingLine:
    check = BY_ID[row.check]
    return FindingLine(row, check.title, clause_of(terms, row.check), _explained(terms, row))


def _claim_line(terms: Terms, row: FindingRow, told: str) -> FindingLine:
    check = BY_ID[row.check]
    parts = [check.told, told, *([_decided(row)] if row.decision else [])]
    return FindingLine(row, check.title, clause_of(terms, row.check), "；".join(parts))


def _decided(row: FindingRow) -> str:
    word = "核实无误" if row.decision == "dismissed" else "剔除"
    return f"{row.decided_by}认定{word}：{row.reason}"


def _explained(terms: Terms, row: FindingRow) -> str:
    """The finding in a sentence, with the figures it rests on."""
    parts = [BY_ID[row.check].told]
    kind = next((k for k in terms.campaign.kinds if k.id == row.kind), None)
    if row.check == "threshold" and kind is not None and row.face_fen is not None:
        needed = next((f.threshold_fen for f in kind.faces if f.face_fen == row.face_fen), None)
        spent = "没有填" if row.spent_fen is None else f"{yuan_text(row.spent_fen)}元"
        parts.append(f"消费{spent}，门槛{yuan_text(needed)}元" if needed is not None else spent)
    elif row.check in {"bracket", "price", "near_edge"} and kind and row.spent_fen is not None:
        due = kind.subsidy_fen(row.fuel or "", row.spent_fen)
        parts.append(
            f"发票价格{yuan_text(row.spent_fen)}元，应享{yuan_text(due)}元，"
            f"申请{yuan_text(row.claimed_fen)}元"
        )
    elif row.other_place:
        parts.append(f"此前的一笔在{row.other_place}")
    elif row.check in {"period", "merchant"}:
        parts.append(f"核销日期{row.at[:10]}")
        parts += _taking_part(terms, row) if row.check == "merchant" else []
    if row.decision:
        parts.append(_decided(row))
    return "；".join(parts)


def _taking_part(terms: Terms, row: FindingRow) -> list[str]:
    """When the merchant took part, in words."""
    stays = terms.stays_of(row.merchant)
    return [f"参与的日子：{'；'.join(each.told for each in stays)}"] if stays else ["从未参与"]
