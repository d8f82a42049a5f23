"""The reserve pool at 5,000 projects: list page, search, one project's page, home, export.

Usage: python tests/benchmarks/reserve_pool.py [PROJECTS]. Each figure is the median of five runs
after one that warms up. The floor of a list is its SQL alone; search answers to 100 ms, the list
to 300 ms, a project's page to 150 ms.
"""

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]

import xlsxwriter
from similarity import office_texts

from db.repositories.projects import _list_statement
from desktop_app.domain.project import AmountKind, FundingLine
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.exports import export_sheet
from desktop_app.use_cases.home import home_page, search
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.reserve_pool.detail import project_page
from desktop_app.use_cases.reserve_pool.listing import pool_list
from desktop_app.use_cases.standing.first_procedures import FirstProcedures
from desktop_app.use_cases.standing.refresh import settle
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.ids import ProjectId
from desktop_app.values.money import Fen

RUNS = 5
UNITS = 60
NOW = datetime(2026, 7, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def clock() -> datetime:
    """The same moment always."""
    return NOW


def filled(folder: Path, rows: int) -> Desk:
    """A workspace with so many applications of sixty units, judged."""
    create_workspace(folder, clock=clock, program="benchmark", office_name="数据资源管理局")
    desk = open_desk(folder, clock=clock, program="benchmark", operator="经办人")
    chance = random.Random(7)
    with desk.workspace.begin(desk.act("fill", "造数")) as uow:
        pack = current_pack(desk, uow)
        units = [uow.units.add(name=f"第{n}局", kind="department").id for n in range(UNITS)]
        values = []
        for n, (title, text) in enumerate(office_texts(rows)[0]):
            fen = Fen(chance.randrange(20, 900) * 1_000_000)
            values.append({
                "code": f"QY2026-{n + 1:04}", "name": title, "unit_id": chance.choice(units),
                "year": 2026, "state": "applied", "pack": pack.id, "pack_version": pack.version,
                "applied_on": date(2026, 1, 5) + timedelta(days=n % 190), "nature": "new",
                "category": "business", "goal": f"{title}，服务{n * 37 % 9973}户", "content": text,
                "amounts": {AmountKind.DECLARED: fen},
                "funding": (FundingLine("county", fen),), "recorded": {"by_reference_kind": "none"},
            })  # fmt: skip
        keys = uow.projects.add_many(values)
        FirstProcedures(desk, uow, "project").open(uow.projects.many(keys))
    started = time.perf_counter()
    settle(desk)
    print(f"verdicts and similarity of all {rows}: {time.perf_counter() - started:.2f} s, once")
    return desk


def median(work: Callable[[], object]) -> float:
    """Milliseconds of the median run."""
    work()
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds) * 1000


def list_sql(desk: Desk) -> object:
    """The list's own statement, its rows fetched and nothing made of them."""
    with desk.workspace.read() as view:
        return view.connection.execute(_list_statement()).fetchall()


def plain_export(desk: Desk, out: Path) -> None:
    """XlsxWriter alone with as many cells of the same texts."""
    with desk.workspace.read() as view:
        projects = view.projects.all()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet()
    for at, p in enumerate(projects):
        texts = (p.code, p.name, p.nature, p.category, p.goal, p.content, p.route, p.data_needed)
        for column, text in enumerate(texts):
            sheet.write_string(at, column, text)
        sheet.write_number(at, len(texts), (p.declared_fen or 0) / 1_000_000)
    book.close()


def report(name: str, work: Callable[[], object], floor: float | None, goal: str) -> None:
    """One line: floor, ours, ratio."""
    ours = median(work)
    against = f"floor {floor:.0f} ms, ratio {ours / floor:.2f}, " if floor else ""
    print(f"{name}: {against}ours {ours:.0f} ms ({goal})")


def main() -> None:
    """Prints every figure and the peak memory."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with tempfile.TemporaryDirectory() as scratch:
        desk = filled(Path(scratch) / "ws", rows)
        sql = median(lambda: list_sql(desk))
        out = Path(scratch) / "out.xlsx"
        middle = ProjectId(rows // 2)
        report("list page", lambda: pool_list(desk), sql, "goal ratio 5, 300 ms")
        report("search 停车", lambda: search(desk, "停车"), None, "goal 100 ms")
        report("search tcjc", lambda: search(desk, "tc"), None, "goal 100 ms")
        report("project page", lambda: project_page(desk, middle), None, "goal 150 ms")
        report("home", lambda: home_page(desk), sql, "goal 300 ms")
        plain = median(lambda: plain_export(desk, out))
        report("export", lambda: export_sheet(desk, "reserve_pool", out), plain, "goal ratio 1.25")
        desk.workspace.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory {peak} MB")


if __name__ == "__main__":
    main()
