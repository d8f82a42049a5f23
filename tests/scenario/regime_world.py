"""A bureau under another regulation: its workspace, its units, projects led by the use cases."""

from datetime import date

import pypdfium2

from desktop_app.domain.project import FundingLine
from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner
from desktop_app.use_cases.papers.issue import preview_paper
from desktop_app.use_cases.reserve_pool.editing import Application, add_application
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.money import fen_from_wan
from tests.county import HandClock
from tests.life import Life

REGIME = Subject("regime", 0)


class World:
    """A desk under a pack with a clock moved by hand."""

    def __init__(self, folder, pack, day, units):
        self.clock = HandClock(day)
        create_workspace(folder, clock=self.clock, program="test", pack=pack, operator="经办人甲")
        self.desk = open_desk(folder, clock=self.clock, program="test", operator="经办人甲")
        with self.desk.workspace.begin(self.desk.act("seed", "登记单位")) as uow:
            for name, kind in units.items():
                uow.units.add(name=name, kind=kind, contact="联系人", phone="0546-8330001")
        self.bureau = Life(self.desk, self.clock)

    def unit(self, name):
        with self.desk.workspace.read() as view:
            return view.units.first(name=name).id

    def apply(self, name, wan, unit, **more):
        """A complete application in 万元; `recorded` are the pack's own facts."""
        source = more.pop("source", "county")
        fields = {
            "nature": "new",
            "category": "business",
            "goal": f"{name}的目标",
            "content": f"{name}的内容",
            "route": f"{name}的路线",
            "data_needed": "不需要",
            "declared_fen": fen_from_wan(wan),
            "funding": (FundingLine(source, fen_from_wan(wan)),),
            **more,
        }
        applied = add_application(
            self.desk, Application(name=name, unit_id=self.unit(unit), **fields)
        )
        return Life(self.desk, self.clock, applied)

    def on(self, text):
        """The desk's day from here on, `2026-03-02`."""
        self.clock.turn_to(date.fromisoformat(text))
        return self

    def regime_duty(self, duty, text):
        """A duty of the regulation itself on a day."""
        self.on(text)
        return self.bureau.duties(REGIME)[duty]

    def finding(self, life, title, nature=None, **cells):
        """A problem found with a unit in a project."""
        given = {"source": "监督检查", "found_on": self.clock.now.date().isoformat(), **cells}
        if nature:
            given["nature"] = nature
        owner = Owner(project_id=life.project.id, unit_id=life.project.unit_id)
        return life.row("finding", owner=owner, title=title, **given)

    def close(self):
        self.desk.workspace.close()


def said(desk, form, *subjects):
    """The text of a paper without its spaces, as it would be printed now."""
    pdf = pypdfium2.PdfDocument(preview_paper(desk, form, subjects).pdf)
    return "".join("".join(page.get_textpage().get_text_range() for page in pdf).split())
