"""The routes of an approval step by step, and projects taken along them until they are built."""

from dataclasses import dataclass, field
from datetime import date

from desktop_app.domain.project import FundingLine
from desktop_app.values.money import fen_from_wan
from tests.life import ACCEPTED, PLAIN_BUILDING, SIX_TOPICS, plan_for


@dataclass(frozen=True)
class Go:
    """One step on a route: the clause it rests on and what is filled in with it."""

    step: str
    clause: str
    more: dict = field(default_factory=dict)


def walk(life, *route):
    """Record the steps of a route in order; each must be up and rest on its clause."""
    for each in route:
        turn = life.turn()
        assert each.step in turn, f"{each.step} is not up, but {sorted(turn)}"
        assert each.clause in life.clauses(each.step)
        life.record(each.step, next(iter(turn[each.step].labels)), **each.more)


ACCEPT_MERGED = Go("merged_approval.accept", "二(二)2", {"facts": {**PLAIN_BUILDING, **ACCEPTED}})
ACCEPT_DESIGN = Go("design_approval.accept", "二(二)2", {"facts": ACCEPTED})
UPWARD = (
    Go("design_approval.upward.report", "二(二)4", {"facts": SIX_TOPICS}),
    Go("design_approval.upward.city", "二(二)4"),
    Go("design_approval.upward.province", "二(二)4", {"facts": {"province_remarks": "同意"}}),
)


def estimated(wan):
    """What a reply fills in."""
    return {"facts": {"estimate_amount": str(wan), "planned_yearly_om": "20"}}


def feasible(life, wan):
    """The feasibility report taken in and approved at an amount."""
    life.hand_in("feasibility_approval")
    more = {"facts": {"feasibility_amount": str(wan)}}
    walk(
        life,
        Go("feasibility_approval.accept", "二(二)1", {"facts": PLAIN_BUILDING}),
        Go("feasibility_approval.decision", "二(二)2", more),
    )


def to_the_border(life, wan):
    """Feasibility approved, the design taken in: now it goes up, or not."""
    feasible(life, wan)
    life.hand_in("design_approval")
    walk(life, ACCEPT_DESIGN)
    return life


PLANNED = {
    "城区停车诱导": {"wan": 499.99},
    "应急指挥一张图": {"wan": 500, "unit": "县城市管理局"},
    "不动产档案数字化": {
        "wan": 820, "nature": "continuing", "recorded": {"parent_project": "QY2021-003"},
    },
    "户籍室改造二期": {"wan": 820, "nature": "continuing", "unit": "县公安局"},
    "外网安全监测服务": {"wan": 120, "nature": "service", "unit": "县文旅局"},
    "信用平台运维": {"wan": 600, "nature": "om", "unit": "县开发区管委会"},
    "学校食堂监管": {"wan": 490, "unit": "县公安局"},
    "治理中枢300": {"wan": 600, "county": 300},
    "医保核查499.99": {"wan": 600, "county": 499.99, "unit": "县城市管理局"},
    "水库监测500": {"wan": 600, "county": 500, "unit": "县文旅局"},
    "林长巡护500.01": {"wan": 600, "county": 500.01, "unit": "县公安局"},
}  # fmt: skip
"""Projects of every route, as they are applied for in the first weeks; `county` pays a part."""
BUILT = {
    "数字会议680": {"wan": 680, "unit": "县教育局"},
    "协同办公380": {"wan": 380, "unit": "县城市管理局"},
    "便民热线200": {"wan": 200, "unit": "县公安局"},
    "阳光信访199": {"wan": 199.99, "unit": "县文旅局"},
}
"""Projects that are built in the first autumn."""


def planned(bureau, projects, day):
    """All of them enter the pool and, on a day, the plan."""
    lives = []
    for name, fields in projects.items():
        more = dict(fields)
        wan, county = more.pop("wan"), more.pop("county", None)
        if county is not None:
            shares = {"county": county, "transfer": wan - county}
            more["funding"] = tuple(FundingLine(k, fen_from_wan(v)) for k, v in shares.items())
        lives.append(bureau.project(name, wan, **more).enter_pool())
    bureau.clock.turn_to(day)
    plan_for(lives)
    return lives


def built(bureau):
    """The four are approved, contracted for nine tenths of the estimate and begun."""
    for number, life in enumerate(planned(bureau, BUILT, date(2024, 9, 10))):
        wan = life.project.amounts["declared"] / 1_000_000
        life.on(2024, 9, 20).designed(wan, number=f"SJ-{number}")
        if wan < 500:
            life.hand_in("merged_approval")
            walk(life, ACCEPT_MERGED, Go("merged_approval.decision", "二(二)2", estimated(wan)))
        else:
            to_the_border(life, wan)
            walk(life, *UPWARD, Go("design_approval.decision", "二(二)2", estimated(wan)))
        life.on(2024, 10, 8).contracted(wan * 9 / 10, number=f"HT-{number}")
        life.on(2024, 10, 10).start()
        reported = {"reported_on": "2024-10-10", "receipt": "QY-1"}
        life.row("platform_report", kind="开工建设", **reported)
