"""What a revived application goes through: its own procedure, not any other kind's."""

import pytest

from desktop_app.domain.project import FundingLine
from desktop_app.errors import Refused
from desktop_app.values.money import fen_from_wan

OWN = {"by_reference_kind": "own_money", "superior_opinion": "agreed"}
MET = dict.fromkeys(
    ("topic_intensive", "topic_sharing", "topic_connection", "topic_collaboration"), "met"
)


@pytest.mark.parametrize(
    ("step", "outcome"), [("withdrawal.withdraw", "done"), ("scheme_review.review", "refused")]
)
def test_a_by_reference_project_has_its_scheme_reviewed_and_enters_no_pool(office, step, outcome):
    money = (FundingLine("own", fen_from_wan(87)),)
    project = office.apply("病区叫号", unit="县图书馆", wan=87, funding=money, recorded=OWN)
    office.record(project, step, outcome, opinion="条件不具备")
    office.record(project, "revival.revive", "done")

    with pytest.raises(Refused, match="现在不能登记"):
        office.agree(project)
    revived = office.record(project, "scheme_review.review", "agreed", facts=MET)
    assert revived.state == "scheme_agreed"


def test_another_project_enters_the_pool_and_has_no_scheme_to_review(office):
    project = office.apply("停车诱导")
    office.record(project, "withdrawal.withdraw", "done")
    office.record(project, "revival.revive", "done")

    with pytest.raises(Refused, match="现在不能登记"):
        office.record(project, "scheme_review.review", "agreed", facts=MET)
    assert office.agree(project).state == "in_pool"
