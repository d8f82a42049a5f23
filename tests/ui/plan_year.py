"""A pool of 56 projects for the window tests of the yearly plan, as case C4 has it.

Amounts in 万元 by number: 1 to 34 ask for 100.00, 35 to 54 for 150.00, 55 for 242.50 and 56 for
200.00: 3,400.00 + 3,000.00 + 242.50 + 200.00 = 6,842.50. All are needed, 35 to 44 only 基本具备,
so that they come last in the ranking: (100×20 + 100×15 + 60×10) ÷ 45 = 91.11 against 100.00.
"""

import shutil
from contextlib import contextmanager
from datetime import date

from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.domain.project import AmountKind, FundingLine
from desktop_app.use_cases import workspaces
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.money import fen_from_wan
from tests.ui.conftest import _clock, standing

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


@contextmanager
def standing_year(application, filled, folder, count: int = COUNT, clock=_clock):
    """The window on a copy of the filled workspace with these projects in its pool."""
    shutil.copytree(filled.parent, folder / "base")
    base = folder / "base" / filled.name
    desk = workspaces.open_desk(base, clock=clock, program="hengce", operator="经办甲")
    fill_pool(desk, count)
    desk.workspace.close()
    with standing(application, base, folder / "data", clock) as stand:
        yield stand


class PlanHand:
    """The tab with the hands of a clerk."""

    def __init__(self, stand):
        self.stand = stand
        self.count = 0
        self.page = stand.open_stage("annual_plan")
        stand.settle(lambda: self.page.plan is not None)

    @property
    def pane(self):
        return self.page.plan

    @property
    def plan(self):
        return self.pane.book.plan

    def settle(self):
        self.stand.settle()

    def open(self, view):
        self.pane.tabs.setCurrentWidget(view)
        self.settle()
        return view

    def fill(self, **values):
        """Fill the form on top and press its button."""
        dialog = self.stand.dialog()
        for key, value in values.items():
            dialog._form.fields[key].write(value)
        dialog._action.click()
        self.settle()

    def new_plan(self, year="2027", ceiling=""):
        self.pane.open_new()
        self.fill(year=year, ceiling=ceiling)

    def add_all(self):
        self.pane.items.open_candidates()
        dialog = self.stand.dialog()
        dialog.chips.choose("ready")
        dialog.grid.table.selectAll()
        self.settle()
        words = dialog._action.text()
        dialog._action.click()
        self.settle()
        return words

    def record(self, number="", facts=None):
        """Record the step of the plan whose turn it is with its first result."""
        self.count += 1
        card = self.pane.card
        self.stand.settle(lambda: card.file.shown is not None and bool(card.file.forms))
        card._act.click()
        dialog = self.stand.dialog()
        dialog._signer.write("负责人甲")
        dialog._opinion.write("同意。")
        dialog._number.write(number or f"来文{self.count}号")
        for key, value in (facts or {}).items():
            dialog._facts[key].write(value)
        dialog._reason.write("合计等于总额度。")
        dialog._save_button.click()
        self.settle()

    def select(self, view, codes):
        """Select the rows of these projects."""
        grid = view.list.grid
        places = [
            place for place, row in enumerate(grid.model.rows) if row.about.project.code in codes
        ]
        grid.table.select_rows(places)
        self.settle()

    def item(self, project_code):
        return next(r for r in self.pane.book.page.items if r.project.code == project_code)

    def told(self):
        """The words of the error on top; it is closed again."""
        dialog = next(
            w for w in QApplication.topLevelWidgets() if w.objectName() == "error" and w.isVisible()
        )
        texts = [each.text() for each in dialog.findChildren(QLabel)]
        dialog.close()
        self.settle()
        return "\n".join(texts)
