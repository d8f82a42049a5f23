"""What a new version of a pack changes: entries added, removed and changed, key by key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import Procedure

Change = Literal["added", "removed", "changed"]
CHANGE_LABELS: dict[Change, str] = {"added": "新增", "removed": "删去", "changed": "修改"}
_KINDS: tuple[tuple[str, str], ...] = (
    ("articles", "条目"), ("recorded", "事项"), ("parameters", "法定值"),
    ("settings", "本单位设置"), ("readings", "口径"), ("rules", "检查"), ("states", "状态"),
    ("tracks", "轨道"), ("holds", "限制"), ("rounds", "轮次"), ("procedures", "办件"),
    ("deadlines", "期限"), ("forms", "表单"), ("plans", "计划"), ("plannings", "规划"),
    ("campaigns", "活动"),
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One entry that differs: kind in Chinese, id, title, and for a change what was and is."""

    kind: str
    id: str
    title: str
    change: Change
    key: str = ""
    """The key that changed; empty for added and removed entries."""
    before: str = ""
    after: str = ""
    clauses: tuple[str, ...] = ()


def differences(old: Pack, new: Pack) -> tuple[Difference, ...]:
    """Everything that differs from one version of a pack to another, by kind and id."""
    found: list[Difference] = []
    for attribute, kind in _KINDS:
        before = _by_id(getattr(old, attribute))
        after = _by_id(getattr(new, attribute))
        found += _of_kind(kind, (before, after), (old, new))
    steps = (_steps(old.procedures), _steps(new.procedures))
    return (*found, *_of_kind("步骤", steps, (old, new)))


def _by_id(entries: tuple[BaseModel, ...]) -> dict[str, BaseModel]:
    return {str(getattr(entry, "id", "")): entry for entry in entries}


def _steps(procedures: tuple[Procedure, ...]) -> dict[str, BaseModel]:
    return {f"{item.id}.{step.id}": step for item in procedures for step in item.step}


def _of_kind(
    kind: str,
    entries: tuple[Mapping[str, BaseModel], Mapping[str, BaseModel]],
    packs: tuple[Pack, Pack],
) -> Iterator[Difference]:
    before, after = entries
    for entry_id in sorted({*before, *after}):
        was, now = before.get(entry_id), after.get(entry_id)
        if was is None and now is not None:
            yield _whole(kind, entry_id, now, "added", packs[1])
        elif now is None and was is not None:
            yield _whole(kind, entry_id, was, "removed", packs[0])
        elif was is not None and now is not None and was != now:
            yield from _changed(kind, entry_id, was, now, packs[1])


def _whole(kind: str, entry_id: str, entry: BaseModel, change: Change, pack: Pack) -> Difference:
    return Difference(kind, entry_id, _title(entry), change, clauses=_clauses(entry, pack))


def _changed(
    kind: str, entry_id: str, was: BaseModel, now: BaseModel, pack: Pack
) -> Iterator[Difference]:
    for name, info in type(now).model_fields.items():
        before, after = getattr(was, name), getattr(now, name)
        if before == after or (isinstance(now, Procedure) and name == "step"):
            continue
        yield Difference(
            kind, entry_id, _title(now), "changed", info.alias or name,
            _text(before), _text(after), _clauses(now, pack),
        )  # fmt: skip


def _title(entry: BaseModel) -> str:
    return str(getattr(entry, "title", "") or getattr(entry, "label", ""))


def _clauses(entry: BaseModel, pack: Pack) -> tuple[str, ...]:
    return pack.clauses(getattr(entry, "rows", ()))


def _text(content: object) -> str:
    """A value as the pack writes it."""
    text = str(content)
    match content:
        case None:
            text = ""
        case bool():
            text = text.lower()
        case tuple():
            text = "、".join(_text(item) for item in content)
        case dict():
            text = "；".join(f"{key}：{_text(item)}" for key, item in content.items())
        case BaseModel():
            written = content.model_dump(by_alias=True, exclude_defaults=True)
            text = "，".join(f"{key} = {_text(item)}" for key, item in written.items())
    return text
