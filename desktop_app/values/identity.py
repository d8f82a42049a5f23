"""Identity numbers with their check digits, and masks for showing them.

Each `…_fault` judges the text as it would be stored and answers with a Chinese sentence, or None
where the number is right; `normal_code` first brings written codes to that form.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from desktop_app.values.text import fold

MASK = "*"
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_VALUES = dict(
    zip("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", [*range(10), *range(1, 9), 1, 2, 3, 4, 5, 7, 9,
        *range(2, 10)], strict=True)
)  # fmt: skip
_PROVINCES = frozenset(
    f"{zone}{place}"
    for zone, places in {1: 5, 2: 3, 3: 7, 4: 6, 5: 4, 6: 5, 7: 1, 8: 3}.items()
    for place in range(1, places + 1)
) | {"50"}
_CREDIT_LENGTH, _ID_LENGTH, _OLD_ID_LENGTH, _VIN_LENGTH = 18, 18, 15, 17
_FIRST_DIGITAL_INVOICE_YEAR = 21
_MOBILE_LENGTH = 11
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"0[1-9][0-9]{1,2}-?[2-9][0-9]{6,7}(?:-[0-9]{1,6})?")
_COUNTRY = r"(?:(?:\+|00)86-?)?"
_WRITTEN_MOBILE = re.compile(_COUNTRY + r"(1[3-9][0-9])-?([0-9]{4})-?([0-9]{4})")
_WRITTEN_LANDLINE = re.compile(
    _COUNTRY + r"\(?(0[1-9][0-9]{1,2})[)-]-?([2-9][0-9]{6,7})(?:(?:-|转)([0-9]{1,6}))?"
)
_BIRTH_DATE = r"(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])"
_ID_IN_TEXT = rf"(?<!\d)[1-8]\d{{5}}{_BIRTH_DATE}\d{{3}}[\dXx\uFF38\uFF58](?!\d)"
_MOBILE_IN_TEXT = r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"
_LANDLINE_IN_TEXT = r"(?<!\d)0[1-9]\d{1,2}[ -]?[2-9]\d{6,7}(?!\d)"
_CARD_IN_TEXT = r"(?<![0-9A-Za-z])\d{4}(?:[ -]?\d{4}){2,3}[ -]?\d{1,4}(?![0-9A-Za-z])"
_CARD_LENGTHS = range(16, 20)
_PERSONAL_IN_TEXT = re.compile(f"{_ID_IN_TEXT}|{_MOBILE_IN_TEXT}|{_LANDLINE_IN_TEXT}")


def normal_code(text: str) -> str:
    """A written code as it is stored: half-width, without spaces, letters in upper case."""
    return "".join(fold(text).split()).upper()


def credit_code_fault(text: str) -> str | None:
    """What is wrong with a unified social credit code (GB 32100, 18 characters)."""
    if len(text) != _CREDIT_LENGTH:
        return f"统一社会信用代码应为18位，现为{len(text)}位"
    if strange := sorted(set(text) - set(_CREDIT_ALPHABET)):
        return f"统一社会信用代码不含“{strange[0]}”，字母用大写，没有I、O、S、V、Z"
    total = sum(_CREDIT_ALPHABET.index(c) * pow(3, n, 31) for n, c in enumerate(text[:-1]))
    if text[-1] != _CREDIT_ALPHABET[-total % 31]:
        return "统一社会信用代码的校验位不对，请核对"
    return None


def id_card_fault(text: str) -> str | None:
    """What is wrong with a citizen's identity number (GB 11643, 18 characters)."""
    return _id_shape_fault(text) or _id_content_fault(text)


def _id_shape_fault(text: str) -> str | None:
    if len(text) == _OLD_ID_LENGTH and text.isascii() and text.isdigit():
        return "15位旧身份证号已停止使用，请填18位号码"
    if len(text) != _ID_LENGTH:
        return f"身份证号应为18位，现为{len(text)}位"
    if not re.fullmatch(r"[0-9]{17}[0-9X]", text):
        return "身份证号应为17位数字加1位数字或大写X"
    return None


def _id_content_fault(text: str) -> str | None:
    if text[:2] not in _PROVINCES:
        return "身份证号的地区码不对，请核对"
    if not _is_date(text[6:14]):
        return "身份证号中的出生日期不存在，请核对"
    total = sum(int(digit) * weight for digit, weight in zip(text, _ID_WEIGHTS, strict=False))
    if text[-1] != _ID_CHECKS[total % 11]:
        return "身份证号的校验位不对，请核对"
    return None


def _is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return digits[:2] in {"18", "19", "20"}


def normal_phone(text: str) -> str:
    """A telephone number as it is stored: without +86, the area code set off with a hyphen."""
    plain = re.sub(r"[\u2013\u2014~_]+", "-", normal_code(text))
    if mobile := _WRITTEN_MOBILE.fullmatch(plain):
        return "".join(mobile.groups())
    landline = _WRITTEN_LANDLINE.fullmatch(plain)
    return "-".join(filter(None, landline.groups())) if landline else plain


