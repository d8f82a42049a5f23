"""Every act notes whose records it touched, whatever way they were written."""

from datetime import date

import pytest

from db import tables
from db.staleness import CONCERN_ALL, CONCERN_NONE, leads_to_subject
from desktop_app.domain.record import Subject
from desktop_app.values.calendar import YearDays

DAY = date(2026, 3, 2)
PROJECT, UNIT, REGIME = Subject("project", 1), Subject("unit", 1), Subject("regime", 0)


@pytest.fixture
def quiet(workspace, new_act, make_project):
    """A project of a unit, with nothing left to be worked out."""
    with workspace.begin(new_act()) as unit:
        make_project(unit, 1)
    with workspace.begin(new_act()) as unit:
        unit.stale.remove(unit.stale.touched())
    return workspace


def touched(workspace):
    with workspace.read() as view:
        return view.stale.touched()


def case(unit):
    return unit.cases.add(
        procedure="p", subject=PROJECT, pack="blank", pack_version="1", opened_on=DAY
    )


def step(unit):
    unit.steps.add(case_id=case(unit).id, step="s", outcome="agreed", acted_on=DAY, actor="desk")


def decision(unit):
    unit.decisions.add(
        decision="separate", reason="不同", decided_by="甲", decided_on=DAY, members=(1,)
    )


WRITTEN = [
    (lambda unit: unit.projects.change(1, goal="新"), (PROJECT,)),
    (lambda unit: unit.projects.change(1, amounts={}), (PROJECT,)),
    (lambda unit: unit.projects.change(1, funding=()), (PROJECT,)),
    (lambda unit: unit.projects.change(1, recorded={"x": 1}), (PROJECT,)),
    (lambda unit: unit.facts.put_many("unit", {1: {"y": True}}), (UNIT,)),
    (case, (PROJECT,)),
    (step, (PROJECT,)),
    (decision, (PROJECT,)),
    (
        lambda unit: unit.deadlines.add(subject=UNIT, deadline="d", kind="met", recorded_on=DAY),
        (UNIT,),
    ),
    (lambda unit: unit.units.change(1, kind="township"), (UNIT,)),
    (lambda unit: unit.systems.add(name="旧系统", unit_id=1), (Subject("system", 1),)),
    (
        lambda unit: unit.catalogue.add(code="D", name="人口", item="姓名", owner_unit_id=1),
        (Subject("catalogue_item", 1),),
    ),
    (lambda unit: unit.settings.add(name="s", value=1, valid_from=DAY), (REGIME,)),
    (lambda unit: unit.calendars.put(YearDays(2026, {}, {}, "")), (REGIME,)),
    (
        lambda unit: unit.notes.add(
            subject=PROJECT, kind="note", text="话", noted_at=unit.at, actor="甲"
        ),
        (),
    ),
]


@pytest.mark.parametrize(("write", "expected"), WRITTEN)
def test_what_is_written_names_whose_standing_it_touches(quiet, new_act, write, expected):
    with quiet.begin(new_act()) as unit:
        write(unit)

    assert touched(quiet) == expected


def test_an_act_taken_back_touches_the_same(quiet, new_act):
    with quiet.begin(new_act()) as unit:
        step(unit)
    with quiet.begin(new_act()) as unit:
        unit.stale.remove(unit.stale.touched())
    with quiet.begin(new_act()) as unit:
        unit.revert(unit.events.latest(1)[0].id)

    assert touched(quiet) == (PROJECT,)


def test_an_act_that_fails_notes_nothing(quiet, new_act):
    def fail():
        with quiet.begin(new_act()) as unit:
            unit.projects.change(1, goal="新")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert touched(quiet) == ()


def test_every_table_concerns_a_subject_all_of_them_or_none():
    untold = {
        table.name
        for table in tables.tracked_tables()
        if table.name not in CONCERN_ALL | CONCERN_NONE and not leads_to_subject(table.name)
    }

    assert untold == set()


def test_a_thousand_new_projects_are_all_noted(quiet, new_act, values_of):
    with quiet.begin(new_act()) as unit:
        unit.projects.add_many([values_of(1, number) for number in range(2, 1_202)])

    with quiet.read() as view:
        assert view.stale.count() == 1_200
