"""One verdict as a card: sign, word and colour, clause, facts, arithmetic, what would turn it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from desktop_app.rules.verdict import FactUsed, Verdict
from ui.widgets.basics import button, copyable, label, name, row
from ui.widgets.sign import SIGNS

CARD_MARGIN = 12


class VerdictCard(QFrame):
    """A verdict with its reasons; the facts open with a button, the clause leads to the text.

    `left` says what is left under the caps of the check, a line for each.
    """

    def __init__(
        self, verdict: Verdict, on_clause: Callable[[str], object], left: Sequence[str] = ()
    ) -> None:
        super().__init__()
        light = verdict.light
        self.setProperty("role", f"verdict-{light}")
        self.setAccessibleName(f"{verdict.word}：{verdict.title}")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(CARD_MARGIN + 2, 8, CARD_MARGIN, 10)
        self._layout.setSpacing(4)
        self._add_heading(verdict, light, on_clause)
        self._add_text(verdict.message)
        self._add_text(verdict.sums, "small")
        self._add_text("\n".join(left))
        self._add_text(verdict.answer_text)
        self._add_text(verdict.turns_if, light if light != "none" else "muted")
        if verdict.reading:
            self._add_text(f"读法：{verdict.reading}", "small")
        if verdict.facts:
            self._add_facts(verdict.facts)

    def _add_heading(
        self, verdict: Verdict, light: str, on_clause: Callable[[str], object]
    ) -> None:
        title = label(f"{SIGNS[light]} {verdict.title}", "section", wrap=True)
        heading = row(spacing=8)
        heading.addWidget(title, 1)
        for clause in verdict.clauses:
            heading.addWidget(_clause_link(clause, on_clause), 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(heading)

    def _add_text(self, text: str, role: str = "") -> None:
        if text:
            self._layout.addWidget(copyable(text, role))

    def _add_facts(self, facts: tuple[FactUsed, ...]) -> None:
        listing = copyable("\n".join(_fact_line(fact) for fact in facts), "small")
        listing.hide()
        opener = button(f"所用资料 {len(facts)} 项 ▾", role="link")
        name(opener, "所用资料", "显示或收起核查所用的资料及其来源")

        def toggle() -> None:
            listing.setVisible(listing.isHidden())
            mark = "▾" if listing.isHidden() else "▴"
            opener.setText(f"所用资料 {len(facts)} 项 {mark}")

        opener.clicked.connect(toggle)
        self._layout.addLayout(row(opener, None))
        self._layout.addWidget(listing)

    @property
    def texts(self) -> list[str]:
        """Every text on the card, for tests and readers."""
        return [each.text() for each in self.findChildren(QLabel)]


def _clause_link(clause: str, on_clause: Callable[[str], object]) -> QPushButton:
    link = button(clause, lambda: on_clause(clause), "link", tip="打开条文")
    name(link, f"条文 {clause}", "打开法规页的这一条")
    return link


def _fact_line(fact: FactUsed) -> str:
    text = fact.text or "（无）"
    return f"{fact.label}：{text}" + (f"　来源：{fact.source}" if fact.source else "")
