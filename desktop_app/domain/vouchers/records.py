"""What is kept of a campaign beside its lists: files, audits, decisions, samples, settlements."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from desktop_app.values.ids import CampaignId
from desktop_app.values.money import Fen

ListKind = Literal["issued", "redemption", "refund"]
RESULT = "result"
"""The list an auditor's workbook is kept as."""


@dataclass(frozen=True)
class ListFile:
    """One imported list of the platform."""

    id: int
    campaign_id: CampaignId
    list: ListKind | Literal["result"]
    name: str
    sheet: str
    digest: str
    rows: int
    columns: dict[str, str]
    """Which column of the file was read as which: key to title."""
    applied_on: date
    is_correction: bool = False


@dataclass(frozen=True)
class CauseSum:
    """How many rows a check found, how many of them it counts for, and the money taken off."""

    check: str
    rows: int
    counted_rows: int
    counted_fen: Fen


@dataclass(frozen=True)
class Audit:
    """One run of the checks over all redemptions of a campaign."""

    id: int
    campaign_id: CampaignId
    audited_on: date
    rows: int
    claimed_fen: Fen
    disallowed_rows: int
    disallowed_fen: Fen
    causes: tuple[CauseSum, ...]
    terms: dict[str, Any]
    """The values it judged by."""
    undone: dict[str, str]
    """Checks that could not be made, with what the lists lack."""
    last_row: int
    """Redemptions imported later were not seen."""

    @property
    def payable_fen(self) -> Fen:
        """What is left of what was claimed."""
        return Fen(self.claimed_fen - self.disallowed_fen)


@dataclass(frozen=True)
class FindingDecision:
    """What a person decided of a finding; the finding stays."""

    id: int
    campaign_id: CampaignId
    check_id: str
    row_id: int
    decision: Literal["dismissed", "disallowed"]
    reason: str
    decided_by: str
    decided_on: date


@dataclass(frozen=True)
class Stratum:
    """A layer of a sample: how many rows it has, and how many of them were drawn."""

    name: str
    size: int
    drawn: int


@dataclass(frozen=True)
class Sample:
    """A drawn sample: the same seed and lists give the same rows again."""

    id: int
    campaign_id: CampaignId
    seed: str
    permille: int
    drawn_on: date
    population: int
    strata: tuple[Stratum, ...]
    last_row: int


@dataclass(frozen=True)
class SampleRow:
    """One redemption to be looked into; `outcome` is empty until it was."""

    id: int
    sample_id: int
    row_id: int
    stratum: str
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True)
class AuditReport:
    """The third-party auditor's report: up to what sum may be paid."""

    id: int
    campaign_id: CampaignId
    report_number: str
    auditor: str
    dated: date
    accepted_fen: Fen
    audit_id: int


@dataclass(frozen=True)
class ResultFile:
    """The workbook a report came with, row by row or by merchant."""

    id: int
    result_id: int
    file_id: int
    last_row: int
    """Redemptions imported later were not before the auditor."""


@dataclass(frozen=True)
class ResultSum:
    """What a report accepts of one merchant and kind, where it tells nothing of single rows."""

    id: int
    result_id: int
    merchant: str
    kind: str
    claimed_fen: Fen
    accepted_fen: Fen
    reason: str


@dataclass(frozen=True)
class PayoutSums:
    """Numbers and money of a part of a payout list, all of one kind."""

    kind: str
    rows: int
    claimed_fen: Fen
    disallowed_fen: Fen
    recovered_fen: Fen
    paid_fen: Fen
    payable_fen: Fen


@dataclass(frozen=True)
class SettlementLine(PayoutSums):
    """What one merchant gets for one kind."""

    id: int
    settlement_id: int
    merchant: str
    causes: dict[str, int] = field(default_factory=dict)
    """Money taken off by check."""


@dataclass(frozen=True)
class SettlementBatch:
    """What one batch has of a line: numbers and money claimed and taken off."""

    id: int
    settlement_id: int
    merchant: str
    kind: str
    batch: int
    """0 where the lists name none."""
    rows: int
    claimed_fen: Fen
    disallowed_fen: Fen


@dataclass(frozen=True)
class Settlement:
    """One version of the payout list."""

    id: int
    campaign_id: CampaignId
    version: int
    made_on: date
    result_id: int
    last_row: int
    reason: str
    claimed_fen: Fen
    disallowed_fen: Fen
    recovered_fen: Fen
    paid_fen: Fen
    payable_fen: Fen


@dataclass(frozen=True)
class Payment:
    """Money that went out to a merchant for a kind."""

    id: int
    campaign_id: CampaignId
    settlement_id: int
    merchant: str
    kind: str
    amount_fen: Fen
    paid_on: date
    number: str


@dataclass(frozen=True)
class PurgeRecord:
    """Personal data of a campaign that were taken out."""

    id: int
    campaign_id: CampaignId
    purged_on: date
    purged_by: str
    reason: str
    removed: dict[str, int]
    """What was taken out, and how much of it."""
    kept: dict[str, int]


@dataclass(frozen=True)
class Recovery:
    """Money a merchant gives back, taken off what it is paid."""

    id: int
    campaign_id: CampaignId
    merchant: str
    kind: str
    amount_fen: Fen
    recovered_on: date
    reason: str


@dataclass(frozen=True)
class Returned:
    """Recovered money that came back in cash."""

    id: int
    recovery_id: int
    returned_on: date
