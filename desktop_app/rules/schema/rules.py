"""`rules.toml`: checks that pass by comparisons, so that the arithmetic can be shown."""

from typing import Literal

from pydantic import Field

from desktop_app.rules.schema.common import (
    Condition,
    Count,
    DottedId,
    Entry,
    Number,
    PlainId,
    RowId,
    SubjectKind,
    Text,
)

Operator = Literal[
    "<=", "<", ">=", ">", "==", "!=", "in", "not_in", "present", "absent", "true", "false"
]
UNARY_OPERATORS = frozenset({"present", "absent", "true", "false"})


class Term(Entry):
    """A computed side of a comparison: exactly one key, nested as needed.

    ```toml
    times = ["estimate_amount", "change.self_rate"]
    ```
    `sum = [a, b, ...]`, `minus = [a, b]`, `times = [a, b]`, `ratio = [a, b]` (a ÷ b),
    `excess = [a, b]` (what a has over b, else 0), `number = 3`. An operand is a fact, a value or a
    setting by its id, or another such table. A date minus a date is a number of days; a date plus a
    term value (日) is a date.
    """

    sum_: tuple["Operand", ...] | None = Field(default=None, alias="sum", min_length=2)
    minus: tuple["Operand", "Operand"] | None = None
    times: tuple["Operand", "Operand"] | None = None
    ratio: tuple["Operand", "Operand"] | None = None
    excess: tuple["Operand", "Operand"] | None = None
    number: Number | None = None


Operand = Text | Term
"""Id of a fact (`declared_amount`), a value or setting (`limit.big_project`), or a term."""


class Comparison(Entry):
    """One comparison, or a group of them: `any` = one is enough, `all` = every one.

    ```toml
    fact = "change_total"
    op = "<="
    value = "change.self_cap"
    ```
    Left: `fact` (an id) or `left` (an operand). Right: `value` (an operand: fact, value, setting
    or term), or `choice` / `choices` for a choice fact, or `number` for a count (never an amount:
    name a dated value), or `text`. No right side for present, absent, true, false. `in` and
    `not_in` take `choices` or a word list value; a fact with several choices is `in` if one of
    them is. With `when` the comparison counts only there.
    """

    fact: str = ""
    left: Operand | None = None
    op: Operator | None = None
    value: Operand | None = None
    number: Number | None = None
    choice: str = ""
    choices: tuple[Text, ...] = ()
    text: str = ""
    any_: tuple["Comparison", ...] = Field(default=(), alias="any")
    all_: tuple["Comparison", ...] = Field(default=(), alias="all")
    when: Condition | None = None
    year: str = ""
    """A whole-number fact: the year a 月日 on the right is taken of; absent = the left date's."""
    turns: str = ""
    """What would turn it, where the comparison alone cannot say it: `补报数据目录即可`."""


class Messages(Entry):
    """What the card says; placeholders are facts, values and settings in braces.

    ```toml
    fail = "申报金额 {declared_amount} 达到 {limit.big_project}。"
    advice = "请先报可行性研究报告。"
    ```
    """

    fail: Text
    pass_: str = Field(default="", alias="pass")
    judge: str = ""
    insufficient: str = ""
    advice: str = ""
    """What to do now, shown whenever the check does not pass."""


class Rule(Entry):
    """One check.

    ```toml
    [[rule]]
    id = "no_township_building"
    title = "乡镇不得独立建设"
    subject = "project"
    rows = ["MX-018"]
    at = ["pool_entry.review"]
    applies = "by_reference_kind == 'none'"
    on_fail = "block"
    passes = [{ fact = "unit_kind", op = "not_in", choices = ["township"] }]
    [rule.message]
    fail = "申报单位是乡镇，不得独立建设信息化项目。"
    advice = "请登记为统筹需求，由县直部门统一建设。"
    ```
    All comparisons of `passes` must hold. Where the text can be read in several ways, name the
    reading and give one list per option: `reading = "reading.change_sum"` with
    `passes = { single = [...], cumulative = [...] }`.

    `at` lists steps (`procedure.step`) or states it stands at; without it the check is due from
    the application on. `on_fail`: block (不通过), warn (提醒), judge (需人工判断). `discretion` is
    the text's softening word: a failing check may be overridden with a recorded reason.
    """

    id: PlainId
    title: Text
    subject: SubjectKind = "project"
    rows: tuple[RowId, ...] = Field(min_length=1)
    at: tuple[Text, ...] = ()
    applies: Condition = "true"
    on_fail: Literal["block", "warn", "judge"]
    reading: DottedId | None = None
    passes: tuple[Comparison, ...] | dict[PlainId, tuple[Comparison, ...]]
    discretion: str = ""
    message: Messages
    value_on: str = ""
    """A date fact: values in force on that day count, instead of the day of the decision."""
    shows: tuple[Text, ...] = ()
    """Further facts to show on the card, though no comparison needs them."""
    order: Count = 0


class RulesFile(Entry):
    """The whole of `rules.toml`: `[[rule]]` entries."""

    rule: tuple[Rule, ...] = ()
