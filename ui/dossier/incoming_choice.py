"""依据的收文: which of the papers received about a record a result rests on."""

from collections.abc import Collection

from desktop_app.domain.record import IncomingPaper
from desktop_app.values.ids import IncomingPaperId
from ui.widgets.fields import ChoiceField, DateField, TextField


class IncomingField(ChoiceField):
    """A choice among received papers, none at first.

    The paper chosen gives its day and its 文号, as long as nothing else was typed there.
    """

    def __init__(
        self, papers: Collection[IncomingPaper], day: DateField, number: TextField
    ) -> None:
        known = [(str(each.id), f"{each.number} {each.title}") for each in papers]
        super().__init__("依据的收文", [("", "（没有）"), *known])
        self._given = {str(each.id): (each.dated.isoformat(), each.number) for each in papers}
        self._fields = (day, number)
        self._untouched = self._filled = (day.written, number.written)
        self.changed.connect(self._fill)

    @property
    def chosen(self) -> IncomingPaperId | None:
        """The paper chosen; None where the result rests on none."""
        return IncomingPaperId(int(self.value)) if self.value else None

    def _fill(self) -> None:
        given = self._given.get(self.value, self._untouched)
        for field, before, text in zip(self._fields, self._filled, given, strict=True):
            if field.written == before:
                field.write(text)
        self._filled = given
