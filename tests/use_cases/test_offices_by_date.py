"""An office of the pack gets a new name from a day on: old papers keep the old one."""

from datetime import date

import pytest

from desktop_app.errors import Refused
from desktop_app.use_cases.going_live.grounds import Grounds
from desktop_app.use_cases.going_live.offices import office_lines, rename_office
from desktop_app.use_cases.imports.matching import office_index
from desktop_app.use_cases.outlines import current_outline
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.undoing import next_move, undo_event
from desktop_app.values.text import normal_name

PAPER = Grounds(date(2026, 7, 10), "机构改革", "县编〔2026〕3号")


def pack(office):
    with office.desk.workspace.read() as view:
        return current_pack(office.desk, view)


def finance(office):
    return next(each for each in office_lines(office.desk) if each.role == "finance")


def test_the_old_name_holds_to_the_day_before(office):
    old = finance(office).name
    line = rename_office(office.desk, "finance", "县财政金融局", PAPER)

    assert (line.name, line.since) == ("县财政金融局", date(2026, 7, 10))
    assert line.earlier[-1] == (old, date(2026, 7, 9))
    found = pack(office)
    assert found.office_name("finance", date(2026, 7, 9)) == old
    assert found.office_name("finance", date(2026, 7, 10)) == "县财政金融局"


def test_lists_and_workbooks_know_both_names(office):
    old = finance(office).name
    rename_office(office.desk, "finance", "县财政金融局", PAPER)
    index = office_index(pack(office), office.desk.today)
    assert {index[normal_name(name)] for name in (old, "县财政金融局")} == {"finance"}
    with office.desk.workspace.read() as view:
        names = current_outline(office.desk, view).offices["finance"]
    assert [(each.name, each.until) for each in names[-2:]] == [
        (old, date(2026, 7, 9)), ("县财政金融局", None),
    ]  # fmt: skip


def test_it_is_taken_back(office):
    old, before = finance(office).name, office.digest()
    rename_office(office.desk, "finance", "县财政金融局", PAPER)
    undo_event(office.desk, next_move(office.desk, "undo").line.event.id)
    assert (finance(office).name, office.digest()) == (old, before)


@pytest.mark.parametrize(
    ("role", "name", "grounds", "words"),
    [
        ("nobody", "某局", PAPER, "没有“nobody”这个机关"),
        ("finance", " ", PAPER, "现在就叫"),
        ("finance", "某局", Grounds(date(2026, 7, 21), "依据"), "还没有到"),
        ("finance", "某局", Grounds(date(2026, 7, 10), ""), "没有写依据"),
    ],
)
def test_a_name_that_cannot_be_given_is_refused(office, role, name, grounds, words):
    before = office.digest()
    with pytest.raises(Refused, match=words):
        rename_office(office.desk, role, name, grounds)
    assert office.digest() == before


def test_a_second_name_begins_after_the_first(office):
    rename_office(office.desk, "finance", "县财政金融局", PAPER)
    with pytest.raises(Refused, match="现在的名称自 2026-07-10 起"):
        rename_office(office.desk, "finance", "县财金局", PAPER)
    rename_office(office.desk, "finance", "县财金局", Grounds(date(2026, 7, 15), "再次更名"))
    names = [pack(office).office_name("finance", date(2026, 7, day)) for day in (12, 14, 15)]
    assert names == ["县财政金融局", "县财政金融局", "县财金局"]
