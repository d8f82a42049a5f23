"""How a row is named to a clerk: code and name, never a bare key where there is a better word."""

from typing import Any

from sqlalchemy import Connection, select

from db import tables

TITLES = {
    "unit": "单位",
    "unit_name": "单位曾用名",
    "expert": "专家",
    "existing_system": "既有系统",
    "catalogue_item": "数据目录项",
    "operator": "经办人",
    "project": "项目",
    "project_amount": "项目金额",
    "funding_line": "资金来源",
    "recorded_fact": "登记事项",
    "need": "统筹需求",
    "register_entry": "台账条目",
    "similarity_decision": "相似项目认定",
    "similarity_member": "相似项目认定",
    "procedure_case": "办件",
    "step_record": "环节记录",
    "deadline_record": "期限记录",
    "note": "备注",
    "succession": "沿革",
    "paper": "文书",
    "paper_subject": "文书",
    "paper_series": "文书编号",
    "incoming_paper": "收文",
    "incoming_subject": "收文",
    "round": "下发批次",
    "recipient": "下发单位",
    "reminder": "催报记录",
    "import_batch": "导入批次",
    "batch_file": "导入文件",
    "provenance": "导入来源",
    "read_columns": "导入的列",
    "column_map": "列对应关系",
    "office_setting": "本机关设置",
    "signed_reading": "条款口径",
    "stored_pack": "规则包",
    "pack_file": "规则包文件",
    "calendar_year": "节假日历",
    "saved_view": "列表视图",
    "standing": "办理现状",
    "open_duty": "到期事项",
    "voucher_file": "消费券清单",
    "voucher_segment": "消费券清单",
    "voucher_correction": "核销更正",
    "voucher_audit": "核销审核",
    "voucher_decision": "疑点处理",
    "voucher_sample": "抽查样本",
    "voucher_sample_row": "抽查记录",
    "voucher_result": "专项审计结果",
    "voucher_result_file": "专项审计结果",
    "voucher_result_sum": "专项审计结果",
    "voucher_settlement": "资金拨付表",
    "voucher_settlement_line": "资金拨付表",
    "voucher_payment": "拨付记录",
    "voucher_settlement_batch": "资金拨付表",
    "voucher_recovery": "追回记录",
    "voucher_return": "追回记录",
    "voucher_purge": "个人信息清除",
}
NAMED_BY = ("code", "name", "title", "number")
OWNERS = {
    "case_id": "procedure_case",
    "project_id": "project",
    "paper_id": "paper",
    "incoming_paper_id": "incoming_paper",
    "decision_id": "similarity_decision",
    "round_id": "round",
    "batch_id": "import_batch",
    "stored_pack_id": "stored_pack",
    "unit_id": "unit",
}
SUBJECT_TABLES = {
    "project": "project",
    "need": "need",
    "unit": "unit",
    "expert": "expert",
    "system": "existing_system",
    "catalogue_item": "catalogue_item",
    "entry": "register_entry",
    "round": "round",
    "paper": "paper",
    "batch": "import_batch",
}
"""Which table the key of a subject belongs to, by kind."""
DETAILS = frozenset(
    {"project_amount", "funding_line", "similarity_member", "paper_subject",
     "incoming_subject", "batch_file", "pack_file", "reminder", "unit_name",
     "succession"}
)  # fmt: skip
"""Tables whose rows are best named by what they belong to."""


def row_label(connection: Connection, table: str, row_id: int) -> str:
    """The row in words, e.g. `项目“A-01 名称”`; a row no longer there by its key."""
    if table not in TITLES:
        return f"“{table}”（第 {row_id} 条）"  # the log names a table there is not
    source = tables.table(table)
    row = connection.execute(select(source).where(source.c.id == row_id)).mappings().first()
    if row is None:
        return f"{TITLES[table]}（第 {row_id} 条）"
    owner = _owner(table, row)
    if owner is not None:
        return f"{row_label(connection, *owner)}的{TITLES[table]}"
    words = [str(row[name]) for name in NAMED_BY if row.get(name) not in {None, ""}]
    return f"{TITLES[table]}“{' '.join(words)}”" if words else f"{TITLES[table]}（第 {row_id} 条）"


def _owner(table: str, row: Any) -> tuple[str, int] | None:
    """What the row belongs to: its subject, or the row a detail hangs on."""
    subject = SUBJECT_TABLES.get(row.get("subject_kind", ""))
    if subject is not None and table not in DETAILS:
        return subject, row["subject_id"]
    if table not in DETAILS and table not in {"step_record", "recipient"}:
        return None
    return next(((OWNERS[name], row[name]) for name in OWNERS if row.get(name) is not None), None)
