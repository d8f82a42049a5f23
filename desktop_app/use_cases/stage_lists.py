"""The projects of a stage's tab: those that stand in it, and those something can be done with.

The clerk sees what waits here (待办), what can be begun (可开始) and where the rest stands; what a
stage is called and which states and procedures belong to it is the pack's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.unit_of_work import ReadView
from desktop_app.domain.outline import StateOutline
from desktop_app.domain.project import AmountKind, ProjectListRow
from desktop_app.domain.standing import Work
from desktop_app.rules.verdict import LIGHT_WORDS
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.outlines import current_outline, outlines
from desktop_app.use_cases.reserve_pool.views import QuickFilter
from desktop_app.values.ids import ProjectId
from desktop_app.values.money import Fen

ALL, WAITING, STARTABLE, FLAGGED, OVERDUE = "all", "waiting", "startable", "flagged", "overdue"
LABELS = {ALL: "本环节", WAITING: "待办", FLAGGED: "需处理", OVERDUE: "已超期", STARTABLE: "可开始"}
FLAGS = ("fail", "judge")


@dataclass(frozen=True)
class StageRow:
    """One project in the list of a stage."""

    id: ProjectId
    code: str
    name: str
    unit: str
    year: int
    nature: str
    category: str
    amounts: Mapping[AmountKind, Fen]
    light: str
    light_word: str
    state: str
    state_label: str
    step: str
    """What waits here, else what can be begun, else the state."""
    due_on: date | None
    applied_on: date
    pinyin: str
    filters: frozenset[str]


@dataclass(frozen=True)
class StageList:
    """The rows of a stage and its quick filters."""

    stage: str
    rows: tuple[StageRow, ...]
    filters: tuple[QuickFilter, ...]
    is_stood_in: bool = True
    """Whether a project can stand in the stage at all; False for one of registers alone."""


@dataclass(frozen=True)
class _Words:
    """How the packs kept here call what stands in the rows."""

    states: Mapping[str, StateOutline]
    natures: Mapping[str, str]
    categories: Mapping[str, str]


def stage_list(desk: Desk, stage: str) -> StageList:
    """The projects of one stage, by code."""
    with desk.workspace.read() as view:
        words = _words(desk, view)
        work, amounts = view.standings.work_of("project"), view.projects.amounts()
        rows = []
        for row in view.projects.rows():
            own = [each for each in work.get(row.id, ()) if each.stage == stage]
            if own or words.states[row.state].stage == stage:
                rows.append(_row(desk.today, stage, row, own, amounts.get(row.id, {}), words))
    states = words.states.values()
    is_stood_in = any(each.subject == "project" and each.stage == stage for each in states)
    return StageList(stage, tuple(rows), _filters(rows, stage, states), is_stood_in)


def _words(desk: Desk, view: ReadView) -> _Words:
    pack = current_outline(desk, view)
    return _Words(
        {state.id: state for each in outlines(desk, view) for state in each.states},
        dict(pack.choices.get("nature", ())),
        dict(pack.choices.get("category", ())),
    )


def _row(
    today: date,
    stage: str,
    row: ProjectListRow,
    own: Sequence[Work],
    amounts: Mapping[AmountKind, Fen],
    words: _Words,
) -> StageRow:
    state = words.states[row.state]
    light = row.light if state.is_live else "none"
    titles = [each.title for each in own]
    return StageRow(
        id=row.id,
        code=row.code,
        name=row.name,
        unit=row.unit_name,
        year=row.year,
        nature=words.natures.get(row.nature, ""),
        category=words.categories.get(row.category, ""),
        amounts=amounts,
        light=light,
        light_word=LIGHT_WORDS[light],
        state=row.state,
        state_label=state.title,
        step=titles[0] if titles else state.title,
        due_on=row.due_on,
        applied_on=row.applied_on,
        pinyin=row.pinyin,
        filters=frozenset(_memberships(today, stage, row, own, state)),
    )


def _memberships(
    today: date, stage: str, row: ProjectListRow, own: Sequence[Work], state: StateOutline
) -> Iterable[str]:
    is_waiting = any(each.is_running for each in own)
    if is_waiting:
        yield WAITING
    if any(not each.is_running for each in own):
        yield STARTABLE
    if not is_waiting and state.stage != stage:
        return
    yield ALL
    yield f"state:{row.state}"
    if row.light in FLAGS and state.is_live:
        yield FLAGGED
    if row.due_on is not None and row.due_on < today:
        yield OVERDUE


def _filters(
    rows: Iterable[StageRow], stage: str, states: Iterable[StateOutline]
) -> tuple[QuickFilter, ...]:
    """本环节, 待办, 需处理, 已超期, 可开始; then the states of the stage that hold anything."""
    counts: dict[str, int] = {}
    for row in rows:
        for key in row.filters:
            counts[key] = counts.get(key, 0) + 1
    chips = [QuickFilter(key, label, counts.get(key, 0)) for key, label in LABELS.items()]
    chips += [
        QuickFilter(f"state:{state.id}", state.title, counts[f"state:{state.id}"])
        for state in sorted(states, key=lambda each: each.stage != stage)
        if state.subject == "project" and counts.get(f"state:{state.id}")
    ]
    return tuple(chips)
