"""Importing 20,000 rows x 20 columns: preview and commit against a read and a raw insert.

The floor reads the workbook by calamine and inserts the same rows into an encrypted file of the
same kind in one transaction. Backup, verdicts and similarity are printed beside. Usage:
python tests/benchmarks/import_commit.py [ROWS]. The data catalogue stands for any wide sheet: its
rows need no verdicts; applications with verdicts are measured by their own line.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from db.connection import open_engine
from db.keys import WorkspaceKey
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.imports import apply as applying
from desktop_app.use_cases.imports import preview as previewing
from desktop_app.use_cases.workspaces import create_workspace, open_desk

NOW = datetime(2026, 7, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))
TITLES = (
    "项目名称", "项目建设单位", "建设性质", "项目类别", "参照管理情形", "申报金额（万元）",
    "县级财政资金（万元）", "建设目标", "主要建设内容", "技术路线", "数据共享需求", "行业统筹设计",
    "创新点", "可共享的数据", "是否跨部门", "是否涉及数据", "是否依托统一平台", "联系人",
    "联系电话", "备注",
)  # fmt: skip
SECONDS: dict[str, float] = {}


def clock() -> datetime:
    """The same moment always."""
    return NOW


def row_of(n: int) -> tuple[object, ...]:
    """One application of twenty cells, unlike every other in its words."""
    wan = 20 + n % 150 + 0.25
    words = "".join(chr(0x4E00 + (n * 7919 + k * k * 104729) % 20000) for k in range(24))
    return (
        f"{words[:8]}系统", f"第{n % 60}局", "新建", "业务信息系统", "不属于", wan, wan,
        f"解决{words[8:16]}", f"建设{words[16:]}等{n % 97}项", f"{words[4:12]}架构", "不需要",
        words[:6], words[6:12], words[12:18], "否", "否", "是", "联系人", "0566-5020001",
        f"第{n}行",
    )  # fmt: skip


def write(path: Path, rows: int) -> None:
    """The workbook that is imported."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("申报表")
    sheet.write_row(0, 0, TITLES)
    for n in range(rows):
        sheet.write_row(n + 1, 0, row_of(n))
    book.close()


def timed(name: str, work: Callable[[], object]) -> object:
    """Carries out work and notes its seconds under a name."""
    start = time.perf_counter()
    result = work()
    SECONDS[name] = SECONDS.get(name, 0.0) + time.perf_counter() - start
    return result


def floor(path: Path, folder: Path) -> None:
    """calamine read and raw insert of the same cells into an encrypted file."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:]
    engine = open_engine(folder / "floor.db", WorkspaceKey(bytes(range(32))), mode="rwc")
    names = [f"c{n}" for n in range(len(TITLES))]
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE plain ({', '.join(names)})"))
        marks = ", ".join(f":{name}" for name in names)
        insert = text(f"INSERT INTO plain VALUES ({marks})")
        connection.execute(insert, [dict(zip(names, row, strict=True)) for row in rows])
    engine.dispose()


def workspace(folder: Path) -> Desk:
    """A workspace with the sixty units."""
    create_workspace(folder, clock=clock, program="benchmark", office_name="数据资源管理局")
    desk = open_desk(folder, clock=clock, program="benchmark", operator="经办人")
    with desk.workspace.begin(desk.act("fill", "造数")) as uow:
        for n in range(60):
            uow.units.add(name=f"第{n}局", kind="department", valid_until=date(2030, 1, 1))
    return desk


def main() -> None:
    """Prints floor, ours, ratio, the figures beside and the peak memory."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    judge, refresh, backup = previewing.judge_drafts, applying.refresh, None
    previewing.judge_drafts = lambda *a, **k: timed("verdicts", lambda: judge(*a, **k))  # type: ignore[assignment,return-value]
    applying.refresh = lambda *a, **k: timed("verdicts", lambda: refresh(*a, **k))  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "big.xlsx"
        write(path, rows)
        timed("floor", lambda: floor(path, Path(scratch)))
        desk = workspace(Path(scratch) / "ws")
        backup = desk.workspace.backup
        desk.workspace.backup = lambda reason: timed("backup", lambda: backup(reason))  # type: ignore[method-assign,assignment,return-value]
        planned = timed("preview", lambda: previewing.preview_import(desk, [path]))
        SECONDS["preview"] -= SECONDS.get("verdicts", 0)
        judged = SECONDS.get("verdicts", 0)
        assert isinstance(planned, previewing.Planned)
        assert not planned.preview.files[0].problems, planned.preview.files[0].problems[:3]
        timed("commit", lambda: applying.apply_import(desk, planned))
        SECONDS["commit"] -= SECONDS["verdicts"] - judged + SECONDS["backup"]
        desk.workspace.close()
    ours = SECONDS["preview"] + SECONDS["commit"]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"import {rows} x {len(TITLES)}: floor {SECONDS['floor']:.2f} s; ours {ours:.2f} s"
        f" (preview {SECONDS['preview']:.2f}, commit {SECONDS['commit']:.2f}), ratio"
        f" {ours / SECONDS['floor']:.2f} (budget 1.5); beside: backup {SECONDS['backup']:.2f} s,"
        f" verdicts and similarity {SECONDS['verdicts']:.2f} s; peak memory {peak} MB"
    )


if __name__ == "__main__":
    main()
