"""Recording the signed result of a step: outcome, day, signer, opinion, 文号, facts asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QLabel

from desktop_app.domain.record import IncomingPaper, Subject
from desktop_app.rules.schema import POSITIVE_OUTCOMES
from desktop_app.use_cases.cases import StepEntry, StepResult
from desktop_app.values.ids import IncomingPaperId
from ui.shell import Shell
from ui.stages.reserve_pool import work
from ui.stages.reserve_pool.fact_fields import fact_field
from ui.stages.reserve_pool.work import StepForm
from ui.widgets.basics import column, framed, label
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField, DateField, Field, Form, LongTextField, TextField
from ui.widgets.sign import SIGNS


@dataclass(frozen=True)
class About:
    """What a step is recorded for: the subjects, their name, the received papers at hand."""

    subjects: tuple[Subject, ...]
    words: str
    incoming: tuple[IncomingPaper, ...] = ()


class RecordDialog(Dialog):
    """One step; what still stands against it is said before the result can be recorded."""

    def __init__(
        self,
        shell: Shell,
        about: About,
        form: StepForm,
        outcome: str = "",
    ) -> None:
        hint = f"{about.words}　办理单位：{form.actor}"
        super().__init__(shell.window, f"登记：{form.title}", hint=hint)
        self._shell = shell
        self._subjects = about.subjects
        self._step = form
        self._facts: dict[str, Field] = {}
        self._build_fields(about.incoming, outcome)
        self._layout = self.make_scrolling()
        self._add_standing()
        self._layout.addWidget(self._form())
        self._layout.addStretch(1)
        self.add_cancel()
        self._save_button = self.add_action("登记", self._save)
        self._outcome.changed.connect(self._show_needed)
        self._show_needed()

    def _build_fields(self, incoming: tuple[IncomingPaper, ...], outcome: str) -> None:
        step = self._step
        first = next(iter(step.outcomes), ("", ""))[0]
        self._outcome = ChoiceField("结果", step.outcomes, outcome or first)
        self._day = DateField("签批日期", self._shell.surroundings.clock().date())
        self._signer = TextField("签批人", hint="按签批件上的署名")
        self._opinion = LongTextField("意见", rows=3, hint="照签批件录入，打印时原样使用")
        self._number = TextField("文号", hint="由本单位文书编发，签发后录入")
        papers = [("", "（没有）"), *((str(p.id), f"{p.number} {p.title}") for p in incoming)]
        self._incoming = ChoiceField("依据的收文", papers)
        self._reason = LongTextField("继续办理的理由", rows=2, hint="有提醒事项时须写明")
        for spec in step.facts:
            self._facts[spec.name] = fact_field(spec)

    def _form(self) -> Form:
        form = Form()
        form.add(self._outcome, self._day, self._signer, required=True)
        form.add(self._opinion)
        for spec in self._step.facts:
            form.add(self._facts[spec.name], required=spec.is_required)
        form.add(self._number, self._incoming, self._reason)
        return form

    def _add_standing(self) -> None:
        """What blocks a positive result or wants a reason."""
        view = self._step.view
        if view is None:
            return
        for reason in view.why_not:
            self._layout.addWidget(label(f"× {reason}", "banner-fail", wrap=True))
        if view.needs_reason:
            lines = [
                label(f"{SIGNS[verdict.light]} {verdict.title}：{verdict.message}", wrap=True)
                for verdict in view.needs_reason
            ]
            self._layout.addWidget(self._reminders(lines))
        if view.help:
            self._layout.addWidget(label(view.help, "muted", wrap=True))

    def _reminders(self, lines: list[QLabel]) -> QFrame:
        return framed(column(label("以下事项须说明理由后才能同意", "section"), *lines))

    def _show_needed(self) -> None:
        needs = bool(self._step.view and self._step.view.needs_reason)
        is_positive = self._outcome.value in POSITIVE_OUTCOMES
        self._reason.setEnabled(needs and is_positive)

    def _save(self) -> None:
        if not self._is_complete():
            return
        incoming = self._incoming.value
        entry = StepEntry(
            step=self._step.reference,
            outcome=self._outcome.value,
            acted_on=self._day.value,
            signer=self._signer.value,
            opinion=self._opinion.value,
            document_number=self._number.value,
            incoming_paper_id=IncomingPaperId(int(incoming)) if incoming else None,
            override_reason=self._reason.value if self._reason.isEnabled() else "",
            facts=self._given(),
        )
        subjects = self._subjects
        self._save_button.setEnabled(False)
        self._shell.run(
            lambda desk, _task: work.record(desk, subjects, entry),
            self._saved,
            on_error=self._failed,
            owner=self,
        )

    def _given(self) -> Mapping[str, object]:
        values = {name: getattr(field, "value", "") for name, field in self._facts.items()}
        return {name: value for name, value in values.items() if value not in {"", None}}

    def _is_complete(self) -> bool:
        self._signer.complain("" if self._signer.value else "请填写签批人")
        return bool(self._signer.value)

    def _failed(self, _error: BaseException) -> bool:
        self._save_button.setEnabled(True)
        return False

    def _saved(self, results: tuple[StepResult, ...]) -> None:
        self._shell.changed("projects")
        first = results[0]
        count = f"（{len(results)} 项）" if len(results) > 1 else ""
        self._shell.say(f"已登记：{first.title}{count}，现为“{first.state_label}”")
        self.accept()
