"""`facts.toml`: facts this pack records beyond the built-in catalogue."""

from typing import Literal

from pydantic import Field

from desktop_app.rules.schema.common import (
    Condition,
    DottedId,
    Entry,
    Flag,
    Number,
    PlainId,
    RowId,
    SubjectKind,
    Text,
)

FactType = Literal["money", "integer", "number", "date", "text", "bool", "choice", "choices"]
"""money is held in 分; number is an exact decimal (ratio, score); choices = several at once."""
FACT_TYPE_LABELS: dict[str, str] = {
    "money": "金额", "integer": "整数", "number": "数值", "date": "日期", "text": "文字",
    "bool": "是否", "choice": "单选", "choices": "多选",
}  # fmt: skip


class FactChoice(Entry):
    """One choice of a fact: the id conditions use, and the label a clerk reads.

    ```toml
    id = "county"
    label = "县级财政资金"
    is_fiscal = true
    ```
    """

    id: PlainId
    label: Text
    is_fiscal: Flag = False
    """Only for sources of money: the choice is fiscal money."""


Take = Literal[
    "count", "sum", "largest", "smallest", "latest", "shared", "unmatched", "repeated", "words",
    "exceeding", "thin",
]  # fmt: skip
TAKE_LABELS: dict[str, str] = {
    "count": "条数", "sum": "合计", "largest": "最大", "smallest": "最小",
    "latest": "最近一条的内容", "shared": "与另一组内容相同的条数",
    "unmatched": "在另一组里找不到的条数", "repeated": "重复出现的条数",
    "words": "含有所列词语的条数", "exceeding": "超过参照价的条数", "thin": "条数不足的组数",
}  # fmt: skip
Scope = Literal[
    "own", "self", "siblings", "children", "parent", "unit", "family", "others", "all",
]  # fmt: skip
"""Whose rows, seen from the subject: of its project (or unit, or system), its own row alone, the
same without its own row, below its own row, the row it stands under, of all projects of the unit
or of the unit family, of everybody else's projects, of everybody."""
SCOPE_LABELS: dict[str, str] = {
    "own": "本项目的", "self": "本条自己", "siblings": "本项目的，不含本条",
    "children": "本条之下的",
    "parent": "本条所属的那一条", "unit": "本单位所有项目的", "family": "本单位及上下级单位的",
    "others": "其他项目的", "all": "全部",
}  # fmt: skip


class Against(Entry):
    """The other rows a count compares with.

    ```toml
    register = "contract"
    field = "credit_code"
    when = "contract.kind == 'design'"
    ```
    """

    register_: PlainId = Field(alias="register")
    field: PlainId
    by: PlainId | None = None
    """Column that must be equal in both rows for the comparison to count."""
    when: Condition = "true"
    scope: Scope | None = None
    """Whose rows; absent = the same as those counted."""
    may_be_absent: bool = False
    """Whether without any such row none is matched; else it is not known whether any is."""


class Counted(Entry):
    """How a fact is counted over the rows of a register.

    ```toml
    counted = { register = "change", take = "sum", field = "moved", when = "change.case != 'none'" }
    ```
    `when` may use the columns of the row (`change.case`), its state (`change.entry_state`), the
    columns of the row it stands under, and everything known of the subject; a
    row whose condition cannot be answered does not count (empty columns are found by `lacking`).
    Only rows in a live state count. `shared` / `unmatched`: rows whose `field` does / does not
    occur in `against`. `words`: rows whose text holds a word of the list `limit` names (in
    `field`, or in any text column). `exceeding`: rows whose `field` is more than the median of
    `against.field` over the rows with the same `by`, raised by the percentage `limit`. `thin`:
    groups of rows with the same `by` that have fewer rows than `limit`. `within = "quarter"`: only
    rows whose `day` lies in the calendar quarter of the date fact `as_of`, of today unless said.

    Where no row counts a count and a sum are 0; every other kind is unknown. With `needs_rows =
    true` those two are unknown as well where there is no row to look at.
    """

    register_: PlainId = Field(alias="register")
    take: Take
    field: PlainId | None = None
    when: Condition = "true"
    lacking: PlainId | None = None
    """Only rows where this column is empty."""
    scope: Scope = "own"
    by: PlainId | None = None
    against: Against | None = None
    limit: DottedId | None = None
    within: Literal["month", "quarter", "year"] | None = None
    day: PlainId | None = None
    """Date column that says which period a row is in; with `within`."""
    as_of: Text = "today"
    """Date fact, or date column of the row it is about, that says which period is counted."""
    needs_rows: Flag = False


class RecordedFact(Entry):
    """One fact somebody records: at a step, in a sheet column, or on the subject's own page.

    ```toml
    [[fact]]
    id = "cloud_kind"
    subject = "project"
    type = "choice"
    label = "部署方式"
    choices = [{ id = "city", label = "市级政务云" }, { id = "own", label = "自建机房" }]
    asked_at = ["pool_review.opinion"]
    rows = ["MX-120"]
    ```
    `asked_at` names steps as `procedure.step`, or `record` for the subject's own page. A fact
    that is a column of `sheets.toml` needs no `asked_at`. Money is entered in 万元 and held in 分.
    A fact with `counted` is never recorded: it is worked out from the rows of a register.
    """

    id: PlainId
    subject: SubjectKind = "project"
    type: FactType
    label: Text
    unit: str = ""
    """Shown beside the value; for money leave empty (万元)."""
    choices: tuple[FactChoice, ...] = ()
    asked_at: tuple[Text, ...] = ()
    hint: str = ""
    is_required: Flag = False
    """The step where it is asked cannot be recorded without it."""
    is_long: Flag = False
    """A text of several lines."""
    at_least: Number | None = None
    at_most: Number | None = None
    """Bounds of an integer or a number, both included; refused where it is entered beyond them."""
    counted: Counted | None = None
    rows: tuple[RowId, ...] = ()


class BuiltinFact(Entry):
    """Rows a built-in fact serves, and this pack's own label or choices for it.

    ```toml
    [[builtin]]
    id = "funding_source"
    rows = ["MX-003"]
    choices = [
        { id = "county", label = "区级财政资金", is_fiscal = true },
        { id = "bond", label = "地方政府债券", is_fiscal = true },
    ]
    ```
    `choices` replaces the built-in list as a whole; without it the list stays.
    """

    id: PlainId
    rows: tuple[RowId, ...] = ()
    label: str = ""
    choices: tuple[FactChoice, ...] = ()


class FactsFile(Entry):
    """The whole of `facts.toml`: `[[fact]]` and `[[builtin]]` entries."""

    fact: tuple[RecordedFact, ...] = ()
    builtin: tuple[BuiltinFact, ...] = ()
