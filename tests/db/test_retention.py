"""Which backups stay (T-B2 as far as it counts here, T-T1)."""

from datetime import datetime, timedelta, timezone

import pytest

from db.retention import to_delete

CHINA = timezone(timedelta(hours=8))


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def thinned(step, days):
    """The backups left after working that long with one backup every `step`."""
    now, kept = at("2025-01-01T09:00"), set()
    for _ in range(int(timedelta(days=days) / step)):
        kept.add(now)
        kept -= to_delete(sorted(kept), now)
        now += step
    return kept, now - step


def test_all_backups_of_two_days_stay():
    kept, now = thinned(timedelta(hours=6), 2)

    assert len(kept) == 8
    assert now - min(kept) < timedelta(days=2)


def test_after_a_year_days_weeks_and_months_stay():
    kept, now = thinned(timedelta(hours=8), 400)
    ages = sorted((now - each).days for each in kept)

    assert now == at("2026-02-05T01:00")
    assert ages[:7] == [0, 0, 0, 1, 1, 1, 2]
    assert [age for age in ages if 2 < age <= 14] == list(range(3, 15))
    assert len(kept) == 7 + 12 + 10 + 9
    assert 300 < max(ages) < 400


@pytest.mark.parametrize("back", [{"hours": 1}, {"days": 1}, {"days": 3652}])
def test_clock_set_back_deletes_nothing(back):
    labels = [at("2026-03-01T09:00") + timedelta(hours=hour) for hour in range(0, 300, 3)]

    assert to_delete(labels, max(labels) - timedelta(**back)) == frozenset()


def test_clock_set_forward_ten_years_deletes_nothing_for_a_month():
    labels = [at("2026-03-01T09:00") + timedelta(hours=hour) for hour in range(48)]
    leapt = at("2036-03-01T09:00")

    assert to_delete([*labels, leapt], leapt + timedelta(days=3)) == frozenset()
    assert to_delete([*labels, leapt], leapt + timedelta(days=31)) != frozenset()


def test_newest_backup_always_stays():
    only = at("2020-01-01T09:00")

    assert to_delete([only], at("2026-01-01T09:00")) == frozenset()
