"""Conditions: what they say, which facts they need, and that a missing one stays open."""

from datetime import date
from fractions import Fraction

import pytest

from desktop_app.rules.condition_check import condition_faults
from desktop_app.rules.expression import condition_names, evaluate_condition
from desktop_app.rules.kinds import Kind, Quantity

KNOWN = {
    "nature": Quantity(Kind("choice"), "new"),
    "amount": Quantity(Kind("money"), Fraction(500_000_000)),
    "limit.big": Quantity(Kind("money"), Fraction(500_000_000)),
    "limit.late": Quantity(Kind("date"), date(2025, 1, 2)),
    "rate": Quantity(Kind("number", "%"), Fraction(15, 100)),
    "flag": Quantity(Kind("bool"), value=True),
    "sources": Quantity(Kind("choices"), ("county", "own")),
    "day": Quantity(Kind("date"), date(2025, 1, 1)),
    "word": Quantity(Kind("text"), "甲"),
    "list.words": Quantity(Kind("words"), ("甲", "乙")),
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("flag", True),
        ("not flag", False),
        ("nature in ['new', 'om']", True),
        ("nature not in ['new', 'om']", False),
        ("'own' in sources", True),
        ("'other' in sources", False),
        ("word in list.words", True),
        ("amount >= limit.big", True),
        ("amount < limit.big", False),
        ("rate == 0.15", True),
        ("day < limit.late", True),
        ("flag == false", False),
        ("nature == 'om' or (flag and amount != 0)", True),
    ],
)
def test_condition_is_evaluated_exactly(text, value):
    assert evaluate_condition(text, KNOWN.get).value is value


@pytest.mark.parametrize(
    ("text", "value", "missing"),
    [
        ("lost", None, ("lost",)),
        ("not lost", None, ("lost",)),
        ("lost and flag", None, ("lost",)),
        ("lost and not flag", False, ()),
        ("lost or flag", True, ()),
        ("lost == 'a' or gone > amount", None, ("lost", "gone")),
    ],
)
def test_missing_fact_stays_open_unless_it_cannot_matter(text, value, missing):
    truth = evaluate_condition(text, KNOWN.get)

    assert (truth.value, truth.missing) == (value, missing)


def test_names_are_read_off_the_tree_once_each():
    text = "a in ['x'] and limit.big < b or not (a == 'y' and c)"

    assert condition_names(text) == ("a", "limit.big", "b", "c")
    assert condition_names("true") == ()


@pytest.mark.parametrize("text", ["true", "false"])
def test_plain_truth_needs_no_names(text):
    assert condition_faults(text, None) == ()
