"""Brings an older main file to the newest shape: on a copy, checked, logged, then put in place.

Rows whose digest changes by it are logged like any other change, so the log stays provable.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, MetaData, Table, inspect, text

from db import tables
from db.backup import copy_database, take_backup
from db.connection import open_engine, open_raw, write_transaction
from db.failpoints import failpoint
from db.keys import WorkspaceKey
from db.marker import DATABASE_NAME, read_marker, write_marker
from db.problems import damaged, told_plainly
from db.raw_rows import RawRow
from db.runs import RowChange, Run, runs_of
from db.schema import SCHEMA, read_stamp, stamp
from db.swap import SwapNote, finish_swap, forget_note, leave_note
from db.unit_of_work import UnitOfWork
from desktop_app.domain.record import Act

HERE = Path(__file__).parent / "migrations"
Rows = Mapping[str, Mapping[int, RawRow]]


@dataclass(frozen=True)
class Plan:
    """Which shape to reach, and where the steps lie."""

    schema: int = SCHEMA
    places: tuple[Path, ...] = (HERE / "versions",)

    def config(self, connection: Connection) -> Config:
        """Alembic's settings for one connection."""
        config = Config()
        config.set_main_option("script_location", str(HERE))
        config.set_main_option("path_separator", "newline")
        config.set_main_option("version_locations", "\n".join(str(each) for each in self.places))
        config.attributes["connection"] = connection
        return config


NEWEST = Plan()


def migrate(
    folder: Path, key: WorkspaceKey, *, at: datetime, program: str, plan: Plan = NEWEST
) -> bool:
    """Brings the main file to the plan's shape; gives False if it had it already."""
    engine = open_engine(folder / DATABASE_NAME, key)
    try:
        with engine.connect() as connection:
            _, found = read_stamp(connection)
        if found < plan.schema:
            ready = _prepare(folder, engine, key, at)
    finally:
        engine.dispose()
    if found < plan.schema:
        size = ready.stat().st_size
        with told_plainly(folder, needed_bytes=3 * size):
            _upgrade(ready, key, UpgradeAct(found, at, program), plan)
            leave_note(folder, SwapNote(ready.name))
            finish_swap(folder)
            forget_note(folder)
    write_marker(folder, replace(read_marker(folder), schema=plan.schema, program=program))
    return found < plan.schema


def upgrade_copy(
    ready: Path, key: WorkspaceKey, *, at: datetime, program: str, plan: Plan = NEWEST
) -> None:
    """Brings a checked copy that is still to be put in place to the plan's shape."""
    engine = open_engine(ready, key)
    try:
        with engine.connect() as connection:
            _, found = read_stamp(connection)
    finally:
        engine.dispose()
    if found < plan.schema:
        _upgrade(ready, key, UpgradeAct(found, at, program), plan)


@dataclass(frozen=True)
class UpgradeAct:
    """From which shape, when and by which program."""

    found: int
    at: datetime
    program: str


def stamp_newest(connection: Connection) -> None:
    """Marks a freshly made file as having the newest shape."""
    command.stamp(NEWEST.config(connection), f"{SCHEMA:04d}")
    stamp(connection, SCHEMA)


def _prepare(folder: Path, engine: Engine, key: WorkspaceKey, at: datetime) -> Path:
    """A verified backup, and a copy to work on."""
    ready = folder / f"{DATABASE_NAME}.migrating"
    with told_plainly(folder, needed_bytes=2 * (folder / DATABASE_NAME).stat().st_size):
        take_backup(folder, engine, key, at, "migration")
        ready.unlink(missing_ok=True)
        source = engine.raw_connection()
        try:
            copy_database(source.driver_connection, ready, key)
        finally:
            source.close()
    failpoint("migrate.copied")
    return ready


def _upgrade(ready: Path, key: WorkspaceKey, upgrade: UpgradeAct, plan: Plan) -> None:
    engine = open_engine(ready, key)
    title = f"数据升级：版本 {upgrade.found} → {plan.schema}"
    act = Act("migrate", title, "", is_undoable=False, is_kept_empty=True)
    try:
        _let_tables_be_made_anew(engine)
        with write_transaction(engine) as connection:
            before = _all_tracked(connection)
            command.upgrade(plan.config(connection), f"{plan.schema:04d}")
            failpoint("migrate.upgraded")
            stamp(connection, plan.schema)
            unit = UnitOfWork(connection, act, upgrade.at, upgrade.program)
            unit.log_runs(_runs(before, _all_tracked(connection)))
            unit.write_event()
            if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                raise damaged(ready)
    finally:
        engine.dispose()
    _check_pages(ready, key)
    failpoint("migrate.ready")


def _let_tables_be_made_anew(engine: Engine) -> None:
    """Links are checked at the end: within a transaction this could no longer be said."""
    source = engine.raw_connection()
    try:
        source.cursor().execute("PRAGMA foreign_keys = OFF")
    finally:
        source.close()


def _check_pages(ready: Path, key: WorkspaceKey) -> None:
    connection = open_raw(ready, key, mode="ro")
    try:
        if connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
            raise damaged(ready)
    finally:
        connection.close()


def _all_tracked(connection: Connection) -> Rows:
    """Every logged row as the file holds it now, whatever shape it has."""
    untracked = {*tables.LOG_TABLES, *tables.DERIVED_TABLES, *tables.LIST_TABLES, "alembic_version"}
    present = set(inspect(connection).get_table_names()) - untracked
    return {name: dict(_stored_rows(connection, name)) for name in sorted(present)}


def _stored_rows(connection: Connection, name: str) -> Iterator[tuple[int, RawRow]]:
    found = connection.exec_driver_sql(f'SELECT * FROM "{name}" ORDER BY id')  # noqa: S608
    names = list(found.keys())
    for row in found:
        stored = sorted(zip(names, row, strict=True))
        yield row.id, {column: value for column, value in stored if value is not None}


def _runs(before: Rows, after: Rows) -> Iterator[Run]:
    """What the migration changed, by table, in runs of at most so many rows."""
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name, {}), after.get(name, {})
        changes = [
            RowChange(key, old.get(key), new.get(key)) for key in sorted(old.keys() | new.keys())
        ]
        yield from runs_of(Table(name, MetaData()), changes, has_values=False)
