"""The same letter as a Word file, for offices that finish the wording in WPS."""

import io
import zipfile
from datetime import UTC, datetime, time
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from desktop_app.printing.bench import Bench
from desktop_app.printing.fonts import FontSet, shipped_fonts, shipped_set
from desktop_app.printing.forms.letter import SEAL_GAP, headed, signature_indents
from desktop_app.printing.forms.letter_parts import balanced
from desktop_app.printing.linebreak import clean
from desktop_app.printing.page import BODY_SIZE, LETTER, NUMBER_SIZE, TITLE_SIZE, ink_date
from desktop_app.printing.papers import Letter, LetterKind
from desktop_app.printing.typeset import Side

_LINE = Pt(28.95)
"""225 mm by 22 lines, as Word counts a fixed line."""
_TIGHTER = "-5"
"""In twentieths of a point: 28 characters of 16 pt fill 156 mm."""
_RED = RGBColor(0xDD, 0x00, 0x00)
_LATIN = "Times New Roman"
_AFTER_SWITCHES = ("w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc")
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:autoSpaceDE", "w:autoSpaceDN", *_AFTER_SWITCHES)
_AFTER_SPACING = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u")
"""What must stand behind each of these in the file's element order."""


def letter_docx(letter: Letter, fonts: FontSet | None = None) -> bytes:
    """The letter as .docx in the same measures; fonts are named, not embedded."""
    writer = _Writer(Bench(fonts or shipped_set()))
    writer.write(letter)
    out = io.BytesIO()
    writer.document.save(out)
    return _timeless(out.getvalue())


