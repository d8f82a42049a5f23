"""Adds looks to styles.xml: the problem colour on top of any look a cell has already."""

import re

from desktop_app.excel.patch_package import NotPatchableError

PROBLEM_RGB = "FFFFD9B3"
_SIDES = ("left", "right", "top", "bottom")
_FRAME = "<border>{}<diagonal/></border>".format(
    "".join(f'<{side} style="thin"><color rgb="FFA6A6A6"/></{side}>' for side in _SIDES)
).encode()
_XF = re.compile(rb"<xf\b[^>]*?/>|<xf\b[^>]*?>.*?</xf>", re.DOTALL)
_FILL_ID = re.compile(rb'\sfillId="([0-9]+)"')
_FILL = re.compile(rb"<fill>.*?</fill>|<fill/>|<fill\s[^>]*?/>", re.DOTALL)


class StylePatch:
    """The cell looks of one workbook; looks asked for are appended once."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._xfs: list[bytes] = _XF.findall(_section(content, b"cellXfs"))
        self._fills: list[bytes] = _FILL.findall(_section(content, b"fills"))
        self._fonts = _count(_section(content, b"fonts"), b"font")
        self._borders = _count(_section(content, b"borders"), b"border")
        self._new_fonts: list[bytes] = []
        self._has_frame = False
        self._new_fills: list[bytes] = []
        self._made: dict[tuple[int, int], int] = {}
        self._old_fills = {
            place for place, fill in enumerate(self._fills) if PROBLEM_RGB.encode() in fill.upper()
        }

    def marked_before(self) -> frozenset[int]:
        """Looks that carry the problem colour from an earlier return."""
        return frozenset(
            place for place, xf in enumerate(self._xfs)
            if (found := _FILL_ID.search(xf)) and int(found[1]) in self._old_fills
        )  # fmt: skip

    def marked(self, style: int) -> int:
        """The look `style` with the problem colour."""
        return self._with_fill(style, self._problem_fill())

    def unmarked(self, style: int) -> int:
        """The look `style` without any fill."""
        return self._with_fill(style, 0)

    def add(
        self, font: bytes = b"", *, alignment: bytes = b"<alignment/>", is_framed: bool = False
    ) -> int:
        """A new look of our own page, with a thin frame or none; gives its number."""
        number = 0
        if font:
            number = self._fonts + len(self._new_fonts)
            self._new_fonts.append(font)
        self._has_frame |= is_framed
        self._xfs.append(
            b'<xf numFmtId="0" fontId="%d" fillId="0" borderId="%d" xfId="0" applyFont="1" '
            b'applyBorder="1" applyAlignment="1">%s</xf>'
            % (number, self._borders if is_framed else 0, alignment)
        )
        return len(self._xfs) - 1

    def content(self) -> bytes:
        """styles.xml with everything that was asked for."""
        content = _replaced(self._content, b"cellXfs", b"".join(self._xfs), len(self._xfs))
        fills = [*self._fills, *self._new_fills]
        content = _replaced(content, b"fills", b"".join(fills), len(fills))
        if self._new_fonts:
            old = _section(content, b"fonts")
            count = self._fonts + len(self._new_fonts)
            content = _replaced(content, b"fonts", old + b"".join(self._new_fonts), count)
        if self._has_frame:
            frames = _section(content, b"borders") + _FRAME
            content = _replaced(content, b"borders", frames, self._borders + 1)
        return content

    def _problem_fill(self) -> int:
        if not self._new_fills:
            self._new_fills.append(
                b'<fill><patternFill patternType="solid"><fgColor rgb="%s"/>'
                b'<bgColor indexed="64"/></patternFill></fill>' % PROBLEM_RGB.encode()
            )
        return len(self._fills)

    def _with_fill(self, style: int, fill: int) -> int:
        if (style, fill) not in self._made:
            base = self._xfs[style] if style < len(self._xfs) else self._xfs[0]
            opening, rest = base.split(b">", 1)
            opening = re.sub(rb'\s(?:fillId|applyFill)="[^"]*"', b"", opening)
            attributes = b' fillId="%d" applyFill="1"' % fill
            closing = b"/" if opening.endswith(b"/") else b""
            self._xfs.append(opening.removesuffix(b"/") + attributes + closing + b">" + rest)
            self._made[style, fill] = len(self._xfs) - 1
        return self._made[style, fill]


def _span(content: bytes, element: bytes) -> tuple[int, int]:
    opening = re.search(rb"<" + element + rb"\b[^>]*>", content)
    end = content.find(b"</" + element + b">")
    if opening is None or end < 0:
        raise NotPatchableError(element.decode())
    return opening.end(), end


def _section(content: bytes, element: bytes) -> bytes:
    start, end = _span(content, element)
    return content[start:end]


def _count(section: bytes, element: bytes) -> int:
    return len(re.findall(rb"<" + element + rb"[\s/>]", section))


def _replaced(content: bytes, element: bytes, inner: bytes, count: int) -> bytes:
    start, end = _span(content, element)
    opening_start = content.rfind(b"<" + element, 0, start)
    opening = re.sub(rb'\scount="[^"]*"', b"", content[opening_start:start])
    opening = opening[:-1] + b' count="%d">' % count
    return content[:opening_start] + opening + inner + content[end:]
