"""What is payable by merchant and kind: the auditor's word row by row, by merchant, or in one sum.

Told row by row, exactly the accepted money of those rows is payable; told by merchant, the sum
given for it; told in one sum, what the office's own checks left, up to that sum.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from db.unit_of_work import ReadView
from db.vouchers.sums import MerchantSum, merchant_sums, with_payments
from db.vouchers.verdicts import (
    AuditedSum,
    Place,
    audited_rows,
    audited_sums,
    claim_verdicts,
    claimed_until,
    disputed,
    last_redemption,
)
from desktop_app.domain.vouchers.effect import NOTHING
from desktop_app.domain.vouchers.records import AuditReport
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.errors import Refused
from desktop_app.use_cases.vouchers.claim_findings import claim_audit
from desktop_app.values.money import Fen, yuan_text

AUDITED = "audited"
"""The cause of what the auditor took off."""
MOST_TOLD = 5


@dataclass(frozen=True)
class Unaudited:
    """Redemptions of which there is something to be said beside a payout list."""

    rows: int = 0
    fen: Fen = NOTHING


NONE_LEFT = Unaudited()


@dataclass(frozen=True)
class Payable:
    """What is payable by merchant and kind."""

    sums: tuple[MerchantSum, ...]
    is_exact: bool
    """The auditor told of rows or merchants; else it gave one sum not to be gone beyond."""
    last_rows: Mapping[Place, int] = field(default_factory=dict)
    """Where it told of a merchant in one sum: the last redemption before it."""


def payable(view: ReadView, terms: Terms, report: AuditReport) -> Payable:
    """What is payable under the newest report; refused where it no longer fits the lists."""
    if view.vouchers.result_files.first(result_id=report.id) is None:
        found = checked_sums(view, terms)
        return Payable(with_payments(view.connection, terms.campaign.id, found), is_exact=False)
    return _audited(view, terms)


def standing(view: ReadView, terms: Terms) -> tuple[tuple[MerchantSum, ...], str]:
    """How every merchant and kind stands now, and what the sums rest on, in words."""
    reports = view.vouchers.reports.where(campaign_id=terms.campaign.id)
    is_told = reports and view.vouchers.result_files.first(result_id=reports[-1].id) is not None
    if is_told and not list(_moved(terms, newest_words(view, terms))):
        return _audited(view, terms).sums, f"剔除按审计结果（{reports[-1].report_number}）"
    found = with_payments(view.connection, terms.campaign.id, checked_sums(view, terms))
    return found, "剔除按本办核查"


def _audited(view: ReadView, terms: Terms) -> Payable:
    campaign = terms.campaign.id
    told = newest_words(view, terms)
    _refuse_moved(terms, told)
    sums = [_sum(place, each) for place, each in told.items()]
    return Payable(
        with_payments(view.connection, campaign, sums),
        is_exact=True,
        last_rows={place: each.last_row for place, each in told.items() if each.last_row},
    )


def checked_sums(view: ReadView, terms: Terms) -> tuple[MerchantSum, ...]:
    """By merchant and kind, what is claimed and what the office's own checks take off."""
    sums = merchant_sums(view.connection, terms.campaign.id, terms.claimed_kind)
    claims = claim_audit(view, terms)
    return (*sums, *(claims.sums() if claims else ()))


def unaudited(view: ReadView, terms: Terms) -> Unaudited:
    """What the auditor has said nothing of, where it told of rows or merchants."""
    told = newest_words(view, terms).values()
    every = counted(view, terms, last_redemption(view.connection, terms.campaign.id)).values()
    return Unaudited(
        sum(rows for rows, _ in every) - sum(x.rows for x in told),
        Fen(sum(fen for _, fen in every) - sum(x.claimed_fen for x in told)),
    )


def accepted_beyond(view: ReadView, terms: Terms) -> Unaudited:
    """What the auditor accepts row by row though the office's own checks took it off."""
    rows, fen = disputed(view.connection, terms.campaign.id, terms.claimed_kind)
    return Unaudited(rows, Fen(fen))


def counted(view: ReadView, terms: Terms, last: int) -> dict[Place, tuple[int, int]]:
    """By merchant and kind, number and money claimed: redemptions up to a row, approved claims."""
    found = claimed_until(view.connection, terms.campaign.id, last)
    rows = {place: sums for place, sums in found.items() if place[1] != terms.claimed_kind}
    return rows | (terms.claims.by_dealer() if terms.claims else {})


def newest_words(view: ReadView, terms: Terms) -> dict[Place, AuditedSum]:
    """By merchant and kind, what the auditor said last: row by row or in one sum."""
    campaign = terms.campaign.id
    found = audited_rows(view.connection, campaign)
    words = {place: each for place, each in found.items() if place[1] != terms.claimed_kind}
    words |= _audited_claims(view, terms)
    until: dict[int, dict[Place, tuple[int, int]]] = {}
    for place, each in audited_sums(view.connection, campaign).items():
        if place in words and words[place].file_id > each.file_id:
            continue
        if each.last_row not in until:
            until[each.last_row] = counted(view, terms, each.last_row)
        rows, now = until[each.last_row].get(place, (0, 0))
        words[place] = replace(each, rows=rows, now_fen=now)
    return words


def _audited_claims(view: ReadView, terms: Terms) -> dict[Place, AuditedSum]:
    """By dealer, the approved claims the auditor told of as they stand now."""
    verdicts = claim_verdicts(view.connection, terms.campaign.id) if terms.claims else {}
    words: dict[Place, AuditedSum] = {}
    for claim in terms.claims.approved if terms.claims else ():
        claimed, accepted, file_id = verdicts.get(claim.id, (None, 0, 0))
        if claimed == claim.claimed_fen:
            place = (claim.dealer, terms.claimed_kind)
            was = words.get(place, AuditedSum(0, 0, 0, 0))
            words[place] = AuditedSum(
                was.rows + 1,
                was.claimed_fen + claimed,
                was.accepted_fen + accepted,
                max(was.file_id, file_id),
            )
    return words


def _sum(place: Place, told: AuditedSum) -> MerchantSum:
    cut = told.claimed_fen - told.accepted_fen
    return MerchantSum(*place, told.rows, told.claimed_fen, {AUDITED: cut} if cut else {})


def _refuse_moved(terms: Terms, told: dict[Place, AuditedSum]) -> None:
    """A sum given for a merchant holds only for the rows it was given for."""
    moved = list(_moved(terms, told))
    if moved:
        more = f"等 {len(moved)} 处" if len(moved) > MOST_TOLD else ""
        raise Refused(
            f"审计之后核销明细有更正，按商户的审计结果对不上：{'；'.join(moved[:MOST_TOLD])}{more}",
            advice="请审计机构就这些商户重新出具结果，导入后再编制。",
        )


def _moved(terms: Terms, told: dict[Place, AuditedSum]) -> Iterator[str]:
    names = {each.code: each.name for each in terms.merchants}
    titles = {kind.id: kind.title for kind in terms.campaign.kinds}
    for (merchant, kind), each in told.items():
        if each.now_fen is not None and each.now_fen != each.claimed_fen:
            yield (
                f"{names.get(merchant, merchant)}{titles.get(kind, kind)}审计时申报 "
                f"{yuan_text(Fen(each.claimed_fen))} 元，现在 {yuan_text(Fen(each.now_fen))} 元"
            )
