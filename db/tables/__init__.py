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
    log,
)
METADATA: MetaData = SQLModel.metadata

LOG_TABLES = frozenset({"event", "change"})
"""The log itself: chained, so its rows are not logged again."""
DERIVED_TABLES = frozenset(each.name for each in standing.TABLES)
"""Can be computed again from the rest: neither logged nor part of the content."""
BOOKKEEPING_TABLES = frozenset({"import_batch", "batch_file", "read_columns"})
"""Tell what was done and stay after an undo."""


def table(name: str) -> Table:
    """The table of that name."""
    return METADATA.tables[name]


def tracked_tables() -> tuple[Table, ...]:
    """Every table whose changed rows are logged, parents before children."""
    untracked = LOG_TABLES | DERIVED_TABLES
    return tuple(each for each in METADATA.sorted_tables if each.name not in untracked)


def content_tables() -> tuple[Table, ...]:
    """The business tables: what an undo must bring back exactly."""
    return tuple(each for each in tracked_tables() if each.name not in BOOKKEEPING_TABLES)
