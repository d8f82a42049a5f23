"""Columns of a long list from cells to stored values: what is usual converts in a few passes.

Anything odd goes cell by cell; a cell that cannot be read is noted with what it holds. Each
function gives the values in the form the file keeps them: 分, ISO texts, whole numbers.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop_app.excel.lists.quick import LONGEST, MOST_FEN, QUICK, Value
from desktop_app.excel.lists.spec import CellKind
from desktop_app.values.dates import parse_date
from desktop_app.values.identity import id_card_fault, normal_code, phone_fault, vin_fault
from desktop_app.values.money import fen_from_yuan, parse_amount
from desktop_app.values.numerals import read_ordinal
from desktop_app.values.periods import parse_period
from desktop_app.values.text import are_texts, fold, has_control_characters, normal_name

Choices = Mapping[str, str]
"""What a cell may say, as names are compared, and the id it stands for."""
EXACT = 1e15
"""From 16 digits on a spreadsheet has dropped the last ones of a number."""
LOST = "末位已丢失"
AS_TEXT = "请把这一列设为文本后重填或重新导出"
MOST_NUMBER = 999_999
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+[Ee]\+?|[Ee]\+)[0-9]+")
_AS_TEXT_MARKS = re.compile(r"""\s*(?:="(?P<quoted>[^"]*)"|['`](?P<marked>.*))\s*""", re.DOTALL)
"""How platforms keep a spreadsheet from taking a text for a number."""
_ZONE = re.compile(r"(?:Z|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d))$")
_HERE = timedelta(hours=8)
"""Beijing time is ahead of the world's by so much."""
_TIME = re.compile(r"(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2}))?")
_COUNTED = re.compile(r"(?P<number>\d+|[〇零一二两三四五六七八九十百]+)\s*[个]?[批期轮次级]")
"""A number with what it counts: 第十一批, 2024年第3期, 2级."""
_UNTIL = re.compile(r"^\s*(?:有效期)?(?:截?[至止]|到)[::]?|[止前]\s*$")
_NUMERALS = re.compile(r"[〇零一二两三四五六七八九十百]+")
_MOMENT_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?")
"""How platforms write a moment without marks: 20240903100000."""
_DAY_LETTERS = 10


class CellFault(ValueError):  # noqa: N818 - a value for the report, raised to leave the converter
    """One cell that cannot be read: why, and what to do."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


@dataclass(frozen=True)
class Converted:
    """The values of a column, and the faults by place in it."""

    values: Sequence[Value]
    faults: Mapping[int, CellFault]


def convert(kind: CellKind, cells: Sequence[object], choices: Choices) -> Converted:
    """The values of one column of a part of a list."""
    quick = QUICK.get(kind)
    values = quick(cells) if quick else None
    if values is not None:
        return Converted(values, {})
    return _one_by_one(_slow(kind, choices), cells)


def _one_by_one(read: Callable[[object], Value], cells: Sequence[object]) -> Converted:
    """Each different text is read once: lists say the same few things again and again."""
    if not are_texts(cells):  # 1, 1.0 and True are the same key
        return _sorted_out([_read(read, cell) for cell in cells])
    known = {cell: _read(read, cell) for cell in set(cells)}
    if any(isinstance(each, CellFault) for each in known.values()):
        return _sorted_out([known[cell] for cell in cells])
    values = {cell: each for cell, each in known.items() if not isinstance(each, CellFault)}
    return Converted(list(map(values.__getitem__, cells)), {})


def _sorted_out(found: Sequence[Value | CellFault]) -> Converted:
    faults = {place: each for place, each in enumerate(found) if isinstance(each, CellFault)}
    return Converted([None if isinstance(each, CellFault) else each for each in found], faults)


def _read(read: Callable[[object], Value], cell: object) -> Value | CellFault:
    if cell is None or cell == "" or (isinstance(cell, str) and not cell.strip()):
        return None
    marked = _AS_TEXT_MARKS.fullmatch(cell) if isinstance(cell, str) else None
    if marked:
        return _read(read, marked["quoted"] if marked["marked"] is None else marked["marked"])
    try:
        return read(cell)
    except CellFault as fault:
        return fault
    except ValueError as fault:
        return CellFault(str(fault))


def _slow(kind: CellKind, choices: Choices) -> Callable[[object], Value]:
    if kind is CellKind.CHOICE:
        return lambda cell: _choice(cell, choices)
    return _SLOW[kind]


def _plain(cell: object) -> str:
    """The text of a cell; a number that lost its last digits is a fault."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, (int, float)):
        if abs(cell) >= EXACT:
            raise CellFault(f"长数字{LOST}（现为 {cell:.6g}）", AS_TEXT)
        return str(int(cell)) if cell == int(cell) else repr(cell)
    text = fold(str(cell))
    if _SCIENTIFIC.fullmatch(text):
        raise CellFault(f"“{text}”是科学计数，{LOST}", AS_TEXT)
    return text


