"""Personal values found in text and struck out: numbers anywhere, names where they are told."""

import pytest

from desktop_app.values.identity import mask_as
from desktop_app.values.personal_words import PersonalWords

WORDS = PersonalWords(["欧阳震华", "李四", "13856610001", "LSVA0000100000001", "王", "12"])


@pytest.mark.parametrize(
    ("text", "number", "any_value"),
    [
        ("已打13856610001告知", True, True),
        ("车架号lsva0000100000001。", True, True),
        ("138566100010", False, False),
        ("请欧阳震华补交", False, True),
        ("李四光", False, True),
        ("王某，12号", False, False),
        ("", False, False),
    ],
)
def test_what_stands_in_a_text(text, number, any_value):
    assert (WORDS.holds_number(text), WORDS.holds(text)) == (number, any_value)


def test_what_is_left_of_a_text():
    text = "李四、欧阳震华，13856610001；另13900001111"
    assert WORDS.struck(text) == "李四、欧阳震华，（已清除）；另13900001111"
    assert WORDS.without(text) == "（已清除）、（已清除），（已清除）；另139****1111"


def test_texts_within_lists_and_mappings():
    stored = [{"message": "缺李四的证件", "facts": [{"value": 3, "text": "13856610001"}]}]
    assert WORDS.without_deep(stored) == [
        {"message": "缺（已清除）的证件", "facts": [{"value": 3, "text": "（已清除）"}]}
    ]


@pytest.mark.parametrize(
    ("written", "text", "masked"),
    [
        ("phone", "13856610001", "138****0001"),
        ("id_card", "341723199001010017", "341***********0017"),
        ("vin", "LSVA0000100000001", "LSV**********0001"),
        ("code", "6228480000000004", "622*********0004"),
        ("", "欧阳震华", "欧***"),
        ("long", "李四", "李*"),
        ("", "李四 13856610001", "李四 138****0001"),
    ],
)
def test_a_value_is_masked_by_how_it_is_written(written, text, masked):
    assert mask_as(written, text) == masked
