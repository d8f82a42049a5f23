"""Imported lists, audits, decisions, samples and settlements of campaigns as frozen models."""

from collections.abc import Mapping
from typing import Any

from db.repositories.base import Access, Repository, Shape
from desktop_app.domain.vouchers.records import (
    Audit,
    AuditReport,
    CauseSum,
    FindingDecision,
    ListFile,
    Payment,
    PurgeRecord,
    Recovery,
    ResultFile,
    ResultSum,
    Returned,
    Sample,
    SampleRow,
    Settlement,
    SettlementBatch,
    SettlementLine,
    Stratum,
)


class Vouchers:
    """Everything kept of campaigns beside the long lists."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self.files = Repository(access, Shape("voucher_file", ListFile, {"columns": dict}))
        self.audits = Repository(access, Shape("voucher_audit", Audit, _AUDIT))
        self.decisions = Repository(access, Shape("voucher_decision", FindingDecision))
        self.samples = Repository(access, Shape("voucher_sample", Sample, {"strata": _strata}))
        self.sample_rows = Repository(access, Shape("voucher_sample_row", SampleRow))
        self.reports = Repository(access, Shape("voucher_result", AuditReport))
        self.result_files = Repository(access, Shape("voucher_result_file", ResultFile))
        self.result_sums = Repository(access, Shape("voucher_result_sum", ResultSum))
        self.settlements = Repository(access, Shape("voucher_settlement", Settlement))
        self.lines = Repository(
            access, Shape("voucher_settlement_line", SettlementLine, {"causes": dict})
        )
        self.batches = Repository(access, Shape("voucher_settlement_batch", SettlementBatch))
        self.payments = Repository(access, Shape("voucher_payment", Payment))
        shape = Shape("voucher_purge", PurgeRecord, {"removed": dict, "kept": dict})
        self.purges = Repository(access, shape)
        self.recoveries = Repository(access, Shape("voucher_recovery", Recovery))
        self.returns = Repository(access, Shape("voucher_return", Returned))

    def last_audit(self, campaign_id: int) -> Audit | None:
        """The latest run of the checks, None if there was none."""
        return next(reversed(self.audits.where(campaign_id=campaign_id)), None)

    def last_settlement(self, campaign_id: int) -> Settlement | None:
        """The latest version of the payout list, None if there is none."""
        return next(reversed(self.settlements.where(campaign_id=campaign_id)), None)


def cause_values(cause: CauseSum) -> list[object]:
    """A sum by cause as it is kept."""
    return [cause.check, cause.rows, cause.counted_rows, cause.counted_fen]


def _causes(stored: list[list[Any]]) -> tuple[CauseSum, ...]:
    return tuple(CauseSum(*each) for each in stored)


def _strata(stored: list[list[Any]]) -> tuple[Stratum, ...]:
    return tuple(Stratum(*each) for each in stored)


_AUDIT: Mapping[str, Any] = {"causes": _causes, "terms": dict, "undone": dict}
