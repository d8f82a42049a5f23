"""Ids are unique in a pack, and rows of the regulation that entries cite exist."""

from collections import Counter
from collections.abc import Iterator

from pydantic import BaseModel

from desktop_app.rules.checks.context import KIND_LABELS, CheckContext
from desktop_app.rules.facts import BUILTIN_FACTS
from desktop_app.rules.faults import FaultPlace
from desktop_app.rules.schema import Article, PackFile, PlanKind, Procedure, RecordedFact
from desktop_app.rules.schema.articles import MACHINE_KINDS
from desktop_app.rules.steps import course_facts
from desktop_app.rules.wording import nearest

_WITH_ID = (
    ("articles.toml", "article"), ("facts.toml", "fact"), ("parameters.toml", "value"),
    ("parameters.toml", "setting"), ("parameters.toml", "reading"), ("rules.toml", "rule"),
    ("procedures.toml", "state"), ("procedures.toml", "track"), ("procedures.toml", "hold"),
    ("procedures.toml", "round"), ("procedures.toml", "procedure"),
    ("deadlines.toml", "deadline"), ("forms.toml", "form"), ("registers.toml", "register"),
    ("plans.toml", "plan"), ("plans.toml", "planning"), ("campaigns.toml", "campaign"),
)  # fmt: skip
_RESERVED = frozenset({"and", "or", "not", "in", "for", "if", "is", "true", "false", "null",
                       "step", "material", "office", "reading", "inf", "nan"})  # fmt: skip


def check_ids(context: CheckContext) -> None:
    """Report ids used twice, ids of built-in facts, and words that mean something else."""
    seen: dict[str, str] = {}
    for file, kind in _WITH_ID:
        for entry, place in context.entries(file, kind):
            entry_id = str(getattr(entry, "id", ""))
            if entry_id in seen:
                place.under("id").add(
                    f"id“{entry_id}”已被{seen[entry_id]}使用", "全包之内 id 不能重复，换一个"
                )
            seen[entry_id] = KIND_LABELS[kind]
    _check_facts(context)
    _check_prefixes(context)
    for procedure, place in context.of(Procedure):
        _unique([step.id for step in procedure.step], place, "step")
        _unique([material.id for material in procedure.material], place, "material")
    for plan, place in context.of(PlanKind):
        _unique([criterion.id for criterion in plan.criterion], place, "criterion")


def _check_facts(context: CheckContext) -> None:
    builtin = {spec.name for spec in BUILTIN_FACTS} | {spec.name for spec in course_facts((), ())}
    heads = {name.split(".")[0] for name in context.names.all() if "." in name}
    for entry, place in context.of(RecordedFact):
        if entry.id in builtin:
            place.under("id").add(
                f"“{entry.id}”是程序自带的事项", "不必声明；要改名称或选项，用 [[builtin]]"
            )
        if entry.id in heads | _RESERVED:
            place.under("id").add(f"“{entry.id}”另有用处", "换一个 id")
        _unique([choice.id for choice in entry.choices], place, "choices")


def _check_prefixes(context: CheckContext) -> None:
    """An id may not be the beginning of another: conditions read `a.b` as b inside a."""
    names = set(context.names.all())
    for file, kind in (("parameters.toml", "value"), ("parameters.toml", "setting")):
        for entry, place in context.entries(file, kind):
            parts = str(getattr(entry, "id", "")).split(".")
            taken = {".".join(parts[:count]) for count in range(2, len(parts))} & names
            if taken or parts[0] in _RESERVED:
                place.under("id").add(
                    f"id 的开头“{next(iter(taken), parts[0])}”另有用处", "换一个 id"
                )


def _unique(ids: list[str], place: FaultPlace, part: str) -> None:
    for repeated in [item for item, count in Counter(ids).items() if count > 1]:
        place.under(part, repeated).add(f"id“{repeated}”写了两次", "改掉其中一个")


def check_rows(context: CheckContext) -> None:
    """Report rows that are not in articles.toml, and rows whose handling lacks its reason."""
    head = context.draft.head
    if isinstance(head, PackFile):
        _check_rows_of(head, context.faults.at("pack.toml", ""), context)
    for file, key in context.draft.entries:
        for entry, place in context.entries(file, key):
            _check_rows_of(entry, place, context)
            if isinstance(entry, Article):
                _check_handling(entry, place)


def _check_rows_of(entry: BaseModel, place: FaultPlace, context: CheckContext) -> None:
    for row in getattr(entry, "rows", ()):
        known = context.ids["article"] | context.draft.written_ids
        if row not in known and not context.draft.unreadable:
            advice = nearest(row, context.ids["article"])
            place.under("rows").add(f"articles.toml 里没有“{row}”", advice)
    for part, index, inner in _inner(entry):
        _check_rows_of(inner, place.under(part, index), context)


def _inner(entry: BaseModel) -> Iterator[tuple[str, int | str | None, BaseModel]]:
    for name, info in type(entry).model_fields.items():
        content = getattr(entry, name)
        items = content if isinstance(content, tuple) else (content,)
        for index, item in enumerate(items):
            if isinstance(item, BaseModel):
                label = getattr(item, "id", None) or index
                is_list = isinstance(content, tuple)
                yield info.alias or name, label if is_list else None, item


def _check_handling(article: Article, place: FaultPlace) -> None:
    if article.handling == "machine" or article.reason.strip():
        return
    if article.kind in MACHINE_KINDS:
        place.under("reason").add(
            f"{article.kind} 一类的条目不由程序判断，却没有写理由",
            '改为 handling = "machine"，或写 reason = "……"',
        )
