"""The built-in facts of one reserve-pool application, from the record and its surroundings."""

from collections.abc import Callable, Collection, Mapping
from functools import cache, partial

from desktop_app.domain.base_data import Unit
from desktop_app.domain.pool_facts_data import Hit, duplicate_data, listed_codes, refused_sharing
from desktop_app.domain.pool_facts_split import (
    COMPARED,
    part_facts,
    project_text,
    split_facts,
)
from desktop_app.domain.pool_facts_surroundings import (
    Elsewhere,
    Surroundings,
    elsewhere_of,
    parked_below,
    similar_systems,
    system_count,
)
from desktop_app.domain.project import AMOUNT_LABELS, Project
from desktop_app.domain.unit_facts import NAMES as UNIT_FACTS
from desktop_app.domain.unit_facts import unit_facts
from desktop_app.domain.unit_family import superiors
from desktop_app.rules.amount_line import AmountLine
from desktop_app.rules.facts import STATE_BEFORE, FactValue
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.money import Fen, wan_text

__all__ = ["Surroundings", "compared_facts", "own_facts", "pool_facts"]

Facts = dict[str, FactValue]
FORM = "储备库申报表"
"""What the facts of an application name as their source."""
_VIDEO = "S视频监控"
_MOST_TOLD = 5
"""Alike applications of other units told one by one; the rest are counted."""
_LEFT_BLANK = {
    "by_reference_kind": ("none", "申报表未填，按“不属于”"),
    "superior_opinion": ("none", "申报表未填，按“未出具”"),
    STATE_BEFORE: ("none", "没有暂停的记载"),
}
"""What is recorded only where there is something: the choice a blank stands for, and the source."""


def pool_facts(project: Project, unit: Unit, surroundings: Surroundings) -> Facts:
    """Every built-in fact of an application; a value of None is a missing fact.

    Args:
        project: the application.
        unit: the unit that owns it.
        surroundings: the other live applications, systems, catalogue items, lines and settings.
    """
    return {**own_facts(project, unit, surroundings), **compared_facts(project, surroundings)}


def compared_facts(project: Project, surroundings: Surroundings) -> Facts:
    """The facts that come from what is around it: those named in `COMPARED_FACTS`."""
    return {
        **split_facts(project, surroundings),
        **part_facts(project, surroundings),
        **_similar_facts(project, surroundings),
        **_parked_facts(project, surroundings),
    }


def own_facts(
    project: Project, unit: Unit, around: Surroundings, wanted: Collection[str] | None = None
) -> Facts:
    """The facts that hold the application against nothing else.

    With `wanted` only groups of facts that hold one of these are worked out.
    """
    facts = {
        name: FactValue(value, FORM)
        for name, value in project.recorded.items()
        if wanted is None or name in wanted
    }
    for name in _STATED if wanted is None else _STATED.keys() & wanted:
        facts[name] = FactValue(_STATED[name](project), FORM)
    for names, group in _GROUPS:
        if wanted is None or not names.isdisjoint(wanted):
            facts |= group(project, unit, around)
    return facts


def _blank_facts(project: Project, _unit: Unit, _around: Surroundings) -> Facts:
    """What a blank cell says where it says something."""
    return {
        name: FactValue(*meaning)
        for name, meaning in _LEFT_BLANK.items()
        if not project.recorded.get(name)
    }


def _video_fact(project: Project, _unit: Unit, around: Surroundings) -> Facts:
    return {"is_video_surveillance": _is_video(project, around)}


def _involves_data(project: Project) -> JsonValue:
    stated = project.recorded.get("involves_data")
    return True if stated is None and project.data_needed else stated


def _catalogue_count(project: Project) -> JsonValue:
    codes = listed_codes(project)
    return project.recorded.get("catalogue_count") if codes is None else len(codes)


def _is_video(project: Project, around: Surroundings) -> FactValue:
    stated = project.recorded.get("is_video_surveillance")
    if stated is not None:
        return FactValue(stated, FORM)
    if project.recorded.get("infrastructure_kind") == "video":
        return FactValue(value=True, source="基础设施类型为视频监控")
    return FactValue(_VIDEO in around.synonyms.tokens(project.name), "按项目名称判断")


def _amount_facts(project: Project, _unit: Unit, around: Surroundings) -> Facts:
    facts = {
        f"{kind.value}_amount": FactValue(project.amounts.get(kind), f"{label}金额")
        for kind, label in AMOUNT_LABELS.items()
    }
    route = project.route_amount
    facts["route_amount"] = (
        FactValue(route[1], f"{AMOUNT_LABELS[route[0]]}金额") if route else FactValue(None)
    )
    return {**facts, **_funding_facts(project, around.fiscal_sources)}


def _funding_facts(project: Project, fiscal: frozenset[str]) -> Facts:
    lines = [line for line in project.funding if line.amount_fen]
    if not lines:
        names = ("funding_source", "has_fiscal_funding", "funding_total", "funding_difference")
        return {name: FactValue(None, FORM) for name in names}
    total = Fen(sum(line.amount_fen for line in lines))
    declared = project.declared_fen
    county = Fen(sum(line.amount_fen for line in lines if line.source == "county"))
    return {
        "funding_source": FactValue(tuple(dict.fromkeys(line.source for line in lines)), FORM),
        "has_fiscal_funding": FactValue(any(line.source in fiscal for line in lines), FORM),
        "funding_total": FactValue(total, "各资金来源之和"),
        "funding_difference": FactValue(
            None if declared is None else total - declared, "资金来源合计减申报金额"
        ),
        "county_amount": FactValue(county, "本级财政资金之和"),
    }


