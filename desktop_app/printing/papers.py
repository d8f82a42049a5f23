"""What a paper says, free of layout: frozen content that use cases fill from the forms of a pack.

Wording comes from the pack; an empty text is left for ink. Each model has a layout in `FORMS`:

    Letter → letter            TableForm → opinion_table      ListPaper → list
    Checklist → checklist      Receipt → receipt              Bundle → its parts, one after another
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.rules.verdict import LIGHT_ORDER, Verdict

Pair = tuple[str, str]
"""A label and its value, as printed."""

Cell = str | int | None
"""A list cell: text as printed; 分 in `wan` and `yuan` columns; None prints nothing."""


class LetterKind(StrEnum):
    """A plain letter with the title on top, or one under the red head of the sending office."""

    PLAIN = "plain"
    REDHEAD = "redhead"


@dataclass(frozen=True)
class Letter:
    """An official letter in GB/T 9704 measures; a cover note is a plain letter.

    Body paragraphs that begin with 一、 are set in 黑体 and with （一） in 楷体 up to the first 。.
    """

    title: str
    addressee: str
    """主送机关 without the colon; empty for a letter to nobody in particular."""
    body: tuple[str, ...]
    """Paragraphs without indentation; an empty one is an empty line."""
    sender: str
    """发文机关署名."""
    dated: date | None
    """成文日期; None leaves 年 月 日 for ink."""
    number: str = ""
    """文号, e.g. 某数〔2026〕15号; under a red head an empty one leaves 〔 〕 号 for ink."""
    attachments: tuple[str, ...] = ()
    """Names of the attachments; one alone gets no number."""
    copy_to: str = ""
    """抄送机关; empty prints no 抄送."""
    remark: str = ""
    """附注 in brackets below the date, e.g. 联系人：…，电话：…."""
    kind: LetterKind = LetterKind.PLAIN
    head: str = ""
    """The red head, e.g. 某某县数据资源管理局文件; empty takes `sender` + 文件."""
    annex: str = ""
    """附件1 when this letter is itself an attachment of a bundle."""


@dataclass(frozen=True)
class FormRow:
    """One labelled row of a form over the full width; `height_mm` is the least height."""

    label: str
    text: str
    height_mm: float = 0


@dataclass(frozen=True)
class FormGrid:
    """A small table inside a form beside its label: fund lines, topics, the experts who sign."""

    label: str
    columns: tuple["ListColumn", ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_mm: float = 0
    """Least row height, e.g. 11 where people sign by hand."""


@dataclass(frozen=True)
class VerdictRow:
    """One check as the paper shows it: its word, its clauses and how the answer came about."""

    title: str
    word: str
    """通过, 不通过, 提醒, 需人工判断 or 资料不足."""
    message: str = ""
    clauses: tuple[str, ...] = ()
    arithmetic: str = ""
    turns_if: str = ""
    note: str = ""
    """What the office decided on it (e.g. the reason given), printed behind 处理：."""


@dataclass(frozen=True)
class OpinionBox:
    """A place for an opinion with its signature, seal and date; what is empty is left for ink."""

    label: str
    text: str = ""
    signer: str = ""
    dated: date | None = None
    has_seal: bool = True
    signer_label: str = "负责人签字："
    choices: tuple[str, ...] = ()
    """Outcomes with a box to tick, e.g. 同意, 退回, 不同意."""
    chosen: str = ""
    height_mm: float = 38


@dataclass(frozen=True)
class TableForm:
    """A form as one ruled table: head, rows, verdicts, opinions; over as many pages as it needs."""

    title: str
    number: str = ""
    """The form's own number, printed at the top right; empty before issue."""
    left: str = ""
    """What stands at the left above the table, e.g. 填报单位：…."""
    right: str = ""
    """What stands at the right above the table, e.g. 金额单位：万元."""
    intro: tuple[str, ...] = ()
    """Sentences between the title and the table."""
    head: tuple[Pair, ...] = ()
    """Short facts, two to a row; one that does not fit half the width takes a row of its own."""
    rows: tuple[FormRow | FormGrid, ...] = ()
    verdicts: tuple[VerdictRow, ...] = ()
    verdict_label: str = "审查情况"
    opinions: tuple[OpinionBox, ...] = ()
    foot: tuple[str, ...] = ()
    """Notes below the table, e.g. 填表说明."""
    continued: str = ""
    """Short name repeated on following pages, e.g. code and name of the project."""
    annex: str = ""


