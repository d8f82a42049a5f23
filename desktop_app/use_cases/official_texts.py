"""The official text of a regulation beside its pack: attached by the office, opened at a clause.

A clerk attaches the text as published (text, Word or PDF with text in it); from then on every
citation can be read in its own words. The pack's summaries stay what they are: our own words.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.official_text import Passage, paragraphs, passage
from desktop_app.errors import EnvironmentProblem, Refused
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.regime import pack_having, stored_pack

SETTING = "regulation_text."
"""Before the id of a pack: the setting that holds digest and name of its attached text."""
MEDIA_TYPES = {".txt": "text/plain", ".docx": "application/msword", ".pdf": "application/pdf"}
FEWEST_FOUND = 3
"""Clauses that must be found before a text is believed to be that regulation."""


@dataclass(frozen=True)
class OfficialText:
    """An attached text with its paragraphs."""

    name: str
    """Name of the file it came from."""
    paragraphs: tuple[str, ...]
    title: str
    """Of the document, where the file holds several."""
    is_the_encoded: bool | None
    """Whether it is, byte for byte, the text the pack was written from; None if unknown."""

    def passage(self, clause: str) -> Passage | None:
        """Where a clause stands in it."""
        return passage(self.paragraphs, clause, self.title)

    def words(self, clause: str) -> str:
        """The words of a clause, empty if it is not found."""
        found = self.passage(clause)
        return "\n".join(self.paragraphs[found.start : found.end]) if found else ""


def attach_text(desk: Desk, source: Path, pack_id: str, *, reason: str = "") -> OfficialText:
    """Keep a file as the text of a pack's regulation; refused if its clauses are not in it."""
    require(desk, "regulations.packs")
    content = _content(source)
    with desk.workspace.read() as view:
        pack = pack_having(desk, view, lambda each: each.id == pack_id)
    text = _read(source.name, content, pack)
    clauses = list(dict.fromkeys(article.clause for article in pack.articles))
    found = sum(text.passage(each) is not None for each in clauses)
    if found < min(FEWEST_FOUND, len(clauses)):
        raise Refused(
            f"“{source.name}”里找不到《{pack.document.title}》的条款",
            advice="请核对是不是这部办法的正文；扫描件没有文字，请用文字版。",
        )
    digest = desk.workspace.files.put(content, MEDIA_TYPES[source.suffix.lower()])
    act = desk.act("attach_text", f"附上原文“{source.name}”", reason=reason, pack=pack.id)
    with desk.workspace.begin(act) as uow:
        uow.settings.add(
            name=f"{SETTING}{pack.id}", value=(digest, source.name), valid_from=desk.today,
            reason=reason, signer=desk.operator,
        )  # fmt: skip
    return text


def official_text(desk: Desk, pack: str, version: str) -> OfficialText | None:
    """The text attached to a pack; None if there is none."""
    with desk.workspace.read() as view:
        kept = view.settings.on(desk.today).get(f"{SETTING}{pack}")
        if kept is None or not isinstance(kept.value, tuple | list):
            return None
        digest, name = map(str, kept.value)
        loaded = stored_pack(desk, view, pack, version)
    return _read(name, desk.workspace.files.get(digest), loaded)


def _content(source: Path) -> bytes:
    if source.suffix.lower() not in MEDIA_TYPES:
        raise Refused(
            f"不能附“{source.name}”", advice="请用文本（.txt）、Word（.docx）或 PDF 文件。"
        )
    try:
        return source.read_bytes()
    except OSError as problem:
        raise EnvironmentProblem(
            f"“{source.name}”读不出来", advice="请核对文件后再选。"
        ) from problem


def _read(name: str, content: bytes, pack: Pack) -> OfficialText:
    from desktop_app.printing.document_text import (  # noqa: PLC0415 - loaded when a text is read
        UnreadableDocumentError,
        document_lines,
    )

    try:
        lines = document_lines(Path(name).suffix.lower(), content)
    except UnreadableDocumentError as problem:
        raise Refused(
            f"“{name}”读不出文字", advice="请用 Word 或 WPS 打开后另存为 .docx 或文本文件。"
        ) from problem
    said = pack.document.text_sm3
    same = hashlib.new("sm3", content).hexdigest() == said if said else None
    return OfficialText(name, paragraphs(lines), pack.document.title, same)
