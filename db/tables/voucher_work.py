"""Voucher campaigns: what the audit found and people decided, samples, settlements, payments."""

from sqlalchemy import Date, Index, Integer, String

from db.tables.voucher import make_table

CORRECTION = make_table(
    "voucher_correction",
    {"file_id": "voucher_file", "old_id": Integer, "new_id": Integer},
    "old_id",
)
"""Which row of a correction list stands in place of which earlier row."""
FINDING = make_table(
    "voucher_finding",
    {
        "campaign_id": Integer,
        "check_id": String,
        "row_id": Integer,
        "amount_fen": Integer,
        "counted_fen": Integer,
        "other_id": Integer,
    },
    may_be_empty=("other_id",),
)
"""What the last audit found of one row; `counted_fen` is what is taken off for this cause."""
Index("ix_voucher_finding_check", FINDING.c.campaign_id, FINDING.c.check_id, FINDING.c.row_id)
Index("ix_voucher_finding_row", FINDING.c.row_id)
AUDIT = make_table(
    "voucher_audit",
    {
        "campaign_id": "register_entry",
        "audited_on": Date,
        "rows": Integer,
        "claimed_fen": Integer,
        "disallowed_rows": Integer,
        "disallowed_fen": Integer,
        "causes": String,
        "terms": String,
        "undone": String,
        "last_row": Integer,
    },
)
"""One run of the checks: sums by cause, the values judged by, the checks that lacked a column."""
DECISION = make_table(
    "voucher_decision",
    {
        "campaign_id": "register_entry",
        "check_id": String,
        "row_id": Integer,
        "decision": String,
        "reason": String,
        "decided_by": String,
        "decided_on": Date,
    },
    "check_id",
    "row_id",
)
"""What a person decided of a finding: `dismissed` or `disallowed`; the finding itself stays."""
SAMPLE = make_table(
    "voucher_sample",
    {
        "campaign_id": "register_entry",
        "seed": String,
        "permille": Integer,
        "drawn_on": Date,
        "population": Integer,
        "strata": String,
        "last_row": Integer,
    },
)
SAMPLE_ROW = make_table(
    "voucher_sample_row",
    {
        "sample_id": "voucher_sample",
        "row_id": Integer,
        "stratum": String,
        "outcome": String,
        "note": String,
    },
)
"""One redemption to be looked into by telephone; `outcome` is empty until it was."""
RESULT = make_table(
    "voucher_result",
    {
        "campaign_id": "register_entry",
        "report_number": String,
        "auditor": String,
        "dated": Date,
        "accepted_fen": Integer,
        "audit_id": "voucher_audit",
    },
)
"""The report of the third-party auditor: up to what sum may be paid."""
RESULT_FILE = make_table(
    "voucher_result_file",
    {"result_id": "voucher_result", "file_id": "voucher_file", "last_row": Integer},
    "result_id",
)
"""The workbook a report came with; redemptions after `last_row` were not before the auditor."""
RESULT_SUM = make_table(
    "voucher_result_sum",
    {
        "result_id": "voucher_result",
        "merchant": String,
        "kind": String,
        "claimed_fen": Integer,
        "accepted_fen": Integer,
        "reason": String,
    },
    "result_id",
    "merchant",
    "kind",
)
"""What the auditor accepts of a merchant and kind where it told nothing of single redemptions."""
SETTLEMENT = make_table(
    "voucher_settlement",
    {
        "campaign_id": "register_entry",
        "version": Integer,
        "made_on": Date,
        "result_id": "voucher_result",
        "last_row": Integer,
        "reason": String,
        "claimed_fen": Integer,
        "disallowed_fen": Integer,
        "recovered_fen": Integer,
        "paid_fen": Integer,
        "payable_fen": Integer,
    },
    "campaign_id",
    "version",
)
SETTLEMENT_LINE = make_table(
    "voucher_settlement_line",
    {
        "settlement_id": "voucher_settlement",
        "merchant": String,
        "kind": String,
        "rows": Integer,
        "claimed_fen": Integer,
        "disallowed_fen": Integer,
        "recovered_fen": Integer,
        "paid_fen": Integer,
        "payable_fen": Integer,
        "causes": String,
    },
    "settlement_id",
    "merchant",
    "kind",
)
SETTLEMENT_BATCH = make_table(
    "voucher_settlement_batch",
    {
        "settlement_id": "voucher_settlement",
        "merchant": String,
        "kind": String,
        "batch": Integer,
        "rows": Integer,
        "claimed_fen": Integer,
        "disallowed_fen": Integer,
    },
    "settlement_id",
    "merchant",
    "kind",
    "batch",
)
"""How a line divides by batch (0: the lists name none); none where it cannot be told."""
PAYMENT = make_table(
    "voucher_payment",
    {
        "campaign_id": "register_entry",
        "settlement_id": "voucher_settlement",
        "merchant": String,
        "kind": String,
        "amount_fen": Integer,
        "paid_on": Date,
        "number": String,
    },
)
RECOVERY = make_table(
    "voucher_recovery",
    {
        "campaign_id": "register_entry",
        "merchant": String,
        "kind": String,
        "amount_fen": Integer,
        "recovered_on": Date,
        "reason": String,
    },
)
"""Money a merchant gave back or is to give back, taken off what it is paid."""
RETURN = make_table(
    "voucher_return", {"recovery_id": "voucher_recovery", "returned_on": Date}, "recovery_id"
)
"""Recovered money that came back in cash: it is not held back from a later payment as well."""
PURGE = make_table(
    "voucher_purge",
    {
        "campaign_id": "register_entry",
        "purged_on": Date,
        "purged_by": String,
        "reason": String,
        "removed": String,
        "kept": String,
    },
)
"""Personal data of a campaign taken out; `removed` and `kept` are JSON: what and how much."""
