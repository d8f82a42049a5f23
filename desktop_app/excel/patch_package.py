"""A workbook's package with single parts replaced: what is not touched stays as it was."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from desktop_app.excel.package import Package, SheetPart, target_of

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "[Content_Types].xml"
_FAST = 1
"""Compression level: the copy is made while the clerk waits."""


class NotPatchableError(Exception):
    """The XML is legal but written in a way that is not patched; the book is rebuilt instead."""


class Relation(NamedTuple):
    """A relationship: id, the last word of its type, the part it leads to."""

    id: str
    kind: str
    part: str


class PatchedPackage:
    """The parts of one workbook, some of them replaced."""

    def __init__(self, data: bytes) -> None:
        self._source = data
        self._package = Package(data)
        self._changed: dict[str, bytes] = {}
        self._names = set(self._package.names())

    @property
    def workbook_part(self) -> str:
        """The part that lists the sheets."""
        return self._package.workbook_part

    def sheets(self) -> tuple[SheetPart, ...]:
        """The worksheets as the source lists them."""
        return self._package.sheets()

    def read(self, name: str) -> bytes:
        """The present bytes of a part."""
        return self._changed[name] if name in self._changed else self._package.read(name)

    def write(self, name: str, content: bytes) -> None:
        """Replaces or adds a part."""
        self._changed[name] = content
        self._names.add(name)

    def relations(self, part: str) -> tuple[Relation, ...]:
        """The relationships of a part as the source has them."""
        return tuple(
            Relation(
                str(item.get("Id")),
                str(item.get("Type")).rpartition("/")[2],
                target_of(part, str(item.get("Target"))),
            )
            for item in self._package.relations(part)
            if item.get("TargetMode") != "External"
        )

    def related(self, part: str, kind: str) -> Relation | None:
        """The first relationship of a kind, None if there is none."""
        return next((item for item in self.relations(part) if item.kind == kind), None)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Adds a relationship of a part and gives its id."""
        folder, _, base = part.rpartition("/")
        name = f"{folder}/_rels/{base}.rels"
        if name in self._names:
            content = self.read(name)
        else:
            content = f'<?xml version="1.0"?><Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()
        number = 1 + sum(b'Id="rIdH' in piece for piece in content.split(b"<Relationship "))
        relation = f'<Relationship Id="rIdH{number}" Type="{OFFICE}/{kind}" Target="/{target}"/>'
        self.write(name, appended(content, b"Relationships", relation.encode()))
        return f"rIdH{number}"

    def declare(self, part: str, content_type: str) -> None:
        """States the content type of a new part."""
        piece = f'<Override PartName="/{part}" ContentType={quoteattr(content_type)}/>'
        self._add_type(piece, f'PartName="/{part}"')

    def declare_extension(self, extension: str, content_type: str) -> None:
        """States the content type of an extension."""
        piece = f'<Default Extension="{extension}" ContentType={quoteattr(content_type)}/>'
        self._add_type(piece, f'Extension="{extension}"')

    def _add_type(self, piece: str, key: str) -> None:
        content = self.read(_TYPES)
        if key.encode() not in content:
            self.write(_TYPES, appended(content, b"Types", piece.encode()))

    def free_name(self, pattern: str) -> str:
        """A part name not used yet; `{}` stands for the number."""
        number = 1
        while pattern.format(number) in self._names:
            number += 1
        return pattern.format(number)

    def save(self, out: Path) -> None:
        """Writes the package; the parts keep their order, new ones come last."""
        with (
            zipfile.ZipFile(BytesIO(self._source)) as source,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_FAST) as target,
        ):
            known = source.namelist()
            for name in [*dict.fromkeys(known), *sorted(set(self._changed) - set(known))]:
                target.writestr(name, self._changed.get(name) or source.read(name))


def appended(content: bytes, element: bytes, piece: bytes) -> bytes:
    """The XML with `piece` as the last child of an unprefixed element."""
    end = content.rfind(b"</" + element + b">")
    if end >= 0:
        return content[:end] + piece + content[end:]
    empty = re.search(rb"<" + element + rb"\b([^>]*?)/>", content)
    if empty is None:
        raise NotPatchableError(element.decode())
    opened = b"<" + element + empty[1] + b">" + piece + b"</" + element + b">"
    return content[: empty.start()] + opened + content[empty.end() :]
