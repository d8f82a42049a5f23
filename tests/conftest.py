"""What tests of several layers share: the county whose papers can all be printed, made once."""

import copy
import gc
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, settings

from tests.county import HandClock, found_county, open_county
from tests.papers_world import build

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")  # a busy PC is slow: that is no fault of what is tested


@pytest.fixture(scope="module", autouse=True)
def searched_again():
    """Big readings take what is there out of the search for garbage: here that were leftovers."""
    yield
    gc.unfreeze()


@dataclass(frozen=True)
class PapersCounty:
    """A workspace on disk, the names of what was made in it, and the day it stands at."""

    folder: Path
    made: SimpleNamespace
    day: date

    def copied(self, to):
        """The same county at another place."""
        shutil.copytree(self.folder, to)
        shutil.copy(self.folder.with_suffix(".key"), to.with_suffix(".key"))
        return PapersCounty(to, copy.copy(self.made), self.day)

    def open(self):
        """Its desk on the day it stands at."""
        return open_county(self.folder, HandClock(self.day))


@pytest.fixture(scope="session")
def papers_county(tmp_path_factory):
    """Made once; tests that write take a copy."""
    folder = tmp_path_factory.mktemp("papers") / "ws"
    found_county(folder, date(2024, 9, 1))
    clock = HandClock(date(2024, 9, 2))
    desk = open_county(folder, clock)
    world = build(desk, clock)
    desk.workspace.close()
    return PapersCounty(folder, world.made, clock.now.date())
