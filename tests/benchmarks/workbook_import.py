"""Reading 20,000 rows x 20 columns: calamine alone, ours with every check, ratio, peak memory.

Usage: python tests/benchmarks/workbook_import.py [ROWS]. Each figure is the median of seven runs.
"""

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import xlsxwriter
from python_calamine import CalamineWorkbook

from desktop_app.excel.reader import read_book
from desktop_app.excel.sheet import ColumnKind, ColumnSpec, SheetSpec

RUNS = 7
KINDS = ("code", "text", "choice", "choice", "money", "money", "money", "long", "long", "long",
         "long", "text",
         "boolean", "boolean", "boolean", "date", "year", "phone", "text", "text")  # fmt: skip
CHOICES = (("new", "新建"), ("upgrade", "升级改造"), ("om", "运维"))


def spec() -> SheetSpec:
    """A sheet of twenty columns of all kinds."""
    return SheetSpec(
        "benchmark", "大表", "1", tuple(column(i, kind) for i, kind in enumerate(KINDS)), ("k0",)
    )


def column(index: int, kind: str) -> ColumnSpec:
    """One column of the benchmark sheet."""
    kinds = {"long": ColumnKind.LONG_TEXT}
    choices = CHOICES if kind == "choice" else ()
    unit = "万元" if kind == "money" else ""
    return ColumnSpec(
        f"k{index}", f"第{index}项内容", kinds.get(kind) or ColumnKind(kind), unit,
        required=index < 5, choices=choices,
    )  # fmt: skip


def cell(kind: str, row: int) -> object:
    """The value of one cell."""
    values: dict[str, object] = {
        "code": f"P2026-{row:06d}", "text": f"智慧政务第{row}号子系统", "choice": "新建",
        "money": 10 + row % 900 + 0.25,
        "long": f"目标之{row}：统一受理、分类办理、限时办结，第{row % 97}类",
        "boolean": "是" if row % 2 else "否", "date": "2026-11-22", "year": 2026,
        "phone": f"138{row % 100000000:08d}",
    }  # fmt: skip
    return values[kind]


def write(path: Path, rows: int) -> None:
    """The workbook that is read."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("大表")
    for index, item in enumerate(spec().columns):
        sheet.write_string(0, index, item.header)
    for row in range(rows):
        for index, kind in enumerate(KINDS):
            sheet.write(row + 1, index, cell(kind, row))
    book.close()


def medians(*works: Callable[[], object]) -> list[float]:
    """Seconds of the median run of each; the runs alternate, so that all see the same machine."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(RUNS):
        for place, work in enumerate(works):
            start = time.perf_counter()
            work()
            seconds[place].append(time.perf_counter() - start)
    return [statistics.median(runs) for runs in seconds]


def ours(path: Path, rows: int) -> None:
    """Our reading, which must be clean."""
    reading = read_book(path, [spec()])
    assert not reading.problems, reading.problems[:3]
    assert len(reading.sheets[0].rows) == rows


def main() -> None:
    """Prints floor, ours, ratio and peak memory."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.xlsx"
        write(path, rows)
        floor, mine = medians(
            lambda: CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(),
            lambda: ours(path, rows),
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"import {rows} x {len(KINDS)}: floor (calamine alone) {floor:.3f} s, "
        f"ours (read and every cell check) {mine:.3f} s, ratio {mine / floor:.2f}, peak {peak} MB"
    )


if __name__ == "__main__":
    main()
