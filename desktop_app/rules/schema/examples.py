"""`examples.toml`: facts in, expected answer out; run by the tests and by `packs verify`."""

from typing import Literal

from pydantic import Field

from desktop_app.rules.schema.common import Day, Entry, Flag, Number, PlainId, Text

FactEntry = Flag | Number | Day | Text | tuple[Text, ...]
"""As TOML writes it; money as text with its unit: `"499.99万元"` or `"4999900元"`."""


class Example(Entry):
    """One example of a rule, a procedure, a deadline or a counted fact: exactly one is named.

    A rule:
    ```toml
    [[example]]
    title = "刚好达到限额"
    rule = "big_project_needs_feasibility"
    on = 2024-09-01
    facts = { declared_amount = "500万元", nature = "new" }
    outcome = "fail"
    clauses = ["二(二)2"]
    ```
    `outcome`: pass, fail, judge, insufficient, or `not_applicable`. `settings` and `readings`
    are given by id: `readings = { "reading.change_sum" = "single" }`. `turns_if` and `message`
    are texts that must occur.

    A procedure: `procedure = "merged_approval"`, `applies = true` and, if wanted, `steps` (the
    ids needed, in order) and `materials` (the ids asked for). A deadline: `deadline =
    "contract_filing"`, `events = { "contract.sign" = 2025-01-24 }`, `due = 2025-02-13` (and
    `window_opens`). A counted fact: `fact = "change_total"`,
    `entries = { change = [{ moved = "60万元" }, { moved = "41.5万元" }] }`,
    `value = "101.50万元"`; without `value` the fact must be unknown. `entries` may stand in an
    example of a rule or procedure as well: the facts counted over them are worked out first.
    """

    title: str = ""
    rule: PlainId | None = None
    procedure: PlainId | None = None
    deadline: PlainId | None = None
    fact: PlainId | None = None
    entries: dict[PlainId, tuple[dict[PlainId, FactEntry], ...]] = Field(default={})
    """Rows of registers; every scope sees all of them."""
    value: FactEntry | None = None
    on: Day | None = None
    """Day of the decision; absent = the first day the regulation is in force."""
    facts: dict[Text, FactEntry] = Field(default={})
    settings: dict[Text, Flag | Number | Day | Text | tuple[Text, ...]] = Field(default={})
    readings: dict[Text, PlainId] = Field(default={})
    outcome: Literal["pass", "fail", "judge", "insufficient", "not_applicable"] | None = None
    clauses: tuple[Text, ...] = ()
    message: str = ""
    turns_if: str = ""
    applies: Flag | None = None
    steps: tuple[Text, ...] = ()
    materials: tuple[Text, ...] | None = None
    events: dict[Text, Day] = Field(default={})
    due: Day | None = None
    window_opens: Day | None = None
    is_estimated: Flag | None = None
    rows: tuple[Text, ...] = Field(default=())


class ExamplesFile(Entry):
    """The whole of `examples.toml`: `[[example]]` entries."""

    example: tuple[Example, ...] = ()
