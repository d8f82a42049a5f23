"""What a purge (涉密) does to the rows that hang on a project, table by table.

A test holds every table against this plan: one that is added must say what becomes of its rows.
"""

from collections.abc import Mapping

from desktop_app.values.personal_words import STRUCK

WIPED = STRUCK
STUB = "（涉密项目）"
"""What stands for the name of a purged project."""
STUB_KEY = "smxm shemixiangmu ;she;mi;xiang;mu"
"""Its search key, written out: the pinyin tables are not to be waited for at the start."""

WHERE_TOLD = "where told"
"""In place of a text: `WIPED` where there was one, nothing where there was none."""

Cells = Mapping[str, object]
KEPT: Cells = {}
"""The row holds nothing but keys, dates, outcomes and numbers."""

BLANKED: Mapping[str, Cells] = {
    "project": {
        "name": STUB, "nature": "", "category": "", "goal": "", "content": "", "route": "",
        "data_needed": "", "note": "", "pinyin": STUB_KEY, "is_classified": True,
    },
    "need": {
        "title": STUB, "scenario": "", "amount_fen": None, "note": "", "pinyin": STUB_KEY,
    },
    "register_entry": {"name": STUB, "cells": "{}", "pinyin": STUB_KEY},
    "procedure_case": KEPT,
    "step_record": {
        "signer": "", "opinion": "", "verdicts": "[]", "override_reason": "", "override_by": "",
        "override_clause": "",
    },
    "deadline_record": {"reason": "", "signer": ""},
    "succession": {"reason": WHERE_TOLD},
    "paper": {"title": WIPED, "digest": "", "copy_digest": "", "void_reason": WHERE_TOLD},
    "paper_subject": KEPT,
    "incoming_paper": {"title": WIPED, "digest": "", "file_name": "", "note": ""},
    "incoming_subject": KEPT,
    "similarity_decision": {"reason": WIPED},
    "similarity_member": KEPT,
    "batch_file": {"name": WIPED},
}  # fmt: skip
"""Tables whose rows stay as a stub, with what their columns become."""
SHARED: Mapping[str, Cells] = {
    "paper": {"digest": "", "copy_digest": ""},
    "incoming_paper": {"digest": "", "file_name": "", "note": WHERE_TOLD},
}
"""The same for papers that are also about others: their files go, their titles stay."""
DELETED = frozenset(
    {"project_amount", "funding_line", "recorded_fact", "note", "provenance", "standing",
     "open_duty", "similar_pair", "compared_text", "read_columns"}
)  # fmt: skip
"""Tables whose rows go."""
UNTOUCHED = frozenset(
    {"unit", "unit_name", "expert", "existing_system", "catalogue_item", "operator", "round",
     "recipient", "reminder", "column_map", "office_setting", "signed_reading", "stored_pack",
     "pack_file", "calendar_year", "paper_series", "import_batch", "saved_view",
     "stale_subject", "worked_out", "pack_outline",
     "voucher_file", "voucher_segment", "voucher_issued", "voucher_redemption", "voucher_person",
     "voucher_refund", "voucher_correction", "voucher_finding", "voucher_audit", "voucher_decision",
     "voucher_sample", "voucher_sample_row", "voucher_result", "voucher_result_file",
     "voucher_result_sum", "voucher_verdict", "voucher_settlement",
     "voucher_settlement_line", "voucher_payment", "voucher_recovery", "voucher_purge",
     "voucher_settlement_batch", "voucher_return"}
)  # fmt: skip
"""Tables whose rows do not belong to a project."""

MENTIONS: Mapping[str, tuple[str, ...]] = {
    "step_record": ("opinion", "override_reason"),
    "deadline_record": ("reason",),
    "note": ("text",),
    "succession": ("reason",),
    "paper": ("title", "void_reason"),
    "incoming_paper": ("title", "file_name", "note"),
    "similarity_decision": ("reason",),
    "batch_file": ("name",),
    "provenance": ("file", "sheet"),
    "read_columns": ("file", "sheet"),
    "saved_view": ("definition",),
}
"""Texts of other rows in which the name of the project is struck out."""
LEAST_NAME = 4
"""A shorter name is a word of everyday use: it is not looked for in other rows."""
