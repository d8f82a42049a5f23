"""A campaign's lists of 20,000 to 1,000,000 redemptions: import, audit, pages, in one run.

The floor of the import reads the same file by the csv module (or calamine) and inserts the rows it
stores by the driver into an encrypted file of our shape, in one transaction; beside it stands the
insert of the file's cells as they are into a table with four indexes. The backup before an import
has its own figure. Seconds of the import are those of the processor: two cores shared with others
tell nothing by the clock. The floors run in processes of their own. The audit runs every check.
A page is 100 rows by key, a
filter the same of one merchant, one kind or one voucher code.

Usage: python tests/benchmarks/vouchers.py [ROWS ...] [--xlsx]
"""

import csv
import resource
import statistics
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime, timedelta, timezone
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import xlsxwriter
from python_calamine import CalamineWorkbook

from db.connection import open_raw
from db.create import create_database
from db.keys import WorkspaceKey
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.vouchers.auditing import audit
from desktop_app.use_cases.vouchers.importing import ListOrder, import_list
from desktop_app.use_cases.vouchers.listing import RowFilter, redemption_page
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from tests.scenario import voucher_lists as lists

NOW = datetime(2025, 1, 10, 9, 0, tzinfo=timezone(timedelta(hours=8)))
KEY = WorkspaceKey(bytes(range(32)))
SIZES = (20_000, 200_000, 1_000_000)
INDEXED = ((0,), (1,), (6,), (2,))
"""Columns of the four indexes: number, code, merchant, kind."""
TRADES = ("retail", "catering", "lodging")
PAGES = 31


def clock() -> datetime:
    """The same moment always."""
    return NOW


def cells(n: int) -> list[object]:
    """One redemption of the list's twenty-one columns: 94 % general, 5 % appliance, 1 % cars."""
    at = datetime.fromisoformat("2024-08-12 08:00:00") + timedelta(
        minutes=n % 180_000, seconds=n % 60
    )
    when = f"{at:%Y-%m-%d} {8 + n % 12:02d}:{n % 60:02d}:{n * 7 % 60:02d}"
    papers = [f"张{n % 97}", lists.id_number(n), f"138{n % 10**8:08d}", f"2434{n:016d}"]
    if n % 100 == 0:
        shop = lists.MERCHANTS["car"][n % 10]
        return [f"T{n:012d}", "", lists.TITLES["car"], "", "2000.00", "60000.00", shop, when, "",
                f"D{n:08d}", *papers, lists.vin(n), "燃油车", "", "", "齐全", 1, "x"]  # fmt: skip
    if n % 20 == 1:
        shop = lists.MERCHANTS["appliance"][n % 30]
        return [f"T{n:012d}", f"A{n:09d}", lists.TITLES["appliance"], 200, "200.00",
                f"{2000 + n % 900}.50", shop, when, f"U{n % 400_000:08d}", f"D{n:08d}", *papers,
                "", "", "小米手机", "", "齐全", 1, "x"]  # fmt: skip
    shop = lists.MERCHANTS[TRADES[n % 3]][n % 10]
    return [f"T{n:012d}", f"G{n:09d}", lists.TITLES["general"], 10, "10.00",
            f"{50 + n % 900}.{n % 100:02d}", shop, when, f"U{n % 400_000:08d}",
            f"D{n % 300_000:08d}", "", "", "", "", "", "", "", "", "", 1, "x"]  # fmt: skip


def write(folder: Path, rows: int, *, is_xlsx: bool) -> tuple[Path, Path]:
    """The lists of vouchers given out and used."""
    issued, used = folder / "issued.csv", folder / ("used.xlsx" if is_xlsx else "used.csv")
    with issued.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(lists.ISSUE_HEAD)
        for n in range(rows):
            kind = "appliance" if n % 20 == 1 else "general"
            letter, face = ("A", 200) if kind == "appliance" else ("G", 10)
            writer.writerow([f"{letter}{n:09d}", lists.TITLES[kind], face, 1,
                             f"U{n % 400_000:08d}", "2024-08-10 09:00:00", "2024-12-31",
                             "未使用"])  # fmt: skip
    if is_xlsx:
        book = xlsxwriter.Workbook(used, {"constant_memory": True})
        sheet = book.add_worksheet("核销")
        sheet.write_row(0, 0, lists.HEAD)
        for n in range(rows):
            sheet.write_row(n + 1, 0, cells(n))
        book.close()
        return issued, used
    with used.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(lists.HEAD)
        writer.writerows(cells(n) for n in range(rows))
    return issued, used


def floor(path: Path) -> tuple[float, float]:
    """Seconds of reading the file alone, and of inserting its cells raw."""
    target = path.with_name("floor.db")
    target.unlink(missing_ok=True)
    start = time.process_time()
    if path.suffix == ".xlsx":
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:]
    else:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[1:]
    read = time.process_time()
    connection = open_raw(target, KEY, mode="rwc")
    names = [f"c{n}" for n in range(len(lists.HEAD))]
    connection.execute(f"CREATE TABLE plain (id INTEGER PRIMARY KEY, {', '.join(names)})")
    for number, columns in enumerate(INDEXED):
        told = ", ".join(names[n] for n in columns)
        connection.execute(f"CREATE INDEX i{number} ON plain ({told})")
    connection.execute("BEGIN IMMEDIATE")
    marks = ", ".join("?" * len(names))
    connection.executemany(f"INSERT INTO plain ({', '.join(names)}) VALUES ({marks})", rows)
    connection.execute("COMMIT")
    connection.close()
    done = time.process_time()
    target.unlink()
    return read - start, done - read


