"""Projects with their amounts, money sources and recorded facts, and the list the tab shows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, Table, func, select

from db import tables
from db.repositories.base import Access, Parts, Repository, Shape
from db.repositories.key_list import KEYS, key_text, listed, rows_where
from db.repositories.procedures import RecordedFacts
from desktop_app.domain.project import (
    AmountKind,
    FundingLine,
    Project,
    ProjectListRow,
)
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.ids import ProjectId, UnitId
from desktop_app.values.money import Fen

PART_TABLES = {"amounts": "project_amount", "funding": "funding_line"}
KIND = "project"


class Projects(Repository[Project]):
    """Projects; `amounts`, `funding` and `recorded` are written like any other field."""

    part_names = frozenset({*PART_TABLES, "recorded"})

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("project", Project, names_pinyin_of="name"))
        self._facts = RecordedFacts(access)

    def by_code(self, code: str) -> Project | None:
        """The project of that code, None if there is none."""
        return self.first(code=code)

    def last_code(self, start: str) -> str:
        """The highest project code that begins so, by length and text; empty if there is none."""
        code = self._table.c.code
        statement = select(code).where(code.startswith(start, autoescape=True))
        ordered = statement.order_by(func.length(code).desc(), code.desc()).limit(1)
        return self._access.connection.execute(ordered).scalar() or ""

    def rows(self, year: int | None = None) -> tuple[ProjectListRow, ...]:
        """Every project (of one year) as a list shows it, by code."""
        statement = _list_statement()
        if year is not None:
            statement = statement.where(self._table.c.year == year)
        found = self._access.connection.execute(statement.order_by(self._table.c.code))
        return tuple(ProjectListRow(*row) for row in found)

    def owners(self) -> dict[ProjectId, UnitId]:
        """The unit of every project, by keys."""
        statement = select(self._table.c.id, self._table.c.unit_id)
        return dict(self._access.connection.execute(statement).all())

    def amounts(self) -> dict[int, dict[AmountKind, Fen]]:
        """The amounts of every project that has any, by key."""
        amount = tables.table("project_amount").c
        found: dict[int, dict[AmountKind, Fen]] = {}
        statement = select(amount.project_id, amount.kind, amount.amount_fen)
        for key, kind, fen in self._access.connection.execute(statement):
            found.setdefault(key, {})[AmountKind(kind)] = Fen(fen)
        return found

    def places(self, keys: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Code and state of these projects, by key."""
        column = self._table.c
        statement = select(column.id, column.code, column.state).where(column.id.in_(listed(keys)))
        found = self._access.connection.execute(statement)
        return {key: (code, state) for key, code, state in found}

    def funding_sources(self) -> dict[int, tuple[str, ...]]:
        """The money sources of every project by its key, in the order they were declared."""
        line = tables.table("funding_line")
        statement = select(line.c.project_id, line.c.source).order_by(line.c.id)
        sources: dict[int, tuple[str, ...]] = {}
        for key, source in self._access.connection.execute(statement):
            sources[key] = (*sources.get(key, ()), source)
        return sources

    def _read_parts(self, keys: Sequence[int]) -> Parts:
        recorded = self._facts.of_many(KIND, keys)
        parts: Parts = {
            key: {"funding": (), "amounts": {}, "recorded": recorded[key]} for key in keys
        }
        for row in self._part_rows("project_amount", keys):
            parts[row.project_id]["amounts"][AmountKind(row.kind)] = Fen(row.amount_fen)
        for row in self._part_rows("funding_line", keys):
            line = FundingLine(row.source, Fen(row.amount_fen))
            parts[row.project_id]["funding"] += (line,)
        return parts

    def _part_rows(self, name: str, keys: Sequence[int]) -> Iterable[Any]:
        given = {KEYS: key_text(keys)}
        return self._access.connection.execute(rows_where(name, among="project_id"), given)

    def _add_parts(self, parts: Parts) -> None:
        for field, name in PART_TABLES.items():
            given = ((key, values[field]) for key, values in parts.items() if field in values)
            rows = [row for key, value in given for row in _part_values(field, key, value)]
            self._access.writer.insert_many(tables.table(name), rows)
        self._facts.add_many(KIND, _recorded(parts))

    def _write_parts(self, parts: Parts) -> None:
        for field, name in PART_TABLES.items():
            owners = [key for key, values in parts.items() if field in values]
            self._remove_owned(tables.table(name), owners)
        self._facts.remove(KIND, _recorded(parts))
        self._add_parts(parts)

    def _remove_parts(self, keys: Sequence[int]) -> None:
        for name in PART_TABLES.values():
            self._remove_owned(tables.table(name), keys)
        self._facts.remove(KIND, keys)

    def _remove_owned(self, part: Table, owners: Sequence[int]) -> None:
        keys = select(part.c.id).where(part.c.project_id.in_(listed(owners)))
        self._access.writer.delete(part, self._access.connection.execute(keys).scalars().all())


def _recorded(parts: Parts) -> dict[int, Mapping[str, JsonValue]]:
    """The recorded facts of those whose facts are given."""
    return {key: values["recorded"] for key, values in parts.items() if "recorded" in values}


def _part_values(field: str, owner: int, value: Any) -> list[dict[str, Any]]:
    if field == "amounts":
        return [
            {"project_id": owner, "kind": str(kind), "amount_fen": int(fen)}
            for kind, fen in value.items()
        ]
    return [
        {"project_id": owner, "position": n, "source": line.source, "amount_fen": line.amount_fen}
        for n, line in enumerate(value, 1)
    ]


def _list_statement() -> Select[Any]:
    project, unit = tables.table("project"), tables.table("unit")
    stand = tables.table("standing")
    amount = tables.table("project_amount")
    named = ("id", "code", "name", "unit_id")
    more = ("year", "state", "nature", "category", "applied_on", "is_classified", "version")
    own = (stand.c.subject_kind == KIND) & (stand.c.subject_id == project.c.id)
    declared = (amount.c.project_id == project.c.id) & (amount.c.kind == AmountKind.DECLARED)
    return (
        select(
            *(project.c[name] for name in named),
            unit.c.name,
            *(project.c[name] for name in more),
            amount.c.amount_fen,
            func.coalesce(stand.c.open_step, ""),
            func.coalesce(stand.c.light, "none"),
            stand.c.judged_on,
            stand.c.due_on,
            project.c.merged_into_id,
            project.c.pinyin,
        )
        .join(unit, unit.c.id == project.c.unit_id)
        .outerjoin(amount, declared)
        .outerjoin(stand, own)
    )
