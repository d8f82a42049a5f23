"""What every layout is filled from: the sheets of the subjects and the occasion they share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop_app.domain.procedure_view import MaterialView
from desktop_app.domain.record import StepRecord
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema.common import PLACEHOLDER
from desktop_app.rules.schema.forms import PAPER_FIELDS, FormSpec
from desktop_app.use_cases.papers.told import Told
from desktop_app.values.money import Fen, wan_text


@dataclass(frozen=True)
class Sheet:
    """What one subject brings to a paper: the texts its placeholders stand for, and its records."""

    names: Mapping[str, str]
    amounts: Mapping[str, Fen] = field(default_factory=dict)
    """Money by fact name, for columns that are summed."""
    holds: Callable[[str], bool] = lambda _condition: True
    """Whether a condition of the pack holds for this subject."""
    records: Mapping[str, StepRecord] = field(default_factory=dict)
    """The latest record of each step in the current attempt, by `procedure.step`."""
    told: Told | None = None
    """The checks the paper tells; None where the subject is not judged."""
    materials: Callable[[str], tuple[MaterialView, ...]] = lambda _procedure: ()
    """The materials a procedure asks of this subject, and which have come."""


@dataclass(frozen=True)
class Occasion:
    """What all subjects of one paper share."""

    pack: Pack
    on: date
    names: Mapping[str, str]
    """Placeholders of the whole paper: count, total, office names, due, problems, ..."""
    body: tuple[str, ...] | None = None
    """The clerk's own wording of a letter; None takes the form's."""


def fill(text: str, names: Mapping[str, str]) -> str:
    """The text with its placeholders replaced; what is not known stays empty."""
    return PLACEHOLDER.sub(lambda match: names.get(match.group(1), ""), text)


def fill_names(sheets: Sequence[Sheet], occasion: Occasion) -> Callable[[str], str]:
    """Fills placeholders from the paper and, if there is only one, its subject."""
    names = dict(occasion.names)
    if len(sheets) == 1:
        names |= {key: text for key, text in sheets[0].names.items() if text or key not in names}
    return lambda text: fill(text, names)


def total_text(amounts: Sequence[Fen]) -> str:
    """The sum of amounts in 万元 as a letter says it."""
    return f"{wan_text(Fen(sum(amounts)))} 万元"


def form_label(form: FormSpec) -> str:
    """The title of a form in lists: what its placeholders stand for is said in words."""
    return PLACEHOLDER.sub(
        lambda match: f"〔{PAPER_FIELDS.get(match.group(1), match.group(1))}〕", form.title
    )
