"""`forms.toml`: papers filled from a few layouts."""

from typing import Literal

from pydantic import Field

from desktop_app.rules.schema.common import (
    Condition,
    Count,
    Entry,
    Flag,
    PlainId,
    RowId,
    Stage,
    SubjectKind,
    Text,
)
from desktop_app.rules.schema.facts import Scope
from desktop_app.rules.schema.form_parts import (
    Cell,
    CheckItem,
    FormColumn,
    FormLines,
    FormTable,
    OpinionCell,
    Paragraph,
    Signer,
)

Layout = Literal["letter", "opinion_table", "list", "checklist", "receipt"]
Figures = Literal["payout", "redemptions", "effect", "purge"]
"""What the program works out of a campaign: payout list, summary of redemptions, effect, and what
a purge of its personal data took out."""


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
    `right` lines above it, `spare` empty rows and `signers` below. A checklist has `items`, or
    takes the materials of `procedure`. A receipt has `cells`.

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
    is_missive: Flag = False
    """A letter in the format of 信函: the office's name between double red lines."""
    is_upward: Flag = False
    """A letter to a superior body: its red head names who signs (签发人)."""
    names_people: Flag = False
    """Those it is addressed to or signed by are named in full; their numbers stay masked."""
    when: Condition = "true"
    """The paper fits a subject only then; for another one it is neither offered nor issued."""
    grants: tuple[Text, ...] = ()
    """Steps (`procedure.step`) whose positive result the paper says: it is issued only where one
    of them was recorded so, or may be recorded so now (checks, materials and turn)."""
    addressee: str = ""
    body: tuple[Text | Paragraph, ...] = ()
    lines: tuple[FormLines, ...] = ()
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
    checks are those frozen with that result. None = the step of the last opinion, else the step
    that names this form."""
    show_verdicts: Flag = False
    show_similar: Flag = False
    show_course: Flag = False
    """Every recorded step with day, result, signer and number."""
    show_gates: Flag = False
    """Every check of every step: the answer frozen with the step beside the one of today."""
    columns: tuple[FormColumn, ...] = ()
    table: tuple[FormTable, ...] = ()
    register_: PlainId | None = Field(default=None, alias="register")
    scope: Scope = "own"
    row_when: Condition = "true"
    with_ended: Flag = False
    group_by: Text | None = None
    figures: Figures | None = None
    """The rows and sums are those the program works out of the campaign: a list has no columns of
    its own then, and the words of a letter go before the program's."""
    signers: tuple[Signer, ...] = ()
    items: tuple[Text | CheckItem, ...] = ()
    spare: Count = Field(default=0, ge=0, le=40)
    """Empty rows below the last one of a list, for those who are written in by hand."""
    procedure: PlainId | None = None
    foot: str = ""
    help: str = ""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The body, every paragraph with its condition."""
        return tuple(Paragraph(text=each) if isinstance(each, str) else each for each in self.body)


class FormsFile(Entry):
    """The whole of `forms.toml`: `[[form]]` entries."""

    form: tuple[FormSpec, ...] = ()
