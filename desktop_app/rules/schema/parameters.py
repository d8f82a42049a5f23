"""`parameters.toml`: dated values of the law, settings of the office, readings to be signed."""

from typing import Literal

from pydantic import Field

from desktop_app.rules.schema.common import (
    Day,
    DottedId,
    Entry,
    Flag,
    Number,
    PlainId,
    RowId,
    Text,
)

ValueUnit = Literal[
    "元", "万元", "亿元", "%", "倍", "分值", "个", "次", "份", "人", "家", "项", "台", "年份",
    "条", "核", "GB", "TB", "分钟", "点", "百分点", "千分点",
    "日", "工作日", "个月", "季度", "年", "日期", "月日", "词",
]  # fmt: skip
"""Units as the law writes them. 元/万元/亿元 are held in 分, % as a ratio; 日/工作日/个月/季度/年
are terms; 日期 is a date, 月日 a text `12-31`, 词 a list of words. `年份` is a calendar year."""
MONEY_UNITS = frozenset({"元", "万元", "亿元"})
TERM_UNITS = frozenset({"日", "工作日", "个月", "季度", "年"})
RawValue = Number | Day | Text | tuple[Text, ...]


class DatedValue(Entry):
    """One amount in a period; both days are included, an absent end is open.

    ```toml
    value = 500
    from = 2024-08-09
    until = 2025-12-31
    ```
    """

    value: RawValue
    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    rows: tuple[RowId, ...] = ()
    """Rows that say so, where they differ from the entry's."""


class LawValue(Entry):
    """One number, date or word list of the law, written as the law writes it.

    ```toml
    [[value]]
    id = "limit.big_project"
    label = "须报市级和省级审核的投资额"
    unit = "万元"
    value = 500
    is_line = true
    rows = ["MX-041", "MX-047"]
    ```
    An amended value has periods instead: `dated = [{ value = 500, until = 2025-12-31 },
    { value = 400, from = 2026-01-01 }]`. `is_line` marks an amount line whose crossing changes
    the route: split checks sum against every line.
    """

    id: DottedId
    label: Text
    unit: ValueUnit
    value: RawValue | None = None
    dated: tuple[DatedValue, ...] = ()
    is_line: Flag = False
    rows: tuple[RowId, ...] = Field(min_length=1)
    note: str = ""


class SettingChoice(Entry):
    """One choice of an office setting: `id = "month"`, `label = "按月"`."""

    id: PlainId
    label: Text


class OfficeSetting(Entry):
    """What the text leaves open and the office decides; undefined until the office enters it.

    Always shown as the office's own, never as law; a check that needs an undefined one answers
    资料不足. `suggested` is offered in the window, never applied.

    ```toml
    [[setting]]
    id = "house.report_term"
    label = "报市备案期限"
    question = "入库后多少个工作日内报市级备案？文件没有规定。"
    unit = "工作日"
    suggested = 20
    min = 1
    max = 60
    rows = ["MX-015"]
    ```
    Instead of `unit`, `choices = [{ id = "...", label = "..." }]` makes a choice of it.
    """

    id: DottedId
    label: Text
    question: Text
    unit: ValueUnit | None = None
    choices: tuple[SettingChoice, ...] = ()
    suggested: RawValue | None = None
    min_: Number | None = Field(default=None, alias="min")
    max_: Number | None = Field(default=None, alias="max")
    is_line: Flag = False
    rows: tuple[RowId, ...] = ()


class ReadingOption(Entry):
    """One way to read the text: `id = "single"`, `label = "按单次变更计算"`."""

    id: PlainId
    label: Text
    reason: str = ""


class Reading(Entry):
    """A place of the text that can be read in several ways; the office signs one.

    Until it is signed every reading is computed and shown, and the answer is 需人工判断.

    ```toml
    [[reading]]
    id = "reading.change_sum"
    label = "变更限额的口径"
    question = "15%和100万元按单次变更还是按累计变更计算？"
    options = [{ id = "single", label = "按单次" }, { id = "cumulative", label = "按累计" }]
    rows = ["MX-066"]
    ```
    """

    id: DottedId
    label: Text
    question: Text
    options: tuple[ReadingOption, ...] = Field(min_length=2)
    rows: tuple[RowId, ...] = Field(min_length=1)


class ParametersFile(Entry):
    """The whole of `parameters.toml`: `[[value]]`, `[[setting]]` and `[[reading]]` entries."""

    value: tuple[LawValue, ...] = ()
    setting: tuple[OfficeSetting, ...] = ()
    reading: tuple[Reading, ...] = ()
