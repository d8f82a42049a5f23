"""The parts papers are made of: rows, tables, checks, steps done, opinions, columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.rules.verdict import LIGHT_ORDER, Verdict

Pair = tuple[str, str]
"""A label and its value, as printed."""

Cell = str | int | None
"""A list cell: text as printed; 分 in `wan` and `yuan` columns; None prints nothing."""


class ColumnKind(StrEnum):
    """How a list cell is read and set."""

    TEXT = "text"
    COUNT = "count"
    """A whole number."""
    WAN = "wan"
    """分, printed in 万元."""
    YUAN = "yuan"
    """分, printed in 元."""


class Align(StrEnum):
    """Where text stands in its cell; AUTO sets numbers right and text left."""

    AUTO = "auto"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True)
class ListColumn:
    """One column; `weight` shares out the width, `is_sum` gives it 本页小计 and 合计."""

    title: str
    weight: float = 1
    kind: ColumnKind = ColumnKind.TEXT
    align: Align = Align.AUTO
    is_sum: bool = False
    places: int = 2
    is_ink: bool = False
    """Left empty for people to sign or write in: it keeps its width, its rows their height."""


@dataclass(frozen=True)
class ListGroup:
    """Rows under a heading of their own, with a 小计."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class FormRow:
    """One labelled row of a form over the full width; `height_mm` is the least height."""

    label: str
    text: str
    height_mm: float = 0


@dataclass(frozen=True)
class FormGrid:
    """A small table inside a form beside its label: fund lines, topics, the experts who sign."""

    label: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_mm: float = 0
    """Least row height, e.g. 11 where people sign by hand."""


@dataclass(frozen=True)
class VerdictRow:
    """One check as the paper shows it: its word, its clauses and how the answer came about."""

    title: str
    word: str
    """通过, 不通过, 提醒, 需人工判断 or 资料不足."""
    message: str = ""
    clauses: tuple[str, ...] = ()
    arithmetic: str = ""
    turns_if: str = ""
    note: str = ""
    """What the office decided on it (e.g. the reason given), printed behind 处理：."""


@dataclass(frozen=True)
class CourseRow:
    """One step that was done, as the life of a project lists it."""

    on: date
    procedure: str
    """Empty where the step is called the same."""
    step: str
    outcome: str
    signer: str = ""
    number: str = ""
    opinion: str = ""


@dataclass(frozen=True)
class GateRow:
    """One check of one step: the answer when the step was signed, and the one of today."""

    step: str
    title: str
    clauses: tuple[str, ...] = ()
    then: str = ""
    then_on: date | None = None
    now: str = ""
    message: str = ""


@dataclass(frozen=True)
class OpinionBox:
    """A place for an opinion with its signature, seal and date; what is empty is left for ink."""

    label: str
    text: str = ""
    signer: str = ""
    dated: date | None = None
    has_seal: bool = True
    signer_label: str = "负责人签字："
    choices: tuple[str, ...] = ()
    """Outcomes with a box to tick, e.g. 同意, 退回, 不同意."""
    chosen: str = ""
    height_mm: float = 38


@dataclass(frozen=True)
class ChecklistItem:
    """One thing to tick: True ticked, False crossed out, None left open for ink."""

    text: str
    is_ticked: bool | None = None
    clause: str = ""
    remark: str = ""


def verdict_rows(verdicts: Sequence[Verdict]) -> tuple[VerdictRow, ...]:
    """The verdicts a paper shows, gravest first; those not due yet are left out."""
    shown = sorted((v for v in verdicts if v.word), key=lambda v: LIGHT_ORDER.index(v.light))
    return tuple(
        VerdictRow(v.title, v.word, v.message, v.clauses, v.sums, v.turns_if) for v in shown
    )