def _clean(text: str) -> str:
    """The text, without marks that nothing could show; line ends become blanks."""
    if has_control_characters(text):
        raise CellFault(f"“{text[:20]!r}”里有看不见的控制字符", "请清除后重新导出")
    return " ".join(text.split())


def _code(cell: object) -> Value:
    text = _clean(normal_code(_plain(cell)))
    if len(text) > LONGEST:
        raise CellFault(f"有 {len(text)} 个字，不像编码")
    return text or None


def _text(cell: object) -> Value:
    text = _clean(_plain(cell))
    if len(text) > LONGEST:
        raise CellFault(f"有 {len(text)} 个字，超过 {LONGEST} 个")
    return text or None


def _money(cell: object) -> Value:
    if isinstance(cell, (bool, date, datetime)):
        raise CellFault(f"“{cell}”不是金额")
    if isinstance(cell, (int, float)):
        fen = fen_from_yuan(cell)
    else:
        amount = parse_amount(str(cell))
        fen = fen_from_yuan(amount.number * (10_000 if amount.unit == "万元" else 1))
    if fen < 0:
        raise CellFault(f"金额是负数（{cell}）", "请写正数；退款另报退款明细，也写正数")
    if fen > MOST_FEN:
        raise CellFault(f"金额过大（{str(cell)[:30]}）", "请核对原单。")
    return int(fen)


def _moment(cell: object) -> Value:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    digits = _MOMENT_DIGITS.fullmatch(_plain(cell).strip())
    if digits:
        year, month, day_of, hour_of, minute_of, second_of = digits.groups("00")
        cell = f"{year}-{month}-{day_of} {hour_of}:{minute_of}:{second_of}"
    day = parse_date(cell).isoformat()
    clock = _TIME.search(fold(cell)) if isinstance(cell, str) else None
    if clock is None:
        return day
    hour, minute, second = (int(part or 0) for part in clock.groups())
    if hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004 - a clock
        raise CellFault(f"“{cell}”的时间不存在")
    return _here(f"{day} {hour:02d}:{minute:02d}:{second:02d}", str(cell).strip())


def _here(moment: str, written: str) -> str:
    """The moment by Beijing time where it is written with a time zone."""
    zone = _ZONE.search(written)
    if zone is None:
        return moment
    ahead = timedelta(hours=int(zone["hours"] or 0), minutes=int(zone["minutes"] or 0))
    passed = _HERE + ahead if zone["sign"] == "-" else _HERE - ahead
    return (datetime.fromisoformat(moment) + passed).isoformat(" ", "seconds")


def _day(cell: object) -> Value:
    """A day; of a period its last one: that is what a voucher is good until."""
    if not isinstance(cell, str):
        return parse_date(cell).isoformat()
    period = parse_period(cell)
    return (period[1] if period else parse_date(_UNTIL.sub("", cell))).isoformat()


def _number(cell: object) -> Value:
    text = _plain(cell)
    if text.startswith("首"):
        return 1
    counted = [found["number"] for found in _COUNTED.finditer(text)]
    said = counted or re.findall(r"[0-9]+", text) or _NUMERALS.findall(text)
    if not said:
        raise CellFault(f"“{text}”里没有数字")
    if len(set(said)) > 1 and len(counted) != 1:
        raise CellFault(f"“{text[:30]}”里有几个数，分不清是哪一个", "请只写第几批、第几级")
    number = int(said[0]) if said[0].isdecimal() else read_ordinal(said[0])
    if number is None:
        raise CellFault(f"“{text[:30]}”里没有数字")
    if number > MOST_NUMBER:
        raise CellFault(f"“{text[:30]}”里的数太大")
    return number


def _choice(cell: object, choices: Choices) -> Value:
    text = _plain(cell)
    found = choices.get(normal_name(text))
    if found is None:
        raise CellFault(f"认不出“{text}”", f"可写：{'、'.join(dict.fromkeys(choices))}")
    return found


def _checked(fault: Callable[[str], str | None]) -> Callable[[object], Value]:
    def read(cell: object) -> Value:
        text = normal_code(_plain(cell))
        told = fault(text)
        if told:
            raise CellFault(told)
        return text

    return read


_SLOW: Mapping[CellKind, Callable[[object], Value]] = {
    CellKind.CODE: _code,
    CellKind.TEXT: _text,
    CellKind.MONEY: _money,
    CellKind.MOMENT: _moment,
    CellKind.DAY: _day,
    CellKind.NUMBER: _number,
    CellKind.ID_CARD: _checked(id_card_fault),
    CellKind.PHONE: _checked(phone_fault),
    CellKind.VIN: _checked(vin_fault),
}
