"""Loading a rule pack from its bytes: every fault at once, a pack only where there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from desktop_app.rules.campaigns import campaign_facts
from desktop_app.rules.checks.campaigns import check_campaigns
from desktop_app.rules.checks.context import CheckContext, ids_by_kind
from desktop_app.rules.checks.deadlines import check_deadlines
from desktop_app.rules.checks.examples import check_examples
from desktop_app.rules.checks.identity import check_ids, check_rows
from desktop_app.rules.checks.lots import check_lots
from desktop_app.rules.checks.papers import check_forms, check_sheet_texts, check_sheets
from desktop_app.rules.checks.plans import check_plans
from desktop_app.rules.checks.procedures import check_procedures
from desktop_app.rules.checks.registers import check_counted, check_registers, check_subjects
from desktop_app.rules.checks.rules import check_facts, check_rules
from desktop_app.rules.checks.values import check_values
from desktop_app.rules.facts import BUILTIN_FACTS, FactSpec, by_name
from desktop_app.rules.faults import Fault, FaultList
from desktop_app.rules.kinds import YUAN
from desktop_app.rules.names import Names
from desktop_app.rules.pack import Pack
from desktop_app.rules.registers import register_facts, registers_of
from desktop_app.rules.schema import (
    Article,
    BuiltinFact,
    CampaignKind,
    DeadlineSpec,
    Example,
    FormSpec,
    Hold,
    LawValue,
    OfficeSetting,
    PackFile,
    PlanKind,
    PlanningKind,
    Procedure,
    Reading,
    RecordedFact,
    RegisterSpec,
    RoundKind,
    Rule,
    SheetColumn,
    SheetText,
    State,
    Track,
)
from desktop_app.rules.schema.common import E
from desktop_app.rules.source import (
    Draft,
    PackSource,
    available_packs,
    pack_digest,
    read_draft,
    read_pack_folder,
)
from desktop_app.rules.steps import course_facts, step_facts

__all__ = [
    "Fault",
    "LoadResult",
    "PackSource",
    "available_packs",
    "load_pack",
    "pack_digest",
    "read_pack_folder",
]
_CHECKS = (
    check_ids, check_rows, check_subjects, check_registers, check_lots, check_values, check_facts,
    check_counted, check_rules, check_procedures, check_deadlines, check_forms, check_sheets,
    check_sheet_texts, check_plans, check_campaigns, check_examples,
)  # fmt: skip
_KEPT = 16
"""Packs kept: those of a workspace and those it is held against; older ones are read again."""


@dataclass(frozen=True)
class LoadResult:
    """A loaded pack, or None and every fault; the id is known where pack.toml is readable."""

    pack: Pack | None
    faults: tuple[Fault, ...]
    id: str = ""


def load_pack(files: Mapping[str, bytes]) -> LoadResult:
    """The pack of some files (a folder or a pinned version), strictly checked.

    The same bytes are read and checked once by one process: a pack cannot be changed.
    """
    return _loaded(frozenset(files.items()))


@lru_cache(maxsize=_KEPT)
def _loaded(contents: frozenset[tuple[str, bytes]]) -> LoadResult:
    files = dict(contents)
    faults = FaultList()
    draft = read_draft(files, faults)
    names = _names(draft)
    context = CheckContext(draft, names, ids_by_kind(draft, names), faults)
    for check in _CHECKS:
        check(context)
    head = draft.head
    pack_id = head.id if isinstance(head, PackFile) else ""
    if faults.faults or not isinstance(head, PackFile):
        return LoadResult(None, tuple(sorted(faults.faults)), pack_id)
    return LoadResult(_pack(head, draft, names, pack_digest(files)), (), pack_id)


def _entries(draft: Draft, file: str, key: str, model: type[E]) -> tuple[E, ...]:
    return tuple(entry for entry in draft.of(file, key) if isinstance(entry, model))


def _names(draft: Draft) -> Names:
    procedures = _entries(draft, "procedures.toml", "procedure", Procedure)
    states = _entries(draft, "procedures.toml", "state", State)
    tracks = _entries(draft, "procedures.toml", "track", Track)
    facts = by_name((*BUILTIN_FACTS, *course_facts(states, tracks)))
    for use in _entries(draft, "facts.toml", "builtin", BuiltinFact):
        if use.id in facts:
            facts[use.id] = _relabelled(facts[use.id], use)
    recorded = (_recorded(fact) for fact in _entries(draft, "facts.toml", "fact", RecordedFact))
    registers = _registers(draft)
    facts |= by_name(register_facts(registers, states)) | by_name(recorded)
    facts |= by_name(step_facts(procedures))
    campaigns = _entries(draft, "campaigns.toml", "campaign", CampaignKind)
    facts |= by_name(campaign_facts(campaigns))
    values = _entries(draft, "parameters.toml", "value", LawValue)
    settings = _entries(draft, "parameters.toml", "setting", OfficeSetting)
    readings = _entries(draft, "parameters.toml", "reading", Reading)
    return Names(
        _in_own_unit(facts, draft.head),
        {item.id: item for item in values},
        {item.id: item for item in settings},
        {item.id: item for item in readings},
        {item.id: item.title for item in registers},
    )


def _in_own_unit(facts: dict[str, FactSpec], head: object) -> dict[str, FactSpec]:
    """Amounts that are no column read in the unit of the pack; a column reads in its own."""
    if not isinstance(head, PackFile) or head.money_unit != YUAN:
        return facts
    return {
        name: replace(spec, unit=YUAN) if spec.type == "money" and spec.origin != "column" else spec
        for name, spec in facts.items()
    }


def _registers(draft: Draft) -> tuple[RegisterSpec, ...]:
    head = draft.head
    offices = {each.role: each.label for each in head.office} if isinstance(head, PackFile) else {}
    return registers_of(_entries(draft, "registers.toml", "register", RegisterSpec), offices)


def _relabelled(spec: FactSpec, use: BuiltinFact) -> FactSpec:
    if not use.choices:
        return replace(spec, label=use.label or spec.label)
    return replace(
        spec,
        label=use.label or spec.label,
        choices=tuple((choice.id, choice.label) for choice in use.choices),
        fiscal=frozenset(choice.id for choice in use.choices if choice.is_fiscal),
    )


def _recorded(fact: RecordedFact) -> FactSpec:
    return FactSpec(
        fact.id, fact.type, fact.label, fact.subject, fact.unit,
        tuple((choice.id, choice.label) for choice in fact.choices),
        "counted" if fact.counted else "recorded",
        frozenset(choice.id for choice in fact.choices if choice.is_fiscal),
        fact.is_required, fact.hint, is_long=fact.is_long,
        at_least=fact.at_least, at_most=fact.at_most,
    )  # fmt: skip


def _pack(head: PackFile, draft: Draft, names: Names, digest: str) -> Pack:
    rules = _entries(draft, "rules.toml", "rule", Rule)
    return Pack(
        head=head,
        digest=digest,
        names=names,
        articles=_entries(draft, "articles.toml", "article", Article),
        recorded=_entries(draft, "facts.toml", "fact", RecordedFact),
        registers=_registers(draft),
        builtin_uses=_entries(draft, "facts.toml", "builtin", BuiltinFact),
        readings=_entries(draft, "parameters.toml", "reading", Reading),
        rules=tuple(sorted(rules, key=lambda rule: rule.order)),
        states=_entries(draft, "procedures.toml", "state", State),
        tracks=_entries(draft, "procedures.toml", "track", Track),
        holds=_entries(draft, "procedures.toml", "hold", Hold),
        rounds=_entries(draft, "procedures.toml", "round", RoundKind),
        procedures=_entries(draft, "procedures.toml", "procedure", Procedure),
        deadlines=_entries(draft, "deadlines.toml", "deadline", DeadlineSpec),
        forms=_entries(draft, "forms.toml", "form", FormSpec),
        columns=_entries(draft, "sheets.toml", "column", SheetColumn),
        sheet_texts=_entries(draft, "sheets.toml", "sheet", SheetText),
        plans=_entries(draft, "plans.toml", "plan", PlanKind),
        plannings=_entries(draft, "plans.toml", "planning", PlanningKind),
        campaigns=_entries(draft, "campaigns.toml", "campaign", CampaignKind),
        examples=_entries(draft, "examples.toml", "example", Example),
    )
