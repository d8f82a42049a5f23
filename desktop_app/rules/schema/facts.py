"""`facts.toml`: facts this pack records beyond the built-in catalogue."""

from typing import Literal

from desktop_app.rules.schema.common import Entry, Flag, PlainId, RowId, SubjectKind, Text

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
