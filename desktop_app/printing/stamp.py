"""The foot of every sheet: QR code, form number, record version, log head, page, and its mark."""

from collections.abc import Sequence
from functools import lru_cache

from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

from desktop_app.printing.bench import Bench
from desktop_app.printing.page import MM
from desktop_app.printing.papers import Stamp
from desktop_app.printing.sheet import GREY, Dots, Sheet, Text
from desktop_app.printing.typeset import Style, shortened
from desktop_app.values.dates import long_date

_QR_EDGE = 13 * MM
_FOOT_SIZE = 7.5
_HEAD_SHOWN = 16


def stamp_sheets(sheets: Sequence[Sheet], stamp: Stamp, bench: Bench) -> None:
    """Put foot line, QR code and mark on the pages of one issued or previewed paper."""
    rows = _qr_rows(stamp.qr_text) if stamp.log_head else ()
    for index, sheet in enumerate(sheets):
        sheet.mark = stamp.mark
        if rows and (sheet.has_code or index == 0):
            sheet.dots.append(Dots(sheet.frame.left, sheet.code_bottom, _QR_EDGE, rows))
        _put_foot(sheet, stamp, f"第{index + 1}页　共{len(sheets)}页", bench)


@lru_cache(maxsize=16)
def _qr_rows(text: str) -> tuple[tuple[bool, ...], ...]:
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(text))
    code.make()
    return tuple(tuple(bool(dot) for dot in row) for row in code.modules)


def _first_line(stamp: Stamp, style: Style, room: float) -> str:
    """Mark, form, number and day; a form with a long name is named by its beginning."""
    mark = f"【{stamp.mark}】" if stamp.mark else ""
    issued = f"{long_date(stamp.issued_on)}制" if stamp.issued_on else ""
    rest = [part for part in (stamp.number, issued) if part]
    taken = style.width("　".join((mark, *rest)))
    name = shortened(stamp.form, style, room - taken)
    return mark + "　".join(part for part in (name, *rest) if part)


def _second_line(stamp: Stamp) -> str:
    head = stamp.log_head[:_HEAD_SHOWN]
    return f"记录版本{stamp.version}　日志 {head}" if head else f"记录版本{stamp.version}"


def _put_foot(sheet: Sheet, stamp: Stamp, page: str, bench: Bench) -> None:
    style = bench.style("fang", _FOOT_SIZE)
    frame = sheet.frame
    left = frame.left + (_QR_EDGE + 2.5 * MM if sheet.dots else 0)
    top = y = sheet.code_bottom + _QR_EDGE - 1.2 * MM - _FOOT_SIZE
    x = frame.right - style.width(page)
    for line in (_first_line(stamp, style, x - left - 2 * _FOOT_SIZE), _second_line(stamp)):
        style.width(line)
        sheet.texts.append(Text(left, top, line, style.face, _FOOT_SIZE, 0.0, GREY))
        top -= _FOOT_SIZE * 1.6
    sheet.texts.append(Text(x, y, page, style.face, _FOOT_SIZE, 0.0, GREY))
