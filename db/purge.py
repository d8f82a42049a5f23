"""Takes a project's content out of all tables (涉密); a stub of keys, dates and numbers stays."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, or_, select

from db import tables
from db.labels import SUBJECT_TABLES
from db.purge_plan import (
    BLANKED,
    DELETED,
    LEAST_NAME,
    MENTIONS,
    SHARED,
    STUB,
    WHERE_TOLD,
    WIPED,
    Cells,
)
from db.raw_rows import canonical
from db.stored_files import files_of
from db.tracker import Tracker

Keys = dict[str, set[int]]
LINKS = (
    ("paper", "paper_subject", "paper_id"),
    ("incoming_paper", "incoming_subject", "incoming_paper_id"),
    ("similarity_decision", "similarity_member", "decision_id"),
)
"""What several subjects may have a part in, and the rows that tell whose it is."""
OWN_KINDS = ("project", "need", "entry")
"""Kinds of subjects that may belong to a project."""
ABOUT_SUBJECTS = (
    "recorded_fact", "procedure_case", "deadline_record", "note", "provenance", "paper_subject",
    "incoming_subject", "standing", "open_duty", "compared_text",
)  # fmt: skip


@dataclass(frozen=True)
class Purge:
    """One project being purged: what marks its traces, and where they were found."""

    project_id: int
    name: str
    code: str
    rows: Keys
    """Rows that belong to the project, by table."""
    files: tuple[str, ...]
    """Digests of stored files that hold its content."""
    titles: frozenset[str]
    """Texts that give it away in the title of an event: its name and its files' names."""
    phrases: frozenset[str] = field(default=frozenset())
    """Texts that give it away in what was frozen for other projects."""

    @property
    def subjects(self) -> frozenset[tuple[str, int]]:
        """The project, the needs made of it and its register rows, as events name them."""
        return frozenset(_subjects(self.rows))

    @property
    def marks(self) -> frozenset[str]:
        """The name where it is long enough to stand for nothing else."""
        return frozenset({self.name} if is_telling(self.name) else ())


def is_telling(name: str) -> bool:
    """Whether a name is long enough to be looked for in rows that are not the project's."""
    return len(name) >= LEAST_NAME and name != STUB


def purge_project(
    connection: Connection, tracker: Tracker, project_id: int, found_in: Mapping[str, Iterable[int]]
) -> Purge:
    """Blanks and deletes the rows of a project and strikes its name out elsewhere.

    Args:
        connection: the transaction of the act.
        tracker: the tracked path; the log tells of every row.
        project_id: the project.
        found_in: by table, the papers of others in which it was found by reading their files.
    """
    purge = _survey(connection, project_id, found_in)
    shared = {name: _shared(connection, purge, name, *link) for name, *link in LINKS}
    for name, keys in purge.rows.items():
        table = tables.table(name)
        if name in DELETED:
            tracker.delete(table, sorted(keys))
            continue
        others = keys & shared.get(name, set())
        _blank(connection, tracker, table, keys - others, BLANKED[name])
        _blank(connection, tracker, table, others, SHARED.get(name, BLANKED[name]))
    for mark in purge.marks:
        _strike_out(connection, tracker, mark)
    _clear_frozen(connection, tracker, {*purge.phrases, *purge.marks})
    return purge


def _blank(
    connection: Connection, tracker: Tracker, table: Table, keys: set[int], cells: Cells
) -> None:
    if not cells:
        return
    plain = {name: value for name, value in cells.items() if value != WHERE_TOLD}
    tracker.update_many(table, dict.fromkeys(sorted(keys), plain))
    for name in cells.keys() - plain.keys():
        told = select(table.c.id).where(table.c.id.in_(keys), table.c[name] != "")
        found = connection.execute(told).scalars().all()
        tracker.update_many(table, {key: {name: WIPED} for key in found})


def _shared(connection: Connection, purge: Purge, name: str, link: str, column: str) -> set[int]:
    """Rows of a table in which other subjects have a part."""
    table = tables.table(link)
    others = select(table.c[column]).where(
        table.c[column].in_(purge.rows.get(name, ())),
        table.c.id.not_in(purge.rows.get(link, ())),
    )
    return set(connection.execute(others).scalars())


def _survey(
    connection: Connection, project_id: int, found_in: Mapping[str, Iterable[int]]
) -> Purge:
    project = tables.table("project")
    name, code = connection.execute(
        select(project.c.name, project.c.code).where(project.c.id == project_id)
    ).one()
    rows = _rows(connection, project_id)
    for table, keys in found_in.items():
        rows[table] |= set(keys)
    places = _files_of_its_own(connection, rows["provenance"])
    rows["batch_file"] = _at(connection, "batch_file", "name", places)
    rows["read_columns"] = _at(connection, "read_columns", "file", places)
    file_names = {name for _, name in places}
    reasons = _texts(connection, "similarity_decision", "reason", rows["similarity_decision"])
    return Purge(
        project_id,
        name,
        code,
        {table: keys for table, keys in rows.items() if keys},
        files_of(connection, rows),
        frozenset({*file_names, *([name] if is_telling(name) else ())}),
        frozenset({code, *filter(None, reasons)} - {WIPED}),
    )


