"""台账 of one project: which registers have rows about it, and the rows of the one chosen."""

from PySide6.QtWidgets import QWidget

from desktop_app.domain.record import Subject
from desktop_app.use_cases.registers.heads import RegisterHead, registers_about
from ui.registers.entry_list import EntryList
from ui.shell import Shell
from ui.widgets.basics import column, label
from ui.widgets.fields import ChoiceField


class RegistersTab(QWidget):
    """The register is chosen at the top; those with rows come first."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._subject: Subject | None = None
        self._lists: dict[str, EntryList] = {}
        self._choice = ChoiceField("台账", ())
        self._choice.changed.connect(self._show_chosen)
        self._place = column(self._choice, spacing=8)
        self._place.setContentsMargins(0, 8, 0, 0)
        self._nothing = label("规则包没有这类台账。", "muted")
        self._place.addWidget(self._nothing)
        self.setLayout(self._place)

    def show_subject(self, subject: Subject) -> None:
        """Show the registers of one subject; the one chosen stays as far as it has it."""
        self._subject = subject
        self._shell.run(
            lambda desk, _task: (subject, registers_about(desk, subject)),
            self._offer,
            owner=self,
            key=f"registers.about.{subject.kind}",
        )

    def _offer(self, found: tuple[Subject, tuple[RegisterHead, ...]]) -> None:
        subject, heads = found
        if subject != self._subject:
            return
        ordered = sorted(heads, key=lambda head: head.count == 0)
        choices = [(h.id, f"{h.title}（{h.count}）" if h.count else h.title) for h in ordered]
        kept = self._choice.value if self._choice.value in dict(choices) else ""
        self._nothing.setVisible(not choices)
        self._choice.setVisible(bool(choices))
        self._choice.offer(choices, kept)
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self._choice.value
        for register, each in self._lists.items():
            each.setVisible(register == chosen)
        if not chosen or self._subject is None:
            return
        if chosen not in self._lists:
            self._lists[chosen] = EntryList(self._shell, chosen, is_small=True)
            self._place.addWidget(self._lists[chosen], 1)
        self._lists[chosen].show_about(self._subject)
