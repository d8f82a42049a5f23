"""What a paper says, free of layout: frozen content that use cases fill from the forms of a pack.

Wording comes from the pack; an empty text is left for ink. Each model has a layout in `FORMS`:

    Letter → letter            TableForm → opinion_table      ListPaper → list
    Checklist → checklist      Receipt → receipt              Bundle → its parts, one after another

Pages of pictures (`PictureSheet`) stand in bundles alone; no pack asks for them.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.domain.pictures import Picture
from desktop_app.printing.paper_parts import (
    Align,
    Cell,
    ChecklistItem,
    ColumnKind,
    CourseRow,
    FormGrid,
    FormRow,
    GateRow,
    ListColumn,
    ListGroup,
    OpinionBox,
    Pair,
    VerdictRow,
    verdict_rows,
)

__all__ = [
    "Align",
    "Bundle",
    "Cell",
    "Checklist",
    "ChecklistItem",
    "ColumnKind",
    "CourseRow",
    "FormGrid",
    "FormRow",
    "GateRow",
    "Letter",
    "LetterKind",
    "ListColumn",
    "ListGroup",
    "ListPaper",
    "OpinionBox",
    "Pair",
    "Paper",
    "PictureSheet",
    "Receipt",
    "Stamp",
    "TableForm",
    "VerdictRow",
    "verdict_rows",
]


class LetterKind(StrEnum):
    """A plain letter with the title on top, one under the office's red head, or a 信函."""

    PLAIN = "plain"
    REDHEAD = "redhead"
    MISSIVE = "missive"
    """The office's name in red between double red lines (GB/T 9704 信函格式)."""


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
    is_upward: bool = False
    """A red head that names who signs: 文号 at the left, 签发人 at the right."""
    annex: str = ""
    """附件1 when this letter is itself an attachment of a bundle."""
    names: tuple[str, ...] = ()
    """What the title is about: it is not broken inside these where that can be helped."""


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
    course: tuple[CourseRow, ...] = ()
    """Every step done so far."""
    gates: tuple[GateRow, ...] = ()
    """Every check of every step, then and now."""
    verdicts: tuple[VerdictRow, ...] = ()
    verdict_label: str = "审查情况"
    opinions: tuple[OpinionBox, ...] = ()
    signers: tuple[Pair, ...] = ()
    """Below the table, as in a list."""
    foot: tuple[str, ...] = ()
    """Notes below the table, e.g. 填表说明."""
    continued: str = ""
    """Short name repeated on following pages, e.g. code and name of the project."""
    annex: str = ""


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
class PictureSheet:
    """Pictures of figures one below the other, over as many upright pages as they need."""

    title: str
    pictures: tuple[Picture, ...]
    left: str = ""
    foot: tuple[str, ...] = ()
    annex: str = ""


@dataclass(frozen=True)
class Bundle:
    """Several papers issued as one PDF with running page numbers, e.g. a report and its list."""

    title: str
    parts: tuple["Letter | TableForm | ListPaper | Checklist | Receipt | PictureSheet", ...]


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
