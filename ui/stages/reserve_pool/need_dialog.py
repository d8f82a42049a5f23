"""One need: who adopts it, which project it goes into, or why it is not planned."""

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk
from ui.dossier.record_dialog import NOT_ITS_TURN
from ui.dossier.step_forms import StepForm
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.stages.reserve_pool.need_work import (
    ADOPTED,
    LINKED,
    NeedAnswer,
    NeedChoices,
    answer_need,
    read_need_choices,
)
from ui.stages.reserve_pool.work import NeedRow, read_needs
from ui.widgets.act_dialog import ActDialog
from ui.widgets.basics import label
from ui.widgets.fields import ChoiceField, DateField, Form, LongTextField, TextField

EXPLAINED = "refused"


class NeedDialog(ActDialog):
    """Asks for the unit or the project by name; a refusal wants its reason."""

    help_topic = "township"

    def __init__(self, shell: Shell, row: NeedRow, step: StepForm) -> None:
        super().__init__(shell, step.title, hint=f"{row.unit}　{row.need.title}")
        self._need = row.need
        self._step = step
        self.add_cancel()
        self.add_act("登记", self._save)
        self._action.setEnabled(False)
        need = row.need
        shell.run(lambda desk, _task: read_need_choices(desk, need), self._show, owner=self)

    def _show(self, choices: NeedChoices) -> None:
        adopter = str(self._need.adopter_id or "")
        self._outcome = ChoiceField("结果", self._step.outcomes)
        self._unit = ChoiceField("认领部门", choices.units, adopter, is_editable=True)
        self._project = ChoiceField("并入的项目", choices.projects, is_editable=True)
        self._day = DateField("签批日期", self._shell.surroundings.clock().date())
        self._signer = TextField("签批人", hint="按签批件上的署名")
        self._opinion = LongTextField("意见", rows=3)
        self._form = Form()
        self._form.add(self._outcome, self._unit, self._project, required=True)
        self._form.add(self._day, self._signer, self._opinion)
        self._project.box.setCurrentIndex(-1)
        if not adopter:
            self._unit.box.setCurrentIndex(-1)
        self.body.addWidget(self._form)
        self._none = label("认领部门还没有在办或在库的项目，请先申报。", "banner-warn", wrap=True)
        self._none.setHidden(bool(choices.projects))
        self.body.addWidget(self._none)
        self.body.addStretch(1)
        self._outcome.changed.connect(self._show_needed)
        self._show_needed()
        self._action.setEnabled(True)
        self._outcome.setFocus()
        self._keep_drafts()

    def _keep_drafts(self) -> None:
        subject = Subject("need", self._need.id)
        more = {"step": self._step.reference}
        place = DraftPlace("need", self._step.title, self._need.title, (subject,), more)
        typed = {
            "outcome": self._outcome,
            "unit": self._unit,
            "project": self._project,
            "day": self._day,
            "signer": self._signer,
            "opinion": self._opinion,
        }
        DraftKeeper(self._shell, self, place, typed)

    def _show_needed(self) -> None:
        outcome = self._outcome.value
        self._form.show_field(self._unit, shown=outcome == ADOPTED)
        self._form.show_field(self._project, shown=outcome == LINKED)
        self._form.require(self._opinion, required=outcome == EXPLAINED)
        if outcome != LINKED:
            self._none.hide()

    @property
    def _target(self) -> str:
        fields = {ADOPTED: self._unit, LINKED: self._project}
        field = fields.get(self._outcome.value)
        return field.value if field else ""

    def _is_complete(self) -> bool:
        outcome = self._outcome.value
        is_open = not self._target
        self._unit.complain("请从列表中选认领部门" if outcome == ADOPTED and is_open else "")
        self._project.complain("请从列表中选一个项目" if outcome == LINKED and is_open else "")
        is_silent = outcome == EXPLAINED and not self._opinion.value
        self._opinion.complain("请写明不予统筹的理由" if is_silent else "")
        fields = (self._unit, self._project, self._opinion)
        return not any(field.complaint for field in fields)

    def _save(self) -> None:
        if not self._is_complete():
            return
        need = self._need
        answer = NeedAnswer(
            self._step.reference,
            self._outcome.value,
            self._target,
            self._signer.value,
            self._day.value,
            self._opinion.value,
        )
        self.carry_out(
            lambda desk: answer_need(desk, need, answer),
            lambda _: f"已登记：{self._step.title}",
            "needs",
        )


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again if the step can still be recorded."""
    place = draft.place
    shell.run(
        lambda desk, _task: _need_again(desk, place),
        lambda found: NeedDialog(shell, *found).show_sized(600, 520),
        owner=shell.window,
    )


def _need_again(desk: Desk, place: DraftPlace) -> tuple[NeedRow, StepForm]:
    for row in read_needs(desk):
        for form in row.forms:
            if row.need.id == place.subjects[0].id and form.reference == place.more["step"]:
                return row, form
    raise Refused(f"“{place.title}”现在不能登记了", advice=NOT_ITS_TURN, record=place.about)
