"""What every screen is handed: worker, desk, errors and questions, ways to other screens."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop_app.errors import UserFacingError
from desktop_app.values.stages import stage_title
from ui.background import Background, Progress, Task
from ui.drafts.book import DraftBook
from ui.error_dialog import BugReport, Question, ask, show_bug, show_error
from ui.settling import Settling
from ui.theme import Theme
from ui.view_store import ViewStore

if TYPE_CHECKING:  # use cases bring the database with them: not before the first paint
    from desktop_app.use_cases.desk import Desk

Result = TypeVar("Result")


@dataclass(frozen=True)
class NewWorkspace:
    """What the first-run page asks for."""

    folder: Path
    office_name: str
    operator: str
    pack: str = ""
    """Id of a shipped pack, or the folder or file of one's own; empty for the usual one."""


COMPARED = "compare:"
"""Before the code of a project in a target of 法规: put it side by side under several packs."""


class Doors(Protocol):
    """What `bootstrap` hands to the window; everything here runs on the worker thread."""

    @property
    def usual_folder(self) -> Path:
        """Where the workspace lies unless another was chosen."""

    def start(self) -> "Desk | None":
        """The desk to open at start, None when there is no workspace yet."""

    def open_folder(self, folder: Path) -> "Desk":
        """Open another workspace; the one open now is closed."""

    def restore(self, backup: Path) -> "Desk":
        """Put a backup in the place of the present data and open it."""

    def backups(self, folder: Path) -> Sequence[tuple[str, str]]:
        """Path and words of the backups of a workspace that may not open, the newest first."""

    def restore_in(self, folder: Path, backup: Path) -> "Desk":
        """Put a backup in the place of the data of a workspace that does not open; open it."""

    def rebuild_key(self, folder: Path, recovery_key: str) -> "Desk":
        """Make the key file anew from the recovery key and open the workspace."""

    def create(self, request: NewWorkspace) -> "tuple[Desk, str]":
        """Create and open a workspace; also its recovery key, shown once."""

    def packs(self) -> Sequence[tuple[str, str]]:
        """Id and title of the packs a workspace can begin under, the usual one first."""

    def own_pack(self, place: Path) -> str:
        """Title and version of the pack in a folder or file of one's own; refused with faults."""

    def open_sample(self) -> "Desk":
        """Open the sample workspace, made afresh if there is none."""

    def leave_sample(self) -> "Desk | None":
        """Close the sample workspace; the desk open before, None when there was none."""

    def delete_sample(self) -> "Desk | None":
        """Close and delete the sample workspace; the desk open before, None when there was none."""

    def close(self) -> None:
        """Close the open workspace, if any."""


@dataclass(frozen=True)
class Surroundings:
    """What the composition root decides for the window."""

    doors: Doors
    clock: Callable[[], datetime]
    report_bug: Callable[[BaseException], BugReport]
    """Writes an unexpected error to the log and gives its number and report."""


class Shell(QObject):
    """The window's services for its screens."""

    data_changed = Signal(frozenset)
    """Kinds of data that changed, e.g. {"projects"}; empty means anything."""
    desk_changed = Signal()
    stage_asked = Signal(str, str)
    """Stage id and what to show there (a record code or a quick filter)."""
    announced = Signal(str)
    """A short sentence about what was done."""

    def __init__(self, surroundings: Surroundings, theme: Theme, store: ViewStore) -> None:
        super().__init__()
        self.surroundings = surroundings
        self.theme = theme
        self.store = store
        self.window: QWidget | None = None
        self.background = Background(self)
        self.background.failed.connect(self.show_error)
        self.settling = Settling(self)
        self.drafts = DraftBook(self)
        self.tab_titles: Mapping[str, str] = {}
        """The regulation's own words for tabs, as the top bar last read them."""
        self._desk: Desk | None = None
        self._bug: QWidget | None = None

    @property
    def has_desk(self) -> bool:
        """Whether a workspace is open."""
        return self._desk is not None

    @property
    def desk(self) -> "Desk":
        """The open desk; asking for it without one is a bug."""
        if self._desk is None:
            raise RuntimeError("no workspace is open")
        return self._desk

    def called(self, stage: str) -> str:
        """What the regulation in force calls a stage."""
        return stage_title(stage, self.tab_titles)

    def sit_down(self, desk: "Desk | None") -> None:
        """Work at another desk, or at none."""
        self._desk = desk
        self.desk_changed.emit()

    def run(
        self,
        work: "Callable[[Desk, Task[Result]], Result]",
        on_done: Callable[[Result], None],
        *,
        on_error: Callable[[BaseException], bool] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        owner: QObject | None = None,
        key: str = "",
    ) -> Task[Result]:
        """Run a use case on the worker with the open desk; see `Background.run`."""
        desk = self.desk
        return self.background.run(
            lambda task: work(desk, task),
            on_done,
            on_error=on_error,
            on_progress=on_progress,
            owner=owner,
            key=key,
        )

    def show_error(self, error: BaseException) -> None:
        """Show an error: what the user can mend as such, anything else as a bug with its report."""
        parent = QApplication.activeModalWidget() or self.window
        if isinstance(error, UserFacingError):
            show_error(parent, error)
        elif not self._is_showing_bug():
            self._bug = show_bug(parent, self.surroundings.report_bug(error))

    def _is_showing_bug(self) -> bool:
        """A fault while painting comes again with every repaint: one report is enough."""
        return self._bug is not None and isValid(self._bug) and self._bug.isVisible()

    def ask(self, question: Question, on_yes: Callable[[], object]) -> None:
        """Ask before an act."""
        ask(QApplication.activeModalWidget() or self.window, question, on_yes)

    def changed(self, *kinds: str) -> None:
        """Tell every screen what kinds of data changed."""
        self.data_changed.emit(frozenset(kinds))

    def say(self, text: str) -> None:
        """Tell the user, without a box, what was done."""
        self.announced.emit(text)

    def go(self, stage: str, target: str = "") -> None:
        """Go to another tab and show something there."""
        self.stage_asked.emit(stage, target)

    def compare(self, code: str) -> None:
        """See what several packs say to a project."""
        self.go("regulations", f"{COMPARED}{code}")

    def show_help(self, topic: str) -> None:
        """Open the help at a page."""
        from ui.widgets.help_panel import HelpDialog  # noqa: PLC0415 - not before it is asked for

        if self.window is not None:
            HelpDialog(self.window, topic).show_sized(820, 560)
