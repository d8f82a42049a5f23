"""追加: projects let in beside the plan: prereview, then approval by the county government."""

from typing_extensions import override

from desktop_app.domain.record import Subject
from desktop_app.use_cases.annual_plan.additions import additions
from desktop_app.use_cases.annual_plan.change_tables import additions_table
from desktop_app.use_cases.annual_plan.views import AdditionList
from ui.dossier.record_dialog import About, RecordDialog
from ui.dossier.step_forms import StepForm
from ui.shell import Shell
from ui.stages.annual_plan import work
from ui.stages.annual_plan.view import PlanView
from ui.table.shown_grid import ShownRow
from ui.widgets.basics import button
from ui.widgets.fields import ChoiceField


class AdditionsView(PlanView):
    """The way of each is at the right, where its next step is recorded."""

    title = "追加"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "additions")
        self._found: AdditionList | None = None
        self._project = ChoiceField("要追加的项目", (), is_editable=True)
        self._project.setMinimumWidth(360)
        self._begin = button("办理追加…(&A)", self.begin, "primary")
        for each in (self._project, self._begin):
            self.bar.addWidget(each)

    @override
    def reload(self) -> None:
        if self.book is not None:
            key = self.plan_id
            self.read(lambda desk: additions(desk, key), self._show)

    def _show(self, found: AdditionList) -> None:
        self._found = found
        choices = [(str(each.id), f"{each.code} {each.name}") for each in found.may_ask]
        self._project.offer(choices, self._project.value)
        self._begin.setEnabled(bool(choices))
        self.tell(found.help, "banner-info")
        keys = [row.project.id for row in found.rows]
        self.show_rows(additions_table(found), keys, found.rows)
        if not found.rows:
            self.list.cover.show_empty(
                "本年度没有计划外追加的项目", "当年确需建设又没有列入计划的，在上面选定后办理。"
            )

    @override
    def about(self, current: ShownRow) -> object:
        return Subject("project", int(str(current.key)))

    def begin(self) -> None:
        """Record the first step of the way in for the project chosen."""
        found, chosen = self._found, self._project.value
        if found is None or not chosen:
            self._project.complain("请选一个项目")
            return
        self._project.complain("")
        subject = Subject("project", int(chosen))
        words = self._project.box.currentText()
        self._shell.run(
            lambda desk, _task: work.read_step(desk, subject, found.first_step),
            lambda form: self._record(subject, words, form),
            owner=self,
        )

    def _record(self, subject: Subject, words: str, form: StepForm) -> None:
        RecordDialog(self._shell, About((subject,), words), form).show_sized(600, 640)
