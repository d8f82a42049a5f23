"""Which examples show each row the machine judges, and with which answers.

An example shows the rows of the entry it tries, or of those the ones it names itself. Checks,
procedures, deadlines, counted facts and campaigns can be tried; a row that only a register, a
column, a state or a paper serves has nothing an example could show.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import Example

LEAST_EXAMPLES = 3
"""Below, on and above a line; or pass, fail and insufficient."""
_WHICH = "不到、正好、超过，或成立、不成立、资料不足"


@dataclass(frozen=True)
class RowExamples:
    """One machine row with its examples."""

    row: str
    clause: str
    label: str
    count: int
    answers: tuple[str, ...]
    """The different answers they expect, as short texts, the first shown first."""
    can_be_shown: bool
    """Whether anything that can be tried serves the row."""

    @property
    def lacks(self) -> str:
        """What is wanting, in Chinese, with what to do; empty where nothing is."""
        if not self.can_be_shown:
            return "没有检查、办件、期限、数出来的事项或活动可试：写一条，或者改 handling 并写理由"
        if self.count < LEAST_EXAMPLES:
            return f"只有 {self.count} 个例子，至少写 {LEAST_EXAMPLES} 个：{_WHICH}"
        if len(self.answers) == 1:
            return f"{self.count} 个例子都是“{self.answers[0]}”：再写一个答案不同的"
        return ""


def entry_rows(entry: BaseModel) -> Iterator[str]:
    """Rows an entry cites, those of its steps, materials and periods included."""
    yield from getattr(entry, "rows", ())
    for name in type(entry).model_fields:
        content = getattr(entry, name)
        for inner in content if isinstance(content, tuple) else (content,):
            if isinstance(inner, BaseModel):
                yield from entry_rows(inner)


def row_examples(pack: Pack) -> tuple[RowExamples, ...]:
    """Every machine row with its examples, in the text's order."""
    tried = {key: frozenset(entry_rows(entry)) for key, entry in _entries(pack)}
    answers: dict[str, Counter[str]] = {}
    for example in pack.examples:
        for row in frozenset(example.rows) or tried[example.subject]:
            answers.setdefault(row, Counter())[answer_of(example)] += 1
    can_be_shown = frozenset().union(*tried.values())
    return tuple(
        RowExamples(
            article.id, article.clause, article.label,
            answers.get(article.id, Counter()).total(),
            tuple(answers.get(article.id, ())), article.id in can_be_shown,
        )
        for article in pack.articles
        if article.handling == "machine"
    )  # fmt: skip


def _entries(pack: Pack) -> Iterator[tuple[tuple[str, str], BaseModel]]:
    """The entries an example can try, by the key that names them and their id."""
    for kind, entries in (
        ("rule", pack.rules), ("procedure", pack.procedures), ("deadline", pack.deadlines),
        ("fact", pack.recorded), ("campaign", pack.campaigns),
    ):  # fmt: skip
        for entry in entries:
            if kind != "fact" or getattr(entry, "counted", None):
                yield (kind, entry.id), entry


def answer_of(example: Example) -> str:
    """What an example expects, as a short text that tells different answers apart."""
    kind, _ = example.subject
    if kind == "rule":
        return example.outcome or ""
    if kind == "deadline":
        return f"{example.due or '没有到期日'}"
    if kind == "fact":
        return "不知道" if example.value is None else str(example.value)
    if kind == "campaign":
        found = ", ".join(check for check, rows in (example.found or {}).items() if rows)
        return found or "没有问题"
    return _procedure_answer(example)


def _procedure_answer(example: Example) -> str:
    told: list[str] = []
    for name in ("applies", "opens"):
        asked = getattr(example, name)
        if asked is not None:
            told.append(name if asked else f"not {name}")
    for name in ("steps", "materials", "turn"):
        items = getattr(example, name)
        if items:
            told.append(f"{name}: {', '.join(items)}")
    return "; ".join([*told, *([example.state] if example.state else [])]) or "nothing"
