"""Importing 20,000 rows x 20 columns: read, preview, commit, and the checks beside, in one run.

The floor reads the workbook by calamine and inserts the same cells by the driver into an encrypted
file, a key and three indexes on it, in one transaction. Beside it stands the raw insert of every
row the import really stores (amounts, sources, facts, cases, provenance, log), which no program
with this log can go below. Backup, checks and similarity have their own figures. A cancel is
answered at the next look at it: the longest time between two looks is the longest wait. All times
are seconds of processor time, which other work of the machine changes least; waits also by clock.

Usage: python tests/benchmarks/import_commit.py [ROWS]
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import xlsxwriter
from python_calamine import CalamineWorkbook
from similarity import office_texts

from db import tables
from db.connection import open_raw
from db.create import create_database
from db.keys import WorkspaceKey
from desktop_app.errors import Cancelled
from desktop_app.excel.reader import read_book
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.checking import judge_preview, judge_stored
from desktop_app.use_cases.imports.preview import Planned, preview_import
from desktop_app.use_cases.imports.specs import workspace_specs
from desktop_app.use_cases.progress import PART
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.pinyin import search_key

NOW = datetime(2026, 7, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))
KEY = WorkspaceKey(bytes(range(32)))
TITLES = (
    "项目名称", "项目建设单位", "建设性质", "项目类别", "参照管理情形", "申报金额（万元）",
    "县级财政资金（万元）", "建设目标", "主要建设内容", "技术路线", "数据共享需求", "行业统筹设计",
    "创新点", "可共享的数据", "是否跨部门", "是否涉及数据", "是否依托统一平台", "联系人",
    "联系电话", "备注",
)  # fmt: skip
UNITS = 60
Result = TypeVar("Result")


Moment = tuple[float, float]
"""Processor time and clock, in seconds."""


def now() -> Moment:
    """This moment."""
    return time.process_time(), time.perf_counter()


@dataclass
class Watch:
    """Looks on at long work: when it looked for a cancel, and when it told of what."""

    started: Moment = field(default_factory=now)
    looks: list[Moment] = field(default_factory=list)
    told: list[tuple[float, str]] = field(default_factory=list)
    stop_after: int = sys.maxsize
    ended: Moment = (0.0, 0.0)

    def cancelled(self) -> bool:
        """Asked by the work at every look."""
        self.looks.append(now())
        return len(self.looks) > self.stop_after

    def progress(self, _done: int, _total: int, text: str) -> None:
        """Told by the work at every report."""
        self.told.append((time.process_time(), text))

    def finish(self) -> None:
        """The work has ended."""
        self.ended = now()

    @property
    def seconds(self) -> float:
        """Processor time of the whole work."""
        return self.ended[0] - self.started[0]

    @property
    def longest_wait(self) -> str:
        """Seconds a cancel waits at most: the longest time without a look, the end included."""
        moments = [self.started, *self.looks, self.ended]
        worked, clock = zip(*moments, strict=True)
        longest = [max(after - before for before, after in pairwise(t)) for t in (worked, clock)]
        return f"{longest[0]:.2f} s (by clock {longest[1]:.2f})"

    @property
    def first_stage(self) -> float:
        """Seconds of what was told first."""
        begin, text = self.told[0]
        return next(at for at, told in self.told if told != text) - begin


def watched(work: Callable[[Watch], Result]) -> tuple[Watch, Result]:
    """Carries out work under a watch."""
    watch = Watch()
    result = work(watch)
    watch.finish()
    return watch, result


def clock() -> datetime:
    """The same moment always."""
    return NOW


def cells(n: int, title: str, text: str) -> tuple[object, ...]:
    """One application of twenty cells."""
    wan = 20 + n % 150 + 0.25
    return (
        f"{title}{n}号", f"第{n % UNITS}局", "新建", "业务信息系统", "不属于", wan, wan,
        f"解决{title[3:7]}第{n}类问题", text, f"统一架构，分{n % 97}层", "不需要",
        f"按第{n}号设计", f"创新第{n}点", f"共享第{n}类", "否", "否", "是", f"联系人{n % 300}",
        f"0566-5{n:06d}", f"第{n}行",
    )  # fmt: skip


def write(path: Path, rows: int) -> None:
    """The workbook that is imported."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("申报表")
    sheet.write_row(0, 0, TITLES)
    for n, (title, text) in enumerate(office_texts(rows)[0]):
        sheet.write_row(n + 1, 0, cells(n, title, text))
    book.close()


def floor(path: Path) -> tuple[float, float]:
    """Seconds of calamine's read, and of the raw insert of the same cells."""
    target = path.with_name("floor.db")
    target.unlink(missing_ok=True)
    start = time.process_time()
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:]
    read = time.process_time()
    connection = open_raw(target, KEY, mode="rwc")
    names = ", ".join(f"c{n}" for n in range(len(TITLES)))
    connection.execute(f"CREATE TABLE plain (id INTEGER PRIMARY KEY, {names}, UNIQUE (c0))")
    for column in (1, 7, 18):
        connection.execute(f"CREATE INDEX i{column} ON plain (c{column})")
    connection.execute("BEGIN IMMEDIATE")
    marks = ", ".join("?" * len(TITLES))
    connection.executemany(f"INSERT INTO plain ({names}) VALUES ({marks})", rows)
    connection.execute("COMMIT")
    connection.close()
    return read - start, time.process_time() - read


