"""Similar applications as the clerk sees them: members, sum, lines crossed, what is the same."""

from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date

from desktop_app.domain.pool_facts_surroundings import Split, split_of
from desktop_app.domain.project import Project
from desktop_app.domain.similarity import SimilarGroup, group_similar
from desktop_app.rules.facts import FactValue
from desktop_app.rules.pack import Pack
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.reserve_pool.views import SimilarGroupView, SimilarMember
from desktop_app.use_cases.standing.neighbours import Neighbourhood
from desktop_app.values.money import Fen, wan_text

DECISIONS = {"separate": "分别申报", "merge": "合并申报", "duplicate": "重复申报"}
DECISION_FACT = "similarity_decision"
FACTS_WITH_LINES = ("similar_family_sum", "similar_elsewhere_count", "similar_system_count")


def group_views(
    near: Neighbourhood,
    pack: Pack,
    keys: Container[int] | None = None,
    look: Callable[[], object] = lambda: None,
) -> tuple[SimilarGroupView, ...]:
    """The similar groups that hold at least one of these applications (None: every group).

    `look` is called now and then and raises to stop the work.
    """
    pairs = near.links.all_pairs(look)
    named = sorted({int(key) for pair in pairs for key in (pair.a, pair.b)})
    near.texts.load(named, look)
    candidates = [near.texts.candidate(str(key)) for key in named]
    look()
    views = []
    for group in group_similar(pairs, candidates, look):
        look()
        members = [near.texts.project(int(key)) for key in group.members]
        if keys is None or any(int(member.id) in keys for member in members):
            views.append(_group_view(near, pack, group, members))
    return tuple(views)


def _group_view(
    near: Neighbourhood, pack: Pack, group: SimilarGroup, members: list[Project]
) -> SimilarGroupView:
    split = _fullest(near, pack, members) if group.same_family else None
    shown = split.members if split and len(split.members) > 1 else tuple(members)
    lines = split.lines if split else ()
    total = split.sum_fen if split else Fen(sum(m.declared_fen or 0 for m in shown))
    decision = near.decision_on(member.id for member in shown)
    return SimilarGroupView(
        members=tuple(_member(near, project) for project in sorted(shown, key=_order)),
        score=group.score,
        sum_fen=total,
        same_family=group.same_family,
        thresholds=tuple(
            f"{wan_text(line.fen)} 万元（{line.origin}，{line.label}）" for line in lines
        ),
        fragments=group.fragments,
        decision=decision.words if decision else "",
    )


def _order(project: Project) -> tuple[date, int]:
    """By day, then as they came; drafts are numbered downwards."""
    return project.applied_on, abs(project.id)


def _fullest(near: Neighbourhood, pack: Pack, members: list[Project]) -> Split:
    splits = [split_of(member, near.surroundings(member, pack)) for member in members]
    return max(splits, key=lambda split: (len(split.lines), split.sum_fen, len(split.members)))


def _member(near: Neighbourhood, project: Project) -> SimilarMember:
    return SimilarMember(
        project.id,
        project.code,
        project.name,
        near.reading.units[project.unit_id].name,
        project.declared_fen or Fen(0),
        project.applied_on,
    )


def similar_lines(facts: Mapping[str, FactValue]) -> tuple[str, ...]:
    """Similar applications as lines of a paper."""
    return tuple(line for name in FACTS_WITH_LINES if name in facts for line in facts[name].extra)


def decision_line(near: Neighbourhood, project: Project) -> str:
    """The decision on the applications alike to one, with reason, person and day; empty if none."""
    decision = near.decision(project.id)
    return decision.words if decision else ""


def frozen_lines(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """As `similar_lines`, from checks as they were frozen."""
    facts = _frozen(verdicts)
    return tuple(line for name in FACTS_WITH_LINES for line in facts.get(name, ()))


def frozen_decision(verdicts: Iterable[Verdict]) -> str:
    """As `decision_line`, from checks as they were frozen."""
    return "；".join(_frozen(verdicts).get(DECISION_FACT, ()))


def _frozen(verdicts: Iterable[Verdict]) -> dict[str, tuple[str, ...]]:
    return {fact.name: fact.lines for verdict in verdicts for fact in verdict.facts}
