"""The facts a pack lets the clerk enter on the project's own page."""

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.project import Project
from desktop_app.use_cases.project_facts import record_facts
from desktop_app.values.ids import ProjectId
from ui.dossier.fact_fields import fact_field, given_facts
from ui.dossier.step_forms import Shown, read_project
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Form


class FactsDialog(Dialog):
    """One field per fact; an empty one takes the fact away. The checks follow at once."""

    def __init__(self, shell: Shell, shown: Shown) -> None:
        project = shown.page.project
        super().__init__(shell.window, "登记事项", hint=f"{project.code}　{project.name}")
        self._shell = shell
        self._project = project
        self._facts = {
            spec.name: fact_field(spec, project.recorded.get(spec.name)) for spec in shown.own_facts
        }
        form = Form()
        form.add(*self._facts.values())
        layout = self.make_scrolling()
        layout.addWidget(form)
        layout.addStretch(1)
        self.add_cancel()
        self._action = self.add_action("登记", self._save)
        about = f"{project.code}　{project.name}"
        place = DraftPlace("facts", "登记事项", about, (shown.page.subject,))
        DraftKeeper(shell, self, place, self._facts)

    def _save(self) -> None:
        project_id, given = self._project.id, given_facts(self._facts)
        self._action.setEnabled(False)
        self._shell.run(
            lambda desk, _task: record_facts(desk, project_id, given),
            self._saved,
            on_error=self._failed,
            owner=self,
        )

    def _failed(self, _error: BaseException) -> bool:
        self._action.setEnabled(True)
        return False

    def _saved(self, project: Project) -> None:
        self._shell.changed("projects")
        self._shell.say(f"已登记事项：{project.code}")
        self.accept()


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same project."""
    project_id = ProjectId(draft.place.subjects[0].id)
    shell.run(
        lambda desk, _task: read_project(desk, project_id),
        lambda shown: FactsDialog(shell, shown).show_sized(520, 480),
        owner=shell.window,
    )
