"""What is typed for a choice is found by its label, whichever way its marks are written."""

import pytest

from desktop_app.domain.typed_values import Wanted, typed_value

PLACE = Wanted("choice", choices=(("elsewhere", "建在别处，不买公有云"), ("cloud", "政务云(市级)")))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("建在别处，不买公有云", "elsewhere"),
        ("建在别处,不买公有云", "elsewhere"),
        ("政务云（市级）", "cloud"),
        ("elsewhere", "elsewhere"),
    ],
)
def test_a_label_with_marks_is_found_in_either_width(typed, kept):
    assert typed_value(PLACE, typed) == kept


def test_another_word_is_no_choice():
    with pytest.raises(ValueError, match="建在哪里"):
        typed_value(PLACE, "建在哪里")


@pytest.mark.parametrize("typed", ["NaN", "Infinity", "-inf", "1e999999", "1e21", "八十", "1.2.3"])
@pytest.mark.parametrize("kind", ["number", "integer", "money"])
def test_what_is_no_number_of_this_world_is_refused(kind, typed):
    with pytest.raises(ValueError):  # noqa: PT011 - each reader words it in its own way
        typed_value(Wanted(kind), typed)


@pytest.mark.parametrize(("typed", "kept"), [("88.5", "88.5"), ("1,200", "1200")])
def test_a_number_is_kept_exactly(typed, kept):
    assert typed_value(Wanted("number"), typed) == kept
