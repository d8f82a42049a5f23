"""`undo`, `log`, `backup`, `restore`, `selfcheck`: what keeps the records trustworthy."""

from argparse import Namespace
from pathlib import Path

from desktop_app.cli.output import DONE, PROBLEMS, Answer, table
from desktop_app.use_cases import workspaces
from desktop_app.use_cases.desk import Clock, Desk
from desktop_app.use_cases.imports.apply import undo_import
from desktop_app.values.ids import BatchId


def undo(arguments: Namespace, desk: Desk) -> Answer:
    """Take one import back as a whole."""
    undo_import(desk, BatchId(arguments.batch))
    return Answer([f"已撤销导入批次 {arguments.batch}。"], {"undone": arguments.batch})


def log(arguments: Namespace, desk: Desk) -> Answer:
    """Verify the chain of the log, or list its latest acts."""
    if arguments.action == "list":
        events = workspaces.events(desk)
        rows = [(str(e.sequence), f"{e.at:%Y-%m-%d %H:%M}", e.actor, e.title) for e in events]
        data = {
            "rows": [dict(zip(("sequence", "at", "actor", "title"), r, strict=True)) for r in rows]
        }
        return Answer(table(("序号", "时间", "经办人", "操作"), rows), data)
    report = workspaces.verify_log(desk)
    head = f"共 {report.head.count} 条，链首摘要 {report.head.short}"
    if report.is_sound:
        lines = [f"日志完整：{head}。"]
    else:
        lines = [
            f"日志有 {len(report.faults)} 处不符：{head}。",
            *(f.message for f in report.faults),
        ]
    found: dict[str, object] = {
        "sound": report.is_sound,
        "count": report.head.count,
        "head": report.head.digest,
        "faults": [
            {"message": f.message, "event": f.event, "table": f.table, "row": f.row_id}
            for f in report.faults
        ],
    }
    return Answer(lines, found, DONE if report.is_sound else PROBLEMS)


def backup(arguments: Namespace, desk: Desk) -> Answer:
    """Write a verified backup to a file."""
    path = workspaces.backup(desk, arguments.file)
    return Answer([f"已备份并核验：{path}"], {"file": str(path), "verified": True})


def restore(arguments: Namespace, folder: Path, *, clock: Clock, program: str) -> Answer:
    """Put a backup in the place of the present data; what was there is kept."""
    kept = workspaces.restore(folder, arguments.file, clock=clock, program=program)
    return Answer(
        [f"已从备份恢复：{arguments.file}", f"原来的文件保留为：{kept}"],
        {"restored": str(arguments.file), "kept": str(kept)},
    )


def selfcheck(_arguments: Namespace, desk: Desk) -> Answer:
    """Look for damage and contradictions in the data."""
    report = workspaces.selfcheck(desk)
    lines = [f"自检完成：{report.title}"] + [each.message for each in report.faults]
    data = {
        "sound": not report.faults,
        "faults": [{"rule": each.rule, "message": each.message} for each in report.faults],
    }
    return Answer(lines, data, PROBLEMS if report.faults else DONE)
