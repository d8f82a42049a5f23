"""Which subjects an act touched, noted with the act itself: what is kept of them is stale.

What depends on a touched subject besides (those alike, what belongs to it) is found by who works
the standings out again; here only the plain links between rows are followed.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select, text

from db import tables
from db.labels import SUBJECT_TABLES
from db.tracker import Run

REGIME = ("regime", 0)
"""The regulation and the office's own terms: everything stands on them."""
CONCERN_ALL = frozenset({"office_setting", "signed_reading", "stored_pack", "calendar_year"})
CONCERN_NONE = frozenset(
    {"note", "paper", "paper_subject", "paper_series", "incoming_paper", "incoming_subject",
     "provenance", "import_batch", "batch_file", "column_map", "saved_view", "operator", "expert",
     "round", "recipient", "reminder", "pack_file", "unit_name", "similarity_decision"}
)  # fmt: skip
"""Tables no check, procedure or duty looks at; of a decision on likeness its members tell."""
CASE = "procedure_case"
AT_ONCE = 10_000
SubjectKey = tuple[str, int]
_KINDS = {table: kind for kind, table in SUBJECT_TABLES.items()}
MARK = text(
    "INSERT INTO stale_subject (subject_kind, subject_id, is_touched) VALUES (:kind, :id, 1)"
    " ON CONFLICT (subject_kind, subject_id) DO UPDATE SET is_touched = 1"
)
"""Notes one subject as touched."""


def mark_touched(connection: Connection, runs: Iterable[Run]) -> None:
    """Note every subject whose own records were written."""
    cases: set[int] = set()
    found: set[SubjectKey] = set()
    for run in runs:
        name = run.table.name
        if name in CONCERN_ALL:
            found.add(REGIME)
        elif name in tables.METADATA.tables and name not in CONCERN_NONE:
            for row_id, row in _rows(run):
                found.update(_subjects(name, row_id, row))
                if "case_id" in row:
                    cases.add(row["case_id"])
    found |= _subjects_of_cases(connection, cases)
    if found:
        connection.execute(MARK, [{"kind": kind, "id": key} for kind, key in sorted(found)])


def leads_to_subject(table: str) -> bool:
    """Whether rows of the table say what they are about; a table of no concern need not."""
    columns = tables.table(table).c
    links = {"subject_kind", "case_id"} & set(columns.keys())
    return table in _KINDS or bool(links) or any(_owners(table))


def _rows(run: Run) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for change in run.rows:
        for row in (change.before, change.after):
            if row is not None:
                yield change.row_id, row


def _subjects(name: str, row_id: int, row: Mapping[str, Any]) -> Iterator[SubjectKey]:
    """The row itself if it is a subject, else what it is about or part of."""
    if name in _KINDS:
        yield _KINDS[name], row_id
    elif "subject_kind" in row:
        yield row["subject_kind"], row["subject_id"]
    else:
        for column, kind in _owners(name):
            if row.get(column) is not None:
                yield kind, row[column]


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
