"""What the office answers and signs for itself: cards with the question, one dialog to sign."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.domain.draft import DraftPlace
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.desk import Desk
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.basics import button, column, framed, label, name, row, scrolled
from ui.widgets.fields import ChoiceField, DateField, Form, LongTextField, TextField


@dataclass(frozen=True)
class Signature:
    """From which day an answer holds, why, and who signed it."""

    since: date
    reason: str
    signer: str


@dataclass(frozen=True)
class Question:
    """What is asked, and the answer signed so far."""

    kind: str
    """Kind of draft: `setting` or `reading`."""
    id: str
    label: str
    question: str
    verb: str
    """On the button of the card: 设定, 签定."""
    answer: str
    """The signed answer, empty while there is none."""
    open_words: str
    """On the badge while there is no answer."""
    open_light: str
    signed: Signature | None
    draft_title: str
    lines: tuple[tuple[str, str], ...] = ()
    """Further lines of the card with their roles."""


Asked = tuple[Question, Callable[[], object]]
"""A question with what opens its dialog."""
_AT_ONCE = 4
"""Cards built in one turn of the window."""


class AnswersPane(QWidget):
    """One card per question."""

    def __init__(self, shell: Shell, hint: str, empty: str) -> None:
        super().__init__()
        self._shell = shell
        self._empty = empty
        self._area = scrolled(QWidget())
        layout = column(label(hint, "muted", wrap=True), self._area, spacing=10)
        layout.setContentsMargins(0, 10, 0, 0)
        self.setLayout(layout)

    def show_questions(self, questions: Sequence[Asked]) -> None:
        """Show every question with what opens its dialog."""
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        cards = column(spacing=10)
        cards.setContentsMargins(0, 0, 8, 0)
        inner.setLayout(cards)
        self._area.setWidget(inner)
        if not questions:
            cards.addWidget(label(self._empty, "muted"))
        cards.addStretch(1)
        pieces = [
            partial(_add_cards, cards, questions[start : start + _AT_ONCE])
            for start in range(0, len(questions), _AT_ONCE)
        ]
        self._shell.background.turns.run(pieces, inner, "cards")


def _add_cards(cards: QVBoxLayout, some: Sequence[Asked]) -> None:
    """Some cards more, above the free space."""
    for question, opens in some:
        cards.insertWidget(cards.count() - 1, _card(question, opens))


def _card(asked: Question, opens: Callable[[], object]) -> QFrame:
    sign = button(f"{asked.verb}…", opens)
    name(sign, f"{asked.verb}{asked.label}")
    words, light = (
        (asked.answer, "accent") if asked.answer else (asked.open_words, asked.open_light)
    )
    heading = row(label(asked.label, "section"), label(words, badge=light), None, sign)
    texts = [label(asked.question, wrap=True)]
    texts += [label(text, role, wrap=True) for text, role in asked.lines]
    if asked.answer and asked.signed:
        told = (f"{asked.signed.since} 起", asked.signed.signer, asked.signed.reason)
        texts.append(label("　".join(filter(None, told)), "small", wrap=True))
    return framed(column(heading, *texts, spacing=4))


class AnswerDialog(ActDialog):
    """Asks for the answer, from when on, why, and who signed."""

    help_topic = "settings"

    def __init__(
        self,
        shell: Shell,
        asked: Question,
        field: ChoiceField | TextField,
        read: Callable[[], JsonValue],
        save: Callable[[Desk, JsonValue, Signature], object],
    ) -> None:
        """`read` gives the answer, or None after a complaint at the field; `save` stores it."""
        super().__init__(shell, asked.label, hint=asked.question)
        self._asked = asked
        self._store = save
        self._read = read
        self._since = DateField("自何日起", shell.surroundings.clock().date())
        self._signer = TextField("签定人", asked.signed.signer if asked.signed else "")
        self._reason = LongTextField("理由", rows=3)
        form = Form()
        form.add(field, self._since, self._signer, self._reason, required=True)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.add_cancel()
        self.add_act("签定", self._save)
        place = DraftPlace(asked.kind, asked.draft_title, "", more={asked.kind: asked.id})
        typed = {
            "answer": field,
            "since": self._since,
            "signer": self._signer,
            "reason": self._reason,
        }
        DraftKeeper(shell, self, place, typed)

    def _save(self) -> None:
        answer = self._read()
        if answer is None:
            return
        signature = Signature(self._since.value, self._reason.value, self._signer.value)
        self.carry_out(
            lambda desk: self._store(desk, answer, signature),
            lambda _: f"已签定：{self._asked.label}",
        )
