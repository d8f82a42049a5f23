"""Rows of registers as frozen models, found by register, owner and the row they stand under."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from db.repositories.base import Access, Repository, Shape
from db.repositories.key_list import listed
from db.repositories.verdict_text import fact_value
from desktop_app.domain.register import RegisterEntry


class Registers(Repository[RegisterEntry]):
    """Entries of every register."""

    def __init__(self, access: Access) -> None:
        super().__init__(
            access,
            Shape("register_entry", RegisterEntry, {"cells": _cells}, names_pinyin_of="name"),
        )

    def of_register(self, register: str) -> tuple[RegisterEntry, ...]:
        """Every entry of one register, by key."""
        return self.where(register_id=register)

    def counts(self) -> dict[str, int]:
        """How many rows each register has."""
        statement = select(self._table.c.register_id, func.count()).group_by(
            self._table.c.register_id
        )
        return dict(self._access.connection.execute(statement).all())

    def of_owners(self, column: str, owners: Iterable[int]) -> tuple[RegisterEntry, ...]:
        """The entries whose column (`project_id`, `unit_id`, ...) names one of these, by key."""
        return self._rows({}, column, owners)

    def rows_of(
        self, registers: Iterable[str], column: str, owners: Iterable[int]
    ) -> tuple[RegisterEntry, ...]:
        """The entries of some registers whose column names one of these owners, by key."""
        named = self._table.c[column].in_(listed(owners))
        return self._select(named, self._table.c.register_id.in_(sorted(set(registers))))

    def keys_governed(
        self, column: str, owners: Iterable[int], registers: Iterable[str]
    ) -> tuple[int, ...]:
        """As `of_owners`, the keys alone, of some registers."""
        named = self._table.c[column].in_(listed(owners))
        wanted = self._table.c.register_id.in_(sorted(set(registers)))
        statement = select(self._table.c.id).where(named, wanted).order_by(self._table.c.id)
        return tuple(self._access.connection.execute(statement).scalars())


def _cells(stored: dict[str, Any]) -> dict[str, Any]:
    return {name: fact_value(value) for name, value in stored.items()}
