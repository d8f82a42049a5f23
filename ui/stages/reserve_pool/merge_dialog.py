"""Merging: the current application is taken in by another one."""

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.use_cases.reserve_pool import editing
from desktop_app.use_cases.reserve_pool.views import PoolRow
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.values.ids import ProjectId
from ui.dossier.incoming_choice import IncomingField
from ui.dossier.step_forms import Shown, read_project
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.stages.reserve_pool.work import read_pool
from ui.widgets.act_dialog import ActDialog
from ui.widgets.basics import label
from ui.widgets.fields import ChoiceField, DateField, Form, LongTextField, TextField


class MergeDialog(ActDialog):
    """Asks which application stays, and why."""

    help_topic = "merge"

    def __init__(self, shell: Shell, shown: Shown, others: tuple[PoolRow, ...]) -> None:
        project = shown.page.project
        hint = f"{project.code}　{project.name} 并入另一个项目，本身不再单独办理。"
        super().__init__(shell, "合并申报", hint=hint)
        self._absorbed = project.id
        choices = [(str(r.id), f"{r.code}　{r.name}　{r.unit}") for r in _likely(shown, others)]
        self._kept = ChoiceField("留下的项目", choices, is_editable=True)
        if not shown.page.similar:
            self._kept.box.setCurrentIndex(-1)
        self._step = next((each.reference for each in shown.forms if each.is_merger), "")
        self._signer = TextField("签批人")
        self._reason = LongTextField("理由", rows=3)
        self._day = DateField("合并日期", shell.surroundings.clock().date())
        self._number = TextField("文号", placeholder="依据的文件编号，没有的不填")
        self._incoming = IncomingField(shown.page.incoming, self._day, self._number)
        form = Form()
        form.add(self._kept, self._reason, self._day, required=True)
        form.add(self._signer, self._incoming, self._number)
        self.body.addWidget(form)
        if not self._step:
            self.body.addWidget(label("现在的环节不能合并。", "banner-warn"))
        self.body.addStretch(1)
        self.add_cancel()
        self.add_act("合并", self._save)
        self._action.setEnabled(bool(self._step))
        about = f"{project.code}　{project.name}"
        place = DraftPlace("merge", "合并申报", about, (shown.page.subject,))
        typed = {
            "kept": self._kept,
            "reason": self._reason,
            "signer": self._signer,
            "incoming": self._incoming,
            "day": self._day,
            "number": self._number,
        }
        DraftKeeper(shell, self, place, typed)

    def _save(self) -> None:
        kept, absorbed, entry = self._kept.value, self._absorbed, self._entry()
        self._kept.complain("" if kept else "请从列表中选一个项目")
        self._reason.complain("" if entry.opinion else "请写明理由")
        if not kept or not entry.opinion:
            return
        self.carry_out(
            lambda desk: editing.merge_applications(desk, ProjectId(int(kept)), absorbed, entry),
            lambda project: f"已并入 {project.code}",
            "projects",
        )

    def _entry(self) -> StepEntry:
        """The merger as it was decided."""
        return StepEntry(
            self._step,
            "done",
            acted_on=self._day.value,
            signer=self._signer.value,
            opinion=self._reason.value,
            document_number=self._number.value,
            incoming_paper_id=self._incoming.chosen,
        )


def _likely(shown: Shown, others: tuple[PoolRow, ...]) -> list[PoolRow]:
    """Similar applications first, then those of the same unit, then the rest."""
    similar = {member.id for group in shown.page.similar for member in group.members}
    return sorted(others, key=lambda r: (r.id not in similar, r.unit != shown.page.unit, r.code))


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same application."""
    project_id = ProjectId(draft.place.subjects[0].id)

    def show(found: tuple[Shown, tuple[PoolRow, ...]]) -> None:
        shown, rows = found
        others = tuple(row for row in rows if row.id != project_id)
        MergeDialog(shell, shown, others).show_sized(560, 560)

    shell.run(
        lambda desk, _task: (read_project(desk, project_id), read_pool(desk).rows),
        show,
        owner=shell.window,
    )
