"""`forms.toml`: papers filled from a few layouts."""

from typing import Literal

from pydantic import Field

from desktop_app.rules.schema.common import (
    Condition,
    Count,
    Entry,
    Flag,
    Number,
    PlainId,
    RowId,
    Stage,
    SubjectKind,
    Text,
)
from desktop_app.rules.schema.facts import Scope

Layout = Literal["letter", "opinion_table", "list", "checklist", "receipt"]
PAPER_FIELDS: dict[str, str] = {
    "project_name": "项目名称", "project_code": "项目编号", "unit_name": "项目单位",
    "submitting_unit": "报送单位", "superior_name": "主管部门", "contact": "联系人",
    "contact_phone": "联系电话", "office_name": "本机关名称", "regulation": "制度名称",
    "regulation_number": "制度文号", "clauses": "条款", "issued_on": "制发日期",
    "year": "年度", "number": "表单编号", "document_number": "文号", "opinion": "意见",
    "outcome": "结论", "signer": "签批人", "acted_on": "办理日期", "reason": "理由",
    "checked_on": "所列检查结果的日期",
    "count": "件数", "total": "合计金额", "order": "序号", "state": "状态",
    "problems": "问题清单", "problem_count": "问题数", "file_name": "文件名", "due": "期限",
    "reply_to": "回复对象", "note": "备注", "funding": "资金来源及金额", "similar": "相似项目",
    "attempt": "第几次申报", "adopter_name": "统筹单位", "need_title": "需求名称",
    "need_scenario": "需求场景", "stage": "阶段", "procedure": "办件名称",
    "system_name": "系统名称", "basis": "上位依据", "handler": "本机关联系人",
    "office_phone": "本机关联系电话",
}  # fmt: skip
"""What a form text may name in braces beyond facts, values, settings and `office.<role>`."""


class Cell(Entry):
    """One labelled cell: `label = "项目名称"`, `value = "{project_name}"`.

    `span` is the share of the row (1 = half of the table, 2 = the whole row); `lines` the least
    height in lines.
    """

    label: Text
    value: str
    span: Literal[1, 2] = 1
    lines: int = Field(default=1, ge=1, le=30)
    when: Condition = "true"


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


class FormColumn(Entry):
    """One column of a list; `title = "申报金额"`, `value = "{declared_amount}"`."""

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
    subject; `when` picks some. `blank` is the least number of rows, the rest left for ink.
    """

    register_: PlainId = Field(alias="register")
    label: Text
    columns: tuple[FormColumn, ...] = Field(min_length=1)
    scope: Scope = "own"
    when: Condition = "true"
    blank: Count = Field(default=0, ge=0, le=40)


class FormSpec(Entry):
    """One paper of the pack.

    A letter:
    ```toml
    [[form]]
    id = "pool_report"
    title = "关于报送储备库入库项目审核备案的报告"
    layout = "letter"
    subject = "project"
    stage = "reserve_pool"
    addressee = "{office.superior}"
    body = ["根据《{regulation}》{clauses}，现将{count}个项目（合计{total}）报请审核备案。"]
    attachments = ["储备库入库项目清单"]
    sender = "authority"
    rows = ["MX-015"]
    ```
    An opinion table has `head` and `cells` (label and value), `opinions` (boxes of steps), and
    `show_verdicts = true` for the checks with their clauses. A list has `columns`, `left` and
    `right` lines above it. A checklist has `items`, or takes the materials of `procedure`. A
    receipt has `cells`.

    Any of these layouts takes `body` lines; `is_batch = true` prints one paper for many subjects.
    An opinion table may hold tables of register rows (`table`); a list with `register` lists the
    rows of that register instead of subjects, of those of `scope` that `row_when` picks.
    """

    id: PlainId
    title: Text
    layout: Layout
    stage: Stage
    subject: SubjectKind = "project"
    rows: tuple[RowId, ...] = ()
    series: str = ""
    """Prefix of the form's own numbers, e.g. `预审`; empty = the form takes no number."""
    is_batch: Flag = False
    landscape: Flag = False
    is_redhead: Flag = False
    """A letter under the office's red head."""
    when: Condition = "true"
    """The paper fits a subject only then; for another one it is neither offered nor issued."""
    addressee: str = ""
    body: tuple[Text, ...] = ()
    attachments: tuple[Text, ...] = ()
    copy_to: tuple[PlainId, ...] = ()
    """Roles that get a copy (抄送)."""
    sender: PlainId = "authority"
    left: str = ""
    right: str = ""
    head: tuple[Cell, ...] = ()
    cells: tuple[Cell, ...] = ()
    opinions: tuple[OpinionCell, ...] = ()
    about: Text | None = None
    """The step (`procedure.step`, or `procedure.step:outcome`) whose result the paper tells; its
    checks are those frozen with that result. None = the step of the last opinion."""
    show_verdicts: Flag = False
    show_similar: Flag = False
    columns: tuple[FormColumn, ...] = ()
    table: tuple[FormTable, ...] = ()
    register_: PlainId | None = Field(default=None, alias="register")
    scope: Scope = "own"
    row_when: Condition = "true"
    group_by: Text | None = None
    items: tuple[Text, ...] = ()
    procedure: PlainId | None = None
    foot: str = ""
    help: str = ""


class FormsFile(Entry):
    """The whole of `forms.toml`: `[[form]]` entries."""

    form: tuple[FormSpec, ...] = ()
