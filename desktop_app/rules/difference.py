"""What a new version of a pack changes: entries added, removed and changed, key by key."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel

from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import PackFile, Procedure, RegisterSpec

Change = Literal["added", "removed", "changed"]
CHANGE_LABELS: dict[Change, str] = {"added": "新增", "removed": "删去", "changed": "修改"}
_KINDS: tuple[tuple[str, str], ...] = (
    ("offices", "机关"), ("articles", "条目"), ("recorded", "事项"), ("builtin_uses", "自带事项"),
    ("parameters", "法定值"), ("settings", "本办设定"), ("readings", "口径"), ("rules", "检查"),
    ("states", "状态"), ("tracks", "轨道"), ("holds", "限制"), ("rounds", "轮次"),
    ("procedures", "办件"), ("deadlines", "期限"), ("forms", "表单"), ("plans", "计划"),
    ("plannings", "规划"), ("campaigns", "活动"), ("registers", "台账"),
    ("columns", "申报表的列"), ("sheet_texts", "表格"),
)  # fmt: skip
DOCUMENT = "制度"
_PARTS: Mapping[type[BaseModel], str] = {Procedure: "step", RegisterSpec: "field"}
"""What is told entry by entry besides: of the whole only a change of the order."""
_NOT_CONTENT = frozenset({"id", "version", "schema_", "document", "office"})
"""Keys of the head that are told elsewhere or only count versions."""


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
    was: object = field(default=None, compare=False, repr=False)
    """What stood there, as loaded; of an order the titles."""
    now: object = field(default=None, compare=False, repr=False)


def differences(old: Pack, new: Pack) -> tuple[Difference, ...]:
    """Everything that differs from one version of a pack to another, by kind and id."""
    found: list[Difference] = []
    for was, now in ((old.document, new.document), (old.head, new.head)):
        found += _changed(DOCUMENT, new.id, was, now, new)
    for attribute, kind in _KINDS:
        before = _by_id(getattr(old, attribute))
        after = _by_id(getattr(new, attribute))
        found += _of_kind(kind, (before, after), (old, new))
    for attribute, kind in (("registers", "台账的列"), ("procedures", "步骤")):
        parts = _parts(getattr(old, attribute)), _parts(getattr(new, attribute))
        found += _of_kind(kind, parts, (old, new))
    return tuple(found)


def _by_id(entries: Iterable[BaseModel]) -> dict[str, BaseModel]:
    return {_id(entry): entry for entry in entries}


def _id(entry: BaseModel) -> str:
    """What names an entry among those of its kind."""
    named = (getattr(entry, key, "") for key in ("id", "role", "fact"))
    return next((str(each) for each in named if each), "")


def _parts(entries: Iterable[BaseModel]) -> dict[str, BaseModel]:
    """The parts of entries that are told one by one, as `entry.part`."""
    return {
        f"{_id(entry)}.{_id(part)}": part
        for entry in entries
        for part in getattr(entry, _PARTS[type(entry)])
    }


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
        if name == _PARTS.get(type(now)):
            before, after = _orders(before, after)
        if before == after or (isinstance(now, PackFile) and name in _NOT_CONTENT):
            continue
        yield Difference(
            kind, entry_id, _title(now), "changed", info.alias or name,
            _text(before), _text(after), _clauses(now, pack), before, after,
        )  # fmt: skip


def _orders(
    before: tuple[BaseModel, ...], after: tuple[BaseModel, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The titles of the parts both have, in the order of each."""
    both = {*map(_id, before)} & {*map(_id, after)}
    kept = ([part for part in parts if _id(part) in both] for parts in (before, after))
    old, new = ([_id(part) for part in parts] for parts in kept)
    if old == new:
        return (), ()
    titles = {_id(part): _title(part) for part in after}
    return tuple(titles[each] for each in old), tuple(titles[each] for each in new)


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