def phone_fault(text: str) -> str | None:
    """What is wrong with a mobile number (11 digits) or a landline number with its area code."""
    if _MOBILE.fullmatch(text) or _LANDLINE.fullmatch(text):
        return None
    if re.fullmatch(r"[2-9][0-9]{6,7}", text):
        return "座机请带区号，如0512-65001234"
    if re.fullmatch(r"1[0-9]*", text) and len(text) != _MOBILE_LENGTH:
        return f"手机号应为11位，现为{len(text)}位"
    return "不是电话号码：手机填11位，座机填区号加号码"


def invoice_fault(text: str) -> str | None:
    """What is wrong with an invoice: 20 digits, or code of 10 or 12 and number of 8 digits."""
    if re.fullmatch(r"(?:[0-9]{10}|[0-9]{12})[ \-/,][0-9]{8}", text):
        return None
    if not re.fullmatch(r"[0-9]+", text):
        return "发票号只含数字；旧式发票写成“代码-号码”"
    return _digital_invoice_fault(text)


def _digital_invoice_fault(digits: str) -> str | None:
    if re.fullmatch(r"[0-9]{8}", digits):
        return "8位发票号码还要写上10位或12位发票代码，写成“代码-号码”"
    if not re.fullmatch(r"[0-9]{20}", digits):
        return f"数电发票号码应为20位，现为{len(digits)}位；旧式发票写成“代码-号码”"
    if int(digits[:2]) < _FIRST_DIGITAL_INVOICE_YEAR or digits[2:4] not in _PROVINCES:
        return "数电发票号码前4位应为年份和地区码，请核对；旧式发票写成“代码-号码”"
    return None


def normal_invoice(text: str) -> str:
    """An invoice as it is stored: code and number set off with a hyphen, whatever stood there."""
    return re.sub(r"[\u2013\u2014,/_]+", "-", fold(text))


def vin_fault(text: str) -> str | None:
    """What is wrong with a vehicle identification number (GB 16735, 17 characters)."""
    if len(text) != _VIN_LENGTH:
        return f"车辆识别代号应为17位，现为{len(text)}位"
    if strange := sorted(set(text) - set(_VIN_VALUES)):
        return f"车辆识别代号不含“{strange[0]}”，字母用大写，没有I、O、Q"
    total = sum(_VIN_VALUES[c] * weight for c, weight in zip(text, _VIN_WEIGHTS, strict=True))
    if text[8] != "0123456789X"[total % 11]:
        return "车辆识别代号的第9位校验位不对，请核对"
    return None


def mask_id(text: str) -> str:
    """An identity number with only its first three and last four characters shown."""
    return _masked(text, 3, 4)


def mask_phone(text: str) -> str:
    """A telephone number with only its first three and last four digits shown."""
    return _masked(text, 3, 4)


def mask_name(text: str) -> str:
    """A person's name with only the first character shown."""
    return _masked(text, 1, 0)


def mask_as(written: str, text: str) -> str:
    """A personal value masked by how its column is written: `phone`, `id_card`, `vin`, `code`.

    A number keeps its ends; what is written in no such way is a name or an account of a name.
    """
    return _MASKS.get(written, mask_personal)(text)


def mask_personal(text: str) -> str:
    """A personal value of whatever kind: a number keeps its ends, a name its first character."""
    hidden = mask_text(text)
    return hidden if hidden != text else mask_name(text)


def mask_text(text: str) -> str:
    """Free text with the identity and telephone numbers in it masked; other figures stay."""
    return _PERSONAL_IN_TEXT.sub(lambda found: _masked(found[0], 3, 4), text)


def numbers_in_text(text: str) -> tuple[str, ...]:
    """The kinds of personal numbers that stand in free text; a name is not seen."""
    wide = fold(text)
    cards = (re.sub(r"[ -]", "", found) for found in re.findall(_CARD_IN_TEXT, wide))
    seen = {
        "身份证号": bool(re.search(_ID_IN_TEXT, wide)),
        "手机号": bool(re.search(_MOBILE_IN_TEXT, wide)),
        "银行账号": any(_is_card(each) for each in cards),
    }
    return tuple(label for label, is_seen in seen.items() if is_seen)


def _is_card(digits: str) -> bool:
    """A bank card's length and its check digit (Luhn)."""
    doubled = (int(digit) * (2 if n % 2 else 1) for n, digit in enumerate(reversed(digits)))
    return len(digits) in _CARD_LENGTHS and sum(sum(divmod(x, 10)) for x in doubled) % 10 == 0


_MASKS: Mapping[str, Callable[[str], str]] = {
    "phone": mask_phone, "id_card": mask_id, "code": mask_id, "vin": mask_id,
    "invoice": mask_id,
}  # fmt: skip
"""`code` is the number of an account or an invoice."""


def _masked(text: str, head: int, tail: int) -> str:
    if len(text) <= head + tail:
        return text[:1] + "*" * (len(text) - 1)
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]
