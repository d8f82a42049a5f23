"""The facts a pack lets the clerk enter on a subject's own page."""

from collections.abc import Sequence

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Subject
from desktop_app.use_cases.own_facts import OwnFact, record_facts
from ui.dossier.fact_fields import given_facts, own_fact_fields
from ui.dossier.step_forms import read_own_facts
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.fields import Form


class FactsDialog(ActDialog):
    """One field per fact; an empty one takes the fact away. The checks follow at once."""

    def __init__(
        self, shell: Shell, subject: Subject, about: str, facts: Sequence[OwnFact]
    ) -> None:
        super().__init__(shell, "登记事项", hint=about)
        self._subject = subject
        self._facts = own_fact_fields(facts)
        form = Form()
        form.add(*self._facts.values())
        layout = self.make_scrolling()
        layout.addWidget(form)
        layout.addStretch(1)
        self.add_cancel()
        self.add_act("登记", self._save)
        place = DraftPlace("facts", "登记事项", about, (subject,))
        DraftKeeper(shell, self, place, self._facts)

    def _save(self) -> None:
        subject, given = self._subject, given_facts(self._facts)
        self.carry_out(
            lambda desk: record_facts(desk, subject, given), lambda _: "已登记事项", "projects"
        )


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same subject."""
    subject, about = draft.place.subjects[0], draft.place.about
    shell.run(
        lambda desk, _task: read_own_facts(desk, subject),
        lambda facts: FactsDialog(shell, subject, about, facts).show_sized(520, 480),
        owner=shell.window,
    )
