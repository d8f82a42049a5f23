"""The shape of the main file: its number, and how a new one is made."""

from pathlib import Path

from sqlalchemy import Connection, text

from db import tables
from db.connection import open_engine, write_transaction
from db.keys import WorkspaceKey
from db.marker import APPLICATION_ID

SCHEMA = 1
"""Number of the newest shape; the migration that makes it has the same number."""


def create_database(path: Path, key: WorkspaceKey) -> None:
    """Makes an empty main file of the newest shape."""
    engine = open_engine(path, key, mode="rwc")
    try:
        with write_transaction(engine) as connection:
            tables.METADATA.create_all(connection)
            stamp(connection, SCHEMA)
    finally:
        engine.dispose()


def stamp(connection: Connection, schema: int) -> None:
    """Writes the number of the shape and the mark of the program into the file."""
    connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
    connection.execute(text(f"PRAGMA user_version = {schema:d}"))


def read_stamp(connection: Connection) -> tuple[int, int]:
    """Mark of the program and number of the shape, as the file says."""
    application = connection.execute(text("PRAGMA application_id")).scalar_one()
    schema = connection.execute(text("PRAGMA user_version")).scalar_one()
    return int(application), int(schema)
