"""A small county at its desk: a clock moved by hand, units, an office that acts."""

from datetime import datetime, timedelta, timezone

from desktop_app.domain.project import FundingLine
from desktop_app.domain.record import Subject
from desktop_app.rules.schema import POSITIVE_OUTCOMES
from desktop_app.use_cases.reserve_pool.editing import Application, add_application
from desktop_app.use_cases.reserve_pool.groups import group_views
from desktop_app.use_cases.reserve_pool.steps import record_step
from desktop_app.use_cases.standing.neighbours import neighbourhood
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.money import fen_from_wan

CHINA = timezone(timedelta(hours=8))
UNITS = {
    "县城市管理局": ("department", "administration"),
    "县教育局": ("department", "administration"),
    "县公安局": ("department", "administration"),
    "县文旅局": ("department", "administration"),
    "杜村乡人民政府": ("township", "administration"),
    "蓉城街道办事处": ("subdistrict", "administration"),
    "县开发区管委会": ("development_zone", "administration"),
    "县建投集团": ("state_company", "other"),
}


class HandClock:
    """A clock that stands at nine in the morning of the day it is turned to."""

    def __init__(self, day):
        self.turn_to(day)

    def __call__(self):
        return self.now

    def turn_to(self, day):
        self.now = datetime(day.year, day.month, day.day, 9, 0, tzinfo=CHINA)


def found_county(folder, day):
    """A workspace made on a day, with the units of a small county and one below another."""
    clock = HandClock(day)
    create_workspace(
        folder,
        clock=clock,
        program="test",
        office_name="县数据资源管理局",
        operator="经办人甲",
    )
    desk = open_county(folder, clock)
    with desk.workspace.begin(desk.act("seed", "登记单位")) as uow:
        for name, (kind, owner) in UNITS.items():
            uow.units.add(
                name=name, kind=kind, owner_type=owner, contact="联系人", phone="0566-5020001"
            )
        above = uow.units.first(name="县文旅局")
        uow.units.add(name="县图书馆", kind="institution", superior_id=above.id)
    desk.workspace.close()


def open_county(folder, clock):
    return open_desk(folder, clock=clock, program="test", operator="经办人甲")


class Office:
    """Short words for what the tests do again and again at one desk."""

    def __init__(self, desk):
        self.desk = desk

    def unit(self, name):
        with self.desk.workspace.read() as view:
            return view.units.first(name=name).id

    def apply(self, name, unit="县教育局", wan=100, **more):
        """Key in a complete application of its own kind; `more` replaces fields."""
        recorded = {"by_reference_kind": "none", **more.pop("recorded", {})}
        fields = {
            "nature": "new",
            "category": "business",
            "goal": f"{name}的目标",
            "content": f"{name}的内容",
            "route": f"{name}的路线",
            "data_needed": "不需要",
            "declared_fen": fen_from_wan(wan),
            "funding": (FundingLine("county", fen_from_wan(wan)),),
            "recorded": recorded,
            **more,
        }
        application = Application(name=name, unit_id=self.unit(unit), **fields)
        return add_application(self.desk, application)

    def record(self, project, step, outcome, **more):
        more.setdefault("opinion", "" if outcome in POSITIVE_OUTCOMES else "请补充说明。")
        entry = StepEntry(step, outcome, signer=more.pop("signer", "负责人甲"), **more)
        return record_step(self.desk, self.subject(project), entry)

    def agree(self, project, **more):
        more.setdefault("opinion", "同意入库。")
        return self.record(project, "pool_entry.prereview", "agreed", **more)

    def project(self, project):
        with self.desk.workspace.read() as view:
            return view.projects.get(project.id)

    def digest(self):
        with self.desk.workspace.read() as view:
            return view.content_digest()

    def subject(self, project):
        return Subject("project", project.id)


def similar_groups(desk):
    """All groups of live applications that look alike, the suspected splits first."""
    with desk.workspace.read() as view:
        reading = reading_of(desk, view)
        return group_views(neighbourhood(reading), reading.current)


def merger(reason="同一平台", **more):
    """The step that lets one application go into another, as a clerk enters it."""
    return StepEntry("merger.merge", "done", opinion=reason, **more)
