"""Identity numbers: published examples, one wrong character, masks."""

# ruff: noqa: RUF001 - lookalikes are what is tested

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.values.identity import (
    credit_code_fault,
    id_card_fault,
    invoice_fault,
    mask_id,
    mask_name,
    mask_phone,
    normal_code,
    normal_invoice,
    normal_phone,
    numbers_in_text,
    phone_fault,
    vin_fault,
)

CREDIT = "91350100M000100Y43"
ID_CARD = "11010519491231002X"
VIN = "1M8GDM9AXKP042788"


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (credit_code_fault, CREDIT),
        (credit_code_fault, "91110000600037341L"),
        (id_card_fault, ID_CARD),
        (id_card_fault, "440524188001010014"),
        (phone_fault, "13800138000"),
        (phone_fault, "0566-5021234"),
        (phone_fault, "010-62781234-801"),
        (invoice_fault, "24342000000012345678"),
        (invoice_fault, "3400191130-12345678"),
        (invoice_fault, "034001900111 12345678"),
        (vin_fault, VIN),
        (vin_fault, "11111111111111111"),
    ],
)
def test_right_numbers_have_no_fault(fault, text):
    assert fault(text) is None


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("139-1234-5678", "13912345678"),
        ("+86 139 1234 5678", "13912345678"),
        ("0086-13912345678", "13912345678"),
        ("（0566）5021234", "0566-5021234"),
        ("0566—5021234", "0566-5021234"),
        ("0566-5021234转8001", "0566-5021234-8001"),
        ("05665021234", "05665021234"),
        ("13912345678、0566-5021234", "13912345678、0566-5021234"),
    ],
)
def test_a_telephone_number_has_one_form(written, stored):
    assert normal_phone(written) == stored


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("3400191130—12345678", "3400191130-12345678"),
        ("3400191130/12345678", "3400191130-12345678"),
        ("３４００１９１１３０，12345678", "3400191130-12345678"),
        ("24342000000012345678", "24342000000012345678"),
    ],
)
def test_an_invoice_has_one_form(written, stored):
    assert normal_invoice(written) == stored
    assert invoice_fault(stored) is None


@pytest.mark.parametrize(
    ("fault", "text", "reason"),
    [
        (credit_code_fault, CREDIT[:-1], "17位"),
        (credit_code_fault, CREDIT[:-1] + "4", "校验位"),
        (credit_code_fault, CREDIT.lower(), "大写"),
        (credit_code_fault, "9135010OM000100Y43", "“O”"),
        (id_card_fault, "110105491231002", "15位旧身份证号"),
        (id_card_fault, "11010519491231002x", "大写X"),
        (id_card_fault, "110105194912310021", "校验位"),
        (id_card_fault, "110105194902300026", "出生日期"),
        (id_card_fault, "990105194912310021", "地区码"),
        (id_card_fault, "1101051949123100", "16位"),
        (phone_fault, "1380013800", "10位"),
        (phone_fault, "12800138000", "不是电话号码"),
        (phone_fault, "5021234", "区号"),
        (phone_fault, "见通讯录", "不是电话号码"),
        (invoice_fault, "12345678", "发票代码"),
        (invoice_fault, "2434200000001234567", "19位"),
        (invoice_fault, "03400190011112345678", "前4位"),
        (invoice_fault, "24ABC", "只含数字"),
        (vin_fault, VIN[:8] + "1" + VIN[9:], "校验位"),
        (vin_fault, VIN[:-1], "16位"),
        (vin_fault, "1M8GDM9AXKPO42788", "“O”"),
    ],
)
def test_wrong_numbers_are_told_why(fault, text, reason):
    assert reason in fault(text)


@given(st.integers(min_value=0, max_value=16), st.integers(min_value=1, max_value=9))
def test_one_wrong_digit_of_an_identity_number_is_always_found(place, by):
    digit = str((int(ID_CARD[place]) + by) % 10)

    assert id_card_fault(ID_CARD[:place] + digit + ID_CARD[place + 1 :]) is not None


@given(st.text(max_size=20))
def test_no_text_breaks_a_validator(text):
    for fault in (credit_code_fault, id_card_fault, phone_fault, invoice_fault, vin_fault):
        assert fault(text) is None or fault(text)


def test_written_codes_are_brought_to_the_stored_form():
    assert normal_code(" １１０１０５ 19491231 002x ") == ID_CARD


def test_masks_show_only_the_ends():
    assert mask_id(ID_CARD) == "110***********002X"
    assert mask_phone("13800138000") == "138****8000"
    assert mask_name("欧阳修") == "欧**"
    assert mask_name("") == ""


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("本人11010519491231002X，电话138 0013 8000", ("身份证号", "手机号")),
        ("退到 6228480000000007 卡上", ("银行账号",)),
        ("退到6228 4800 0000 0000 012", ()),
        ("凭证2024100800123456789012，金额13800.13元", ()),
        ("０571-88001234 是单位电话", ()),
    ],
)
def test_numbers_of_persons_are_seen_in_free_text(text, seen):
    assert numbers_in_text(text) == seen
