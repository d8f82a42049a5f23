"""Recording the signed result of a step: outcome, day, signer, opinion, 文号, facts asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QFrame

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import IncomingPaper, Subject
from desktop_app.errors import Refused
from desktop_app.rules.schema import POSITIVE_OUTCOMES
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.reserve_pool import steps
from desktop_app.use_cases.standing.step_entry import EXPLAINED, RETURNED, StepEntry, StepResult
from ui.dossier.fact_fields import fact_field, given_facts
from ui.dossier.incoming_choice import IncomingField
from ui.dossier.step_forms import StepForm, read_form, record
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.basics import button, column, framed, label
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField, DateField, Field, Form, LongTextField, TextField
from ui.widgets.sign import SIGNS

NOT_ITS_TURN = "这一步可能已经办过，或轮不到了；草稿里的文字可以在草稿清单中复制。"


@dataclass(frozen=True)
class About:
    """What a step is recorded for: the subjects, their name, the received papers at hand."""

    subjects: tuple[Subject, ...]
    words: str
    incoming: tuple[IncomingPaper, ...] = ()
    has_reminders: bool = False
    """Some of several projects are not clear of reminders."""


class RecordDialog(Dialog):
    """One step; what still stands against it is said before the result can be recorded."""

    help_topic = "record"

    def __init__(
        self,
        shell: Shell,
        about: About,
        form: StepForm,
        outcome: str = "",
    ) -> None:
        hint = f"{about.words}　办理单位：{form.actor}" if form.actor else about.words
        super().__init__(shell.window, _title(form, outcome), hint=hint)
        self._shell = shell
        self._subjects = about.subjects
        self._has_reminders = about.has_reminders
        self._step = form
        self._facts: dict[str, Field] = {}
        self._build_fields(about.incoming, outcome)
        self._layout = self.make_scrolling()
        self._add_standing(is_return=outcome == RETURNED)
        self._form = self._build_form()
        self._layout.addWidget(self._form)
        self._layout.addStretch(1)
        findings = _findings(form) if outcome == RETURNED and len(self._subjects) == 1 else ""
        if findings:
            fill = partial(self._opinion.area.setPlainText, findings)
            self.add_left(button("填入核查发现的问题(&F)", fill))
        if self._facts and len(self._subjects) == 1:
            self.add_left(button("只记审查情况(&S)", self._note_findings))
        self.add_cancel()
        self._save_button = self.add_action("登记", self._save)
        self._outcome.changed.connect(self._show_needed)
        self._show_needed()
        more = {"step": form.reference, "outcome": outcome, "reminders": _mark(about)}
        place = DraftPlace("record", _title(form, outcome), about.words, about.subjects, more)
        DraftKeeper(shell, self, place, self._typed())

    def _typed(self) -> dict[str, Field]:
        """The fields by the names their drafts keep."""
        return {
            "outcome": self._outcome,
            "incoming": self._incoming,
            "day": self._day,
            "signer": self._signer,
            "opinion": self._opinion,
            "number": self._number,
            "reason": self._reason,
            **{f"fact.{name}": field for name, field in self._facts.items()},
        }

    def _build_fields(self, incoming: tuple[IncomingPaper, ...], outcome: str) -> None:
        step = self._step
        choices = [pair for pair in step.outcomes if not outcome or pair[0] == outcome]
        self._outcome = ChoiceField("结果", choices)
        self._day = DateField("签批日期", self._shell.surroundings.clock().date())
        self._signer = TextField("签批人", hint="按签批件上的署名")
        self._opinion = LongTextField("意见", rows=3, hint="照签批件录入，打印时原样使用")
        self._number = TextField("文号", hint="由本单位文书编发，签发后录入")
        self._incoming = IncomingField(incoming, self._day, self._number)
        self._reason = LongTextField("继续办理的理由", rows=2)
        given = step.given if len(self._subjects) == 1 else {}
        for spec in step.facts:
            self._facts[spec.name] = fact_field(spec, given.get(spec.name))

    def _build_form(self) -> Form:
        form = Form()
        form.add(self._outcome, self._day, self._signer, required=True)
        form.add(self._opinion)
        for spec in self._step.facts:
            form.add(self._facts[spec.name], required=spec.is_required)
        form.add(self._incoming, self._number)
        return form

    def _add_standing(self, *, is_return: bool) -> None:
        """What blocks a positive result; what wants a reason, with the place for it."""
        view = self._step.view
        for reason in view.why_not if view and not is_return else ():
            self._layout.addWidget(label(f"× {reason}", "banner-fail", wrap=True))
        self._reminders = self._build_reminders()
        self._layout.addWidget(self._reminders)
        if view and view.help and not is_return:
            self._layout.addWidget(label(view.help, "muted", wrap=True))

    def _build_reminders(self) -> QFrame:
        lines = [
            label(f"{SIGNS[verdict.light]} {verdict.title}：{verdict.message}", wrap=True)
            for verdict in (self._step.view.needs_reason if self._step.view else ())
        ]
        heading = "以下事项须说明理由后才能继续" if lines else "所选项目中有提醒事项的，须说明理由"
        form = Form()
        form.add(self._reason, required=bool(lines))
        return framed(column(label(heading, "section"), *lines, form))

    @property
    def _wants_reason(self) -> bool:
        """Whether the project in view cannot go on without a reason."""
        is_positive = self._outcome.value in POSITIVE_OUTCOMES
        return is_positive and bool(self._step.view and self._step.view.needs_reason)

    def _show_needed(self) -> None:
        is_positive = self._outcome.value in POSITIVE_OUTCOMES
        self._reminders.setVisible(self._wants_reason or (is_positive and self._has_reminders))
        self._form.require(self._opinion, required=self._outcome.value in EXPLAINED)

    def _save(self) -> None:
        if not self._is_complete():
            return
        entry = StepEntry(
            step=self._step.reference,
            outcome=self._outcome.value,
            acted_on=self._day.value,
            signer=self._signer.value,
            opinion=self._opinion.value,
            document_number=self._number.value,
            incoming_paper_id=self._incoming.chosen,
            override_reason=self._reason.value if self._outcome.value in POSITIVE_OUTCOMES else "",
            facts=self._given(),
        )
        subjects = self._subjects
        self._save_button.setEnabled(False)
        self._shell.run(
            lambda desk, _task: record(desk, subjects, entry),
            self._saved,
            on_error=self._failed,
            owner=self,
        )

    def _note_findings(self) -> None:
        """Keep what was found, to be printed on the sheet that is then signed."""
        subject, step = self._subjects[0], self._step.reference
        facts = {name: getattr(field, "value", "") for name, field in self._facts.items()}
        self._shell.run(
            lambda desk, _task: steps.note_findings(desk, subject, step, facts),
            self._noted,
            owner=self,
        )

    def _noted(self, title: str) -> None:
        self._shell.changed("projects")
        self._shell.say(f"已记下{title}的审查情况，可以打印意见表送签")
        self.accept()

    def _given(self) -> Mapping[str, object]:
        return {name: value for name, value in given_facts(self._facts).items() if value}

    def _is_complete(self) -> bool:
        missing: list[tuple[TextField | LongTextField, str]] = [
            (self._opinion, EXPLAINED.get(self._outcome.value, "")),
            (self._signer, "请填写签批人"),
            (self._reason, "请写明继续办理的理由" if self._wants_reason else ""),
        ]
        for field, words in missing:
            field.complain("" if field.value else words)
        return not any(field.complaint for field, _ in missing)

    def _failed(self, _error: BaseException) -> bool:
        self._save_button.setEnabled(True)
        self._has_reminders = self._has_reminders or len(self._subjects) > 1
        self._show_needed()
        return False

    def _saved(self, results: tuple[StepResult, ...]) -> None:
        self._shell.changed("projects")
        first = results[0]
        count = f"（{len(results)} 项）" if len(results) > 1 else ""
        state = f"，现为“{first.state_label}”" if first.state_label else ""
        self._shell.say(f"已登记：{first.title}{count}{state}")
        self.accept()


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again if the step can still be recorded."""
    place = draft.place

    def show(found: tuple[StepForm, tuple[IncomingPaper, ...]]) -> None:
        form, incoming = found
        about = About(place.subjects, place.about, incoming, bool(place.more["reminders"]))
        RecordDialog(shell, about, form, place.more["outcome"]).show_sized(600, 640)

    shell.run(lambda desk, _task: _form_again(desk, place), show, owner=shell.window)


def _form_again(desk: Desk, place: DraftPlace) -> tuple[StepForm, tuple[IncomingPaper, ...]]:
    form, incoming = read_form(desk, place.subjects[0], place.more["step"])
    if form is None:
        raise Refused(f"“{place.title}”现在不能登记了", advice=NOT_ITS_TURN, record=place.about)
    return form, incoming


def _mark(about: About) -> str:
    return "1" if about.has_reminders else ""


def _findings(form: StepForm) -> str:
    """What the checks of the step found, numbered, to be edited before it is recorded."""
    verdicts = form.view.verdicts if form.view else ()
    found = [each for each in verdicts if each.word not in {"通过", ""}]
    return "\n".join(f"{n}. {v.message}{v.advice}" for n, v in enumerate(found, 1))


def _title(form: StepForm, outcome: str) -> str:
    if outcome == RETURNED:
        return "退回修改"
    return form.title if form.title.startswith("登记") else f"登记：{form.title}"
