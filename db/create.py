"""Makes an empty main file of the newest shape."""

from pathlib import Path

from db import tables
from db.connection import open_engine, write_transaction
from db.keys import WorkspaceKey
from db.migrate import stamp_newest


def create_database(path: Path, key: WorkspaceKey) -> None:
    """Makes an empty main file of the newest shape."""
    engine = open_engine(path, key, mode="rwc")
    try:
        with write_transaction(engine) as connection:
            tables.METADATA.create_all(connection)
            stamp_newest(connection)
    finally:
        engine.dispose()
