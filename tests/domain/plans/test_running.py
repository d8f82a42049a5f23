"""The running total of an agenda and where the line of the ceiling lies, to the 分."""

from desktop_app.domain.plans.item import PlanItem
from desktop_app.domain.plans.running import running

WAN = 1_000_000


def item(key, asked, decision="none", planned=None):
    listed = None if planned is None else round(planned * WAN)
    return PlanItem(key, key, f"项目{key}", round(asked * WAN), listed, decision)


def money(items, ceiling):
    wan = None if ceiling is None else round(ceiling * WAN)
    found = running(items, wan)
    line = next((place for place, each in enumerate(found) if each.is_line), None)
    return [each.taken_fen / WAN for each in found], [each.is_below for each in found], line


def test_the_total_counts_what_is_planned_else_what_is_asked():
    items = [item(1, 20, "cut", 15), item(2, 30), item(3, 40, "deferred"), item(4, 5)]

    assert money(items, None) == ([15, 45, 45, 50], [False] * 4, None)


def test_a_total_equal_to_the_ceiling_is_above_the_line_and_one_fen_more_below():
    items = [item(1, 20), item(2, 30), item(3, 0.000001)]

    assert money(items, 50)[1:] == ([False, False, True], 2)
    assert money(items[:2], 50)[1:] == ([False, False], None)


def test_the_first_that_does_not_fit_ends_it_for_all_behind():
    items = [item(1, 20), item(2, 40), item(3, 5)]

    assert money(items, 50) == ([20, 60, 65], [False, True, True], 1)


def test_the_line_lies_below_the_item_that_was_cut_to_the_rest():
    items = [item(1, 20, "included", 20), item(2, 30, "cut", 10), item(3, 9, "deferred")]

    assert money(items, 30) == ([20, 30, 30], [False, False, True], 2)


def test_what_was_listed_by_hand_is_set_aside_and_never_below_the_line():
    items = [
        item(1, 20, "included", 20),
        item(2, 30, "cut", 11),
        item(3, 15, "deferred"),
        item(4, 12, "cut", 9),
        item(5, 1, "deferred"),
    ]

    assert money(items, 40) == ([20, 31, 31, 40, 40], [False, False, True, False, True], 2)


def test_what_was_put_off_for_another_reason_stays_above_the_line():
    items = [item(1, 20, "deferred"), item(2, 30, "included", 30), item(3, 9, "deferred")]

    assert money(items, 30) == ([0, 30, 30], [False, False, True], 2)


def test_nothing_fits_under_a_ceiling_that_is_too_small():
    assert money([item(1, 20), item(2, 30)], 10) == ([20, 50], [True, True], 0)