class ColumnKind(StrEnum):
    """How a list cell is read and set."""

    TEXT = "text"
    COUNT = "count"
    """A whole number."""
    WAN = "wan"
    """分, printed in 万元."""
    YUAN = "yuan"
    """分, printed in 元."""


class Align(StrEnum):
    """Where text stands in its cell; AUTO sets numbers right and text left."""

    AUTO = "auto"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True)
class ListColumn:
    """One column; `weight` shares out the width, `is_sum` gives it 本页小计 and 合计."""

    title: str
    weight: float = 1
    kind: ColumnKind = ColumnKind.TEXT
    align: Align = Align.AUTO
    is_sum: bool = False
    places: int = 2


@dataclass(frozen=True)
class ListGroup:
    """Rows under a heading of their own, with a 小计."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class ListPaper:
    """A list with repeated head, 本页小计 and 合计; rows or groups of rows."""

    title: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    groups: tuple[ListGroup, ...] = ()
    """Used instead of `rows` when not empty."""
    number: str = ""
    left: str = ""
    """Left above the table, e.g. 填报单位（盖章）：…."""
    right: str = ""
    """Right above the table, e.g. 单位：万元."""
    intro: tuple[str, ...] = ()
    signers: tuple[Pair, ...] = ()
    """Below the table: 单位负责人, 填报人, 联系电话; an empty value leaves a line for ink."""
    foot: tuple[str, ...] = ()
    is_landscape: bool = True
    is_a3: bool = False
    has_page_totals: bool = True
    annex: str = ""


@dataclass(frozen=True)
class ChecklistItem:
    """One thing to tick: True ticked, False crossed out, None left open for ink."""

    text: str
    is_ticked: bool | None = None
    clause: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Checklist:
    """A list of things to have or to verify, with boxes, remarks and signatures."""

    title: str
    items: tuple[ChecklistItem, ...]
    number: str = ""
    left: str = ""
    right: str = ""
    intro: tuple[str, ...] = ()
    head: tuple[Pair, ...] = ()
    conclusion: str = ""
    signers: tuple[Pair, ...] = ()
    foot: tuple[str, ...] = ()
    annex: str = ""


@dataclass(frozen=True)
class Receipt:
    """A receipt in two equal halves, one kept and one handed out, with a line to cut along."""

    title: str
    statement: str
    """The sentence that is signed, e.g. 今收到…."""
    lines: tuple[Pair, ...] = ()
    number: str = ""
    issuer: str = ""
    """The office whose seal goes on it."""
    handler: str = ""
    dated: date | None = None
    halves: tuple[str, str] = ("存根联", "回执联")


@dataclass(frozen=True)
class Bundle:
    """Several papers issued as one PDF with running page numbers, e.g. a report and its list."""

    title: str
    parts: tuple["Letter | TableForm | ListPaper | Checklist | Receipt", ...]


Paper = Letter | TableForm | ListPaper | Checklist | Receipt | Bundle


@dataclass(frozen=True)
class Stamp:
    """Which state of the records a sheet shows; printed as foot line and QR code."""

    version: int = 1
    """Record version of the subject."""
    log_head: str = ""
    """SM3 of the last log event in hex; the foot line shows its first 16 characters."""
    number: str = ""
    """The form's number at issue; empty on a preview."""
    form: str = ""
    """The form's short name in the foot line."""
    issued_on: date | None = None
    is_copy: bool = False
    is_preview: bool = False
    is_void: bool = False

    @property
    def qr_text(self) -> str:
        """What the QR code holds: number, record version and the whole log head."""
        return f"hengce:1;n={self.number};v={self.version};h={self.log_head}"

    @property
    def mark(self) -> str:
        """The word across the sheet: 作废, 预览, 副本, or empty."""
        if self.is_void:
            return "作废"
        if self.is_preview:
            return "预览"
        return "副本" if self.is_copy else ""


def verdict_rows(verdicts: Sequence[Verdict]) -> tuple[VerdictRow, ...]:
    """The verdicts a paper shows, gravest first; those not due yet are left out."""
    shown = sorted((v for v in verdicts if v.word), key=lambda v: LIGHT_ORDER.index(v.light))
    return tuple(
        VerdictRow(v.title, v.word, v.message, v.clauses, v.sums, v.turns_if) for v in shown
    )
