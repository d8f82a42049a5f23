"""到期事项 of one subject: the day, the clause, and what made the day what it is."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from desktop_app.rules.deadline_kinds import Deadline
from ui.dossier.duties_card import duties_card

DUE = date(2026, 10, 8)


def duty(**more):
    return Deadline("acceptance_due", "按期验收", ("二(四)1",), "project", DUE, **more)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"original_due": DUE}, "二(四)1"),
        ({"original_due": date(2026, 10, 1)}, "二(四)1　2026-10-01 逢休息日，顺延"),
        (
            {"original_due": date(2026, 9, 1), "is_extended": True},
            "二(四)1　已延期，原为 2026-09-01",
        ),
        (
            {"original_due": DUE, "is_house": True, "is_estimated": True},
            "二(四)1　本办期限　暂按周末推算",
        ),
        ({"original_due": DUE, "window_opens": date(2026, 9, 8)}, "二(四)1　2026-09-08 起可办"),
    ],
)
def test_what_made_the_day_is_told_under_it(qapp, more, told):
    card = duties_card((duty(**more),), lambda _duty: None)
    texts = [each.text() for each in card.findChildren(QLabel)]
    assert texts == ["到期事项", "2026-10-08　按期验收", told]


def test_what_is_told_ahead_shows_the_end_and_when_it_is_told(qapp):
    ends = duty(runs_out_on=date(2026, 12, 31), original_due=date(2026, 10, 1))
    card = duties_card((ends,), lambda _duty: None)
    texts = [each.text() for each in card.findChildren(QLabel)]
    assert texts[1:] == ["2026-12-31　按期验收", "二(四)1　2026-10-08 起提醒"]


def test_what_is_done_or_waived_makes_no_card(qapp):
    done, waived = duty(completed_on=DUE), duty(is_waived=True)
    assert duties_card((done, waived), lambda _duty: None) is None
