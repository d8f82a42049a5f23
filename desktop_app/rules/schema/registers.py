"""`registers.toml`: ledgers kept beside the projects, one row (entry) at a time."""

from typing import Literal

from pydantic import Field

from desktop_app.rules.schema.common import (
    AmountId,
    Condition,
    Count,
    DottedId,
    Entry,
    Flag,
    Number,
    PlainId,
    RowId,
    Stage,
    Text,
)
from desktop_app.rules.schema.facts import FactChoice, FactType
from desktop_app.rules.schema.rules import Term

FIXED_OWNERS: dict[str, str] = {
    "project": "项目", "unit": "单位", "system": "系统", "none": "不属于哪个对象",
}  # fmt: skip
"""What an entry may belong to besides the entry of another register."""

FieldFormat = Literal[
    "", "long", "code", "credit_code", "id_card", "phone", "vin", "invoice", "unit", "year"
]  # fmt: skip
"""How a text or number is written and checked; `unit` is the name of a registered unit."""


class RegisterField(Entry):
    """One column of a register; as a fact it is named `register.field`.

    ```toml
    [[register.field]]
    id = "amount"
    type = "money"
    unit = "万元"
    label = "合同金额"
    required = true
    at_least = 0
    is_sum = true
    hint = "单位是万元，不是元。"
    aliases = ["合同价", "中标金额"]
    rows = ["MX-063"]
    ```
    Money is written in `unit` (万元, the default, or 元) and held in 分. `equals` is what the
    column must come to, a term over other columns of the row (`{ times = ["quantity", "price"] }`);
    left empty it is filled in. `not_before` names a date of the row that may not be later.
    """

    id: PlainId
    type: FactType = "text"
    """Said for every column of the pack's own; a built-in column keeps the one it has."""
    label: str = ""
    unit: str = ""
    choices: tuple[FactChoice, ...] = ()
    format: FieldFormat = ""
    required: Flag = False
    is_key: Flag = False
    """Names the row together with the other key columns, within its owner."""
    is_personal: Flag = False
    is_sum: Flag = False
    at_least: Number | None = None
    at_most: Number | None = None
    equals: Term | None = None
    not_before: PlainId | None = None
    is_past: Flag = False
    """The day of something that has happened: not later than the day it is entered."""
    hint: str = ""
    aliases: tuple[Text, ...] = ()
    width: Count = Field(default=14, ge=4, le=80)
    max_length: Count = Field(default=0, ge=0, le=20_000)
    after: PlainId | None = None
    """Only for a column a pack adds to a built-in register: the column it stands behind."""
    rows: tuple[RowId, ...] = ()


class Lot(Entry):
    """Projects drawn by lot into a register: a share of those a condition holds for.

    ```toml
    lot = { among = "route_amount < limit.audit", rate = "house.audit_rate" }
    ```
    The seed is the end of the log at that moment; it is kept, so the same lot can be drawn again.
    """

    among: Condition
    """Which projects may be drawn."""
    rate: DottedId
    """A value or setting in %: how many of them, rounded up."""


class RegisterSpec(Entry):
    """One register (台账), and what a row of it belongs to.

    ```toml
    [[register]]
    id = "contract"
    title = "合同台账"
    label = "合同"
    stage = "construction"
    owner = "project"
    name = "number"
    feeds = { amount = "contract" }
    when = "application_state in ['approved', 'building']"
    rows = ["MX-063"]
      [[register.field]]
      id = "number"
      type = "text"
      label = "合同编号"
      required = true
      is_key = true
    ```
    `owner`: project, unit, system, none, or the id of another register whose entries it stands
    under; `of_project`: a row of a unit, of a plan or of nobody may name a project as well, and a
    register that must name one and has no key columns holds one row for a project.
    `feeds`: the sum of a money column is the project's amount of that kind. `when`: the owners a
    pre-filled sheet is made for. A pack that uses a built-in register writes an entry with its
    id: keys given here replace the built-in ones, `[[register.field]]` with a known id
    changes label, choices, hint or duty of that column, one with a new id adds a column.
    """

    id: PlainId
    title: str = ""
    label: str = ""
    """What one row is called: 合同, 变更, 问题."""
    stage: Stage | None = None
    owner: PlainId | None = None
    of_project: Literal["", "optional", "required"] = ""
    """Whether a row names a project besides its owner."""
    project_among: PlainId | None = None
    """Another register below the same owner: only projects with a row there may be named."""
    editions: PlainId | None = None
    """The key column that counts editions: the next one follows the last without a gap."""
    name: PlainId | None = None
    """The column shown as the row's title."""
    order: PlainId | None = None
    """The column papers and lists follow; None: the rows as they were entered."""
    feeds: dict[PlainId, AmountId] = Field(default={})
    when: Condition = "true"
    has_sheet: Flag = True
    is_drawn: Flag = False
    """Its rows are people of the expert list, who may be drawn by lot: columns `name`, `unit`,
    `field`, `role` (`member`, `reserve`, `recused`) and `reason`."""
    lot: Lot | None = None
    """Its rows are projects drawn by lot for the row they stand under, whose columns `seed`,
    `rate`, `candidates` and `drawn_on` are filled in where it has them."""
    notes: tuple[Text, ...] = ()
    guide: tuple[Text, ...] = ()
    field: tuple[RegisterField, ...] = ()
    help: str = ""
    rows: tuple[RowId, ...] = ()


class RegistersFile(Entry):
    """The whole of `registers.toml`: `[[register]]` entries."""

    register_: tuple[RegisterSpec, ...] = Field(default=(), alias="register")
