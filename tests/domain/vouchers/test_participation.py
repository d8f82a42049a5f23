"""Days on which a merchant's redemptions count, from the turns its steps made."""

from datetime import date

import pytest

from desktop_app.domain.vouchers.participation import Stay, stays_of


def sept(day):
    return date(2024, 9, day)


IN, OUT = True, False


@pytest.mark.parametrize(
    ("turns", "joined", "takes_part", "found"),
    [
        ([(sept(5), IN)], sept(5), True, [Stay(sept(5))]),
        ([(sept(5), IN), (sept(10), OUT)], sept(5), False, [Stay(sept(5), sept(10))]),
        (
            [(sept(5), IN), (sept(10), OUT), (sept(20), IN)], sept(5), True,
            [Stay(sept(5), sept(10)), Stay(sept(20))],
        ),
        (  # suspended twice, then removed
            [(sept(5), IN), (sept(8), OUT), (sept(10), IN), (sept(12), OUT), (sept(15), OUT)],
            sept(5), False, [Stay(sept(5), sept(8)), Stay(sept(10), sept(12))],
        ),
        # recorded late, but signed earlier
        ([(sept(5), IN), (sept(20), IN), (sept(10), OUT)], None, True,
         [Stay(sept(5), sept(10)), Stay(sept(20))]),
        ([], sept(1), True, [Stay(sept(1))]),  # taken over from a list: only the day is known
        ([(sept(10), OUT)], sept(1), False, [Stay(sept(1), sept(10))]),
        ([(sept(5), IN)], sept(7), True, [Stay(sept(7))]),  # days before the written day never
        ([(sept(5), IN)], sept(3), True, [Stay(sept(3))]),
        ([(sept(5), IN), (sept(5), OUT)], sept(5), False, []),
        ([], None, True, []),
        ([], sept(1), False, []),  # out, and nobody knows since when: never paid for
    ],
)  # fmt: skip
def test_stretches_follow_from_the_turns(turns, joined, takes_part, found):
    assert list(stays_of(turns, joined_on=joined, takes_part=takes_part)) == found


def test_the_first_day_counts_and_the_last_does_not():
    stay = Stay(sept(5), sept(10))
    days = [sept(4), sept(5), sept(9), sept(10)]
    assert [stay.holds(day) for day in days] == [False, True, True, False]
    assert Stay(sept(5)).holds(date(2030, 1, 1))
    assert stay.told == "2024-09-05起，2024-09-10起停止"
