"""The number of the shape of the main file, and where the file itself says it."""

from sqlalchemy import Connection, text

from db.marker import APPLICATION_ID

SCHEMA = 7
"""Number of the newest shape; the migration that makes it has the same number."""


def stamp(connection: Connection, schema: int) -> None:
    """Writes the number of the shape and the mark of the program into the file."""
    connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
    connection.execute(text(f"PRAGMA user_version = {schema:d}"))


def read_stamp(connection: Connection) -> tuple[int, int]:
    """Mark of the program and number of the shape, as the file says."""
    application = connection.execute(text("PRAGMA application_id")).scalar_one()
    schema = connection.execute(text("PRAGMA user_version")).scalar_one()
    return int(application), int(schema)
