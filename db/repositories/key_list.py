"""Any number of keys as one parameter of a statement."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, column, func, select

from db.raw_rows import canonical


def listed(keys: Iterable[int]) -> Select[Any]:
    """The keys as a select to put behind `in_`; there may be more than SQLite takes one by one."""
    values = func.json_each(canonical(sorted(set(keys)))).table_valued("value")
    return select(column("value")).select_from(values)
