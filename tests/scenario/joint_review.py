"""Case C4: 56 projects of the sample year ask for 6,842.50 万元 of a ceiling of 4,000.00."""

from decimal import Decimal

from desktop_app.domain.project import FundingLine
from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner
from desktop_app.use_cases.reserve_pool.editing import Application, add_application
from desktop_app.use_cases.reserve_pool.steps import record_for_many
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.entries import place_rows, spec_of
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.values.money import fen_from_wan
from tests.life import PREREVIEW, Life
from tests.scenario.applications import sample_entries

LEFT_OUT = {"xz1", "kt1", "yy1", "cg3"}
"""A township, two by reference, one absorbed by a merger."""
THIS_YEAR = {
    "zr1": "300", "sj2": "200", "yj1": "250", "jy1": "249.99", "wj1": "186.50", "zj2": "212",
    "wl1": "156", "sw1": "100", "zr2": "118", "zj1": "117.31",
}  # fmt: skip
"""What projects of several years ask for this year; the others ask for all of it."""
CUT = {"zr1": "200", "sj2": "150", "ga1": "180", "zj2": "150", "wj2": "160.50", "zj1": "80"}
DEFERRED = {
    "cg1", "cg2", "zj3", "jy2", "kf1", "sj3", "gl1", "zr3", "sl1", "sl2", "ly1", "rs2", "yb1",
    "ny2", "sc1",
}  # fmt: skip
EXCLUDED = {"wl2", "ts1", "xc1"}
MISSING = ("fg1", "jc1")
"""Projects the planning office left without an opinion."""
ALTERED = {"zr1": "200", "sj2": "150", "zj2": "150"}
"""Amounts finance suggests instead."""
REASONS = {
    "cut": "按轻重缓急压减。",
    "deferred": "与在建平台衔接后再报。",
    "excluded": "另有渠道。",
}


class JointReview:
    """The plan of one year with all that asks to be in it."""

    def __init__(self, desk, clock):
        self.desk = desk
        self.clock = clock
        self.keys = [key for key in sample_entries() if key not in LEFT_OUT]
        self.projects = {key: self._apply(key) for key in self.keys}
        self.lives = {key: Life(desk, clock, each) for key, each in self.projects.items()}
        self.first = self.lives[self.keys[0]]
        self.plan = None
        self.items = {}

    def _apply(self, key):
        entry = sample_entries()[key]
        with self.desk.workspace.read() as view:
            unit = view.units.first(name=entry["unit"])
        flags = entry["flags"]
        recorded = {
            "by_reference_kind": "none",
            "is_cross_department": "cross" in flags,
            "involves_data": True,
            "is_video_surveillance": "video" in flags,
            "video_statement": "video" in flags,
            "uses_platform": True,
            "parent_project": entry.get("parent_project", ""),
            "infrastructure_kind": entry.get("infrastructure_kind", ""),
        }
        fen = fen_from_wan(Decimal(entry["amount"]))
        texts = {name: entry[name] for name in ("goal", "content", "route", "data_needed")}
        return add_application(
            self.desk,
            Application(
                name=entry["name"],
                unit_id=unit.id,
                submitting_unit_id=unit.superior_id,
                nature=entry["nature"],
                category=entry["category"],
                declared_fen=fen,
                funding=(FundingLine("county", fen),),
                recorded={name: value for name, value in recorded.items() if value != ""},
                **texts,
            ),
        )

    def asked(self, key):
        return Decimal(THIS_YEAR.get(key, sample_entries()[key]["amount"]))

    def record_all(self, step, outcome, **more):
        subjects = [life.subject for life in self.lives.values()]
        entry = StepEntry(step, outcome, signer="负责人甲", opinion="同意。", **more)
        record_for_many(self.desk, subjects, entry)

    def enter(self):
        """All enter the pool and apply for the plan; the plan is drafted with every item."""
        self.record_all(
            "pool_entry.prereview", "agreed", facts=PREREVIEW, override_reason="逐项核实。"
        )
        self.record_all("plan_entry.apply", "done", facts={"plan_year": "2025"})
        title = "2025年度政务信息化项目计划"
        self.plan = self.first.row(
            "plan", owned=False, year="2025", edition="1", title=title, ceiling="4000"
        )
        rows = [(self._owner(key), self._item(key)) for key in self.keys]
        self.items = dict(zip(self.keys, self.place("plan_item", rows), strict=True))
        return self

    def _owner(self, key):
        return Owner(project_id=self.projects[key].id, parent_id=self.plan.id)

    def _item(self, key):
        asked = fen_from_wan(self.asked(key))
        return {"order": 1, "project_name": self.projects[key].name, "asked": asked}

    def opine(self, office, keys, amounts=None):
        """The opinions of one office, as its workbook brings them."""
        given = amounts or {}
        rows = []
        for key in keys:
            cells = {"office": office, "opinion": "agreed"}
            cells |= {"signer": "某", "signed_on": self.clock.now.date().isoformat()}
            if key in given:
                cells |= {"opinion": "adjusted", "amount": fen_from_wan(Decimal(given[key]))}
            rows.append((self._owner(key), cells))
        return self.place("plan_opinion", rows)

    def place(self, register, rows):
        """Rows placed in one act, as an import places them."""
        act = self.desk.act("import", "导入联审资料", subjects=(self.plan,))
        with self.desk.workspace.begin(act) as uow:
            pack = course_of(self.desk, uow, self.plan).pack
            keys = place_rows(uow, pack, spec_of(pack, register), rows, self.desk.today)
            uow.concern([self.plan])
        return [Subject("entry", key) for key in keys]

    def decided(self, key):
        """What is to become of a project: decision, amount, reason."""
        if key in CUT:
            return {"decision": "cut", "planned_amount": CUT[key], "reason": REASONS["cut"]}
        if key in DEFERRED:
            return {"decision": "deferred", "reason": REASONS["deferred"]}
        if key in EXCLUDED:
            return {"decision": "excluded", "reason": REASONS["excluded"]}
        return {"decision": "included", "planned_amount": str(self.asked(key))}

    def decide(self, keys=None):
        for key in keys or self.keys:
            self.first.correct(self.items[key], **self.decided(key))
        return self
