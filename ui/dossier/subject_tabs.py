"""办理, 材料 and 沿革 of a unit or a need: reads what is on file and opens the dialogs for it."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QTabWidget, QWidget

from desktop_app.domain.record import IncomingPaper, Subject
from desktop_app.rules.deadline_kinds import Deadline
from ui.dossier.duty_dialog import DutyDialog
from ui.dossier.facts_dialog import FactsDialog
from ui.dossier.history_pane import HistoryPane
from ui.dossier.materials_pane import MaterialsPane
from ui.dossier.record_dialog import About, RecordDialog
from ui.dossier.reviewer_dialog import ReviewerDialog
from ui.dossier.step_forms import ShownSubject, StepForm, read_subject
from ui.dossier.steps_pane import StepsPane
from ui.papers.dialog import PaperDialog
from ui.papers.incoming_book import VIEWER, IncomingBook
from ui.papers.incoming_dialog import SIZE, IncomingDialog
from ui.papers.incoming_viewer import IncomingViewer
from ui.papers.viewer import PaperViewer
from ui.shell import Shell
from ui.widgets.note_dialog import NoteDialog

Offer = tuple[str, Callable[[], object]]
"""What a menu says, and what it does."""


class SubjectTabs(QTabWidget):
    """Follows the row of a list; whoever owns it may record steps in a way of its own."""

    shown_changed = Signal()
    """Another subject, or another state of it, is in view."""
    record_asked = Signal(object)
    """The form of the step whose result is to be recorded."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._subject: Subject | None = None
        self._words = ""
        self.also: tuple[Offer, ...] = ()
        """What else its owner offers in the menu."""
        self.shown: ShownSubject | None = None
        self.steps = StepsPane()
        self.materials = MaterialsPane(shell)
        self.history = HistoryPane()
        self.setProperty("role", "pane")
        self.setDocumentMode(True)
        self.setAccessibleName("办理情况")
        self.addTab(self.steps, "办理")
        self.addTab(self.materials, "材料")
        self.addTab(self.history, "沿革")
        self.steps.record_asked.connect(self._record_path)
        self.steps.reviewer_asked.connect(self._ask_reviewer)
        self.steps.duty_asked.connect(self._ask_duty)
        self.materials.papers.paper_asked.connect(
            lambda paper: PaperViewer(shell, paper).show_sized(980, 700)
        )
        self.materials.papers.received_asked.connect(self.show_received)
        self.materials.papers.incoming_asked.connect(self.open_incoming)
        self.materials.papers.book_asked.connect(self.open_incoming_book)
        self.materials.facts_asked.connect(self.open_facts)
        self.history.note_asked.connect(self.open_note)

    @property
    def forms(self) -> tuple[StepForm, ...]:
        """The steps that can be recorded now, of running procedures first."""
        return self.shown.forms if self.shown else ()

    def show_subject(self, subject: Subject | None, words: str = "") -> None:
        """Read and show what is on file about a subject, named in words; None shows nothing."""
        if subject != self._subject:
            self.shown = None
        self._subject, self._words = subject, words
        self.shown_changed.emit()
        if subject is not None:
            self._shell.run(
                lambda desk, _task: read_subject(desk, subject),
                self._show,
                owner=self,
                key=f"dossier.{subject.kind}",
            )

    def _show(self, shown: ShownSubject) -> None:
        if shown.dossier.subject != self._subject:
            return
        self.shown = shown
        dossier = shown.dossier
        fills: dict[QWidget, Callable[[], object]] = {
            self.steps: lambda: self.steps.show_file(dossier, shown.forms, dossier.holds),
            self.materials: lambda: self.materials.show_file(dossier, shown.own_facts),
            self.history: lambda: self.history.show_file(dossier),
        }
        in_view = fills.pop(self.currentWidget(), None)
        if in_view is not None:
            in_view()
        self._shell.background.turns.run(fills.values(), self, "tabs")
        self.shown_changed.emit()

    # -- actions

    def _record_path(self, reference: str) -> None:
        form = next((each for each in self.forms if each.reference == reference), None)
        if form is not None:
            self.record_asked.emit(form)

    def _ask_reviewer(self, step: str) -> None:
        if self._subject is not None:
            dialog = ReviewerDialog(self._shell, self._subject, step, self.record_asked.emit)
            dialog.show_sized(480, 260)

    def _ask_duty(self, duty: Deadline) -> None:
        if self._subject is not None:
            about = f"{self._words}　{duty.title}"
            DutyDialog(self._shell, self._subject, duty.id, about).show_sized(520, 420)

    def open_record(self, form: StepForm) -> None:
        """Record the signed result of a step."""
        if self.shown is not None:
            dossier = self.shown.dossier
            about = About((dossier.subject,), self._words, dossier.incoming)
            RecordDialog(self._shell, about, form).show_sized(600, 640)

    def open_print(self) -> None:
        """Preview and issue a paper."""
        if self._subject is not None:
            PaperDialog(self._shell, (self._subject,), self._words).show_sized(1120, 690)

    def open_note(self) -> None:
        """Write a note."""
        if self._subject is not None:
            NoteDialog(self._shell, (self._subject,), self._words).show_sized(480, 340)

    def open_incoming(self) -> None:
        """Record a received paper."""
        if self._subject is not None:
            IncomingDialog(self._shell, (self._subject,), self._words).show_sized(*SIZE)

    def open_incoming_book(self) -> None:
        """See all received papers; one may be let serve the subject in view."""
        subjects = () if self._subject is None else (self._subject,)
        IncomingBook(self._shell, subjects, self._words).show_sized(1120, 660)

    def show_received(self, paper: IncomingPaper) -> None:
        """Show a received paper of the subject in view."""
        IncomingViewer(self._shell, paper, self._subject, self._words).show_sized(*VIEWER)

    def open_facts(self) -> None:
        """Enter the facts of the subject's own page."""
        if self._subject is not None and self.shown is not None:
            facts = self.shown.own_facts
            FactsDialog(self._shell, self._subject, self._words, facts).show_sized(520, 480)

    def open_menu(self, anchor: QWidget) -> QMenu:
        """Open the menu of what else can be done, above its button."""
        menu = QMenu(anchor)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        startable = [form for form in self.forms if form.case is None]
        for form in startable:
            menu.addAction(f"{form.title}…", lambda f=form: self.record_asked.emit(f))
        if startable:
            menu.addSeparator()
        menu.addAction("打印文书…", self.open_print)
        menu.addAction("写备注或催办记录…", self.open_note)
        menu.addAction("登记收文…", self.open_incoming)
        menu.addAction("收文登记簿…", self.open_incoming_book)
        if self.also:
            menu.addSeparator()
        for title, act in self.also:
            menu.addAction(title, act)
        menu.popup(anchor.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        return menu
