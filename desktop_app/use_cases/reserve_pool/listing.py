"""The grid of the reserve-pool tab: rows, quick filters with counts, sums."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from db.unit_of_work import ReadView
from desktop_app.domain.outline import PackOutline, StateOutline
from desktop_app.domain.project import ProjectListRow
from desktop_app.rules.verdict import LIGHT_WORDS, NOT_JUDGED
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.outlines import current_outline, outlines
from desktop_app.use_cases.reserve_pool.views import PoolList, PoolRow, QuickFilter
from desktop_app.values.money import Fen

STAGE = "reserve_pool"
ALL, FLAGGED, MISSING, LATER = "all", "flagged", "missing", "later"
FLAGS = ("fail", "judge")
LABELLED = ("nature", "category", "funding_source")
"""Facts whose choices the rows show."""


def pool_list(desk: Desk) -> PoolList:
    """Every application of the stage with its light and open step."""
    with desk.workspace.read() as view:
        words = _words(desk, view)
        attempts = view.cases.attempts("project")
        funding = _funding(view, words)
        rows = tuple(
            _row(row, words, attempts.get(row.id, 1), funding.get(row.id, ""))
            for row in view.projects.rows()
            if not row.is_classified
        )
        missing = _missing_units(view)
    return PoolList(
        rows=rows,
        filters=_filters(rows, words.pack, missing),
        total_fen=Fen(sum(row.amount_fen or 0 for row in rows)),
        title=words.pack.tab_titles.get(STAGE, PoolList.title),
    )


@dataclass(frozen=True)
class _Words:
    """How the packs kept here call what stands in the rows."""

    pack: PackOutline
    states: Mapping[str, StateOutline]
    """The states of every pack; the newest version's wording counts."""
    nature: Mapping[str, str]
    category: Mapping[str, str]
    funding: Mapping[str, str]


def _words(desk: Desk, view: ReadView) -> _Words:
    pack = current_outline(desk, view)
    states = {state.id: state for each in outlines(desk, view) for state in each.states}
    labels = (dict(pack.choices.get(name, ())) for name in LABELLED)
    return _Words(pack, states, *labels)


def _funding(view: ReadView, words: _Words) -> dict[int, str]:
    return {
        key: "、".join(words.funding.get(source, source) for source in sources)
        for key, sources in view.projects.funding_sources().items()
    }


def _row(row: ProjectListRow, words: _Words, attempt: int, funding: str) -> PoolRow:
    state = words.states[row.state]
    filters = {ALL, f"state:{row.state}" if state.stage == STAGE else LATER}
    if row.light in FLAGS and state.is_live:
        filters.add(FLAGGED)
    return PoolRow(
        id=row.id,
        code=row.code,
        name=row.name,
        unit=row.unit_name,
        nature=words.nature.get(row.nature, ""),
        category=words.category.get(row.category, ""),
        amount_fen=row.declared_fen,
        funding=funding,
        light=row.light if state.is_live else "none",
        light_word=_light_word(row) if state.is_live else "",
        state=row.state,
        state_label=state.title,
        step=row.open_step or state.title,
        applied_on=row.applied_on,
        attempt=attempt,
        pinyin=row.pinyin,
        filters=frozenset(filters),
    )


def _light_word(row: ProjectListRow) -> str:
    return NOT_JUDGED if row.judged_on is None else LIGHT_WORDS[row.light]


def _filters(rows: Iterable[PoolRow], pack: PackOutline, missing: int) -> tuple[QuickFilter, ...]:
    """全部, 需处理, then one per state of the pool that holds anything, in the pack's order."""
    shown = tuple(rows)
    counts = dict.fromkeys((ALL, FLAGGED), 0)
    for row in shown:
        for key in row.filters:
            counts[key] = counts.get(key, 0) + 1
    chips = [QuickFilter(ALL, "全部", counts[ALL]), QuickFilter(FLAGGED, "需处理", counts[FLAGGED])]
    chips += [
        QuickFilter(f"state:{state.id}", state.title, counts[f"state:{state.id}"])
        for state in pack.states
        if state.subject == "project" and counts.get(f"state:{state.id}")
    ]
    if counts.get(LATER):
        chips.append(QuickFilter(LATER, "已进入后续环节", counts[LATER]))
    return (*chips, QuickFilter(MISSING, "未报单位", missing))


def _missing_units(view: ReadView) -> int:
    return sum(
        1
        for each in view.rounds.all()
        if each.closed_on is None
        for recipient in view.rounds.recipients(each.id)
        if recipient.returned_on is None
    )
