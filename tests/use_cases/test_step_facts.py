"""Facts given with a step are read as their type, or refused with what is expected."""

import pytest

from desktop_app.errors import Refused
from desktop_app.rules.facts import FactSpec
from desktop_app.use_cases.standing.step_facts import fact_value

CHOICES = (("bond", "地方债券"), ("gift", "捐赠"))
SEVERAL = FactSpec("money_kind", "choices", "另列的资金", choices=CHOICES)


@pytest.mark.parametrize("given", ["地方债券、捐赠", "bond, gift", ("bond", "gift")])
def test_several_choices_are_kept_by_their_ids(given):
    assert fact_value(SEVERAL, given) == ("bond", "gift")


def test_unknown_choice_among_several_is_refused_with_the_list():
    with pytest.raises(Refused) as refusal:
        fact_value(SEVERAL, "地方债券、彩票")

    assert "地方债券、捐赠" in refusal.value.advice
