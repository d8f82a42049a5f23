"""The drafts of the open workspace: in memory for the screens, through use cases on disk."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from desktop_app.errors import UserFacingError

if TYPE_CHECKING:  # not before the first paint
    from desktop_app.domain.draft import Draft, DraftPlace
    from ui.shell import Shell


class Keeping(Protocol):
    """A dialog whose typing is kept."""

    @property
    def unsaved(self) -> "Draft | None":
        """What was typed since the last time it was kept, None if nothing was."""


class DraftBook(QObject):
    """Knows every draft, which of them is open in a dialog, and what is not on disk yet."""

    changed = Signal()

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
        self._drafts: dict[str, Draft] = {}
        self._unwritten: dict[str, Draft | None] = {}
        self._keepers: dict[str, Keeping] = {}
        self._wanted: Draft | None = None

    @property
    def waiting(self) -> "list[Draft]":
        """The drafts no dialog shows now, the newest first."""
        idle = [draft for key, draft in self._drafts.items() if key not in self._keepers]
        return sorted(idle, key=lambda draft: draft.saved_at, reverse=True)

    def read(self) -> None:
        """Read the drafts of the workspace that was opened."""
        self._shell.run(
            lambda desk, _task: _cases().drafts(desk), self._show, owner=self, key="drafts"
        )

    def forget_all(self) -> None:
        """Another workspace is opened: its drafts are read anew."""
        self._drafts, self._unwritten, self._keepers = {}, {}, {}
        self.changed.emit()

    def _show(self, found: "tuple[Draft, ...]") -> None:
        read = {draft.key: draft for draft in found}
        self._drafts = {**read, **{k: d for k, d in self._drafts.items() if k in self._unwritten}}
        self.changed.emit()

    def of_dialog(self, place: "DraftPlace") -> "list[Draft]":
        """The waiting drafts of the same dialog about the same records, the newest first."""
        return [draft for draft in self.waiting if draft.place.is_same_dialog(place)]

    # -- keeping

    def keep(self, draft: "Draft") -> None:
        """Keep a draft, on disk as soon as the worker is free."""
        self._drafts[draft.key] = draft
        self._unwritten[draft.key] = draft
        self._write(draft.key, lambda desk: _cases().keep_draft(desk, draft))
        self.changed.emit()

    def drop(self, keys: Iterable[str]) -> None:
        """Forget drafts that were saved or given up."""
        for key in [key for key in keys if key in self._drafts]:
            del self._drafts[key]
            self._unwritten[key] = None
            self._write(key, lambda desk, key=key: _cases().drop_drafts(desk, (key,)) or True)  # type: ignore[misc]
        self.changed.emit()

    def _write(self, key: str, write: "Callable[[Any], bool]") -> None:
        if self._shell.has_desk:
            self._shell.run(
                lambda desk, _task: write(desk),
                lambda is_kept: self._written(key, is_kept=is_kept),
                on_error=lambda error: isinstance(error, UserFacingError),
                owner=self,
                key=f"draft {key}",
            )

    def _written(self, key: str, *, is_kept: bool) -> None:
        self._unwritten.pop(key, None)
        if not is_kept:
            self._drafts.pop(key, None)
            self.changed.emit()

    def last_words(self) -> "Callable[[Any], None]":
        """What is still to be written when the window closes, for the worker's farewell."""
        left = dict(self._unwritten)
        for keeper in self._keepers.values():
            draft = keeper.unsaved
            if draft is not None:
                left[draft.key] = draft

        def write(desk: Any) -> None:
            for key, draft in left.items():
                if draft is None:
                    _cases().drop_drafts(desk, (key,))
                else:
                    _cases().keep_draft(desk, draft)

        return write

    # -- dialogs

    def open_in(self, keeper: Keeping, key: str) -> None:
        """A dialog shows this draft from now on."""
        self._keepers[key] = keeper
        self.changed.emit()

    def closed(self, key: str) -> None:
        """No dialog shows it any more."""
        if self._keepers.pop(key, None) is not None:
            self.changed.emit()

    def reopen(self, draft: "Draft", open_dialog: Callable[[], object]) -> None:
        """Open the dialog of a draft; it takes the draft up by itself."""
        self._wanted = draft
        open_dialog()

    def take_wanted(self, place: "DraftPlace") -> "Draft | None":
        """The draft that is being reopened if this is its dialog; it is handed out once."""
        wanted = self._wanted
        if wanted is None or not wanted.place.is_same_dialog(place):
            return None
        self._wanted = None
        return wanted


def _cases() -> Any:
    """The use cases; their import brings the database with it."""
    return import_module("desktop_app.use_cases.drafts")
