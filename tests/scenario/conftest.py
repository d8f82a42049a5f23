"""Workspaces of the scenarios: made once per case, on a clock that stands where a case needs it."""

import os
from datetime import date

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.sample.story import StoryClock
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from tests.scenario import intake
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
