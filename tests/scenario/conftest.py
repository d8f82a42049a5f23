"""Workspaces of the scenarios: made once per case, on a clock that stands where a case needs it."""

import os
from datetime import date

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.sample.story import StoryClock
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from tests.county import found_county
from tests.scenario import intake
from tests.scenario.bureau import Bureau, copied
from tests.scenario.routes import PLANNED, built, planned
from tests.scenario.tunxi import FIRST_DAY, District, found_district
from ui.application import Application

BEGIN = date(2026, 1, 5)


def open_county(folder, clock):
    """A new workspace under the default pack with the sample county's base data."""
    create_workspace(
        folder, clock=clock, program="test", office_name="县数据资源管理局", operator="经办人甲"
    )
    desk = open_desk(folder, clock=clock, program="test", operator="经办人甲")
    units, *others = intake.base_data_books()
    apply_import(desk, preview_import(desk, [units]))
    apply_import(desk, preview_import(desk, others))
    return desk


@pytest.fixture(scope="session")
def qapp_cls():
    return Application


@pytest.fixture(scope="module")
def clock():
    return StoryClock(BEGIN)


@pytest.fixture(scope="module")
def county(tmp_path_factory, clock):
    desk = open_county(tmp_path_factory.mktemp("county") / "工作区", clock)
    yield desk
    desk.workspace.close()


FIRST_WEEKS = date(2024, 9, 2)


@pytest.fixture(scope="session")
def early_seed(tmp_path_factory):
    """A county whose workspace was made in the first weeks of the regulation."""
    folder = tmp_path_factory.mktemp("early") / "ws"
    found_county(folder, FIRST_WEEKS)
    return folder


@pytest.fixture
def bureau(early_seed, tmp_path):
    """The county before any application."""
    bureau = Bureau(copied(early_seed, tmp_path / "ws"), FIRST_WEEKS)
    yield bureau
    bureau.close()


@pytest.fixture(scope="session")
def planned_seed(early_seed, tmp_path_factory):
    """The county when its first annual plan has been issued."""
    folder = copied(early_seed, tmp_path_factory.mktemp("planned") / "ws")
    bureau = Bureau(folder, FIRST_WEEKS)
    planned(bureau, PLANNED, date(2024, 10, 8))
    bureau.close()
    return folder


@pytest.fixture
def plan_year(planned_seed, tmp_path):
    """The county on a day after its plan, with a project of every kind in it."""
    bureau = Bureau(copied(planned_seed, tmp_path / "ws"), date(2024, 11, 20))
    yield bureau
    bureau.close()


@pytest.fixture(scope="session")
def built_seed(early_seed, tmp_path_factory):
    """The county when four projects are being built."""
    folder = copied(early_seed, tmp_path_factory.mktemp("built") / "ws")
    bureau = Bureau(folder, FIRST_WEEKS)
    built(bureau)
    bureau.close()
    return folder


@pytest.fixture
def site(built_seed, tmp_path):
    """The county in the autumn its first projects are being built."""
    bureau = Bureau(copied(built_seed, tmp_path / "ws"), date(2024, 10, 11))
    yield bureau
    bureau.close()


@pytest.fixture(scope="session")
def district_seed(tmp_path_factory):
    """A district whose workspace stands under the Tunxi regulation."""
    folder = tmp_path_factory.mktemp("district") / "ws"
    found_district(folder, FIRST_DAY)
    return folder


@pytest.fixture
def district(district_seed, tmp_path):
    """The district before any application."""
    district = District(copied(district_seed, tmp_path / "ws"), FIRST_DAY)
    yield district
    district.close()
