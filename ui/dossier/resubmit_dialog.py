"""重新报送: a returned application comes back as it stands, e.g. with a statement on paper."""

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.use_cases.reserve_pool.editing import resubmit_application
from desktop_app.values.ids import ProjectId
from ui.dossier.step_forms import read_project
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.fields import Form, LongTextField

HINT = (
    "单位改了申报内容的，导入改过的表或修改申报内容即可，程序自动按重新报送办理；"
    "只补来纸质材料的，在这里登记。"
)


class ResubmitDialog(ActDialog):
    """Asks what the unit brought; the next attempt then begins."""

    help_topic = "pool"

    def __init__(self, shell: Shell, project: Project) -> None:
        super().__init__(shell, "重新报送", hint=f"{project.code}　{project.name}\n{HINT}")
        self._project = project
        self._reason = LongTextField("补正情况", rows=4, hint="例如：补来了资金来源说明（盖章）")
        form = Form()
        form.add(self._reason, required=True)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.add_cancel()
        self.add_act("登记重新报送", self._save)
        subject, about = Subject("project", project.id), f"{project.code}　{project.name}"
        place = DraftPlace("resubmit", "重新报送", about, (subject,))
        DraftKeeper(shell, self, place, {"reason": self._reason})

    def _save(self) -> None:
        reason, project_id = self._reason.value, self._project.id
        self._reason.complain("" if reason else "请写明单位补来了什么")
        if not reason:
            return
        self.carry_out(
            lambda desk: resubmit_application(desk, project_id, reason),
            lambda project: f"已登记重新报送：{project.code}",
            "projects",
        )


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same project."""
    project_id = ProjectId(draft.place.subjects[0].id)
    shell.run(
        lambda desk, _task: read_project(desk, project_id),
        lambda shown: ResubmitDialog(shell, shown.page.project).show_sized(560, 360),
        owner=shell.window,
    )
