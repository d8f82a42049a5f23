"""More room for pages while long lists are written or checked; given back afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

ROOMY_KIB = 400_000
"""The indexes of a million rows: with less their pages are decrypted again and again."""


@contextmanager
def roomy_cache(connection: Connection) -> Iterator[None]:
    """The connection with a large page cache for the time being."""
    before = connection.exec_driver_sql("PRAGMA cache_size").scalar()
    connection.exec_driver_sql(f"PRAGMA cache_size = -{ROOMY_KIB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {before}")
