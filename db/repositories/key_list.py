"""Any number of keys as one parameter of a statement, and statements that are made once.

Making a statement costs SQLAlchemy several times what running it does; the reads that every act
does many times are made once, with parameters, and run as often as they are needed.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, column, func, select

from db import tables
from db.raw_rows import canonical

KEYS = "keys"
"""The parameter that brings the keys of a statement made once, as `key_text`."""


def key_text(keys: Iterable[int]) -> str:
    """The keys in the form the parameter takes."""
    return canonical(sorted(set(keys)))


def listed(keys: Iterable[int]) -> Select[Any]:
    """The keys as a select to put behind `in_`; there may be more than SQLite takes one by one."""
    return _keys_in(key_text(keys))


def brought_keys() -> Select[Any]:
    """As `listed`, for keys that come with every run of the statement."""
    return _keys_in(bindparam(KEYS))


@cache
def rows_where(
    table: str, equal: tuple[str, ...] = (), empty: tuple[str, ...] = (), among: str = ""
) -> Select[Any]:
    """The rows of a table by key, made once.

    `equal` names the columns held against parameters of their names, `empty` those without a
    value, `among` the column that holds one of the keys brought.
    """
    found = tables.table(table)
    conditions = [
        *(found.c[name] == bindparam(name) for name in equal),
        *(found.c[name].is_(None) for name in empty),
        *([found.c[among].in_(brought_keys())] if among else []),
    ]
    return select(found).where(*conditions).order_by(found.c.id)


def _keys_in(text: Any) -> Select[Any]:
    values = func.json_each(text).table_valued("value")
    return select(column("value")).select_from(values)
