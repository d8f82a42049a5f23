"""The stored files of a purged project: taken out after the act, and at every start if need be."""

from pathlib import Path

from sqlalchemy import Connection

from db.failpoints import failpoint
from db.file_backup import purge_backed_up
from db.files import FileStore
from db.keys import WorkspaceKey
from db.stored_files import referenced_files
from db.wiping import purged_files


def finish_purges(connection: Connection, files: FileStore, place: Path, key: WorkspaceKey) -> None:
    """Takes out what the log says was purged and no row names, here and in the backup at `place`.

    A crash between the act and this leaves nothing behind: the next start does it again.
    """
    doomed = files_to_purge(connection)
    if not doomed:
        return
    failpoint("purge.before_files")
    files.purge(doomed)
    failpoint("purge.before_backup")
    purge_backed_up(place, key, doomed)


def files_to_purge(connection: Connection) -> frozenset[str]:
    """Digests of files the log says were purged; one that a row names anew stays."""
    told = purged_files(connection)
    return told - referenced_files(connection) if told else told