STORED = {
    "voucher_redemption": "SELECT * FROM voucher_redemption",
    "voucher_person": "SELECT * FROM voucher_person",
}


def same_rows(database: Path, key: WorkspaceKey, folder: Path) -> tuple[float]:
    """Seconds of inserting the rows as stored by the driver into an empty file of our shape."""
    source = open_raw(database, key, mode="ro")
    rows = {table: source.execute(statement).fetchall() for table, statement in STORED.items()}
    source.close()
    create_database(folder / "same.db", KEY)
    connection = open_raw(folder / "same.db", KEY, mode="rw")
    start = time.process_time()
    connection.execute("BEGIN IMMEDIATE")
    for table, found in rows.items():
        marks = ", ".join("?" * len(found[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
    connection.execute("COMMIT")
    seconds = time.process_time() - start
    connection.close()
    return (seconds,)


def workspace(folder: Path) -> Desk:
    """A workspace with a campaign."""
    create_workspace(folder, clock=clock, program="benchmark", office_name="某局")
    desk = open_desk(folder, clock=clock, program="benchmark", operator="经办人")
    with desk.workspace.begin(desk.act("fill", "新建活动")) as uow:
        uow.registers.add(
            register_id="campaign", name="消费券", pack="p", pack_version="1",
            registered_on=date(2024, 8, 6),
        )  # fmt: skip
    return desk


class Watch:
    """When the work told of what: the backup is told first and is not part of the import."""

    def __init__(self) -> None:
        self.started = time.process_time()
        self.told: list[tuple[float, str]] = []

    def progress(self, _done: int, _total: int, text: str) -> None:
        """Told by the work."""
        self.told.append((time.process_time(), text))

    @property
    def without_backup(self) -> float:
        """When the work itself began."""
        return next(at for at, text in self.told if "备份" not in text)


def timed_import(desk: Desk, terms: lists.Terms, path: Path, kind: str) -> tuple[float, float]:
    """Seconds of an import and of the backup before it."""
    watch = Watch()
    result = import_list(desk, terms.campaign, ListOrder(path, kind), progress=watch.progress)
    end = time.process_time()
    assert result.is_stored, result.problems[:3]
    return end - watch.without_backup, watch.without_backup - watch.started


def page_ms(desk: Desk, terms: lists.Terms, chosen: RowFilter) -> float:
    """Milliseconds of a page, the median of many; the first one is not counted."""
    seconds = []
    for _ in range(PAGES):
        start = time.perf_counter()
        redemption_page(desk, terms.campaign, chosen, after=0, count=100)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds[1:]) * 1000


def peak_mb() -> int:
    """Highest memory of this process so far in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def apart(work: str, *given: object) -> tuple[float, ...]:
    """Seconds of processor time of a floor, measured in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(globals()[work], *given).result()


def measure(rows: int, *, is_xlsx: bool) -> None:
    """Prints the figures of one size."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        issued, used = write(folder, rows, is_xlsx=is_xlsx)
        desk, terms = workspace(folder / "ws"), lists.terms(lists.campaign())
        issue, _ = timed_import(desk, terms, issued, "issued")
        ours, backup = timed_import(desk, terms, used, "redemption")
        peak = peak_mb()
        read, cells_as_text = apart("floor", used)
        (raw,) = apart("same_rows", desk.workspace.database, desk.workspace.key, folder)
        own = read + raw
        print(
            f"import {rows:,} x {len(lists.HEAD)} ({used.suffix}), processor seconds: floor"
            f" {own:.2f} (read {read:.2f}, raw insert of the rows stored {raw:.2f}); ours"
            f" {ours:.2f}, ratio {ours / own:.2f} (budget 1.5), {ours / rows * 1e6:.1f} us a row;"
            f" raw insert of the file's cells as text {cells_as_text:.2f}, ratio"
            f" {ours / (read + cells_as_text):.2f}; issue list {issue:.2f}; backup beside"
            f" {backup:.2f}; peak {peak} MB",
            flush=True,
        )
        start, wall = time.process_time(), time.perf_counter()
        page = audit(desk, terms)
        seconds, wall = time.process_time() - start, time.perf_counter() - wall
        print(
            f"audit {rows:,}: {seconds:.2f} s of processor, {wall:.2f} s by the clock (budget 30),"
            f" {seconds / rows * 1e6:.1f} us a row; {page.audit.disallowed_rows:,} rows disallowed",
            flush=True,
        )
        _pages(desk, terms, rows)
        desk.workspace.close()


def _pages(desk: Desk, terms: lists.Terms, rows: int) -> None:
    shop = lists.MERCHANTS["retail"][0]
    pages = {
        "all": RowFilter(),
        "merchant": RowFilter(merchant=shop),
        "rare kind": RowFilter(kind="car"),
        "frequent kind": RowFilter(kind="general"),
        "code": RowFilter(text=f"G{rows - 2:09d}"),
        "found": RowFilter(check="over_budget"),
    }
    told = ", ".join(f"{name} {page_ms(desk, terms, f):.1f}" for name, f in pages.items())
    print(
        f"pages of 100 of {rows:,}, ms (budget 100): {told}; peak of the process {peak_mb()} MB",
        flush=True,
    )


def main() -> None:
    """Measures each size."""
    is_xlsx = "--xlsx" in sys.argv
    sizes = [int(each) for each in sys.argv[1:] if each.isdigit()] or list(SIZES)
    for rows in sizes:
        measure(rows, is_xlsx=is_xlsx)


if __name__ == "__main__":
    main()
