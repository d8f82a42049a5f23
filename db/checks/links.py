"""Rows that point at nothing, or in a circle."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, func, select, text

from db import tables
from db.checks.finding import Finding, Repair
from db.labels import SUBJECT_TABLES, TITLES, row_label
from db.tracker import Tracker


def orphans(connection: Connection) -> Iterator[Finding]:
    """Rows whose key points at a row that is not there."""
    for table, row_id, target, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield Finding(
            "orphan",
            f"{row_label(connection, table, row_id)}：所属的{TITLES.get(target, target)}不存在",
            "请从备份恢复，或联系维护人员。",
        )


def lost_subjects(connection: Connection) -> Iterator[Finding]:
    """Rows about a subject that is not there."""
    for table in tables.tracked_tables():
        if "subject_kind" not in table.c:
            continue
        for kind, target in SUBJECT_TABLES.items():
            present = select(tables.table(target).c.id)
            lost = select(table.c.id, table.c.subject_id).where(
                table.c.subject_kind == kind, table.c.subject_id.not_in(present)
            )
            for row in connection.execute(lost):
                yield Finding(
                    "lost_subject",
                    f"{TITLES[table.name]}（第 {row.id} 条）：所指的{TITLES[target]}"
                    f"（第 {row.subject_id} 条）不存在",
                    "请从备份恢复，或联系维护人员。",
                )


def lost_standings(connection: Connection) -> Iterator[Finding]:
    """What is kept of a subject that is not there; it can simply go."""
    for name in ("standing", "open_duty"):
        kept = tables.table(name)
        for kind, target in SUBJECT_TABLES.items():
            present = select(tables.table(target).c.id)
            lost = select(kept.c.id).where(
                kept.c.subject_kind == kind, kept.c.subject_id.not_in(present)
            )
            for key in connection.execute(lost).scalars():
                yield Finding(
                    "lost_standing",
                    f"{TITLES[name]}（第 {key} 条）：所指的{TITLES[target]}不存在",
                    "可自动清理：由程序重新计算。",
                    _removal(name, key),
                )


def circles(connection: Connection) -> Iterator[Finding]:
    """Units that are their own superior, projects merged into themselves, over any way round."""
    for table, column, what in (
        ("unit", "superior_id", "上级单位绕成一圈"),
        ("project", "merged_into_id", "合并去向绕成一圈"),
    ):
        source = tables.table(table)
        rows = connection.execute(select(source.c.id, source.c[column]))
        above = {key: up for key, up in rows if up is not None}
        for key in sorted(above):
            if _comes_back(key, above):
                label = row_label(connection, table, key)
                yield Finding("circle", f"{label}：{what}", "请改正上级单位或合并去向。")


def doubled_cases(connection: Connection) -> Iterator[Finding]:
    """Subjects with two running cases of one procedure."""
    case = tables.table("procedure_case").c
    key = (case.procedure, case.subject_kind, case.subject_id)
    running = select(*key).where(case.closed_on.is_(None)).group_by(*key)
    for procedure, kind, subject in connection.execute(running.having(func.count() > 1)):
        label = row_label(connection, SUBJECT_TABLES.get(kind, "procedure_case"), subject)
        yield Finding(
            "doubled_case",
            f"{label}：同一程序“{procedure}”有两个在办办件",
            "请核对后办结其中一个。",
        )


def _removal(table: str, key: int) -> Repair:
    def repair(_: Connection, tracker: Tracker) -> None:
        tracker.delete(tables.table(table), (key,))

    return repair


def _comes_back(start: int, above: Mapping[int, int]) -> bool:
    seen, key = {start}, above[start]
    while key in above and key not in seen:
        seen.add(key)
        key = above[key]
    return key == start
