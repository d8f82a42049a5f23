"""What the rows of the two taking-over sheets mean: project, regime, state, step, outcome."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop_app.domain.project import Project
from desktop_app.excel.problems import Cause, CellProblem, cause_advice
from desktop_app.excel.reading import RowReading
from desktop_app.rules.facts import TAKEN_OVER_ON
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import OUTCOME_LABELS, POSITIVE_OUTCOMES
from desktop_app.rules.wording import listed
from desktop_app.use_cases.going_live.regimes import Regime, regime_named
from desktop_app.use_cases.imports.intakes.intake import Place
from desktop_app.use_cases.imports.mid_life_columns import step_titles
from desktop_app.values.text import normal_name

NameKey = tuple[int, str]
"""Key of the unit and folded name of the project."""
DONE_WORDS = frozenset({"同意", "通过", "完成", "已完成", "办结", "已办结"})
"""What is written of a step that was done, whatever its result is called."""
MOST_OFFERED = 6
"""Choices named in a problem; a longer list is not read."""


class CellFaultError(Exception):
    """A cell that cannot be taken; carries the problem."""

    def __init__(self, problem: CellProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True)
class Known:
    """The projects there are, by code and by unit and name."""

    by_code: Mapping[str, Project]
    by_name: Mapping[NameKey, Project]

    @classmethod
    def of(cls, projects: Iterable[Project]) -> "Known":
        """The look-up tables of these projects; a classified one has no name to be found by."""
        listed_ones = tuple(projects)
        return cls(
            {each.code: each for each in listed_ones},
            {name_key(each): each for each in listed_ones if not each.is_classified},
        )


def name_key(project: Project) -> NameKey:
    """What a project is known by where a row gives no code."""
    return int(project.unit_id), normal_name(project.name)


def is_taken_over(project: Project) -> bool:
    """Whether the project was entered in mid-life."""
    return bool(project.recorded.get(TAKEN_OVER_ON))


def text_of(row: RowReading, column: str) -> str:
    """What a cell says, without blanks around it; empty for an empty one."""
    return str(row.values.get(column) or "").strip()


def chosen(
    place: Place, row: RowReading, column: str, choices: Iterable[tuple[str, str]], what: str
) -> str:
    """The id meant by a cell that writes an id or its label; refused with its choices."""
    offered = tuple(choices)
    text = text_of(row, column)
    wanted = normal_name(text)
    for key, label in offered:
        if wanted in {normal_name(key), normal_name(label)}:
            return key
    labels = [label for _, label in offered]
    close = [label for label in labels if wanted and wanted in normal_name(label)] or labels
    more = " 等" if len(close) > MOST_OFFERED else ""
    advice = f"可填：{listed(close[:MOST_OFFERED])}{more}。"
    message = f"没有“{text}”这种{what}"
    raise CellFaultError(place.problem(row, column, Cause.UNKNOWN_CHOICE, message, advice))


def step_of(place: Place, row: RowReading, pack: Pack) -> str:
    """The reference of the step a row names: in full, or by its own title if no other has it."""
    titles = dict(step_titles(pack))
    wanted = normal_name(text_of(row, "step"))
    short = [key for key, title in titles.items() if normal_name(title.partition("·")[2]) == wanted]
    if len(short) == 1:
        return short[0]
    return chosen(place, row, "step", titles.items(), "环节")


def outcome_of(place: Place, row: RowReading, pack: Pack, step: str) -> str:
    """The outcome a row names: in the words of the step, in plain ones, or as done where one is."""
    procedure, _, path = step.partition(".")
    flat = next(each for each in pack.steps_of(procedure) if each.path == path)
    wanted = normal_name(text_of(row, "outcome"))
    for key in flat.step.outcomes:
        if wanted == normal_name(OUTCOME_LABELS.get(key, "")):
            return key
    carrying = [key for key in flat.step.outcomes if key in POSITIVE_OUTCOMES]
    if wanted in DONE_WORDS and len(carrying) == 1:
        return carrying[0]
    own: dict[str, str] = {**OUTCOME_LABELS, **dict(flat.step.labels.items())}
    offered = [(key, own[key]) for key in flat.step.outcomes]
    return chosen(place, row, "outcome", offered, "办理结果")


def regime_of(
    place: Place, row: RowReading, known: tuple[Regime, ...], current: Pack
) -> tuple[tuple[str, str], str, list[CellProblem]]:
    """The pack a row is pinned to, the older regime it names in its place, and what is told.

    Under an older regime the pack in force lends only its states and the names of its steps.
    """
    text, now = text_of(row, "regime"), (current.id, current.version)
    found = regime_named(known, text) if text else None
    if found is not None:
        return (found.pack, found.version), "", []
    if not text:
        return now, "", []
    message = f"工作区里没有“{text}”，按原办法收，不核查"
    advice = cause_advice(Cause.OLDER_REGIME)
    told = place.problem(row, "regime", Cause.OLDER_REGIME, message, advice)
    return now, text, [told]
