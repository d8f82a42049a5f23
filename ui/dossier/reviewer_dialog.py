"""加记一家的意见: which office gave an opinion beside those the procedure names."""

from collections.abc import Callable

from desktop_app.domain.record import Subject
from desktop_app.use_cases.reserve_pool.steps import reviewers
from ui.dossier.step_forms import StepForm, read_reviewer
from ui.shell import Shell
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField, Form

HINT = "从列表中选，或直接写单位全称；接着登记它的意见。"


class ReviewerDialog(Dialog):
    """Asks who, then hands over the form for that office's opinion."""

    def __init__(
        self, shell: Shell, subject: Subject, step: str, on_chosen: Callable[[StepForm], object]
    ) -> None:
        super().__init__(shell.window, "加记一家的意见", hint=HINT)
        self._shell = shell
        self._subject = subject
        self._step = step
        self._on_chosen = on_chosen
        self._office = ChoiceField("单位", [], is_editable=True)
        form = Form()
        form.add(self._office, required=True)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.add_cancel()
        self.add_action("下一步", self._go_on)
        shell.run(lambda desk, _task: reviewers(desk, subject), self._show, owner=self)

    def _show(self, offices: tuple[tuple[str, str], ...]) -> None:
        for role, title in offices:
            self._office.box.addItem(title, role)
        self._office.box.setCurrentIndex(-1)
        self._office.setFocus()

    def _go_on(self) -> None:
        who = self._office.value or self._office.box.currentText().strip()
        self._office.complain("" if who else "请选一家，或写单位全称")
        subject, step = self._subject, self._step
        if who:
            self._shell.run(
                lambda desk, _task: read_reviewer(desk, subject, step, who),
                self._chosen,
                owner=self,
            )

    def _chosen(self, form: StepForm) -> None:
        self.accept()
        self._on_chosen(form)
