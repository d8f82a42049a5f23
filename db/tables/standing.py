"""Where subjects stand, worked out from the rest and kept so that lists need no judging.

Nothing here is logged or undone: every row can be worked out again. These are plain tables: no
row of them is ever made by hand, and a class for each would be waited for at every start.
"""

from typing import Any

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, UniqueConstraint, text
from sqlmodel import SQLModel

SUBJECT = {"subject_kind": String, "subject_id": Integer}
OPTIONAL = frozenset({("standing", "due_on"), ("open_duty", "window_opens")})
"""Columns that may be empty."""


def _table(name: str, columns: dict[str, Any], *unique: str) -> Table:
    return Table(
        name,
        SQLModel.metadata,
        Column("id", Integer, primary_key=True),
        *(
            Column(key, kind, nullable=(name, key) in OPTIONAL, index=key == "shown_from" or None)
            for key, kind in columns.items()
        ),
        UniqueConstraint(*unique),
        sqlite_autoincrement=True,
    )


STANDING = _table(
    "standing",
    {
        **SUBJECT,
        "judged_on": Date,
        "is_live": Boolean,
        "light": String,
        "findings": String,
        "open_step": String,
        "work": String,
        "due_on": Date,
    },
    *SUBJECT,
)
"""One subject's checks and open step as last worked out; `findings` is JSON."""
OPEN_DUTY = _table(
    "open_duty",
    {
        **SUBJECT,
        "duty": String,
        "title": String,
        "due_on": Date,
        "shown_from": Date,
        "window_opens": Date,
        "clauses": String,
        "is_house": Boolean,
        "is_estimated": Boolean,
        "actor": String,
    },
    *SUBJECT,
    "duty",
)
"""One duty by date that stands; `clauses` is JSON."""
SIMILAR_PAIR = _table(
    "similar_pair",
    {
        "project_id": Integer,
        "other_kind": String,
        "other_id": Integer,
        "score": Integer,
        "same_family": Boolean,
    },
    "project_id",
    "other_kind",
    "other_id",
)
"""Two live applications, or one and an existing system, found alike.

`same_family`: both of one unit family, so that they may be one project split up.
"""
WITHIN_FAMILY = text("same_family = 1")
Index("ix_similar_pair_other", SIMILAR_PAIR.c.other_kind, SIMILAR_PAIR.c.other_id)
Index("ix_family_pair", SIMILAR_PAIR.c.project_id, sqlite_where=WITHIN_FAMILY)
Index("ix_family_pair_other", SIMILAR_PAIR.c.other_id, sqlite_where=WITHIN_FAMILY)
COMPARED_TEXT = _table("compared_text", {**SUBJECT, "texts": String, "share": String}, *SUBJECT)
"""What an application or system was last compared by, in digests.

`texts` are held against others; `share` is what it gives the sums of its unit family.
"""
STALE_SUBJECT = _table("stale_subject", {**SUBJECT, "is_touched": Boolean}, *SUBJECT)
"""A subject whose standing must be worked out again; written with the change itself.

`is_touched` where its own records changed, so that others may depend on the change.
"""
WORKED_OUT = _table("worked_out", {"name": String, "value": String}, "name")
"""For which day, program and way of comparing the kept results hold, by name."""
PACK_OUTLINE = _table(
    "pack_outline",
    {"stored_pack_id": Integer, "edition": Integer, "outline": String},
    "stored_pack_id",
)
"""What lists and headings show of a stored pack, so that they need not load it; JSON.

`edition` is the number of the outline's form; another number means: make it again.
"""
TABLES = (
    STANDING,
    OPEN_DUTY,
    SIMILAR_PAIR,
    COMPARED_TEXT,
    STALE_SUBJECT,
    WORKED_OUT,
    PACK_OUTLINE,
)
