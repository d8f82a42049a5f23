"""`articles.toml`: every row of the regulation and how the program handles it."""

from typing import Literal

from desktop_app.rules.schema.common import Entry, RowId, Stage, Text

Kind = Literal[
    "record", "role", "gate", "prohibition", "threshold", "deadline", "computation",
    "route", "document", "report", "sanction",
]  # fmt: skip
Handling = Literal["machine", "record", "human", "none"]
MACHINE_KINDS = frozenset({"threshold", "deadline", "computation", "prohibition", "gate"})
"""Kinds the machine must check; another handling needs its written reason."""


class Article(Entry):
    """One row: an obligation, permission, condition, limit, paper, role or sanction of the text.

    `handling`: machine = a check, deadline or procedure does it; record = the program holds the
    data; human = a person decides, the program only shows it; none = no consequence here.

    ```toml
    [[article]]
    id = "MX-016"
    clause = "二(一)2"
    label = "禁止拆分申报"
    summary = "同一单位不得把一个项目拆成几个来申报。"
    kind = "prohibition"
    stage = "reserve_pool"
    handling = "machine"
    ```
    A row of kind threshold, deadline, computation, prohibition or gate that is not `machine`
    needs `reason = "..."`; a softening word of the text goes to `strength = "原则上"`.
    """

    id: RowId
    clause: Text
    """The place in the text, e.g. `二(一)2` or `第十九条`."""
    label: Text
    summary: Text
    """The row in own words, one or two sentences."""
    kind: Kind
    stage: Stage
    handling: Handling
    reason: str = ""
    """Why the machine does not do it, where it should."""
    strength: str = ""
    """Softening word of the text (原则上, 一般); empty = strict."""


class ArticlesFile(Entry):
    """The whole of `articles.toml`: `[[article]]` entries in the order of the text."""

    article: tuple[Article, ...] = ()
