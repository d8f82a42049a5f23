"""The foot of every sheet: QR code, form number, record version, log head, page, and its mark."""

from collections.abc import Sequence
from functools import lru_cache

from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

from desktop_app.printing.bench import Bench
from desktop_app.printing.page import MM
from desktop_app.printing.papers import Stamp
from desktop_app.printing.sheet import GREY, Dots, Sheet, Text
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
        _put_foot(sheet, _foot_lines(stamp), f"第{index + 1}页　共{len(sheets)}页", bench)


@lru_cache(maxsize=16)
def _qr_rows(text: str) -> tuple[tuple[bool, ...], ...]:
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(text))
    code.make()
    return tuple(tuple(bool(dot) for dot in row) for row in code.modules)


def _foot_lines(stamp: Stamp) -> tuple[str, str]:
    mark = f"【{stamp.mark}】" if stamp.mark else ""
    name = "　".join(part for part in (stamp.form, stamp.number) if part)
    issued = f"{long_date(stamp.issued_on)}制" if stamp.issued_on else ""
    head = stamp.log_head[:_HEAD_SHOWN]
    record = f"记录版本{stamp.version}　日志 {head}" if head else f"记录版本{stamp.version}"
    return "　".join(part for part in (mark + name, issued) if part), record


def _put_foot(sheet: Sheet, lines: tuple[str, str], page: str, bench: Bench) -> None:
    style = bench.style("fang", _FOOT_SIZE)
    frame = sheet.frame
    left = frame.left + (_QR_EDGE + 2.5 * MM if sheet.dots else 0)
    top = sheet.code_bottom + _QR_EDGE - 1.2 * MM
    for line in lines:
        style.width(line)
        sheet.texts.append(Text(left, top - _FOOT_SIZE, line, style.face, _FOOT_SIZE, 0.0, GREY))
        top -= _FOOT_SIZE * 1.6
    x = frame.right - style.width(page)
    y = sheet.code_bottom + _QR_EDGE - 1.2 * MM - _FOOT_SIZE
    sheet.texts.append(Text(x, y, page, style.face, _FOOT_SIZE, 0.0, GREY))
