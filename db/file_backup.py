"""The file store's backup: only what is new is copied, for stored files never change.

What was purged from the store is purged here too.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import func, select

from db.connection import open_engine, write_transaction
from db.failpoints import failpoint
from db.files import FILE_NAME, STORED_FILE, content_digest, create_file_store, purge_from
from db.keys import WorkspaceKey
from db.problems import damaged, told_plainly


def back_up_files(folder: Path, place: Path, key: WorkspaceKey) -> int:
    """Adds the files not yet in the backup; gives how many."""
    target_path = place / FILE_NAME
    with told_plainly(folder, needed_bytes=(folder / FILE_NAME).stat().st_size):
        if not target_path.exists():
            create_file_store(target_path, key)
        source = open_engine(folder / FILE_NAME, key, mode="ro")
        target = open_engine(target_path, key)
        try:
            with source.connect() as reading, write_transaction(target) as writing:
                last = writing.execute(select(func.max(STORED_FILE.c.id))).scalar() or 0
                new = reading.execute(select(STORED_FILE).where(STORED_FILE.c.id > last))
                count = 0
                for row in new.mappings():
                    if content_digest(row["content"]) != row["digest"]:
                        raise damaged(folder)
                    writing.execute(STORED_FILE.insert().values(**row))
                    count += 1
                failpoint("backup.files_before_commit")
        finally:
            source.dispose()
            target.dispose()
    return count


def purge_backed_up(place: Path, key: WorkspaceKey, digests: Iterable[str]) -> None:
    """Takes files out of the backup of the file store too; without one there is nothing to do."""
    path = place / FILE_NAME
    if not path.exists():
        return
    with told_plainly(place):
        engine = open_engine(path, key)
        try:
            purge_from(engine, digests)
        finally:
            engine.dispose()


def bring_back_files(folder: Path, place: Path) -> None:
    """Puts the backup of the file store in the place of a lost or damaged one."""
    store = folder / FILE_NAME
    with told_plainly(folder, needed_bytes=(place / FILE_NAME).stat().st_size):
        ready = folder / f"{FILE_NAME}.restoring"
        shutil.copyfile(place / FILE_NAME, ready)
        with ready.open("r+b") as file:
            os.fsync(file.fileno())
        store.with_name(f"{FILE_NAME}-journal").unlink(missing_ok=True)
        ready.replace(store)
