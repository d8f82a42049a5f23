"""Adds notes to cells: the comments part and the drawing that shows them, old notes kept."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from desktop_app.excel.grid import Place, cell_name
from desktop_app.excel.notes import PROBLEM_MARK
from desktop_app.excel.patch_package import OFFICE, NotPatchableError, PatchedPackage, appended

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AUTHOR = "衡册".encode()
_EMPTY_COMMENTS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{_MAIN}">'
    "<authors></authors><commentList></commentList></comments>"
).encode()
_EMPTY_VML = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:'
    b'office" xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>'
)
_SHAPE_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    b'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
    'margin-top:6pt;width:180pt;height:84pt;z-index:{id};visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 15, {row}, 10, {right}, 15, {bottom}, "
    "4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
_FIRST_SHAPE = 90_000
_COMMENT = re.compile(rb"<comment\b[^>]*?\bref=\"([A-Z]+[0-9]+)\".*?</comment>", re.DOTALL)
_SHAPES = re.compile(rb"<v:shape\b(?!type).*?</v:shape>", re.DOTALL)
_FOLLOWING = re.compile(
    rb"<(?:legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst|"
    rb"mc:AlternateContent)\b"
)


def add_comments(
    package: PatchedPackage, part: str, xml: bytes, notes: Mapping[Place, str]
) -> bytes:
    """Adds a note at every place of a sheet; gives the sheet's XML, which may get a link."""
    comments = package.related(part, "comments")
    drawing = package.related(part, "vmlDrawing") if b"<legacyDrawing " in xml else None
    name = comments.part if comments else _new_comments(package, part)
    content = _without_old(package.read(name) if comments else _EMPTY_COMMENTS)
    fresh = _without_known(content, notes)
    package.write(name, _with_notes(content, notes))
    if drawing is None:
        shapes = _EMPTY_VML
        target = package.free_name("xl/drawings/vmlDrawing{}.vml")
        package.declare_extension("vml", _VML_TYPE)
        xml = _with_link(xml, package.relate(part, "vmlDrawing", target))
    else:
        target = drawing.part
        shapes = _shapes_of_comments(package.read(target), content)
    package.write(target, _with_shapes(shapes, fresh))
    return xml


def _new_comments(package: PatchedPackage, part: str) -> str:
    name = package.free_name("xl/comments{}.xml")
    package.declare(name, _COMMENTS_TYPE)
    package.relate(part, "comments", name)
    return name


def _without_old(content: bytes) -> bytes:
    """The comments without those of an earlier return."""
    mark = PROBLEM_MARK.encode()
    return _COMMENT.sub(lambda found: b"" if mark in found[0] else found[0], content)


def _without_known(content: bytes, notes: Mapping[Place, str]) -> list[Place]:
    known = {found[1].decode() for found in _COMMENT.finditer(content)}
    return [place for place in notes if cell_name(*place) not in known]


def _with_notes(content: bytes, notes: Mapping[Place, str]) -> bytes:
    authors = content.count(b"<author>") + content.count(b"<author/>")
    content = appended(content, b"authors", b"<author>" + _AUTHOR + b"</author>")
    texts = {cell_name(*place).encode(): text for place, text in notes.items()}
    pieces = []

    def extend(found: re.Match[bytes]) -> bytes:
        text = texts.pop(found[1], None)
        if text is None:
            return found[0]
        run = b"<r>" + _text(f"\n{text}") + b"</r>"
        return re.sub(rb"(?=<rPh\b|<phoneticPr\b|</text>)", lambda _: run, found[0], count=1)

    content = _COMMENT.sub(extend, content)
    for name, text in texts.items():
        pieces.append(
            b'<comment ref="%s" authorId="%d"><text><r>%s</r></text></comment>'
            % (name, authors, _text(text))
        )
    return appended(content, b"commentList", b"".join(pieces))


def _text(text: str) -> bytes:
    return b'<t xml:space="preserve">' + escape(text).encode() + b"</t>"


def _shapes_of_comments(shapes: bytes, comments: bytes) -> bytes:
    """The drawing without the boxes of notes that are gone."""
    known = {found[1].decode() for found in _COMMENT.finditer(comments)}

    def keep(found: re.Match[bytes]) -> bytes:
        row = re.search(rb"<x:Row>\s*([0-9]+)", found[0])
        column = re.search(rb"<x:Column>\s*([0-9]+)", found[0])
        if b'ObjectType="Note"' not in found[0] or row is None or column is None:
            return found[0]
        return found[0] if cell_name(int(row[1]), int(column[1])) in known else b""

    return _SHAPES.sub(keep, shapes)


def _with_shapes(shapes: bytes, places: list[Place]) -> bytes:
    pieces = [] if b"_x0000_t202" in shapes else [_SHAPE_TYPE]
    for number, (row, column) in enumerate(places, _FIRST_SHAPE):
        pieces.append(
            _SHAPE.format(
                id=number, row=row, column=column, left=column + 1, right=column + 4, bottom=row + 5
            ).encode()
        )
    return appended(shapes, b"xml", b"".join(pieces))


def _with_link(xml: bytes, relation: str) -> bytes:
    """The sheet with the element that shows the notes, at its place in the schema."""
    link = f'<legacyDrawing xmlns:r="{OFFICE}" r:id="{relation}"/>'.encode()
    start = max(xml.rfind(b"</conditionalFormatting>"), xml.rfind(b"</sheetData>"))
    following = _FOLLOWING.search(xml, start)
    at = following.start() if following else xml.rfind(b"</worksheet>")
    if start < 0 or at < 0:
        raise NotPatchableError("worksheet")
    return xml[:at] + link + xml[at:]
