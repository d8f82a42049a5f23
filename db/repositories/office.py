"""Settings, readings, stored packs, calendars and saved views."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from db import tables
from db.raw_rows import canonical
from db.repositories.base import Access, Repository, Shape
from db.repositories.verdict_text import fact_value
from desktop_app.domain.office import OfficeSetting, SavedView, SignedReading, StoredPack
from desktop_app.values.calendar import YearDays


class Settings(Repository[OfficeSetting]):
    """Dated settings of the office; the latest recorded of those valid counts."""

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("office_setting", OfficeSetting, {"value": fact_value}))

    def on(self, day: date) -> dict[str, OfficeSetting]:
        """The settings valid on that day, by name."""
        return {each.name: each for each in sorted(self.all(), key=_age) if each.valid_from <= day}


class Readings(Repository[SignedReading]):
    """The office's dated choices among readings."""

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("signed_reading", SignedReading))

    def on(self, day: date) -> dict[str, SignedReading]:
        """The readings valid on that day, by id of the reading."""
        valid = (each for each in sorted(self.all(), key=_age) if each.valid_from <= day)
        return {each.reading: each for each in valid}


class Packs(Repository[StoredPack]):
    """Rule packs kept byte for byte as they were when first used."""

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("stored_pack", StoredPack))
        self._files = tables.table("pack_file")

    def version(self, pack: str, version: str) -> StoredPack | None:
        """The pack as stored under that version (the newest if twice), None if not stored."""
        return next(iter(reversed(self.where(pack=pack, version=version))), None)

    def store(
        self, pack: str, version: str, digest: str, files: Mapping[str, bytes], *, on: date
    ) -> StoredPack:
        """Keeps a pack; the same content again changes nothing."""
        known = self.first(pack=pack, version=version, digest=digest)
        if known is not None:
            return known
        stored = self.add(pack=pack, version=version, digest=digest, stored_on=on)
        rows = [
            {"stored_pack_id": stored.id, "path": path, "text": content.decode()}
            for path, content in sorted(files.items())
        ]
        self._access.writer.insert_many(self._files, rows)
        return stored

    def files(self, stored_pack_id: int) -> dict[str, bytes]:
        """The files of a stored pack by path."""
        statement = select(self._files).where(self._files.c.stored_pack_id == stored_pack_id)
        rows = self._access.connection.execute(statement)
        return {row.path: row.text.encode() for row in rows}


class Outlines:
    """Stored packs in outline, as text; made again where the form has changed."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._table = tables.table("pack_outline")

    def of(self, stored_pack_id: int, edition: int) -> str | None:
        """The outline of a stored pack, None if none of that form is kept."""
        column = self._table.c
        statement = select(column.outline).where(
            column.stored_pack_id == stored_pack_id, column.edition == edition
        )
        return self._access.connection.execute(statement).scalar()

    def put(self, stored_pack_id: int, edition: int, outline: str) -> None:
        """Keeps the outline of a stored pack in place of an older one."""
        _ = self._access.writer
        row = {"stored_pack_id": stored_pack_id, "edition": edition, "outline": outline}
        statement = insert(self._table).values(**row)
        newer = statement.on_conflict_do_update(index_elements=["stored_pack_id"], set_=row)
        self._access.connection.execute(newer)


class Calendars:
    """Years of rest days and make-up days that the office imported."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._table = tables.table("calendar_year")

    def all(self) -> tuple[YearDays, ...]:
        """All imported years, by year."""
        rows = self._access.connection.execute(select(self._table).order_by(self._table.c.year))
        return tuple(_year_days(row) for row in rows)

    def put(self, days: YearDays) -> None:
        """Keeps a year in place of the older import of it."""
        row: dict[str, Any] = {
            "year": days.year,
            "days": canonical(
                {
                    "rest": {day.isoformat(): name for day, name in sorted(days.rest.items())},
                    "work": {day.isoformat(): name for day, name in sorted(days.work.items())},
                }
            ),
            "source": days.source,
        }
        known = select(self._table.c.id).where(self._table.c.year == days.year)
        key = self._access.connection.execute(known).scalar()
        if key is None:
            self._access.writer.insert(self._table, row)
        else:
            self._access.writer.update(self._table, key, row)


class SavedViews(Repository[SavedView]):
    """Lists as clerks keep them."""

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("saved_view", SavedView))


def _age(dated: OfficeSetting | SignedReading) -> tuple[date, int]:
    return dated.valid_from, dated.id


def _year_days(row: Any) -> YearDays:
    kinds = json.loads(row.days)
    days = {
        kind: {date.fromisoformat(day): name for day, name in named.items()}
        for kind, named in kinds.items()
    }
    return YearDays(row.year, days["rest"], days["work"], row.source)
