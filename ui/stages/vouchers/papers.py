"""The papers of a campaign's figures, in the window all papers are previewed and issued in."""

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.rules.schema.forms import Figures
from desktop_app.use_cases.vouchers.figure_forms import form_with
from ui.papers.dialog import PaperDialog
from ui.shell import Shell


def open_figures(shell: Shell, campaign: Campaign, figures: Figures) -> None:
    """Preview the paper that prints these figures; it is issued from there."""

    def show(form: str) -> None:
        subjects = (Subject(ENTRY, campaign.id),)
        PaperDialog(shell, subjects, campaign.name, form=form).show_sized(1120, 690)

    shell.run(lambda desk, _task: form_with(desk, campaign.id, figures), show, owner=shell.window)
