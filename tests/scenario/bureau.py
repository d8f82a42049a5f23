"""A bureau at its desk from the first days of the regulation on."""

import shutil

from desktop_app.errors import Refused
from tests.county import HandClock, Office, open_county
from tests.life import RECORDED, Life


class Bureau:
    """A desk with its clock; every project it takes in has a life of its own."""

    def __init__(self, folder, day):
        self.clock = HandClock(day)
        self.desk = open_county(folder, self.clock)
        self.office = Office(self.desk)

    def project(self, name, wan, **more):
        """A complete application in 万元."""
        recorded = {**RECORDED, **more.pop("recorded", {})}
        applied = self.office.apply(name, wan=wan, recorded=recorded, **more)
        return Life(self.desk, self.clock, applied)

    def found(self, name):
        """A project that is there already."""
        with self.desk.workspace.read() as view:
            return Life(self.desk, self.clock, view.projects.first(name=name))

    def close(self):
        self.desk.workspace.close()


def copied(folder, to):
    """A copy of a workspace with its key."""
    shutil.copytree(folder, to)
    shutil.copy(folder.with_suffix(".key"), to.with_suffix(".key"))
    return to


def refusal(act, *arguments, **named):
    """The refusal an act meets."""
    try:
        act(*arguments, **named)
    except Refused as refused:
        return refused
    raise AssertionError("nothing was refused")
