"""Exporting 20,000 rows x 20 columns: XlsxWriter alone, ours, ratio, peak memory; and annotating.

Usage: python tests/benchmarks/workbook_export.py [ROWS]. Each figure is the median of its runs.
"""

import datetime as dt
import resource
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import workbook_import
import xlsxwriter

from desktop_app.excel.annotate import annotate
from desktop_app.excel.problems import CellProblem
from desktop_app.excel.writer import write_list

VALUES = {
    "code": "P2026-000001", "text": "智慧政务子系统", "choice": "new", "money": 198_250_000,
    "long": "目标：统一受理、分类办理、限时办结", "boolean": True,
    "date": dt.date(2026, 11, 22), "year": 2026, "phone": "13800138000",
}  # fmt: skip


def rows(count: int) -> list[dict[str, object]]:
    """The values that are exported, every text different."""
    kinds = workbook_import.KINDS
    return [
        {f"k{i}": f"{VALUES[kind]}{row}" if kind in {"text", "long", "code"} else VALUES[kind]
         for i, kind in enumerate(kinds)}
        for row in range(count)
    ]  # fmt: skip


def floor(path: Path, data: list[dict[str, object]]) -> None:
    """XlsxWriter alone: the same values, one look for dates, nothing else."""
    book = xlsxwriter.Workbook(path, {"in_memory": True})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for line, row in enumerate(data):
        sheet.write_number(line, 0, line)
        for place, value in enumerate(row.values(), 1):
            if isinstance(value, bool):
                sheet.write_string(line, place, "是")
            elif isinstance(value, int):
                sheet.write_number(line, place, value / 1_000_000)
            elif isinstance(value, str):
                sheet.write_string(line, place, value)
            else:
                sheet.write_datetime(line, place, value, day)
    book.close()


def main() -> None:
    """Prints floor, ours, ratio and peak memory."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    data = rows(count)
    columns = workbook_import.spec().columns
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        problems = [
            CellProblem("list.xlsx", "大表", f"F{4 + row}", "", "not_a_number", "不是数字", "请改")
            for row in range(min(count, 1000))
        ]
        write_list(columns, data, path, title="大表")
        back_path = Path(folder) / "back.xlsx"
        alone, ours, back = workbook_import.medians(
            lambda: floor(Path(folder) / "floor.xlsx", data),
            lambda: write_list(
                columns, data, Path(folder) / "ours.xlsx", title="大表", sums=("k4",)
            ),
            lambda: annotate(path, back_path, problems),
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"export {count} x {len(columns)}: floor (XlsxWriter alone) {alone:.2f} s, "
        f"ours {ours:.2f} s, ratio {ours / alone:.2f}, peak {peak} MB; "
        f"annotated copy with {len(problems)} problems {back:.2f} s"
    )


if __name__ == "__main__":
    main()
