"""A pool of 56 projects for the window tests of the yearly plan, as case C4 has it.

Amounts in 万元 by number: 1 to 34 ask for 100.00, 35 to 54 for 150.00, 55 for 242.50 and 56 for
200.00: 3,400.00 + 3,000.00 + 242.50 + 200.00 = 6,842.50. All are needed, 35 to 44 only 基本必要,
so that they come last in the ranking: (100×20 + 100×15 + 60×10) ÷ 45 = 91.11 against 100.00.
"""

from datetime import date

from desktop_app.domain.project import AmountKind, FundingLine
from desktop_app.use_cases import workspaces
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.money import fen_from_wan

COUNT = 56
LAST = range(35, 45)


def wan(number: int) -> str:
    """What a project asks for."""
    if number <= 34:
        return "100"
    return {55: "242.50", 56: "200"}.get(number, "150")


def code(number: int) -> str:
    """The code of a project."""
    return f"P2026-{number:03}"


def fill_pool(desk, count: int = COUNT) -> None:
    """Projects in the pool as the prereview would have left them, of several units in turn."""
    with desk.workspace.begin(desk.act("seed", "入库")) as uow:
        pack = current_pack(desk, uow)
        units = [unit.id for unit in uow.units.all() if unit.kind == "department"]
        for number in range(1, count + 1):
            fen = fen_from_wan(wan(number))
            uow.projects.add(
                code=code(number),
                name=f"第{number}号业务平台",
                unit_id=units[number % len(units)],
                year=2026,
                state="in_pool",
                pack=pack.id,
                pack_version=pack.version,
                applied_on=date(2026, 3, 2),
                nature="new",
                category="business",
                goal=f"第{number}号业务平台的目标",
                content=f"第{number}号业务平台的内容",
                amounts={AmountKind.DECLARED: fen},
                funding=(FundingLine("county", fen),),
                recorded={
                    "by_reference_kind": "none",
                    "in_pool_on": "2026-04-01",
                    "prereview_necessity": "basic" if number in LAST else "sufficient",
                    "prereview_feasibility": "feasible",
                },
            )
    refresh(desk)


def open_filled(folder, clock, count: int = COUNT) -> None:
    """Fill the pool of the workspace in a folder."""
    desk = workspaces.open_desk(folder, clock=clock, program="hengce", operator="经办甲")
    fill_pool(desk, count)
    desk.workspace.close()
