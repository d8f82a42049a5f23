"""The reserve pool at 5,000 projects, every one overdue: lists, search, pages, acts, a new day.

Usage: python tests/benchmarks/reserve_pool.py [PROJECTS]. Each figure is the median of five runs
after one that warms up. The floor of a list is its SQL alone; search answers to 100 ms, the list
and the home page to 300 ms, a project's page to 150 ms. The texts are harsh: each application is
alike to some sixty others.
"""

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]

import xlsxwriter
from similarity import office_texts

from db.repositories.projects import _list_statement
from desktop_app.domain.project import AmountKind, FundingLine
from desktop_app.domain.record import Subject
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.exports import export_sheet
from desktop_app.use_cases.home import home_page, search
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.reserve_pool.detail import project_page
from desktop_app.use_cases.reserve_pool.editing import Application, change_application
from desktop_app.use_cases.reserve_pool.listing import pool_list
from desktop_app.use_cases.reserve_pool.steps import record_step
from desktop_app.use_cases.standing.first_procedures import FirstProcedures
from desktop_app.use_cases.standing.refresh import settle_some
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.ids import ProjectId
from desktop_app.values.money import Fen

RUNS = 5
UNITS = 60
NOW = [datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))]
"""The moment it is; a new day is put in its place."""


def clock() -> datetime:
    """The moment the benchmark stands at."""
    return NOW[0]


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
    settled(desk, f"all {rows} compared and judged the first time")
    return desk


def settled(desk: Desk, what: str) -> None:
    """Works out everything that waits; the longest slice is what other work may wait for."""
    slices = []
    left = 1
    while left:
        start = time.perf_counter()
        left = settle_some(desk)
        slices.append(time.perf_counter() - start)
    longest, usual = max(slices) * 1000, statistics.median(slices) * 1000
    print(f"{what}: {sum(slices):.1f} s; slices of {usual:.0f} ms, the longest {longest:.0f} ms")


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


def acts(desk: Desk, project: ProjectId) -> None:
    """One change of a text and one recorded step, with what they make others work out again."""
    with desk.workspace.read() as view:
        old = view.projects.get(project)
    fields = ("name", "unit_id", "nature", "category", "goal", "content", "declared_fen", "funding")
    keyed = {name: getattr(old, name) for name in fields}
    start = time.perf_counter()
    change_application(desk, project, Application(**{**keyed, "content": f"{old.content}增补"}))
    changed = time.perf_counter()
    entry = StepEntry("pool_entry.prereview", "returned", opinion="请补充。")
    record_step(desk, Subject("project", project), entry)
    print(f"a text changed: {(changed - start) * 1000:.0f} ms")
    print(f"a step recorded: {(time.perf_counter() - changed) * 1000:.0f} ms")
    settled(desk, "what the acts left to be worked out")


def main() -> None:
    """Prints every figure and the peak memory."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with tempfile.TemporaryDirectory() as scratch:
        desk = filled(Path(scratch) / "ws", rows)
        sql = median(lambda: list_sql(desk))
        out = Path(scratch) / "out.xlsx"
        middle = ProjectId(rows // 2)
        report("list page", lambda: pool_list(desk), sql, "goal ratio 5, 300 ms")
        for words in ("停车", "tc", "QY2026-004", "tingche"):
            report(f"search {words}", partial(search, desk, words), None, "goal 100 ms")
        report("project page", lambda: project_page(desk, middle), None, "goal 150 ms")
        report("home, every row overdue", lambda: home_page(desk), sql, "goal 300 ms")
        acts(desk, middle)
        NOW[0] += timedelta(days=1)
        report("home on a new day", lambda: home_page(desk), sql, "goal 300 ms")
        settled(desk, "the next day")
        plain = median(lambda: plain_export(desk, out))
        report("export", lambda: export_sheet(desk, "reserve_pool", out), plain, "goal ratio 1.25")
        desk.workspace.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory {peak} MB")


if __name__ == "__main__":
    main()
