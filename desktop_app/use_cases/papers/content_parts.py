"""What every layout is filled from: the sheets of the subjects and the occasion they share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop_app.domain.procedure_view import MaterialView
from desktop_app.domain.record import StepRecord
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import LINES_OF, PAPER_FIELDS, FormSpec
from desktop_app.rules.schema.facts import Scope
from desktop_app.use_cases.papers.texts import Texts, fill, tidy
from desktop_app.use_cases.papers.told import Told
from desktop_app.values.money import Fen, wan_text
from desktop_app.values.numerals import ordinal


@dataclass(frozen=True)
class RowsWanted:
    """Rows of a register a paper asks a subject for."""

    register: str
    scope: Scope = "own"
    when: str = "true"
    with_ended: bool = False


@dataclass(frozen=True)
class Done:
    """One recorded step as the course of a subject lists it."""

    on: date
    procedure: str
    step: str
    outcome: str
    signer: str
    number: str
    opinion: str


@dataclass(frozen=True)
class Gate:
    """One check of one step: the answer frozen with the step, and the one of today."""

    step: str
    title: str
    clauses: tuple[str, ...]
    then: str
    """Empty while the step is not recorded."""
    then_on: date | None
    now: str
    """Empty for a check that does not apply today."""
    message: str


@dataclass(frozen=True)
class Sheet:
    """What one subject brings to a paper: its texts and values, its records, its rows."""

    texts: Texts
    holds: Callable[[str], bool] = lambda _condition: True
    """Whether a condition of the pack holds for this subject."""
    records: Mapping[str, StepRecord] = field(default_factory=dict)
    """The latest record of each step in the current attempt, by `procedure.step`."""
    told: Told | None = None
    """The checks the paper tells; None where the subject is not judged."""
    materials: Callable[[str], tuple[MaterialView, ...]] = lambda _procedure: ()
    """The materials a procedure asks of this subject, and which have come."""
    rows: "Callable[[RowsWanted], Sequence[Sheet]]" = lambda _wanted: ()
    """Rows of registers as the subject sees them, each with what it belongs to."""
    course: Callable[[], tuple[Done, ...]] = tuple
    """Every recorded step in order."""
    gates: Callable[[], tuple[Gate, ...]] = tuple
    """Every check of every step, then and now."""


@dataclass(frozen=True)
class Occasion:
    """What all subjects of one paper share."""

    pack: Pack
    on: date
    names: Mapping[str, str]
    """Placeholders of the whole paper: count, total, office names, due, problems, ..."""
    body: tuple[str, ...] | None = None
    """The clerk's own wording of a letter; None takes the form's."""


Say = Callable[[str], str]


def sayer(sheets: Sequence[Sheet], occasion: Occasion, form: FormSpec, **more: str) -> Say:
    """Fills placeholders from the paper, its running lines and, if there is one, its subject."""
    sheet = sheets[0] if len(sheets) == 1 else None
    lines = {f"{LINES_OF}{each.id}": each for each in form.lines} if sheet else {}

    def find(name: str) -> str:
        if name in more:
            return more[name]
        if sheet is not None and name in lines:
            spec = lines[name]
            wanted = RowsWanted(spec.register_, spec.scope, spec.when, spec.with_ended)
            told = run_together(spec.text, sheet.rows(wanted), spec.between)
            return told or spec.none
        own = sheet.texts(name) if sheet is not None else ""
        return own or occasion.names.get(name, "")

    return lambda text: tidy(fill(text, find))


def run_together(text: str, rows: Sequence[Sheet], between: str) -> str:
    """One text per row, filled from it and joined; rows are counted from 1."""
    return between.join(fill_row(text, row, order) for order, row in enumerate(rows, start=1))


def fill_row(text: str, row: Sheet, order: int) -> str:
    """A text filled from a row; `order` and `ordinal` count the rows of the paper."""
    counted = {"order": str(order), "ordinal": ordinal(order)}
    return fill(text, lambda name: counted.get(name) or row.texts(name))


def total_text(amounts: Sequence[Fen]) -> str:
    """The sum of amounts in 万元 as a letter says it."""
    return f"{wan_text(Fen(sum(amounts)))}万元"


def form_label(form: FormSpec, pack: Pack) -> str:
    """The title of a form in lists: what its placeholders stand for is said in words."""

    def label(name: str) -> str:
        found = pack.names.find(name)
        return f"〔{PAPER_FIELDS.get(name) or (found.label if found else name)}〕"

    return fill(form.title, label)
