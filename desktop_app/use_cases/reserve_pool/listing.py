"""The grid of the reserve-pool tab: rows, quick filters with counts, sums."""

from collections.abc import Iterable

from db.unit_of_work import ReadView
from desktop_app.domain.project import ProjectListRow
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import State
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regime import current_pack, stored_pack
from desktop_app.use_cases.reserve_pool.views import PoolList, PoolRow, QuickFilter
from desktop_app.use_cases.standing.judging import LIGHT_WORDS
from desktop_app.values.money import Fen

STAGE = "reserve_pool"
ALL, FLAGGED, RETURNED, MISSING = "all", "flagged", "returned", "missing"
FLAGS = ("fail", "judge")


def pool_list(desk: Desk) -> PoolList:
    """Every application of the stage with its light and open step."""
    with desk.workspace.read() as view:
        pack = current_pack(desk, view)
        states = _states(desk, view)
        attempts = _attempts(view)
        funding = _funding(view, pack)
        rows = tuple(
            _row(row, pack, states[row.state], attempts.get(row.id, 1), funding.get(row.id, ""))
            for row in view.projects.rows()
            if not row.is_classified
        )
        missing = _missing_units(view)
    return PoolList(
        rows=rows,
        filters=_filters(rows, pack, missing),
        total_fen=Fen(sum(row.amount_fen or 0 for row in rows)),
        missing_units=missing,
    )


def _states(desk: Desk, view: ReadView) -> dict[str, State]:
    """The states of every pack kept here; the newest version's wording counts."""
    packs = (stored_pack(desk, view, each.pack, each.version) for each in view.packs.all())
    return {state.id: state for pack in packs for state in pack.states}


def _attempts(view: ReadView) -> dict[int, int]:
    attempts: dict[int, int] = {}
    for case in view.cases.where(subject_kind="project"):
        attempts[case.subject.id] = max(attempts.get(case.subject.id, 1), case.attempt)
    return attempts


def _funding(view: ReadView, pack: Pack) -> dict[int, str]:
    labels = dict(pack.choices("funding_source"))
    return {
        key: "、".join(labels.get(source, source) for source in sources)
        for key, sources in view.projects.funding_sources().items()
    }


def _row(row: ProjectListRow, pack: Pack, state: State, attempt: int, funding: str) -> PoolRow:
    filters = {ALL, f"state:{row.state}"}
    if row.light in FLAGS and state.is_live:
        filters.add(FLAGGED)
    return PoolRow(
        id=row.id,
        code=row.code,
        name=row.name,
        unit=row.unit_name,
        nature=dict(pack.choices("nature")).get(row.nature, ""),
        category=dict(pack.choices("category")).get(row.category, ""),
        amount_fen=row.declared_fen,
        funding=funding,
        light=row.light if state.is_live else "none",
        light_word=LIGHT_WORDS[row.light] if state.is_live else "",
        state=row.state,
        state_label=state.title,
        step=row.open_step or state.title,
        applied_on=row.applied_on,
        attempt=attempt,
        pinyin=row.pinyin,
        filters=frozenset(filters),
    )


def _filters(rows: Iterable[PoolRow], pack: Pack, missing: int) -> tuple[QuickFilter, ...]:
    """全部, 需人工判断, then one per state that holds anything, in the pack's order."""
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
    return (*chips, QuickFilter(MISSING, "未报单位", missing))


def _missing_units(view: ReadView) -> int:
    return sum(
        1
        for each in view.rounds.all()
        if each.closed_on is None
        for recipient in view.rounds.recipients(each.id)
        if recipient.returned_on is None
    )
