"""Verifying a pack: rows by handling, unbuilt rows, entries, examples, faults; the article map."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from desktop_app.rules.coverage import Gap, gaps
from desktop_app.rules.examples import ExampleFailure, Runner, run_examples
from desktop_app.rules.faults import Fault
from desktop_app.rules.loader import LoadResult
from desktop_app.rules.pack import Pack
from desktop_app.rules.row_examples import RowExamples, entry_rows, row_examples
from desktop_app.rules.schema import Article
from desktop_app.values.calendar import WorkCalendar, load_calendars
from resources import resource

HANDLINGS = ("machine", "record", "human", "none")
_ONLY_STATED = frozenset({"法定值", "本办设定", "口径"})
"""Kinds that hold what a row says but do nothing with it: alone they do not build the row."""
_KINDS: tuple[tuple[str, str], ...] = (
    ("offices", "机关"), ("registers", "台账"), ("recorded", "事项"), ("builtin_uses", "事项"),
    ("parameters", "法定值"), ("settings", "本办设定"), ("readings", "口径"),
    ("rules", "检查"), ("states", "状态"), ("tracks", "轨道"), ("holds", "限制"),
    ("rounds", "轮次"), ("procedures", "办件"),
    ("deadlines", "期限"), ("forms", "表单"), ("columns", "表格列"), ("sheet_texts", "表格"),
    ("plans", "计划"), ("plannings", "规划"), ("campaigns", "活动"),
)  # fmt: skip


@dataclass(frozen=True)
class Implementation:
    """One entry that serves a row: its kind in Chinese, id and title."""

    kind: str
    id: str
    title: str


@dataclass(frozen=True)
class ArticleLine:
    """One row of the article map: the row and every entry that serves it."""

    article: Article
    implemented_by: tuple[Implementation, ...]

    @property
    def is_unbuilt(self) -> bool:
        """Whether the row should be handled and nothing that acts points at it."""
        acting = [item for item in self.implemented_by if item.kind not in _ONLY_STATED]
        return self.article.handling != "none" and not acting


@dataclass(frozen=True)
class PackReport:
    """What `packs verify` prints of one pack."""

    id: str
    rows: Mapping[str, int]
    """Number of rows by handling."""
    unbuilt: tuple[str, ...]
    entries: int
    examples: int
    examples_failed: tuple[ExampleFailure, ...]
    faults: tuple[Fault, ...]
    gaps: tuple[Gap, ...] = ()
    """Checks without a passing or a failing example though they can answer so."""
    shown: tuple[RowExamples, ...] = ()
    """The examples of every machine row, in the text's order."""

    @property
    def is_sound(self) -> bool:
        """Whether the pack has no fault and every example comes out."""
        return not self.faults

    @property
    def thin(self) -> tuple[RowExamples, ...]:
        """The machine rows too few examples show, or only with one answer."""
        return tuple(row for row in self.shown if row.lacks)


def article_map(pack: Pack) -> tuple[ArticleLine, ...]:
    """Every row of the regulation with the entries derived to serve it, in the text's order."""
    serving: dict[str, list[Implementation]] = {article.id: [] for article in pack.articles}
    for kind, entry in _entries(pack):
        mark = _mark(pack, kind, entry)
        for row in entry_rows(entry):
            if mark not in serving[row]:
                serving[row].append(mark)
    return tuple(ArticleLine(article, tuple(serving[article.id])) for article in pack.articles)


def _entries(pack: Pack) -> Iterator[tuple[str, BaseModel]]:
    yield "制度", pack.document
    for attribute, kind in _KINDS:
        for entry in getattr(pack, attribute):
            yield kind, entry


def _mark(pack: Pack, kind: str, entry: BaseModel) -> Implementation:
    entry_id = next(
        (str(getattr(entry, key)) for key in ("id", "role", "fact") if hasattr(entry, key)), ""
    )
    title = next(
        (str(getattr(entry, key)) for key in ("title", "label") if getattr(entry, key, "")),
        pack.fact(entry_id).label if entry_id in pack.names.facts else entry_id,
    )
    return Implementation(kind, entry_id, title)


def verify_pack(
    result: LoadResult,
    calendar: WorkCalendar | None = None,
    runners: Mapping[str, Runner] | None = None,
) -> PackReport:
    """The report of a loaded pack; an example that comes out otherwise is a fault.

    `runners`: how examples of courses and campaigns are run, see `run_examples`.
    """
    pack = result.pack
    if pack is None:
        return PackReport(result.id, dict.fromkeys(HANDLINGS, 0), (), 0, 0, (), result.faults)
    failed = run_examples(pack, calendar or load_calendars(resource("calendars")), runners)
    lines = article_map(pack)
    return PackReport(
        id=pack.id,
        rows={
            handling: sum(line.article.handling == handling for line in lines)
            for handling in HANDLINGS
        },
        unbuilt=tuple(line.article.id for line in lines if line.is_unbuilt),
        entries=sum(1 for kind, _ in _entries(pack) if kind != "制度"),
        examples=len(pack.examples),
        examples_failed=failed,
        faults=tuple(map(_example_fault, failed)),
        gaps=gaps(pack),
        shown=row_examples(pack),
    )


def _example_fault(failure: ExampleFailure) -> Fault:
    return Fault(
        "examples.toml",
        f"example[{failure.number}]",
        f"例子“{failure.title}”预期“{failure.expected}”，得到“{failure.found}”",
        "对照文件原文：改正规则，或改正例子",
    )


def report_json(report: PackReport) -> dict[str, object]:
    """The report as `packs verify --json` prints it."""
    return {
        "id": report.id,
        "rows": dict(report.rows),
        "unbuilt": len(report.unbuilt),
        "unbuilt_rows": list(report.unbuilt),
        "entries": report.entries,
        "examples": report.examples,
        "examples_failed": len(report.examples_failed),
        "examples_missing": [
            {"rule": gap.rule, "title": gap.title, "outcome": gap.answer} for gap in report.gaps
        ],
        "machine_rows": [_row_json(row) for row in report.shown],
        "thin_rows": [row.row for row in report.thin],
        "faults": [
            {"file": item.file, "key": item.key, "message": item.message, "advice": item.advice}
            for item in report.faults
        ],
    }


def _row_json(row: RowExamples) -> dict[str, object]:
    return {
        "row": row.row,
        "clause": row.clause,
        "label": row.label,
        "examples": row.count,
        "answers": list(row.answers),
        "lacks": row.lacks,
    }
