"""The lines of a document that came as text, Word or PDF."""

import io
from zipfile import BadZipFile

import docx
import pypdfium2
from docx.opc.exceptions import PackageNotFoundError

WORD, PDF = ".docx", ".pdf"


class UnreadableDocumentError(ValueError):
    """The file is none of the kinds that can be read, or damaged."""


def document_lines(suffix: str, content: bytes) -> tuple[str, ...]:
    """The text line by line; a scan without text gives none.

    Raises:
        UnreadableDocumentError: the content is not what the suffix says, or no text at all.
    """
    if suffix == WORD:
        return _word_lines(content)
    return _pdf_lines(content) if suffix == PDF else _plain_lines(content)


def _word_lines(content: bytes) -> tuple[str, ...]:
    try:
        document = docx.Document(io.BytesIO(content))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError) as problem:
        raise UnreadableDocumentError from problem
    return tuple(paragraph.text for paragraph in document.paragraphs)


def _pdf_lines(content: bytes) -> tuple[str, ...]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as problem:
        raise UnreadableDocumentError from problem
    try:
        pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
        return tuple(line for page in pages for line in page.splitlines())
    finally:
        document.close()


def _plain_lines(content: bytes) -> tuple[str, ...]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return tuple(text.splitlines())
    raise UnreadableDocumentError
