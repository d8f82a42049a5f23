"""All tables of the main file, by stage; importing this registers every one of them.

No relationships and no postponed annotations here: SQLModel breaks on both together.
"""

from sqlalchemy import MetaData, Table
from sqlmodel import SQLModel

from db.tables import (
    base_data,
    log,
    office,
    paper,
    procedure,
    project,
    register,
    round_batch,
    standing,
    succession,
    voucher,
    voucher_work,
)

MODULES = (
    base_data,
    project,
    procedure,
    register,
    paper,
    round_batch,
    office,
    standing,
    succession,
    voucher,
    voucher_work,
    log,
)
METADATA: MetaData = SQLModel.metadata

LOG_TABLES = frozenset({"event", "change"})
"""The log itself: chained, so its rows are not logged again."""
DERIVED_TABLES = frozenset(each.name for each in (*standing.TABLES, voucher_work.FINDING))
"""Can be computed again from the rest: neither logged nor part of the content."""
LIST_TABLES = frozenset(each.name for each in voucher.LISTS)
"""Long lists whose rows never change: the log covers them by segments (`db/segments.py`)."""
BOOKKEEPING_TABLES = frozenset({"import_batch", "batch_file", "read_columns"})
"""Tell what was done and stay after an undo."""


def table(name: str) -> Table:
    """The table of that name."""
    return METADATA.tables[name]


def tracked_tables() -> tuple[Table, ...]:
    """Every table whose changed rows are logged, parents before children."""
    untracked = LOG_TABLES | DERIVED_TABLES | LIST_TABLES
    return tuple(each for each in METADATA.sorted_tables if each.name not in untracked)


def content_tables() -> tuple[Table, ...]:
    """The business tables: what an undo must bring back exactly."""
    return tuple(each for each in tracked_tables() if each.name not in BOOKKEEPING_TABLES)
