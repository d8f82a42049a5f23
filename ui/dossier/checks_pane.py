"""核查: the verdicts, gravest first, and the groups of similar applications."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.rules.headroom import Room, by_check
from desktop_app.rules.verdict import LIGHT_ORDER, Verdict
from desktop_app.use_cases.reserve_pool.views import SimilarGroupView
from ui.shell import Shell
from ui.widgets.basics import clear, column, label, scrolled
from ui.widgets.similar_card import SimilarCard
from ui.widgets.verdict_card import VerdictCard

CARDS = 5
"""So many fill the pane; those below are built once it is painted."""


class ChecksPane(QWidget):
    """One card per verdict that has something to say."""

    decide_asked = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._left: dict[str, list[str]] = {}
        inner = QWidget()
        self._cards = QVBoxLayout(inner)
        self._cards.setContentsMargins(0, 8, 6, 0)
        self._cards.setSpacing(8)
        self.setLayout(column(scrolled(inner)))

    def show_checks(
        self,
        verdicts: Sequence[Verdict],
        similar: Sequence[SimilarGroupView] = (),
        rooms: Sequence[Room] = (),
    ) -> None:
        """Show the verdicts of one subject and the groups it is in; what is in view comes first.

        `rooms` is what is left under the caps of the checks: it stands on the cards of those that
        hold; the others say what would turn them.
        """
        clear(self._cards)
        self._left = {
            rule: [each.text for each in found] for rule, found in by_check(rooms).items()
        }
        shown = [verdict for verdict in verdicts if verdict.word]
        shown.sort(key=lambda each: LIGHT_ORDER.index(each.light))
        filling = self._filling(shown, similar)
        next(filling)
        self._shell.background.turns.follow(filling, self, "cards")

    def _filling(
        self, verdicts: Sequence[Verdict], similar: Sequence[SimilarGroupView]
    ) -> Iterator[None]:
        """A few cards in each turn of the window: all at once would be felt."""
        for group in similar:
            self._cards.addWidget(SimilarCard(group, self.decide_asked.emit))
        if not verdicts:
            self._cards.addWidget(label("没有适用的核查。", "muted"))
        for place, verdict in enumerate(verdicts):
            if place and place % CARDS == 0:
                yield
            left = () if verdict.light == "fail" else self._left.get(verdict.rule, ())
            self._cards.addWidget(VerdictCard(verdict, self._open_clause, left))
        self._cards.addStretch(1)
        yield

    def _open_clause(self, clause: str) -> None:
        self._shell.go("regulations", clause)
