"""A workspace with a small county, made once and copied for every test."""

import shutil
from datetime import date

import pytest

from tests.county import HandClock, Office, found_county, open_county


@pytest.fixture(scope="session")
def seed(tmp_path_factory):
    """The folder every test's workspace is a copy of."""
    folder = tmp_path_factory.mktemp("seed") / "ws"
    found_county(folder, date(2026, 7, 1))
    return folder


@pytest.fixture
def folder(seed, tmp_path):
    """A workspace of this test's own."""
    shutil.copytree(seed, tmp_path / "ws")
    shutil.copy(seed.with_suffix(".key"), tmp_path / "ws.key")
    return tmp_path / "ws"


@pytest.fixture
def clock():
    return HandClock(date(2026, 7, 20))


@pytest.fixture
def desk(folder, clock):
    desk = open_county(folder, clock)
    yield desk
    desk.workspace.close()


@pytest.fixture
def office(desk):
    return Office(desk)
