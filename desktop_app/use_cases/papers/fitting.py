"""Which papers fit the subjects in hand: a form's own condition must hold for each of them."""

from collections.abc import Sequence

from desktop_app.domain.record import Subject
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.filled import form_of
from desktop_app.use_cases.papers.issue import FormChoice, forms_for
from desktop_app.use_cases.papers.sheets import Extra, sheets_of


def fitting_forms(desk: Desk, subjects: Sequence[Subject]) -> tuple[FormChoice, ...]:
    """The papers that can be issued for these subjects now, in the pack's order."""
    if not subjects:
        return ()
    offered = forms_for(desk, subjects[0].kind)
    with desk.workspace.read() as view:
        pack, spec = form_of(desk, view, offered[0].id, subjects)
        sheets = sheets_of(desk, view, pack, spec, subjects, Extra())
        specs = {each.id: each for each in pack.forms}
    return tuple(
        form for form in offered if all(sheet.holds(specs[form.id].when) for sheet in sheets)
    )
