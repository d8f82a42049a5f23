"""A procedure as a line of steps: done, open, waiting, skipped, blocked; with results."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.procedure_view import STATUS_LABELS, Status, recording
from desktop_app.values.clauses import with_whole_clauses
from ui import theme
from ui.widgets.basics import button, clear, label, name, row

_TONES = {
    "done": "pass",
    "open": "accent",
    "waiting": "muted",
    "skipped": "muted",
    "blocked": "fail",
    "left": "muted",
}
DOT = 14


@dataclass(frozen=True)
class TimelineStep:
    """One step as the timeline shows it."""

    id: str
    title: str
    actor: str
    status: Status
    result: str = ""
    """Outcome, signer, day and document number of a done step."""
    remarks: tuple[str, ...] = ()
    """Why it cannot be done yet, or the clauses it follows."""
    clauses: tuple[str, ...] = ()
    can_add: bool = False
    """One more office may be asked beside it."""


OnStep = Callable[[str], object]


class Timeline(QWidget):
    """The steps of one procedure from top to bottom; open ones carry their button."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def show_steps(
        self,
        steps: tuple[TimelineStep, ...],
        on_record: OnStep | None = None,
        on_add: OnStep | None = None,
    ) -> None:
        """Show these steps; without `on_record` and `on_add` nothing can be recorded."""
        clear(self._layout)
        for place, step in enumerate(steps):
            rail = _Rail(step.status, is_first=place == 0, is_last=place == len(steps) - 1)
            line = QHBoxLayout()
            line.setSpacing(10)
            line.addWidget(rail)
            texts = _step_texts(step)
            actions = _step_actions(step, on_record, on_add)
            if actions is not None:
                texts.addLayout(actions)
            line.addLayout(texts, 1)
            self._layout.addLayout(line)


def _step_texts(step: TimelineStep) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setContentsMargins(0, 4, 0, 10)
    made.setSpacing(2)
    title_role = "section" if step.status in {"open", "blocked"} else ""
    title = label(step.title, title_role or ("muted" if step.status != "done" else ""), wrap=True)
    state = label(STATUS_LABELS[step.status], badge=_badge(step.status))
    heading = row(spacing=8)
    heading.addWidget(title, 1)
    heading.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
    made.addLayout(heading)
    basis = f"{step.actor}　依据 {'、'.join(step.clauses)}" if step.clauses else step.actor
    for text, role in ((basis, "small"), (step.result, ""), *((r, "fail") for r in step.remarks)):
        if text:
            made.addWidget(label(with_whole_clauses(text), role, wrap=True))
    return made


def _step_actions(
    step: TimelineStep, on_record: OnStep | None, on_add: OnStep | None
) -> QHBoxLayout | None:
    """The buttons of a step whose turn it is; None if there are none."""
    buttons = []
    if step.status == "open" and on_record is not None:
        record = button("登记结果", lambda: on_record(step.id))
        name(record, recording(step.title))
        buttons.append(record)
    if step.can_add and on_add is not None:
        add = button("加记一家的意见…", lambda: on_add(step.id), "link")
        name(add, f"在{step.title}之外加记一家的意见")
        buttons.append(add)
    return row(*buttons, None) if buttons else None


def _badge(status: str) -> str:
    return {"done": "pass", "open": "accent", "blocked": "fail"}.get(status, "none")


class _Rail(QWidget):
    """The dot of a step and the line to its neighbours."""

    def __init__(self, status: str, *, is_first: bool, is_last: bool) -> None:
        super().__init__()
        self._status = status
        self._is_first = is_first
        self._is_last = is_last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    @override
    def sizeHint(self) -> QSize:
        return QSize(DOT + 4, DOT + 10)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, top = self.width() / 2, 14.0
        painter.setPen(QPen(theme.colour("line_strong"), 2))
        if not self._is_first:
            painter.drawLine(QPointF(middle, 0), QPointF(middle, top - DOT / 2))
        if not self._is_last:
            painter.drawLine(QPointF(middle, top + DOT / 2), QPointF(middle, self.height()))
        tint = theme.colour(_TONES[self._status])
        disc = QRectF(middle - DOT / 2 + 1, top - DOT / 2 + 1, DOT - 2, DOT - 2)
        painter.setPen(QPen(tint, 2))
        is_full = self._status in {"done", "blocked"}
        painter.setBrush(tint if is_full else theme.colour("surface"))
        painter.drawEllipse(disc)
        if self._status == "open":
            painter.setBrush(tint)
            painter.drawEllipse(disc.adjusted(3, 3, -3, -3))
        painter.setPen(QPen(theme.colour("surface"), 1.6))
        if self._status == "done":
            x, y = disc.center().x(), disc.center().y()
            painter.drawLine(QPointF(x - 3, y), QPointF(x - 1, y + 2.4))
            painter.drawLine(QPointF(x - 1, y + 2.4), QPointF(x + 3, y - 2.4))
        painter.end()
