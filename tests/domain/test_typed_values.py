"""What is typed in a choice is understood as it is shown, whatever marks its label holds."""

import pytest

from desktop_app.domain.typed_values import Wanted, typed_value

OPINION = Wanted(
    "choice", choices=(("fit", "有意见，符合要求"), ("none", "没有（未提供）"), ("open", "待定"))
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("有意见，符合要求", "fit"),
        ("有意见,符合要求", "fit"),
        ("没有（未提供）", "none"),
        (" 没有(未提供) ", "none"),
        ("待定", "open"),
        ("fit", "fit"),
        ("", None),
    ],
)
def test_a_choice_is_read_by_its_label_or_its_id(typed, kept):
    assert typed_value(OPINION, typed) == kept


@pytest.mark.parametrize("typed", ["有意见", "符合要求", "FIT"])
def test_anything_else_is_no_choice(typed):
    with pytest.raises(ValueError, match=typed):
        typed_value(OPINION, typed)