def rows_of(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Every row the workspace holds, by table."""
    found = {}
    with desk.workspace.read() as view:
        for table in tables.METADATA.sorted_tables:
            statement = f'SELECT * FROM "{table.name}" ORDER BY id'
            found[table.name] = [tuple(r) for r in view.connection.exec_driver_sql(statement)]
    return found


def same_rows(rows: dict[str, list[tuple[object, ...]]], folder: Path) -> float:
    """Seconds of inserting these rows by the driver into an empty file of our shape."""
    create_database(folder / "same.db", KEY)
    connection = open_raw(folder / "same.db", KEY, mode="rw")
    connection.execute("PRAGMA foreign_keys = OFF")
    start = time.process_time()
    connection.execute("BEGIN IMMEDIATE")
    for name, found in rows.items():
        if found:
            marks = ", ".join("?" * len(found[0]))
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', found)
    connection.execute("COMMIT")
    seconds = time.process_time() - start
    connection.close()
    return seconds


def workspace(folder: Path) -> Desk:
    """A workspace with the units, and the libraries loaded as they are in a running program."""
    create_workspace(folder, clock=clock, program="benchmark", office_name="数据资源管理局")
    desk = open_desk(folder, clock=clock, program="benchmark", operator="经办人")
    with desk.workspace.begin(desk.act("fill", "造数")) as uow:
        for n in range(UNITS):
            uow.units.add(name=f"第{n}局", kind="department", valid_until=date(2030, 1, 1))
    search_key("重庆路")
    return desk


def read_alone(desk: Desk, path: Path) -> float:
    """Seconds of reading the workbook with every cell checked."""
    with desk.workspace.read() as view:
        specs = list(workspace_specs(view, current_pack(desk, view)).values())
    start = time.process_time()
    reading = read_book(path, specs)
    assert reading.is_clean, reading.problems[:3]
    return time.process_time() - start


def cancelled_midway(desk: Desk, planned: Planned, parts: int) -> str:
    """Stops a commit once so many parts are written and says what it left behind."""
    before = desk.workspace.log_head(), rows_of(desk)
    watch = Watch(stop_after=1 + parts)
    try:
        apply_import(desk, planned, cancelled=watch.cancelled, progress=watch.progress)
    except Cancelled:
        after = desk.workspace.log_head(), rows_of(desk)
        return "left nothing" if after == before else "LEFT SOMETHING"
    return "CAME TOO LATE"


def peak_mb() -> int:
    """Highest memory of this process so far in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Prints floors, ours, ratios, the figures beside, the cancel figure and the peak memory."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        path = folder / "big.xlsx"
        write(path, rows)
        report(workspace(folder / "ws"), path, rows)


def report(desk: Desk, path: Path, rows: int) -> None:
    """Carries the import out between two runs of the floor and prints its lines."""
    before = floor(path)
    read = read_alone(desk, path)
    look, planned = watched(
        lambda w: preview_import(desk, [path], cancelled=w.cancelled, progress=w.progress)
    )
    assert not planned.preview.files[0].problems, planned.preview.files[0].problems[:3]
    left = cancelled_midway(desk, planned, rows // PART // 2)
    store, stored = watched(
        lambda w: apply_import(desk, planned, cancelled=w.cancelled, progress=w.progress)
    )
    assert stored.new == rows
    peak = peak_mb()
    commit = store.seconds - store.first_stage
    base = [(one + other) / 2 for one, other in zip(before, floor(path), strict=True)]
    ours, lowest = look.seconds + commit, sum(base)
    raw = base[0] + same_rows(rows_of(desk), path.parent)
    print(
        f"import {rows} x {len(TITLES)}: floor {lowest:.2f} s (calamine {base[0]:.2f}, raw insert"
        f" {base[1]:.2f}); ours {ours:.2f} s (preview {look.seconds:.2f}, of it read {read:.2f};"
        f" commit {commit:.2f}), ratio {ours / lowest:.2f} (budget 1.5); raw insert of every row"
        f" stored {raw:.2f} s, ratio {ours / raw:.2f}; peak memory {peak} MB\n"
        f"beside: backup {store.first_stage:.2f} s; a cancel waits at most {look.longest_wait}"
        f" in the preview, {store.longest_wait} in the commit (limit 0.5), {left}",
        flush=True,
    )
    checks(desk, path)


def checks(desk: Desk, path: Path) -> None:
    """Carries the checks out, those of a preview of changed rows and those of what was stored."""
    after, _ = watched(lambda w: judge_stored(desk, cancelled=w.cancelled, progress=w.progress))
    desk.workspace.close()
    fresh = workspace(path.parent / "fresh")
    planned = preview_import(fresh, [path])
    before, judged = watched(
        lambda w: judge_preview(fresh, planned, cancelled=w.cancelled, progress=w.progress)
    )
    fresh.workspace.close()
    print(
        f"checks and similarity beside: of the preview {before.seconds:.1f} s"
        f" ({len(judged.preview.similar)} groups alike), of what was stored {after.seconds:.1f} s;"
        f" a cancel waits at most {before.longest_wait} and {after.longest_wait}"
        f" (limit 0.5); peak memory {peak_mb()} MB"
    )


if __name__ == "__main__":
    main()
