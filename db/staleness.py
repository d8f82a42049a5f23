"""Which subjects an act touched, noted with the act itself: what is kept of them is stale.

What depends on a touched subject besides (those alike, what belongs to it) is found by who works
the standings out again; here only the plain links between rows are followed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from db import tables
from db.labels import SUBJECT_TABLES
from db.runs import Run

REGIME = ("regime", 0)
"""The regulation and the office's own terms: everything stands on them."""
CONCERN_ALL = frozenset({"office_setting", "signed_reading", "stored_pack", "calendar_year"})
CONCERN_NONE = frozenset(
    {"note", "paper", "paper_subject", "paper_series", "incoming_paper", "incoming_subject",
     "provenance", "import_batch", "batch_file", "read_columns", "column_map", "saved_view",
     "operator", "expert",
     "round", "recipient", "reminder", "pack_file", "unit_name", "similarity_decision",
     "voucher_file", "voucher_segment", "voucher_correction", "voucher_audit", "voucher_decision",
     "voucher_sample", "voucher_sample_row", "voucher_result", "voucher_result_file",
     "voucher_result_sum", "voucher_settlement",
     "voucher_settlement_line", "voucher_payment", "voucher_recovery", "voucher_purge",
     "voucher_settlement_batch", "voucher_return"}
)  # fmt: skip
"""Tables no check, procedure or duty looks at; of a decision on likeness its members tell."""
CASE = "procedure_case"
COUNTED = frozenset({"register_entry"})
"""Subjects whose rows are counted for what they belong to: a removed one changes its owner."""
AT_ONCE = 10_000
SubjectKey = tuple[str, int]
_KINDS = {table: kind for kind, table in SUBJECT_TABLES.items()}
MARK = (
    "INSERT INTO stale_subject (subject_kind, subject_id, is_touched) VALUES (?, ?, 1)"
    " ON CONFLICT (subject_kind, subject_id) DO UPDATE SET is_touched = 1"
)
"""Notes subjects as touched, in the driver's own words: kind and key of each."""


def mark_touched(connection: Connection, runs: Iterable[Run]) -> None:
    """Note every subject whose own records were written."""
    cases: set[int] = set()
    found: set[SubjectKey] = set()
    for run in runs:
        name = run.table.name
        if name in CONCERN_ALL:
            found.add(REGIME)
        elif name in tables.METADATA.tables and name not in CONCERN_NONE:
            columns = _columns(run)
            found.update(_subjects(name, columns))
            cases.update(key for key in columns.get("case_id", ()) if key is not None)
    found |= _subjects_of_cases(connection, cases)
    if found:
        connection.exec_driver_sql(MARK, sorted(found))


def leads_to_subject(table: str) -> bool:
    """Whether rows of the table say what they are about; a table of no concern need not."""
    columns = tables.table(table).c
    links = {"subject_kind", "case_id"} & set(columns.keys())
    return table in _KINDS or bool(links) or any(_owners(table))


def _columns(run: Run) -> Mapping[str, Sequence[Any]]:
    """What stood and stands in the columns that may lead to a subject."""
    if run.added is not None:
        return run.added.columns
    rows = [row for each in run.changes for row in (each.before, each.after) if row is not None]
    names = {"id", "subject_kind", "subject_id", "case_id", *dict(_owners(run.table.name))}
    own = names & {name for row in rows for name in row}
    return {name: [row.get(name) for row in rows] for name in own}


def _subjects(name: str, columns: Mapping[str, Sequence[Any]]) -> Iterator[SubjectKey]:
    """The rows themselves if they are subjects, else what they are about or part of."""
    if name in _KINDS:
        yield from ((_KINDS[name], key) for key in columns.get("id", ()))
        if name in COUNTED:
            yield from _named(name, columns)
    elif "subject_kind" in columns:
        about = set(zip(columns["subject_kind"], columns["subject_id"], strict=True))
        yield from ((kind, key) for kind, key in about if kind is not None)
    else:
        yield from _named(name, columns)


def _named(name: str, columns: Mapping[str, Sequence[Any]]) -> Iterator[SubjectKey]:
    """The subjects whose keys stand in the rows."""
    for column, kind in _owners(name):
        yield from ((kind, key) for key in set(columns.get(column, ())) if key is not None)


def _owners(name: str) -> list[tuple[str, str]]:
    """The columns of a part table that hold keys of subjects, and of which kind."""
    return [
        (column.name, _KINDS[key.column.table.name])
        for column in tables.table(name).columns
        for key in column.foreign_keys
        if key.column.table.name in _KINDS
    ]


def _subjects_of_cases(connection: Connection, cases: Iterable[int]) -> set[SubjectKey]:
    """Whose the cases are; one that went with the act is found by its own row."""
    case = tables.table(CASE).c
    wanted = sorted(cases)
    found: set[SubjectKey] = set()
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        statement = select(case.subject_kind, case.subject_id).where(case.id.in_(part))
        found |= {(kind, key) for kind, key in connection.execute(statement)}
    return found
