"""依据的收文: which of the papers received about a record a result rests on."""

from collections.abc import Iterable

from desktop_app.domain.record import IncomingPaper
from desktop_app.values.ids import IncomingPaperId
from ui.widgets.fields import ChoiceField


def incoming_field(papers: Iterable[IncomingPaper]) -> ChoiceField:
    """A choice among received papers, none at first."""
    known = [(str(each.id), f"{each.number} {each.title}") for each in papers]
    return ChoiceField("依据的收文", [("", "（没有）"), *known])


def chosen_incoming(field: ChoiceField) -> IncomingPaperId | None:
    """The paper chosen; None where the result rests on none."""
    return IncomingPaperId(int(field.value)) if field.value else None
