"""Values of two versions of a pack in a clerk's words: only what differs, ids as titles."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel

from desktop_app.rules.comparisons import SIGN_TEXT, left_operand
from desktop_app.rules.operands import operand_text
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema.rules import Comparison, Operand

_TEST = re.compile(r"([a-z_][\w.]*) (==|!=|not in|in) ('\w*'|\[[^\]]*\])")
_CHOICE = re.compile(r"'(\w*)'")
_OPERATORS = {"==": "是", "!=": "不是", "in": "属于", "not in": "不属于"}
_UNARY = {"present": "有", "absent": "没有", "true": "为“是”", "false": "为“否”"}
_TOKEN = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_SIGNS = (("<=", "≤"), (">=", "≥"), ("==", "＝"), ("!=", "≠"), ("<", "＜"), (">", "＞"))


@dataclass(frozen=True)
class Vocabulary:
    """What the ids of two packs are called."""

    packs: tuple[Pack, Pack]
    titles: Mapping[str, str]
    words: Mapping[str, str]
    """Words of the schema itself."""
    keys: Mapping[str, str]

    def value(self, written: object, other: object = None) -> str:
        """A value as loaded; of lists and tables only what the other one has not."""
        told = self.text(str(written))
        match written:
            case None:
                told = ""
            case bool():
                told = "是" if written else "否"
            case date():
                told = written.isoformat()
            case tuple():
                told = self._items(written, other if isinstance(other, tuple) else ())
            case dict():
                told = self._table(written, other if isinstance(other, dict) else {})
            case BaseModel():
                told = self._entry(written, other)
        return told

    def text(self, written: str) -> str:
        """A text, a condition or an id, with titles for ids."""
        found = _TEST.sub(self._test, written)
        return _TOKEN.sub(lambda m: self._token(m.group()), _signs(found))

    def choice(self, name: str, choice: str) -> str:
        """The label of a choice of a fact; the choice itself where nobody knows it."""
        for pack in reversed(self.packs):
            if name in pack.names.facts:
                labels = dict(pack.fact(name).choices)
                if choice in labels:
                    return labels[choice]
        return self.text(choice)

    def _token(self, token: str) -> str:
        return self.titles.get(token, self.words.get(token, token))

    def _test(self, match: re.Match[str]) -> str:
        name, operator, right = match.groups()
        labels = [self.choice(name, each) for each in _CHOICE.findall(right)]
        return f"{self._token(name)}{_OPERATORS[operator]}“{'、'.join(labels)}”"

    def _items(self, items: tuple[object, ...], others: tuple[object, ...]) -> str:
        same = {_name(each): each for each in others if _name(each)}
        fresh = [item for item in items if item not in others]
        if not fresh and len(items) == len(others):
            fresh = list(items)  # only the order differs
        return "、".join(self.value(item, same.get(_name(item))) for item in fresh)

    def _table(self, table: Mapping[str, object], other: Mapping[str, object]) -> str:
        parts = (
            f"{self._token(str(key))}：{self.value(item, other.get(key)) or '（无）'}"
            for key, item in table.items()
            if other.get(key) != item
        )
        return "；".join(parts)

    def _entry(self, entry: BaseModel, other: object) -> str:
        if isinstance(entry, Comparison):
            return self._comparison(entry)
        like = other if type(other) is type(entry) else None
        told = list(self._differing(entry, like))
        head = self._named(entry)
        return f"“{head}”（{'，'.join(told)}）" if head and told else head or "，".join(told)

    def _differing(self, entry: BaseModel, other: object) -> Iterator[str]:
        silent = {_name_key(entry), _title_key(entry)}
        for key, info in type(entry).model_fields.items():
            item = getattr(entry, key)
            same = info.get_default() if other is None else getattr(other, key)
            if key in silent or item == same:
                continue
            word = self.keys.get(key.rstrip("_"), "内容")
            yield f"{word} {self.value(item, getattr(other, key, None)) or '（无）'}"

    def _named(self, entry: BaseModel) -> str:
        """What a part is called; an id only where it has a title."""
        key = _title_key(entry)
        return str(getattr(entry, key)) if key else self.titles.get(_name(entry), "")

    def _comparison(self, item: Comparison) -> str:
        for groups, word in ((item.any_, "，或者 "), (item.all_, "，并且 ")):
            if groups:
                return f"（{word.join(self._comparison(each) for each in groups)}）"
        left = self._operand(left_operand(item))
        if item.op in _UNARY:
            told = f"{left}{_UNARY[item.op]}"
        else:
            told = f"{left} {SIGN_TEXT[item.op or '==']} {self._right(item)}"
        return f"{told}（{self.text(item.when)}时）" if item.when else told

    def _right(self, item: Comparison) -> str:
        if item.value is not None:
            return self._operand(item.value)
        if item.choice or item.choices:
            chosen = item.choices or (item.choice,)
            return "、".join(self.choice(item.fact, each) for each in chosen)
        return str(item.number) if item.number is not None else f"“{item.text}”"

    def _operand(self, operand: Operand) -> str:
        names = self.packs[1].names
        text = operand_text(operand, names, lambda _name: None).replace(" （缺）", "")
        return self.text(text)


def _signs(text: str) -> str:
    for written, shown in _SIGNS:
        text = text.replace(written, shown)
    return text


def _title_key(entry: object) -> str:
    """The key a part is called by; empty where it has none."""
    keys = ("title", "label", "name", "text")
    return next((key for key in keys if _is_written(entry, key)), "")


def _is_written(entry: object, key: str) -> bool:
    written = getattr(entry, key, None)
    return isinstance(written, str) and bool(written)


def _name_key(entry: object) -> str:
    keys = ("id", "role", "fact", "title", "label", "name")
    return next((key for key in keys if isinstance(getattr(entry, key, None), str)), "")


def _name(entry: object) -> str:
    """What tells a part from its neighbours; empty for plain values."""
    if isinstance(entry, Comparison) or not isinstance(entry, BaseModel):
        return ""
    key = _name_key(entry)
    return str(getattr(entry, key)) if key else ""


def labels_of(entries: Iterable[object], label: str) -> dict[str, str]:
    """Labels by id of some entries."""
    return {str(getattr(each, "id")): str(getattr(each, label)) for each in entries}  # noqa: B009
