"""What the log must say about rows of one table that were changed together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from db.raw_rows import RawRow, StoredRows, row_digest

MOST_ROWS = 1_000
"""Rows of one entry of the log at most."""
DigestEntry = tuple[int, str | None, str | None]
"""Key of a row and its digests before and after, None where it did not exist."""


@dataclass(frozen=True)
class RowChange:
    """One row before and after; None where it did not exist."""

    row_id: int
    before: RawRow | None
    after: RawRow | None

    @property
    def digests(self) -> DigestEntry:
        """Key, digest before and digest after."""
        return self.row_id, _digest(self.before), _digest(self.after)

    @property
    def values(self) -> list[Any]:
        """Key, old and new values; of a row that stays only the columns that differ."""
        before, after = self.before, self.after
        if before is None or after is None:
            return [self.row_id, before, after]
        names = [name for name in (before | after) if before.get(name) != after.get(name)]
        old = {name: before.get(name) for name in names}
        return [self.row_id, old, {name: after.get(name) for name in names}]


@dataclass(frozen=True)
class Run:
    """Changed rows of one table in the order they were written, at most `MOST_ROWS`."""

    table: Table
    digests: Sequence[DigestEntry]
    values: Sequence[list[Any]] | None = None
    """Keys, old and new values; None where many were added: their values are in the rows."""
    changes: Sequence[RowChange] = ()
    """The rows before and after, unless many were added at once."""
    added: StoredRows | None = None
    """The rows themselves where many were added at once."""


def runs_of(
    table: Table, changes: Sequence[RowChange], *, has_values: bool = True
) -> Iterator[Run]:
    """The changes of one table as runs; rows that are what they were are left out."""
    real = [each for each in changes if each.before != each.after]
    for start in range(0, len(real), MOST_ROWS):
        part = real[start : start + MOST_ROWS]
        values = [each.values for each in part] if has_values else None
        yield Run(table, [each.digests for each in part], values, part)


def _digest(row: RawRow | None) -> str | None:
    return None if row is None else row_digest(row)
