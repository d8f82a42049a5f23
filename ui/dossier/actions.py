"""What can be done with the projects selected in a stage's list, whatever the stage."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.record import IncomingPaper, Paper, Subject
from desktop_app.rules.deadline_kinds import Deadline
from desktop_app.use_cases.reserve_pool.views import SimilarGroupView
from desktop_app.values.ids import IncomingPaperId, PaperId
from ui.dossier.decide_dialog import DecideDialog
from ui.dossier.detail_pane import DetailPane
from ui.dossier.duty_dialog import DutyDialog
from ui.dossier.facts_dialog import FactsDialog
from ui.dossier.handover_dialog import open_handover
from ui.dossier.life_dialog import LifeDialog
from ui.dossier.record_dialog import RecordDialog
from ui.dossier.repin_dialog import RepinDialog
from ui.dossier.resubmit_dialog import ResubmitDialog
from ui.dossier.reviewer_dialog import ReviewerDialog
from ui.dossier.selection import ListedProject, about_record
from ui.dossier.split_dialog import SplitDialog
from ui.dossier.step_forms import StepForm, read_paper
from ui.papers.dialog import PaperDialog
from ui.papers.incoming_book import VIEWER, IncomingBook
from ui.papers.incoming_dialog import SIZE, IncomingDialog, read_incoming
from ui.papers.incoming_viewer import IncomingViewer
from ui.papers.viewer import PaperViewer
from ui.shell import Shell
from ui.table.grid import GridView
from ui.widgets.note_dialog import NoteDialog


class ProjectActions:
    """Opens the dialogs for the selection of a list; the detail pane asks for most of them."""

    def __init__(self, shell: Shell, grid: GridView[Any], detail: DetailPane) -> None:
        self._shell = shell
        self._grid = grid
        self._detail = detail
        detail.record_asked.connect(self.open_record)
        detail.print_asked.connect(self.open_print)
        detail.note_asked.connect(self.open_note)
        detail.life_asked.connect(self.open_life)
        detail.checks.decide_asked.connect(self.open_decide)
        detail.steps.reviewer_asked.connect(self.open_reviewer)
        detail.steps.duty_asked.connect(self.open_duty)
        detail.resubmit_asked.connect(self.open_resubmit)
        detail.materials.papers.paper_asked.connect(self.show_paper)
        detail.materials.papers.received_asked.connect(self.show_received)
        detail.materials.papers.incoming_asked.connect(self.open_incoming)
        detail.materials.papers.book_asked.connect(self.open_incoming_book)
        detail.materials.facts_asked.connect(self.open_facts)

    # -- what the selection is about

    @property
    def _rows(self) -> Sequence[ListedProject]:
        return self._grid.selected_rows

    def subjects(self) -> tuple[Subject, ...]:
        """The selected projects."""
        return tuple(Subject("project", row.id) for row in self._rows)

    def about(self) -> str:
        """The selection in words."""
        rows = self._rows
        if len(rows) == 1:
            return f"{rows[0].code}　{rows[0].name}"
        return f"选中 {len(rows)} 个项目"

    # -- dialogs

    def open_print(self) -> None:
        """Preview and issue a paper for the selected projects."""
        if not self.subjects():
            self._shell.say("没有选中项目：先在列表中选中要出文书的行")
            return
        dialog = PaperDialog(self._shell, self.subjects(), self.about(), form=self._usual_form())
        dialog.show_sized(1120, 690)

    def _usual_form(self) -> str:
        """The paper of the step whose turn it is, '' if it has none."""
        forms = self._detail.shown.forms if self._detail.shown else ()
        return next((form.view.form for form in forms if form.view and form.view.form), "")

    def open_note(self) -> None:
        """Write a note on the selected projects."""
        if self.subjects():
            NoteDialog(self._shell, self.subjects(), self.about()).show_sized(480, 340)

    def open_incoming(self) -> None:
        """Record a received paper for the selected projects."""
        IncomingDialog(self._shell, self.subjects(), self.about()).show_sized(*SIZE)

    def open_incoming_book(self) -> None:
        """See all received papers; one may be let serve the selected projects."""
        IncomingBook(self._shell, self.subjects(), self.about()).show_sized(1120, 660)

    def show_received(self, paper: IncomingPaper) -> None:
        """Show a received paper of the project in view."""
        shown = self._detail.shown
        subject = shown.page.subject if shown else None
        about = f"{shown.page.project.code}　{shown.page.project.name}" if shown else ""
        IncomingViewer(self._shell, paper, subject, about).show_sized(*VIEWER)

    def open_received(self, paper_id: IncomingPaperId) -> None:
        """Read a received paper and show it."""
        self._shell.run(
            lambda desk, _task: read_incoming(desk, paper_id),
            lambda paper: IncomingViewer(self._shell, paper).show_sized(*VIEWER),
            owner=self._detail,
        )

    def open_more(self, anchor: QWidget) -> QMenu:
        """Open the menu of what else can be done with the current project, above its button."""
        menu = QMenu(anchor)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        forms = self._detail.shown.forms if self._detail.shown else ()
        for form in forms:
            if form.case is None and not form.is_merger:
                menu.addAction(f"{form.title}…", lambda f=form: self.open_record(f, ""))
        menu.addSeparator()
        self.add_entries(menu)
        menu.addSeparator()
        self.add_turns(menu)
        menu.popup(anchor.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        return menu

    def add_entries(self, menu: QMenu) -> None:
        """Offer what can be written down about the selection."""
        menu.addAction("登记事项…", self.open_facts)
        menu.addAction("写备注或催办记录…", self.open_note)
        menu.addAction("登记收文…", self.open_incoming)
        menu.addAction("收文登记簿…", self.open_incoming_book)

    def add_turns(self, menu: QMenu) -> None:
        """Offer the turns a project can take, and what other packs say to it."""
        menu.addAction("移交给另一单位…", self.open_handover)
        menu.addAction("拆分项目…", self.open_split)
        menu.addAction("改用规则包版本…", self.open_repin)
        menu.addAction("按几个规则包对照…", self.open_comparison)

    def open_record(self, form: StepForm, outcome: str) -> None:
        """Record the result of a step, for every selected project that waits at it."""
        if self._detail.shown is not None:
            page = self._detail.shown.page
            about = about_record(page, self._grid.current_row, self._rows, form)
            RecordDialog(self._shell, about, form, outcome).show_sized(600, 640)

    def open_reviewer(self, step: str) -> None:
        """Ask which office gave an opinion beside a step, then record it."""
        if self._detail.shown is not None:
            subject = self._detail.shown.page.subject
            dialog = ReviewerDialog(
                self._shell, subject, step, lambda form: self.open_record(form, "")
            )
            dialog.show_sized(480, 260)

    def open_handover(self) -> None:
        """Hand the selected projects over to another unit."""
        if self._rows:
            ids = [row.id for row in self._rows]
            open_handover(self._shell, ids, self.about())

    def open_split(self) -> None:
        """Split the project in view into several."""
        if self._detail.shown is not None:
            SplitDialog(self._shell, self._detail.shown.page.project).show_sized(620, 680)

    def open_repin(self) -> None:
        """See what another pack version would change for the selected projects, and move them."""
        if self._rows:
            ids = [row.id for row in self._rows]
            RepinDialog(self._shell, ids, self.about()).show_sized(980, 700)

    def open_comparison(self) -> None:
        """See what several packs say to the project in view."""
        if self._detail.shown is not None:
            self._shell.compare(self._detail.shown.page.project.code)

    def open_life(self) -> None:
        """Show the whole life of the project in view."""
        if self._detail.shown is not None:
            page = self._detail.shown.page
            words = f"{page.project.code}　{page.project.name}　{page.unit}"
            LifeDialog(self._shell, page.project.id, words).show_sized(1180, 700)

    def open_duty(self, duty: Deadline) -> None:
        """Record what became of a duty of the project in view."""
        if self._detail.shown is not None:
            page = self._detail.shown.page
            about = f"{page.project.code}　{page.project.name}　{duty.title}"
            DutyDialog(self._shell, page.subject, duty.id, about).show_sized(520, 420)

    def open_resubmit(self) -> None:
        """Take the returned project in view in again."""
        if self._detail.shown is not None:
            ResubmitDialog(self._shell, self._detail.shown.page.project).show_sized(560, 360)

    def open_facts(self) -> None:
        """Enter the facts of the page of the project in view."""
        if self._detail.shown is not None:
            page, facts = self._detail.shown.page, self._detail.shown.own_facts
            about = f"{page.project.code}　{page.project.name}"
            FactsDialog(self._shell, page.subject, about, facts).show_sized(520, 480)

    def open_decide(self, group: SimilarGroupView) -> None:
        """Decide a group of similar applications."""
        DecideDialog(self._shell, group).show_sized(640, 560)

    def open_paper(self, paper_id: PaperId) -> None:
        """Read an issued paper and show it."""
        self._shell.run(
            lambda desk, _task: read_paper(desk, paper_id), self.show_paper, owner=self._detail
        )

    def show_paper(self, paper: Paper) -> None:
        """Show an issued paper."""
        PaperViewer(self._shell, paper).show_sized(980, 700)
