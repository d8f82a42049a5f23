"""The parts of a paper in `forms.toml`: cells, opinions, columns, tables, running lines."""

from typing import Literal

from pydantic import Field

from desktop_app.rules.schema.common import Condition, Count, Entry, Flag, Number, PlainId, Text
from desktop_app.rules.schema.facts import Scope

PAPER_FIELDS: dict[str, str] = {
    "project_name": "项目名称", "project_code": "项目编号", "unit_name": "项目单位",
    "submitting_unit": "报送单位", "superior_name": "主管部门", "contact": "联系人",
    "contact_phone": "联系电话", "office_name": "本机关名称", "regulation": "制度名称",
    "regulation_number": "制度文号", "clauses": "条款", "issued_on": "制发日期",
    "year": "年度", "number": "表单编号", "document_number": "文号", "opinion": "意见",
    "outcome": "结论", "signer": "签批人", "acted_on": "办理日期", "reason": "理由",
    "checked_on": "所列检查结果的日期",
    "count": "件数", "total": "合计金额", "sum": "本表合计", "order": "序号",
    "ordinal": "中文序号", "state": "状态",
    "problems": "问题清单", "problem_count": "问题数", "file_name": "文件名", "due": "期限",
    "reply_to": "回复对象", "note": "备注", "funding": "资金来源及金额", "similar": "相似项目",
    "attempt": "第几次申报", "adopter_name": "统筹单位", "need_title": "需求名称",
    "need_scenario": "需求场景", "stage": "阶段", "procedure": "办件名称",
    "system_name": "系统名称", "basis": "上位依据", "handler": "本机关联系人",
    "office_phone": "本机关联系电话",
}  # fmt: skip
"""What a form text may name in braces beyond facts, values, settings and `office.<role>`."""
IN_WORDS = "|大写"
"""Behind an amount in braces: the amount in the words of a bill, `{declared_amount|大写}`."""
LINES_OF = "lines."
"""Before the id of running lines in braces, `{lines.present}`."""


class Cell(Entry):
    """One labelled cell: `label = "项目名称"`, `value = "{project_name}"`.

    `span` is the share of the row (1 = half of the table, 2 = the whole row); `lines` the least
    height in lines. An empty cell of one line prints a dash, a higher one stays open for ink.
    """

    label: Text
    value: str
    span: Literal[1, 2] = 1
    lines: int = Field(default=1, ge=1, le=30)
    when: Condition = "true"


class Paragraph(Entry):
    """A paragraph that stands only under a condition, among plain ones in `body`.

    ```toml
    text = "同意延期。"
    when = "step.extension.reply.outcome == 'agreed'"
    ```
    """

    text: Text
    when: Condition = "true"


class Signer(Entry):
    """Who signs below a list or checklist; an empty `value` leaves a line for ink.

    ```toml
    label = "制表人"
    value = "{handler}"
    ```
    """

    label: Text
    value: str = ""


class CheckItem(Entry):
    """One item of a checklist that checks of the pack may answer.

    ```toml
    text = "没有排他性、指向性条件"
    checks = ["conditions_fair"]
    ```
    Ticked where every check that applies passes, crossed out where one does not, with what it
    says; open for ink while one is not certain or none applies.
    """

    text: Text
    checks: tuple[PlainId, ...] = Field(min_length=1)


class OpinionCell(Entry):
    """One opinion box, filled from the recorded step or left empty to be signed.

    ```toml
    label = "县数据资源管理部门预审意见"
    step = "pool_entry.opinion"
    signer_label = "负责人（签字）"
    ```
    """

    label: Text
    step: Text
    lines: int = Field(default=5, ge=1, le=30)
    signer_label: str = "签字"
    has_seal: Flag = True
    when: Condition = "true"


class FormColumn(Entry):
    """One column of a list or table; `title = "申报金额"`, `value = "{declared_amount}"`.

    A value that is one amount and nothing else is printed as a number in the unit of its register
    column (万元 for other amounts), so the title says the unit. An empty value is left for ink.
    """

    title: Text
    value: str
    width: Number | None = None
    """Relative width; absent = 1."""
    align: Literal["left", "center", "right"] = "left"
    is_sum: Flag = False


class FormTable(Entry):
    """A table of register rows inside an opinion table.

    ```toml
    register = "review_expert"
    label = "专家签名"
    columns = [
        { title = "姓名", value = "{review_expert.name}" },
        { title = "单位", value = "{review_expert.unit}", width = 2 },
        { title = "签名", value = "" },
    ]
    blank = 5
    ```
    The rows are those of the subject's project, or with `scope = "children"` those below the
    subject; `when` picks some; `with_ended` takes in those in a state that no longer counts.
    `blank` is the least number of rows, the rest left for ink; without any row the table is left
    out.
    """

    register_: PlainId = Field(alias="register")
    label: Text
    columns: tuple[FormColumn, ...] = Field(min_length=1)
    scope: Scope = "own"
    when: Condition = "true"
    with_ended: Flag = False
    blank: Count = Field(default=0, ge=0, le=40)


class FormLines(Entry):
    """Rows of a register run together as text: `{lines.present}` in a paragraph.

    ```toml
    id = "present"
    register = "meeting_attendee"
    scope = "children"
    when = "meeting_attendee.is_present"
    text = "{meeting_attendee.unit}{meeting_attendee.name}"
    between = "、"
    ```
    With a line break as `between` every row is a paragraph of its own; `none` stands where there
    is no row.
    """

    id: PlainId
    register_: PlainId = Field(alias="register")
    text: Text
    between: str = "、"
    none: str = ""
    scope: Scope = "own"
    when: Condition = "true"
    with_ended: Flag = False
