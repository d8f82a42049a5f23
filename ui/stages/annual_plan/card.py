"""The right side: the item in view and the plan's own way, or the way of a project beside it."""

from PySide6.QtWidgets import QWidget

from desktop_app.domain.procedure_view import recording
from desktop_app.domain.record import Subject
from desktop_app.values.ids import EntryId
from ui.dossier.step_forms import StepForm
from ui.dossier.subject_tabs import SubjectTabs
from ui.papers.kit_dialog import KitDialog
from ui.shell import Shell
from ui.stages.annual_plan.item_pane import ItemPane
from ui.stages.annual_plan.work import Book
from ui.widgets.basics import ElidedLabel, button, column, label, name, row, set_badge

NOTHING_TO_DO = "现在没有待办的步骤"
NO_ITEM = "在左边选一个项目，这里显示金额、意见和得分的来历。"
ITEM = "本项"


class PlanCard(QWidget):
    """Follows the views: an item of the plan, or a project that goes a way of its own."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._book: Book | None = None
        self._subject: Subject | None = None
        self.item = ItemPane()
        self.file = SubjectTabs(shell)
        self.file.insertTab(0, self.item, ITEM)
        self.file.setCurrentIndex(0)
        self._title = ElidedLabel("title")
        self._state = label("", badge="none")
        self._about = ElidedLabel("muted")
        self._more = button("更多 ▾", lambda: self.file.open_menu(self._more))
        name(self._more, "更多", "开始办理、打印、备注、收文")
        self._print = button("打印…", self.file.open_print)
        self._act = button("登记结果…", self._record, "primary")
        self.file.shown_changed.connect(self._show_shown)
        self.file.record_asked.connect(self.file.open_record)
        self._build()

    def _build(self) -> None:
        heading = row(self._title, self._state)
        heading.setStretch(0, 1)
        foot = row(None, self._more, self._print, self._act)
        foot.setContentsMargins(0, 6, 0, 0)
        layout = column(heading, self._about, self.file, foot, spacing=6)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def show_book(self, book: Book) -> None:
        """Another plan, or another state of it."""
        self._book = book
        self._subject = None
        self.follow(None)

    def follow(self, about: object) -> None:
        """Show an item by key, a project by subject, or the plan alone."""
        if self._book is None:
            return
        if isinstance(about, Subject):
            self._show_project(about)
            return
        plan = self._book.plan
        self._head(plan.title, plan.state_label, f"{plan.year} 年度　第 {plan.edition} 版")
        self._point(plan.subject, f"{plan.title}　第 {plan.edition} 版")
        found = self._book.item(EntryId(int(str(about)))) if about is not None else None
        if found is None:
            self.item.show_nothing(NO_ITEM)
        else:
            self.item.show_item(self._book, found)

    def _show_project(self, subject: Subject) -> None:
        rows = self._book.page.items if self._book else ()
        found = next((each for each in rows if each.item.project_id == subject.id), None)
        if found is not None:
            about = f"{found.project.code}　{found.project.unit}"
            self._head(found.item.name, found.project.state_label, about)
        else:
            self._head("项目办理", "", "")
        self._point(subject, self._title.text())
        if found is not None and self._book is not None:
            self.item.show_item(self._book, found)
        else:
            self.item.show_nothing("这个项目不在清单里；办理经过看“办理”。")

    def _head(self, *texts: str) -> None:
        """Title, state and what else."""
        for each, text in zip((self._title, self._state, self._about), texts, strict=True):
            each.setText(text)

    def _point(self, subject: Subject, words: str) -> None:
        """Read what is on file, unless it is there already."""
        self._state.setVisible(bool(self._state.text()))
        if subject != self._subject:
            self._subject = subject
            is_plan = self._book is not None and subject == self._book.plan.subject
            self.file.also = (("成套文书…", self.open_kit),) if is_plan else ()
            self.file.show_subject(subject, words)

    def open_kit(self) -> None:
        """Put the papers of the plan and of its projects together, in agenda order."""
        if self._book is not None:
            plan = self._book.plan
            about = f"{plan.title}　第 {plan.edition} 版"
            KitDialog(self._shell, EntryId(plan.subject.id), about).show_sized(1120, 690)

    def _current_form(self) -> StepForm | None:
        return next((form for form in self.file.forms if form.case is not None), None)

    def _show_shown(self) -> None:
        form = self._current_form()
        tip = recording(form.title) if form else NOTHING_TO_DO
        self._act.setText("登记结果…" if form or not self.file.forms else "开始办理 ▾")
        self._act.setEnabled(bool(self.file.forms))
        self._act.setToolTip(tip)
        name(self._act, "登记结果" if form else "开始办理", tip)
        set_badge(self._state, "warn" if form else "none")

    def _record(self) -> None:
        form = self._current_form()
        if form is not None:
            self.file.open_record(form)
        elif self.file.forms:
            self.file.open_menu(self._act)
