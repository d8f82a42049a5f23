"""Whose data the registers of a campaign hold: rows, logged rows included, and the values."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from db import tables
from db.chain import is_wiped
from db.log_cells import entries
from desktop_app.values.personal_words import PersonalWords

ENTRIES, SUBJECT, CAMPAIGN = "register_entry", "subject", "campaign_id"
OWNERS: Mapping[str, str | tuple[str, str]] = {
    "procedure_case": SUBJECT, "note": SUBJECT, "deadline_record": SUBJECT,
    "recorded_fact": SUBJECT, "provenance": SUBJECT, "paper_subject": SUBJECT,
    "incoming_subject": SUBJECT, "step_record": ("case_id", "procedure_case"),
    "voucher_file": CAMPAIGN, "voucher_decision": CAMPAIGN, "voucher_settlement": CAMPAIGN,
    "voucher_recovery": CAMPAIGN, "voucher_sample": CAMPAIGN,
    "voucher_sample_row": ("sample_id", "voucher_sample"),
}  # fmt: skip
"""How a row of a table says that it is the campaign's; owners stand before what they own."""
PAPERS = {"paper_subject": ("paper_id", "paper"), "incoming_subject":
          ("incoming_paper_id", "incoming_paper")}  # fmt: skip
_ASKED = """
SELECT name, id_number, phone FROM voucher_person WHERE campaign_id = :campaign AND row_id IN (
 SELECT s.row_id FROM voucher_sample_row s WHERE s.note <> ''
 UNION SELECT d.row_id FROM voucher_decision d WHERE d.reason <> '')
"""
Columns = Mapping[str, tuple[str, ...]]
"""By register, the ids of columns."""
Row = Mapping[str, Any]
Version = tuple[int, Row]
"""A row by its key as it is stored, or as the log knew it once (perhaps some columns only)."""


@dataclass(frozen=True)
class People:
    """The persons of one campaign and every row that may tell of them."""

    campaign: int
    columns: Columns
    """The personal columns."""
    free: Columns
    """Columns of free text, in which names are looked for."""
    own: Mapping[str, frozenset[int]]
    """Keys of the campaign's rows by table, those that are no more included."""
    words: PersonalWords

    @property
    def facts(self) -> frozenset[str]:
        """The personal columns as checks name them."""
        return frozenset(f"{name}.{c}" for name, columns in self.columns.items() for c in columns)

    def is_own(self, table: str, key: int) -> bool:
        """Whether a row is the campaign's."""
        return key in self.own.get(table, frozenset())


def people_of(connection: Connection, campaign: int, columns: Columns, free: Columns) -> People:
    """The persons of a campaign.

    What also stands in a public column of its row (an account in the merchant's own name) is no
    word to look for: the paper that names the merchant stays.
    """
    logged = _logged(connection)
    stored = _stored(connection)
    versions = [*stored, *logged[ENTRIES]]
    rows = _below(campaign, versions)
    own = _own(connection, campaign, rows, logged)
    registers = {key: row["register_id"] for key, row in versions if "register_id" in row}
    asked = connection.exec_driver_sql(_ASKED, {"campaign": campaign})
    values = {text for row in asked for text in row if text}
    for key, row in versions:
        wanted = columns.get(registers.get(key, ""), ()) if key in rows else ()
        cells = cells_of(row) if wanted else {}
        kept = {*wanted, *free.get(registers.get(key, ""), ())}
        public = {str(value) for name, value in cells.items() if name not in kept}
        values |= {str(cells[each]) for each in wanted if cells.get(each)} - public
    return People(campaign, columns, free, own, PersonalWords(values))


def cells_of(row: Row) -> dict[str, Any]:
    """The cells of a register row as it is stored; none where this version does not tell."""
    found = json.loads(row.get("cells") or "{}")
    return found if isinstance(found, dict) else {}


def _stored(connection: Connection) -> list[Version]:
    table = tables.table(ENTRIES)
    names = ("id", "register_id", "parent_id", "cells")
    statement = select(*(table.c[name] for name in names))
    return [(row["id"], dict(row)) for row in connection.execute(statement).mappings()]


def _logged(connection: Connection) -> defaultdict[str, list[Version]]:
    """What the log keeps of the rows of these tables, old and new."""
    change = tables.table("change")
    statement = select(change.c.table_name, change.c.row_values).where(
        change.c.row_values.is_not(None), change.c.table_name.in_([ENTRIES, *OWNERS])
    )
    found: defaultdict[str, list[Version]] = defaultdict(list)
    for name, values in connection.execute(statement):
        for entry in entries(values, (2, 3)) or ():
            if not is_wiped(entry):
                found[name] += [(entry[0], side) for side in entry[1:] if side]
    return found


def _below(campaign: int, versions: Iterable[Version]) -> frozenset[int]:
    """The campaign's row and every row that stands or stood under it."""
    children: defaultdict[int, set[int]] = defaultdict(set)
    for key, row in versions:
        if row.get("parent_id"):
            children[row["parent_id"]].add(key)
    found, new = set(), {campaign}
    while new:
        found |= new
        new = {child for key in new for child in children[key]} - found
    return frozenset(found)


def _own(
    connection: Connection, campaign: int, rows: frozenset[int], logged: Mapping[str, list[Version]]
) -> dict[str, frozenset[int]]:
    own: dict[str, frozenset[int]] = {ENTRIES: rows}
    for name, owner in OWNERS.items():
        table = tables.table(name)
        stored = connection.execute(select(table)).mappings()
        versions = [*((row["id"], dict(row)) for row in stored), *logged.get(name, ())]
        found = [(key, row) for key, row in versions if _belongs(row, owner, campaign, own)]
        own[name] = frozenset(key for key, _ in found)
        if name in PAPERS:
            column, paper = PAPERS[name]
            own[paper] = frozenset(row[column] for _, row in found if column in row)
    return own


def _belongs(
    row: Row, owner: str | tuple[str, str], campaign: int, own: Mapping[str, frozenset[int]]
) -> bool:
    if isinstance(owner, tuple):
        column, table = owner
        return row.get(column) in own[table]
    if owner == SUBJECT:
        return row.get("subject_kind") == "entry" and row.get("subject_id") in own[ENTRIES]
    return bool(row.get(CAMPAIGN) == campaign)


def registers_of(connection: Connection, people: People) -> Iterator[tuple[int, str, Row]]:
    """The campaign's rows as they are stored: key, register, columns."""
    table = tables.table(ENTRIES)
    for row in connection.execute(select(table)).mappings():
        if people.is_own(ENTRIES, row["id"]):
            yield row["id"], row["register_id"], dict(row)
