"""A small form before an act: a few fields, what is wrong under each, one button that does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop_app.domain.draft import DraftPlace
from desktop_app.use_cases.desk import Desk
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.fields import Field, Form, LongTextField, MoneyField, TextField

Work = Callable[[Desk], object]


@dataclass(frozen=True)
class AskedForm:
    """What is asked and what is done with it."""

    place: DraftPlace
    """Title and record in words; where a draft of it is kept."""
    fields: Mapping[str, Field]
    required: frozenset[str]
    action: str
    """What the button says."""
    prepare: Callable[[], Work | None]
    """Reads the fields, on the UI thread; None after it complained under one of them."""
    done: Callable[[object], str]
    """What is said of the result."""
    hint: str = ""
    topic: str = ""
    """The page of the help."""


class FormDialog(ActDialog):
    """Stays open when the act is refused, with everything that was typed."""

    def __init__(self, shell: Shell, form: AskedForm) -> None:
        hint = "\n".join(part for part in (form.place.about, form.hint) if part)
        super().__init__(shell, form.place.title, hint=hint)
        self._form = form
        if form.topic:
            self.setProperty("help", form.topic)
        shown = Form()
        for key, field in form.fields.items():
            shown.add(field, required=key in form.required)
        layout = self.make_scrolling()
        layout.addWidget(shown)
        layout.addStretch(1)
        self.add_cancel()
        self.add_act(form.action, self._act)
        DraftKeeper(shell, self, form.place, form.fields)

    def _act(self) -> None:
        faults = [
            field for key, field in self._form.fields.items() if not self._is_good(key, field)
        ]
        work = None if faults else self._form.prepare()
        if work is None:
            return
        self.carry_out(work, self._form.done, "projects", "registers")

    def _is_good(self, key: str, field: Field) -> bool:
        field.complain(self._fault(key, field))
        return not field.complaint

    def _fault(self, key: str, field: Field) -> str:
        """What is wrong with a field before anything is done."""
        if key in self._form.required and not field.written.strip():
            verb = "填写" if isinstance(field, TextField | LongTextField) else "选择"
            return f"请{verb}{field.title}"
        if isinstance(field, MoneyField):
            try:
                _ = field.amount
            except ValueError as problem:
                return str(problem)
        return ""