def _timeless(data: bytes) -> bytes:
    """The package without the moment it was packed: the same letter gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w") as made:
        for part in packed.infolist():
            fixed = zipfile.ZipInfo(part.filename)
            fixed.compress_type, fixed.create_system = zipfile.ZIP_DEFLATED, 0
            made.writestr(fixed, packed.read(part))
    return out.getvalue()


class _Writer:
    """Fills one document."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.document: Any = Document()
        self._set_page()

    def _set_page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.header_distance, section.footer_distance = Mm(15), Mm(24)
        self.document.settings.odd_and_even_pages_header_footer = True
        self._page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
        self._page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)

    def _page_number(self, footer: Any, side: Any) -> None:
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        paragraph.paragraph_format.left_indent = Pt(NUMBER_SIZE)
        paragraph.paragraph_format.right_indent = Pt(NUMBER_SIZE)
        self._run(paragraph, "— ", "song", NUMBER_SIZE)
        run = self._run(paragraph, "", "song", NUMBER_SIZE)
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run._r.append(_field_part(kind, text))  # noqa: SLF001 - python-docx's way to fields
        self._run(paragraph, " —", "song", NUMBER_SIZE)

    def write(self, letter: Letter) -> None:
        """Write the whole letter."""
        about = self.document.core_properties
        about.title, about.author, about.comments = clean(letter.title), letter.sender, ""
        if letter.dated:
            about.created = about.modified = datetime.combine(letter.dated, time(), UTC)
        self._write_head(letter)
        if letter.addressee:
            self._paragraph((("fang", f"{clean(letter.addressee)}："),))
        for text in letter.body:
            self._paragraph(self._headed(clean(text)), first=2)
        self._write_attachments(letter)
        self._write_signature(letter)
        if letter.copy_to:
            self._write_copies(letter)

    def _write_head(self, letter: Letter) -> None:
        if letter.annex:
            self._paragraph((("hei", letter.annex),))
            self._paragraph(())
        if letter.kind is LetterKind.REDHEAD:
            self._write_red_head(letter)
        style = self.bench.style("title", TITLE_SIZE, side=Side.CENTER)
        for line in balanced(style, letter.title, LETTER.width, letter.names):
            self._paragraph((("title", line),), size=TITLE_SIZE, side=WD_ALIGN_PARAGRAPH.CENTER)
        if letter.number and letter.kind is LetterKind.PLAIN:
            self._paragraph((("fang", letter.number),), side=WD_ALIGN_PARAGRAPH.CENTER)
        self._paragraph(())

    def _write_red_head(self, letter: Letter) -> None:
        head = letter.head or f"{letter.sender}文件"
        size = min(46.0, (LETTER.width - 23) / self.bench.face("title").width(head))
        paragraph = self._paragraph(
            (("title", head),), size=int(size), side=WD_ALIGN_PARAGRAPH.CENTER
        )
        paragraph.runs[0].font.color.rgb = _RED
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        paragraph.paragraph_format.space_before = Mm(35)
        paragraph.paragraph_format.space_after = Pt(2 * 28.95 - 8)
        number = self._paragraph(
            (("fang", letter.number or "〔　　　　〕　　号"),), side=WD_ALIGN_PARAGRAPH.CENTER
        )
        _rule_below(number)
        self._paragraph(())
        self._paragraph(())

    def _headed(self, text: str) -> tuple[tuple[str, str], ...]:
        return tuple((span.face.role.id, span.text) for span in headed(text, self.bench))

    def _write_attachments(self, letter: Letter) -> None:
        if letter.attachments:
            self._paragraph(())
        for index, name in enumerate(letter.attachments):
            number = f"{index + 1}." if len(letter.attachments) > 1 else ""
            label = "附件：" if index == 0 else "　　　"
            paragraph = self._paragraph((("fang", f"{label}{number}{clean(name)}"),))
            hang = Pt(BODY_SIZE * (3 + len(number) / 2))
            paragraph.paragraph_format.left_indent = Pt(BODY_SIZE * 2) + hang
            paragraph.paragraph_format.first_line_indent = -hang
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT

    def _write_signature(self, letter: Letter) -> None:
        last = self.document.paragraphs[-1].paragraph_format
        last.keep_with_next = last.widow_control = True
        for _ in range(SEAL_GAP):
            self._paragraph(()).paragraph_format.keep_with_next = True
        sender, day = signature_indents(letter, self.bench)
        for text, indent in ((clean(letter.sender), sender), (ink_date(letter.dated), day)):
            paragraph = self._paragraph((("fang", text),))
            paragraph.paragraph_format.left_indent = Pt(indent * (BODY_SIZE - 0.25))
            paragraph.paragraph_format.keep_with_next = text == clean(letter.sender)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        if letter.remark:
            self._paragraph((("fang", f"（{clean(letter.remark)}）"),), first=2)

    def _write_copies(self, letter: Letter) -> None:
        self._paragraph(())
        copies = f"抄送：{letter.copy_to.rstrip('。')}。"
        for text in (copies, f"{letter.sender}　　{ink_date(letter.dated)}印发"):
            paragraph = self._paragraph((("fang", text),), size=NUMBER_SIZE)
            _rule_below(paragraph, colour="000000", size="6")

    def _paragraph(
        self,
        runs: tuple[tuple[str, str], ...],
        *,
        first: int = 0,
        size: float = BODY_SIZE,
        side: Any = WD_ALIGN_PARAGRAPH.JUSTIFY,
    ) -> Any:
        paragraph = self.document.add_paragraph()
        form = paragraph.paragraph_format
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
        form.space_before = form.space_after = Pt(0)
        form.widow_control = False
        form.first_line_indent = Pt(first * (BODY_SIZE - 0.25))
        paragraph.alignment = side
        _set_close(paragraph)
        for role, text in runs:
            self._run(paragraph, text, role, size)
        return paragraph

    def _run(self, paragraph: Any, text: str, role: str, size: float) -> Any:
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        run.font.name = _LATIN
        name = shipped_fonts().roles[role].word
        fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 - no other way
        fonts.set(qn("w:eastAsia"), name)
        if size == BODY_SIZE:
            spacing = OxmlElement("w:spacing")
            spacing.set(qn("w:val"), _TIGHTER)
            run._element.rPr.insert_element_before(spacing, *_AFTER_SPACING)  # noqa: SLF001
        return run


def _field_part(kind: str, text: str) -> Any:
    if kind:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
        return part
    part = OxmlElement("w:instrText")
    part.set(qn("xml:space"), "preserve")
    part.text = text
    return part


def _rule_below(paragraph: Any, colour: str = "DD0000", size: str = "10") -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", size), ("space", "4"), ("color", colour)):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    form = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - borders have no API
    form.insert_element_before(borders, *_AFTER_BORDERS)


def _set_close(paragraph: Any) -> None:
    """No automatic gaps between Chinese and Latin characters: official papers have none."""
    form = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the setting has no API
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        switch = OxmlElement(name)
        switch.set(qn("w:val"), "0")
        form.insert_element_before(switch, *_AFTER_SWITCHES)
