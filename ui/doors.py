"""The ways into a workspace, run on the worker; use cases are imported only when one is gone."""

import gc
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.shell import NewWorkspace

if TYPE_CHECKING:
    from desktop_app.use_cases.desk import Desk

MARKER = "workspace.json"


class WorkspaceDoors:
    """Opens, makes and closes workspaces; at most one is open."""

    def __init__(self, folder: Path, clock: Callable[[], datetime], program: str) -> None:
        self._folder = folder
        self._sample = folder.parent / "sample"
        self._clock = clock
        self._program = program
        self._desk: Desk | None = None
        self._before: Path | None = None

    def start(self) -> "Desk | None":
        """The workspace of the usual folder, None if there is none yet."""
        if not (self._folder / MARKER).is_file():
            return None
        return self.open_folder(self._folder)

    def open_folder(self, folder: Path) -> "Desk":
        """Open the workspace in a folder; the operator last at work sits down again."""
        self.close()
        desk: Desk = _cases().open_desk(folder, clock=self._clock, program=self._program)
        known = _cases().operators(desk)
        if known:
            desk.operator = known[0].name
        self._desk = desk
        return desk

    def restore(self, backup: Path) -> "Desk":
        """Put a backup in the place of the present data, which is kept, and open it."""
        folder = self._desk.workspace.folder if self._desk is not None else self._folder
        actor = self._desk.operator if self._desk is not None else ""
        self.close()
        _cases().restore(folder, backup, clock=self._clock, program=self._program, actor=actor)
        return self.open_folder(folder)

    @property
    def usual_folder(self) -> Path:
        """Where the workspace lies unless another was chosen."""
        return self._folder

    def backups(self, folder: Path) -> Sequence[tuple[str, str]]:
        """Path and words of the backups of a workspace that may not open, the newest first."""
        return [
            (str(each.path), f"{each.taken_at:%Y-%m-%d %H:%M}　操作 {each.head.count} 步")
            for each in _cases().backups_in(folder)
        ]

    def restore_in(self, folder: Path, backup: Path) -> "Desk":
        """Put a backup in the place of the data of a workspace that does not open; open it."""
        self.close()
        _cases().restore(folder, backup, clock=self._clock, program=self._program)
        return self.open_folder(folder)

    def rebuild_key(self, folder: Path, recovery_key: str) -> "Desk":
        """Make the key file anew from the recovery key and open the workspace."""
        self.close()
        _cases().rebuild_key(folder, recovery_key, clock=self._clock)
        return self.open_folder(folder)

    def create(self, request: NewWorkspace) -> "tuple[Desk, str]":
        """Make a workspace and open it; also its recovery key."""
        self.close()
        key = _cases().create_workspace(
            request.folder,
            clock=self._clock,
            program=self._program,
            office_name=request.office_name,
            operator=request.operator,
            pack=request.pack,
        )
        desk = self.open_folder(request.folder)
        desk.operator = request.operator
        return desk, key.text

    def packs(self) -> Sequence[tuple[str, str]]:
        """Id and title of the packs a workspace can begin under, the usual one first."""
        found: Sequence[tuple[str, str]] = _cases("regime").packs_to_begin_with()
        return found

    def own_pack(self, place: Path) -> str:
        """Title and version of the pack in a folder or file of one's own; refused with faults."""
        pack = _cases("own_packs").pack_to_begin_with(place)
        return f"{pack.title} {pack.version}"

    def open_sample(self) -> "Desk":
        """Open the sample workspace, played afresh if there is none."""
        if self._desk is not None:
            self._before = self._desk.workspace.folder
        self.close()
        if not (self._sample / MARKER).is_file():
            make = _cases("sample").create_sample
            make(self._sample, clock=self._clock, program=self._program)
        return self.open_folder(self._sample)

    def leave_sample(self) -> "Desk | None":
        """Close the sample and open what was open before."""
        self.close()
        before, self._before = self._before, None
        return self.open_folder(before) if before is not None else self.start()

    def delete_sample(self) -> "Desk | None":
        """Close and delete the sample without trace; open what was open before."""
        self.close()
        shutil.rmtree(self._sample, ignore_errors=True)
        return self.leave_sample()

    def close(self) -> None:
        """Close the open workspace, if any."""
        if self._desk is not None:
            self._desk.workspace.close()
            self._desk = None


def _cases(module: str = "workspaces") -> Any:
    """A module of use cases; their first import brings the database with it.

    It makes many thousand objects that stay: they are kept out of the search for garbage, which
    would take a tenth of the start.
    """
    if "desktop_app.use_cases.workspaces" not in sys.modules and gc.isenabled():
        gc.disable()
        try:
            import_module("desktop_app.use_cases.workspaces")
        finally:
            gc.freeze()
            gc.enable()
    return import_module(f"desktop_app.use_cases.{module}")
