"""Values that cannot be: amounts, dates, numbers, unreadable text, stale search keys."""

import json
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Table, func, select

from db import tables
from db.checks.finding import Finding, Repair
from db.labels import row_label
from db.tracker import Tracker
from desktop_app.values.pinyin import search_key

JSON_COLUMNS = {
    "unit": ("aliases",),
    "recorded_fact": ("value",),
    "step_record": ("verdicts",),
    "column_map": ("columns",),
    "office_setting": ("value",),
    "calendar_year": ("days",),
}
PINYIN_OF = {"unit": "name", "expert": "name", "existing_system": "name", "project": "name",
             "need": "title"}  # fmt: skip


def negative_amounts(connection: Connection) -> Iterator[Finding]:
    """Amounts of money below zero."""
    for name in ("project_amount", "funding_line", "need"):
        table = tables.table(name)
        for key in _keys(connection, table, table.c.amount_fen < 0):
            label = row_label(connection, name, key)
            yield Finding("negative_amount", f"{label}：金额为负数", "请改正金额。")


def backward_dates(connection: Connection) -> Iterator[Finding]:
    """Ends before their beginnings."""
    for name, begin, end, what in (
        ("procedure_case", "opened_on", "closed_on", "办结日期早于开始日期"),
        ("round", "opened_on", "closed_on", "结束日期早于下发日期"),
        ("recipient", "sent_on", "returned_on", "收回日期早于下发日期"),
    ):
        table = tables.table(name)
        for key in _keys(connection, table, table.c[end] < table.c[begin]):
            label = row_label(connection, name, key)
            yield Finding("backward_dates", f"{label}：{what}", "请改正日期。")


def half_closed_cases(connection: Connection) -> Iterator[Finding]:
    """Cases with an end but no outcome, or the other way round."""
    case = tables.table("procedure_case")
    closed, decided = case.c.closed_on.is_not(None), case.c.outcome != ""
    for key in _keys(connection, case, closed != decided):
        label = row_label(connection, "procedure_case", key)
        yield Finding("half_closed", f"{label}：办结日期与结果只有其一", "请补齐或重新办理该环节。")


def doubled_numbers(connection: Connection) -> Iterator[Finding]:
    """Two papers of one form under one number."""
    paper = tables.table("paper").c
    numbered = select(paper.form, paper.number, func.count()).where(paper.number != "")
    doubled = numbered.group_by(paper.form, paper.number).having(func.count() > 1)
    for _, number, count in connection.execute(doubled):
        message = f"文书编号“{number}”用了 {count} 次"
        yield Finding("doubled_number", message, "请将错误的一份作废。")


def void_without_reason(connection: Connection) -> Iterator[Finding]:
    """Papers marked void without saying why."""
    paper = tables.table("paper")
    for key in _keys(connection, paper, paper.c.is_void & (paper.c.void_reason == "")):
        label = row_label(connection, "paper", key)
        yield Finding("void_reason", f"{label}：作废而没有原因", "请补记作废原因。")


def override_without_reason(connection: Connection) -> Iterator[Finding]:
    """Steps where a check was overridden without a written reason."""
    step = tables.table("step_record")
    lacking = (step.c.override_by != "") & (step.c.override_reason == "")
    for key in _keys(connection, step, lacking):
        label = row_label(connection, "step_record", key)
        yield Finding("override_reason", f"{label}：越过检查而没有理由", "请补记理由与签字人。")


def unreadable_text(connection: Connection) -> Iterator[Finding]:
    """Columns whose structured text cannot be read."""
    for name, columns in JSON_COLUMNS.items():
        table = tables.table(name)
        for key, *texts in connection.execute(select(table.c.id, *(table.c[c] for c in columns))):
            if not all(_is_json(each) for each in texts):
                label = row_label(connection, name, key)
                yield Finding("unreadable", f"{label}：内部数据无法读取", "请从备份恢复。")


def stale_search_keys(connection: Connection) -> Iterator[Finding]:
    """Rows whose search key does not fit their name: they would not be found by pinyin."""
    for name, column in PINYIN_OF.items():
        table = tables.table(name)
        for key, text, pinyin in connection.execute(
            select(table.c.id, table.c[column], table.c.pinyin)
        ):
            wanted = search_key(text)
            if pinyin != wanted:
                label = row_label(connection, name, key)
                yield Finding(
                    "search_key",
                    f"{label}：拼音检索码与名称不符",
                    "可自动重算。",
                    _new_key(table, key, wanted),
                )


def _new_key(table: Table, key: int, wanted: str) -> Repair:
    def repair(_: Connection, tracker: Tracker) -> None:
        tracker.update(table, key, {"pinyin": wanted})

    return repair


def _keys(connection: Connection, table: Table, condition: ColumnElement[bool]) -> list[int]:
    statement = select(table.c.id).where(condition).order_by(table.c.id)
    return list(connection.execute(statement).scalars())


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
