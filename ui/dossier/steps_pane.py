"""办理: every procedure of a subject as a timeline, the newest first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.life_event import LifeEvent
from desktop_app.domain.procedure import StepView
from desktop_app.domain.record import StepRecord
from desktop_app.use_cases.reserve_pool.views import CasePage
from ui.dossier.duties_card import duties_card
from ui.dossier.on_file import OnFile
from ui.dossier.step_forms import StepForm
from ui.widgets.basics import clear, column, copyable, divider, label, scrolled
from ui.widgets.timeline import Timeline, TimelineStep


class StepsPane(QWidget):
    """The newest procedure first."""

    record_asked = Signal(str)
    """`procedure.path` of the step."""
    reviewer_asked = Signal(str)
    """The open step one more office is asked beside."""
    duty_asked = Signal(object)
    """The duty by date whose end is to be recorded."""

    def __init__(self) -> None:
        super().__init__()
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 8, 6, 0)
        self._column.setSpacing(8)
        self.setLayout(column(scrolled(inner)))

    def show_file(self, page: OnFile, forms: Sequence[StepForm], holds: Sequence[str] = ()) -> None:
        """Show the procedures of one subject, above them the holds on it."""
        clear(self._column)
        for hold in holds:
            self._column.addWidget(label(f"× 限制中：{hold}", "banner-fail", wrap=True))
        duties = duties_card(page.duties, self.duty_asked.emit)
        if duties is not None:
            self._column.addWidget(duties)
        # what a part went through before the split is told below, with where it lies
        shown = [each for each in page.cases if not (page.inherited and _is_blank_past(each))]
        for place, case in enumerate(shown):
            if place:
                self._column.addWidget(divider())
            self._add_case(case)
        if not page.cases:
            self._column.addWidget(label("还没有开始办理。", "muted"))
        self._add_inherited(page.inherited)
        startable = (each for each in forms if each.case is None)
        others = "、".join("合并申报" if each.is_merger else each.title for each in startable)
        if others:
            self._column.addWidget(divider())
            text = f"{others}：在下方“更多”里办理。"
            self._column.addWidget(label(text, "muted", wrap=True))
        self._column.addStretch(1)

    def _add_case(self, case: CasePage) -> None:
        attempt = f"（第 {case.case.attempt} 次）" if case.case.attempt > 1 else ""
        ended = f"　{case.case.closed_on} 办结" if case.case.closed_on else ""
        if case.is_past:
            self._add_past(case, ended)
            return
        heading = label(f"{case.title}{attempt}{ended}", "section", wrap=True)
        line = Timeline()
        steps = tuple(_step(each) for each in case.view.steps)
        procedure = case.view.procedure
        if case.case.closed_on is None:
            line.show_steps(
                steps,
                lambda path: self.record_asked.emit(f"{procedure}.{path}"),
                lambda path: self.reviewer_asked.emit(f"{procedure}.{path}"),
            )
        else:
            line.show_steps(steps)
        self._column.addWidget(heading)
        self._column.addWidget(line)

    def _add_past(self, case: CasePage, ended: str) -> None:
        """Of what lies before the taking over only what was written down is told."""
        known = [each for each in case.view.steps if each.record is not None]
        heading = f"{case.title}{ended if known else ''}　历史补录"
        self._column.addWidget(label(heading, "section", wrap=True))
        if known:
            line = Timeline()
            line.show_steps(tuple(_step(each) for each in known))
            self._column.addWidget(line)
        if len(known) < len(case.view.steps):
            rest = "其余环节没有补录。" if known else "补录时已经办过，没有补录环节。"
            self._column.addWidget(label(rest, "muted", wrap=True))

    def _add_inherited(self, events: Sequence[LifeEvent]) -> None:
        """What was done before the split: it lies with the project this one was part of."""
        for origin in dict.fromkeys(each.origin for each in events):
            self._column.addWidget(divider())
            heading = f"拆分以前的经过　承自 {origin}"
            self._column.addWidget(label(heading, "section", wrap=True))
            for event in events:
                if event.origin == origin:
                    told = (f"{event.on}　{event.title}", event.detail, event.number)
                    self._column.addWidget(copyable("　".join(filter(None, told))))


def _is_blank_past(case: CasePage) -> bool:
    """Whether nothing more is known of a procedure here than that it lies behind."""
    return case.is_past and not case.records


def _step(view: StepView) -> TimelineStep:
    result = _result(view.record, view.result) if view.record else ""
    return TimelineStep(
        view.id,
        view.title,
        view.actor_name,
        view.status,
        result,
        view.why_not,
        view.clauses,
        can_add=view.can_add,
    )


def _result(record: StepRecord, outcome: str) -> str:
    past = "历史补录" if record.is_past else ""
    parts = [outcome, record.signer, str(record.acted_on), record.document_number, past]
    line = " · ".join(part for part in parts if part)
    reason = f"\n理由：{record.override_reason}" if record.override_reason else ""
    return f"{line}\n{record.opinion}".rstrip() + reason