def _rows(connection: Connection, project_id: int) -> Keys:
    """The rows of every table that belong to the project."""
    rows: Keys = {
        "project": {project_id},
        "need": _where(connection, "need", "source_project_id", {project_id}),
        "register_entry": _entries(connection, project_id),
    }
    subjects = _subjects(rows)
    for name in ("project_amount", "funding_line", "similarity_member"):
        rows[name] = _where(connection, name, "project_id", {project_id})
    for name in ABOUT_SUBJECTS:
        rows[name] = _about(connection, name, subjects)
    rows["similar_pair"] = _pairs(connection, project_id)
    rows["step_record"] = _where(connection, "step_record", "case_id", rows["procedure_case"])
    for name, link, column in LINKS:
        rows[name] = set(_texts(connection, link, column, rows[link]))
    return rows


def _where(connection: Connection, name: str, column: str, wanted: set[int]) -> set[int]:
    table = tables.table(name)
    return set(connection.execute(select(table.c.id).where(table.c[column].in_(wanted))).scalars())


def _pairs(connection: Connection, project_id: int) -> set[int]:
    pair = tables.table("similar_pair").c
    other = (pair.other_kind == "project") & (pair.other_id == project_id)
    statement = select(pair.id).where((pair.project_id == project_id) | other)
    return set(connection.execute(statement).scalars())


def _subjects(rows: Keys) -> set[tuple[str, int]]:
    """The rows that others can be about, by the kind of subject they are."""
    return {(kind, key) for kind in OWN_KINDS for key in rows.get(SUBJECT_TABLES[kind], ())}


def _entries(connection: Connection, project_id: int) -> set[int]:
    """The register rows of the project and those that stand under them."""
    found: set[int] = set()
    new = _where(connection, "register_entry", "project_id", {project_id})
    while new:
        found |= new
        new = _where(connection, "register_entry", "parent_id", new) - found
    return found


def _about(connection: Connection, name: str, subjects: set[tuple[str, int]]) -> set[int]:
    table = tables.table(name)
    named = [
        (table.c.subject_kind == kind)
        & table.c.subject_id.in_(key for which, key in subjects if which == kind)
        for kind in OWN_KINDS
    ]
    return set(connection.execute(select(table.c.id).where(or_(*named))).scalars())


def _texts(connection: Connection, name: str, column: str, keys: set[int]) -> list[Any]:
    table = tables.table(name)
    statement = select(table.c[column]).where(table.c.id.in_(keys))
    return list(connection.execute(statement).scalars())


def _files_of_its_own(connection: Connection, origins: set[int]) -> set[tuple[int, str]]:
    """Imported workbooks that held nothing but the project, by import and name."""
    origin = tables.table("provenance").c
    by_file: dict[tuple[int, str], set[int]] = {}
    for key, batch, name in connection.execute(select(origin.id, origin.batch_id, origin.file)):
        by_file.setdefault((batch, name), set()).add(key)
    return {place for place, keys in by_file.items() if keys <= origins}


def _at(connection: Connection, name: str, column: str, places: set[tuple[int, str]]) -> set[int]:
    """The rows of a table that tell of these workbooks."""
    table = tables.table(name).c
    rows = connection.execute(select(table.id, table.batch_id, table[column]))
    return {key for key, *place in rows if tuple(place) in places}


def _strike_out(connection: Connection, tracker: Tracker, mark: str) -> None:
    """The name in the texts of rows that are not the project's own."""
    for name, columns in MENTIONS.items():
        table = tables.table(name)
        for column in columns:
            statement = select(table.c.id, table.c[column]).where(
                table.c[column].contains(mark, autoescape=True)
            )
            found = {key: text.replace(mark, STUB) for key, text in connection.execute(statement)}
            tracker.update_many(table, {key: {column: text} for key, text in found.items()})


def _clear_frozen(connection: Connection, tracker: Tracker, phrases: set[str]) -> None:
    """The lines of facts frozen for other projects that tell of this one."""
    table = tables.table("step_record")
    changed = {}
    for key, stored in connection.execute(select(table.c.id, table.c.verdicts)):
        if any(phrase in stored for phrase in phrases):
            cleared = canonical(_without_lines(json.loads(stored), phrases))
            if cleared != stored:
                changed[key] = {"verdicts": cleared}
    tracker.update_many(table, changed)


def _without_lines(verdicts: list[dict[str, Any]], phrases: set[str]) -> list[dict[str, Any]]:
    return [
        {**verdict, "facts": list(_facts(verdict.get("facts", ()), phrases))}
        for verdict in verdicts
    ]


def _facts(facts: Iterable[Mapping[str, Any]], phrases: set[str]) -> Iterator[Mapping[str, Any]]:
    """What is shared with the project stands in the lines beside it: all of them go together."""
    for fact in facts:
        told = any(phrase in line for line in fact.get("lines", ()) for phrase in phrases)
        yield {name: value for name, value in fact.items() if not (told and name == "lines")}