def _unit_facts(project: Project, unit: Unit, around: Surroundings) -> Facts:
    came_from_above = project.submitting_unit_id in superiors(unit.id, around.units)
    sender = around.units.get(project.submitting_unit_id or unit.id, unit)
    return {
        **unit_facts(unit, around.units),
        "submitted_by_superior": FactValue(came_from_above, f"报送单位：{sender.name}"),
    }


_STATED: Mapping[str, Callable[[Project], JsonValue]] = {
    "nature": lambda project: project.nature or None,
    "category": lambda project: project.category or None,
    "goal": lambda project: project.goal or None,
    "content": lambda project: project.content or None,
    "route": lambda project: project.route or None,
    "data_needed": lambda project: project.data_needed or None,
    "is_classified": lambda project: project.is_classified,
    "applied_on": lambda project: project.applied_on.isoformat(),
    "year": lambda project: project.year,
    "project_code": lambda project: project.code or None,
    "involves_data": _involves_data,
    "catalogue_count": _catalogue_count,
}
"""What the form says of an application, by fact."""
_OF_AMOUNTS = frozenset(
    {"route_amount", "county_amount", "funding_source", "has_fiscal_funding", "funding_total",
     "funding_difference", *(f"{kind.value}_amount" for kind in AMOUNT_LABELS)}
)  # fmt: skip
_OF_UNIT = UNIT_FACTS | {"submitted_by_superior"}
_GROUPS: tuple[tuple[frozenset[str], Callable[[Project, Unit, Surroundings], Facts]], ...] = (
    (frozenset(_LEFT_BLANK), _blank_facts),
    (frozenset({"is_video_surveillance"}), _video_fact),
    (_OF_AMOUNTS, _amount_facts),
    (_OF_UNIT, _unit_facts),
)
"""Facts worked out together, with their names: a group nobody asks for is left alone."""


def _similar_facts(project: Project, around: Surroundings) -> Facts:
    decision = around.decision or "none"
    return {
        **_elsewhere_facts(elsewhere_of(project, around)),
        "similar_system_count": FactValue(
            system_count(project, around), COMPARED, partial(_system_lines, project, around)
        ),
        **_data_facts(project, around),
        "similarity_decided": FactValue(decision != "none", "比对决定"),
        "similarity_decision": FactValue(
            decision, "比对决定", lambda: tuple(filter(None, (around.decision_words,)))
        ),
    }


def _system_lines(project: Project, around: Surroundings) -> tuple[str, ...]:
    return tuple(
        f"{system.name} {pair.score}分：{'、'.join(pair.fragments)}"
        for system, pair in similar_systems(project, around)
    )


def _data_facts(project: Project, around: Surroundings) -> Facts:
    twice = duplicate_data(project, around)

    def lines() -> tuple[str, ...]:
        refused = (
            f"{_hit_text(hit)}，不予共享，请另行商定" for hit in refused_sharing(project, around)
        )
        return (*map(_hit_text, twice), *refused)

    return {"duplicate_data_count": FactValue(len(twice), "与数据目录比对", lines)}


def _hit_text(hit: Hit) -> str:
    asked, item = hit
    return f"{asked}：目录{item.code} {item.name} {item.item}".strip()


def _elsewhere_facts(elsewhere: Elsewhere) -> Facts:
    scores = elsewhere.scores
    lines = cache(lambda: _elsewhere_lines(elsewhere))
    return {
        "similar_elsewhere_count": FactValue(len(scores), COMPARED, lines),
        "similar_elsewhere_top": FactValue(max(scores, default=0), COMPARED, lambda: lines()[:1]),
    }


def _elsewhere_lines(elsewhere: Elsewhere) -> tuple[str, ...]:
    lines = tuple(
        f"{project_text(other)} {pair.score}分：{'、'.join(pair.fragments)}"
        for other, pair in elsewhere.tell(_MOST_TOLD)
    )
    more = len(elsewhere.scores) - _MOST_TOLD
    return (*lines, f"另有相似申报 {more} 个") if more > 0 else lines


def _parked_facts(project: Project, around: Surroundings) -> Facts:
    amount = project.declared_fen
    lines = parked_below(amount, around)
    is_known = amount is not None and around.parked_percent is not None
    gap = Fen(lines[0].fen - (amount or 0)) if lines else None
    found: dict[str, JsonValue] = {
        "parked_line_gap": gap,
        "parked_line_name": "、".join(map(_line_name, lines)) or None,
        "parked_below_line": bool(lines) if is_known else None,
    }
    return {name: FactValue(value, "与金额线比较") for name, value in found.items()}


def _line_name(line: AmountLine) -> str:
    return f"“{line.label}”{wan_text(line.fen)} 万元（{line.origin}）"
