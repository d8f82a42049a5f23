"""One of many in view: chosen at the top, its aspects behind tabs; says when there is none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtWidgets import QTabWidget, QWidget

from desktop_app.errors import UserFacingError
from desktop_app.use_cases.desk import Desk
from ui.shell import Shell
from ui.widgets.fields import ChoiceField
from ui.widgets.states import StateCover

Result = TypeVar("Result")


@dataclass(frozen=True)
class Nothing:
    """What is said, and offered, while there is nothing to choose from."""

    title: str
    hint: str
    action: str
    act: Callable[[], object]


class ChoosingPane(QWidget):
    """The first is in view at first; the choice stays when data change."""

    def __init__(self, shell: Shell, title: str, width: int) -> None:
        super().__init__()
        self._shell = shell
        self._wanted = ""
        self.choice = ChoiceField(title, ())
        self.choice.box.setMinimumContentsLength(width)
        self.choice.changed.connect(self._read_chosen)
        self.tabs = QTabWidget()
        self.tabs.setProperty("role", "pane")
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(f"{title}的各个方面")
        self.cover = StateCover(self)
        self.cover.show_loading()

    def reload(self) -> None:
        """Read what there is to choose from, then the one in view."""
        raise NotImplementedError

    def read_one(self, key: int) -> None:
        """Read the one chosen."""
        raise NotImplementedError

    def show_key(self, key: int) -> None:
        """Show one by key, now or once it is read."""
        self._wanted = str(key)
        if self.choice.box.findData(self._wanted) >= 0:
            self.choice.write(self._wanted)
            self._wanted = ""

    def read(
        self, work: Callable[[Desk], Result], on_done: Callable[[Result], None], key: str
    ) -> None:
        """Read in the background; what cannot be read is told in the pane."""
        self._shell.run(
            lambda desk, _task: work(desk), on_done, on_error=self._failed, owner=self, key=key
        )

    def offer(self, choices: Sequence[tuple[str, str]], nothing: Nothing) -> None:
        """Offer these, read the one that is to be in view; say so where there is none."""
        known = {key for key, _ in choices}
        wanted = next((key for key in (self._wanted, self.choice.value) if key in known), "")
        self._wanted = ""
        self.choice.box.blockSignals(True)  # noqa: FBT003 - Qt
        self.choice.offer(choices, wanted)
        self.choice.box.blockSignals(False)  # noqa: FBT003 - Qt
        if choices:
            self._read_chosen()
            return
        self.cover.show_empty(nothing.title, nothing.hint, nothing.action, nothing.act)

    def _read_chosen(self) -> None:
        if self.choice.value:
            self.read_one(int(self.choice.value))

    def _failed(self, error: BaseException) -> bool:
        if not isinstance(error, UserFacingError):
            return False
        self.cover.show_failure(error.what, error.advice, self.reload)
        return True
