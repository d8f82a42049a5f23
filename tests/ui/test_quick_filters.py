"""Chips stay on one line; what has no room is in the menu at the end."""

import pytest

from ui.widgets.quick_filters import QuickFilters

CHIPS = [(f"state:{place}", f"某种办理状态{place}", place) for place in range(12)]


@pytest.fixture
def filters(qtbot) -> QuickFilters:
    made = QuickFilters()
    qtbot.addWidget(made)
    made.show()
    made.show_chips(CHIPS)
    made.resize(500, made.sizeHint().height())
    return made


def test_every_chip_is_shown_where_there_is_room(filters):
    filters.resize(4000, filters.height())
    assert filters.folded == []


def test_chips_without_room_are_folded_from_the_end(filters):
    folded = filters.folded
    assert 0 < len(folded) < len(CHIPS)
    assert folded == filters.keys[-len(folded) :]


def test_no_chip_reaches_past_the_edge(filters):
    shown = [chip for chip in filters._chips.values() if not chip.isHidden()]
    assert all(chip.geometry().right() < 500 for chip in [*shown, filters._more])


def test_a_folded_choice_is_named_by_the_chip_at_the_end(filters, qtbot):
    with qtbot.waitSignal(filters.chosen) as chosen:
        filters.choose("state:11")
    assert chosen.args == ["state:11"]
    assert filters.current == "state:11"
    assert filters._more.text() == "某种办理状态11 11 ▾"
