"""Keeps what is typed into one dialog until it is saved or given up on purpose."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from desktop_app.domain.draft import Draft, DraftPlace
from ui.drafts.book import DraftBook
from ui.drafts.earlier_row import EarlierRow
from ui.drafts.leave_dialog import LeaveDialog
from ui.shell import Shell
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field

Grow = Callable[[Sequence[str]], Mapping[str, Field]]
SAVE_MS = 2000
"""How long after the first key what was typed goes to disk."""


class DraftKeeper(QObject):
    """Watches the fields of a dialog; an earlier draft of it is offered at its top."""

    def __init__(
        self,
        shell: Shell,
        dialog: Dialog,
        place: DraftPlace,
        fields: Mapping[str, Field],
        on_restored: Callable[[], object] = lambda: None,
        grow: Grow = lambda _names: {},
    ) -> None:
        """Begin to watch; what the fields hold now counts as not typed.

        `grow` gives the fields for the further names of a draft, where a dialog can have more.
        """
        super().__init__(dialog)
        self._shell = shell
        self._book = shell.drafts
        self._dialog = dialog
        self._fields = dict(fields)
        self._place = place
        self._on_restored = on_restored
        self._grow = grow
        self._earlier: EarlierRow | None = None
        self._first, self._kept = self._written(), self._written()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self._keep)
        self._connect()
        self._take_up()
        self._book.open_in(self, self._place.key)
        self.destroyed.connect(_closing(self._book, self._place.key))

    def _connect(self) -> None:
        for field in self._fields.values():
            field.changed.connect(self._note)
        self._dialog.accepted.connect(self._saved)
        self._dialog.may_leave = self._may_leave

    def detach(self) -> None:
        """Watch no longer: the dialog turns to something else. What was typed stays a draft."""
        self._keep()
        self._forget_row()
        for field in self._fields.values():
            field.changed.disconnect(self._note)
        self._dialog.accepted.disconnect(self._saved)
        self._dialog.may_leave = lambda: True
        self._book.closed(self._place.key)

    @property
    def unsaved(self) -> Draft | None:
        """What was typed since the last time it was kept, None if nothing was."""
        return self._draft() if self._written() not in (self._kept, self._first) else None

    def _written(self) -> dict[str, str]:
        return {name: field.written for name, field in self._fields.items()}

    def _draft(self) -> Draft:
        moment = self._shell.surroundings.clock()
        actor = self._shell.desk.operator if self._shell.has_desk else ""
        return Draft(self._place, self._written(), moment, actor)

    # -- an earlier draft

    def _take_up(self) -> None:
        wanted = self._book.take_wanted(self._place)
        earlier = self._book.of_dialog(self._place)
        if wanted is not None:
            self._place = wanted.place
            self._restore(wanted)
        elif earlier:
            turns = {draft.place.turn for draft in earlier}
            self._place = replace(self._place, turn=max(turns) + 1)
            self._earlier = EarlierRow(earlier[0], self._take_earlier, self._forget_earlier)
            self._dialog.body.insertWidget(0, self._earlier)

    def _take_earlier(self) -> None:
        if self._earlier is not None:
            self._restore(self._earlier.draft)
            self._book.keep(self._draft())
            self._forget_earlier()

    def _forget_earlier(self) -> None:
        if self._earlier is not None:
            self._book.drop((self._earlier.draft.key,))
            self._forget_row()

    def _forget_row(self) -> None:
        if self._earlier is not None:
            self._earlier.hide()
            self._earlier = None

    def watch(self, fields: Mapping[str, Field]) -> None:
        """Watch further fields the dialog has now; what they hold counts as not typed."""
        for name, field in fields.items():
            if name not in self._fields:
                self._fields[name] = field
                self._first[name] = self._kept[name] = field.written
                field.changed.connect(self._note)

    def _restore(self, draft: Draft) -> None:
        self.watch(self._grow([name for name in draft.values if name not in self._fields]))
        for name, text in draft.values.items():
            if name in self._fields:
                self._fields[name].write(text)
        self._kept = self._written()
        self._on_restored()

    # -- keeping

    def _note(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _keep(self) -> None:
        self._timer.stop()
        written = self._written()
        if written == self._first:
            self._book.drop((self._place.key,))
        elif written != self._kept:
            self._book.keep(self._draft())
        self._kept = written

    def _saved(self) -> None:
        earlier = (self._earlier.draft.key,) if self._earlier else ()
        self._book.drop(earlier)
        self._give_up()

    def _give_up(self) -> None:
        self._timer.stop()
        self._kept = self._first = self._written()
        self._book.drop((self._place.key,))

    # -- leaving

    def _may_leave(self) -> bool:
        """Ask before what was typed is left."""
        if self._written() == self._first:
            self._give_up()
            return True
        LeaveDialog(self._dialog, self._give_up_and_leave, self._keep_and_leave).show_sized(
            440, 210
        )
        return False

    def _give_up_and_leave(self) -> None:
        self._give_up()
        self._dialog.reject()

    def _keep_and_leave(self) -> None:
        self._keep()
        self._dialog.may_leave = lambda: True
        self._dialog.reject()


def _closing(book: DraftBook, key: str) -> Callable[[], None]:
    """Tells the book that a dialog is gone, as long as there is a book."""

    def tell() -> None:
        if isValid(book):
            book.closed(key)

    return tell
