"""`undo`, `log`, `backup`, `restore`, `selfcheck`: what keeps the records trustworthy."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop_app.cli.output import DONE, PROBLEMS, Answer, table
from desktop_app.domain.record import Batch, Event
from desktop_app.errors import Refused
from desktop_app.use_cases import workspaces
from desktop_app.use_cases.desk import Clock, Desk
from desktop_app.use_cases.imports.apply import batches, undo_import
from desktop_app.use_cases.log_events import ActChanges, moment_text
from desktop_app.values.ids import BatchId


def undo(arguments: Namespace, desk: Desk) -> Answer:
    """Take one import back as a whole; without a number, list the imports."""
    if arguments.batch is None:
        return _imports(batches(desk))
    undo_import(desk, BatchId(arguments.batch))
    return Answer([f"已撤销导入批次 {arguments.batch}。"], {"undone": arguments.batch})


def log(arguments: Namespace, desk: Desk) -> Answer:
    """Verify the chain of the log, list its latest acts, or show what one act changed."""
    if arguments.action == "list":
        rows = [
            (str(each.sequence), moment_text(each), each.actor, each.title)
            for each in workspaces.events(desk)
        ]
        return _rows({"sequence": "序号", "at": "时间", "actor": "经办人", "title": "操作"}, rows)
    if arguments.action == "show":
        if arguments.event is None:
            raise Refused(
                "没有写操作的序号", advice="写法：hengce log show 序号；序号见 log list。"
            )
        return _changes(workspaces.act_changes(desk, arguments.event))
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


def _imports(found: Sequence[tuple[Batch, Event]]) -> Answer:
    """The imports by the number they are taken back by, the newest first."""
    columns = {
        "batch": "批次", "at": "时间", "actor": "经办人", "files": "文件", "new": "新增",
        "changed": "修改", "state": "情况",
    }  # fmt: skip
    rows = [
        (
            str(batch.id), moment_text(act), act.actor,
            "、".join(name for name, _ in batch.files), str(batch.new), str(batch.changed),
            "已撤销" if batch.undone_by is not None else "",
        )
        for batch, act in found
    ]  # fmt: skip
    return _rows(columns, rows)


def _changes(found: ActChanges) -> Answer:
    event = found.event
    rows = [(each.record, each.label, each.before, each.after) for each in found.lines]
    columns = {"record": "记录", "label": "栏目", "before": "改前", "after": "改后"}
    answer = _rows(columns, rows)
    head = f"{event.sequence}　{moment_text(event)}　{event.actor}：{event.title}"
    reason = [f"理由：{event.reason}"] if event.reason else []
    more = [f"另有 {found.left_out} 条记录的改动没有列出。"] if found.left_out else []
    lines = (*answer.lines, *more) if rows else ("没有改动记录。",)
    return Answer(
        [head, *reason, *lines],
        {"sequence": event.sequence, "title": event.title, "left_out": found.left_out}
        | {"changes": [dict(zip(columns, row, strict=True)) for row in rows]},
    )


def _rows(columns: Mapping[str, str], rows: Sequence[Sequence[str]]) -> Answer:
    data = {"rows": [dict(zip(columns, row, strict=True)) for row in rows]}
    return Answer(table(tuple(columns.values()), rows), data)


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


def rebuild_key(arguments: Namespace, folder: Path, *, clock: Clock) -> Answer:
    """Write the key file anew from the recovery key."""
    path = workspaces.rebuild_key(folder, "".join(arguments.recovery), clock=clock)
    return Answer([f"恢复密钥核对无误，已重建密钥文件：{path}"], {"file": str(path)})


def selfcheck(_arguments: Namespace, desk: Desk) -> Answer:
    """Look for damage and contradictions in the data."""
    report = workspaces.selfcheck(desk)
    lines = [f"自检完成：{report.title}"] + [each.message for each in report.faults]
    data = {
        "sound": not report.faults,
        "faults": [{"rule": each.rule, "message": each.message} for each in report.faults],
    }
    return Answer(lines, data, PROBLEMS if report.faults else DONE)
