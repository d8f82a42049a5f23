"""`hengce packs …`: the packs there are, their check, side by side, and the office's own."""

from argparse import Namespace
from pathlib import Path

from desktop_app.cli.going_live import outlook_data, outlook_lines
from desktop_app.cli.output import DONE, PROBLEMS, Answer, table
from desktop_app.cli.usage_words import UsageError
from desktop_app.errors import Refused
from desktop_app.rules.register_columns import HEAD, register_columns, register_guide
from desktop_app.rules.registers import builtin_registers
from desktop_app.rules.verify import PackReport, report_json
from desktop_app.rules.wording import listed
from desktop_app.use_cases import own_packs
from desktop_app.use_cases.comparing import Comparison, compare_packs, compare_project
from desktop_app.use_cases.comparing_table import comparison_table
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.going_live.outlook_table import outlook_table
from desktop_app.use_cases.own_packs import PackInFile
from desktop_app.use_cases.pack_shelf import pack_lines_at, verify_packs
from desktop_app.use_cases.regime import OWN_FOLDER
from desktop_app.use_cases.regulations import HANDLING_LABELS
from desktop_app.use_cases.shown_lists import write_list

ANSWER_LABELS = {"pass": "通过", "fail": "不通过"}
WITHOUT_DESK = frozenset({"list", "verify", "columns"})
WRITING = frozenset({"enable"})


def run(arguments: Namespace, folder: Path) -> Answer:
    """List or verify packs, a workspace's own among them; or the built-in registers."""
    if arguments.action == "columns":
        return _columns(arguments)
    own = folder / OWN_FOLDER if (folder / OWN_FOLDER).is_dir() else None
    if arguments.action == "list":
        return _list(own)
    reports = verify_packs(arguments.ids, own)
    lines = [line for report in reports for line in report_lines(report)]
    is_sound = all(report.is_sound for report in reports)
    data = {"packs": [report_json(report) for report in reports]}
    return Answer(lines, data, DONE if is_sound else PROBLEMS)


def on_desk(arguments: Namespace, desk: Desk) -> Answer:
    """What takes a workspace: compare, new, export, import, enable."""
    return _ACTIONS[arguments.action](arguments, desk)


def _compare(arguments: Namespace, desk: Desk) -> Answer:
    if arguments.project:
        found = compare_project(desk, arguments.project, arguments.ids)
    else:
        found = compare_packs(desk, arguments.ids)
    lines = _compared_lines(found)
    if arguments.out is not None and found.differing:
        write_list(desk, comparison_table(found), arguments.out)
        lines.append(f"已写到 {arguments.out}")
    return Answer(lines, _compared_json(found))


def _compared_lines(found: Comparison) -> list[str]:
    about = f"{found.code} {found.name}　" if found.code else ""
    lines = [f"{about}{len(found.lines)} 项，{len(found.differing)} 项不同"]
    for line in found.differing:
        lines.append(f"{line.kind}　{line.question}")
        for (pack, _), answer in zip(found.packs, line.answers, strict=True):
            lines.append(f"    {pack}：{answer.told}")
    return lines


def _compared_json(found: Comparison) -> dict[str, object]:
    ids = [pack for pack, _ in found.packs]
    return {
        "packs": ids,
        "on": found.on.isoformat(),
        "code": found.code,
        "lines": [
            {
                "kind": line.kind,
                "id": line.id,
                "question": line.question,
                "differs": line.differs,
                "answers": [
                    {"pack": pack, "text": answer.text, "clauses": list(answer.clauses)}
                    for pack, answer in zip(ids, line.answers, strict=True)
                ],
            }
            for line in found.lines
        ],
    }


def _new(arguments: Namespace, desk: Desk) -> Answer:
    pack_id = _only_id(arguments)
    folder = own_packs.new_pack(desk, pack_id, arguments.title or pack_id)
    return Answer(
        [f"已新建规则包“{pack_id}”：{folder}", "写好后用 hengce packs verify 核对。"],
        {"id": pack_id, "folder": str(folder)},
    )


def _export(arguments: Namespace, desk: Desk) -> Answer:
    pack_id = _only_id(arguments)
    target = arguments.out or Path(f"{pack_id}.zip")
    return _told(own_packs.export_pack(desk, pack_id, target), f"已导出到 {target}")


def _import(arguments: Namespace, desk: Desk) -> Answer:
    return _told(own_packs.import_pack(desk, Path(_only_id(arguments))), "已导入，还没有启用")


def _enable(arguments: Namespace, desk: Desk) -> Answer:
    taken = own_packs.take_up(desk, _only_id(arguments), reason=arguments.reason)
    return _told(taken, "已启用，以后新建的项目按它办理")


def _changes(arguments: Namespace, desk: Desk) -> Answer:
    seen = own_packs.version_outlook(desk, _only_id(arguments))
    hints = [f"“{seen.target.label}”与在用的版本相比，见上；没有写入，项目仍按原来的版本办。"]
    shown = outlook_table(seen)
    if arguments.out is not None and shown.rows:
        write_list(desk, shown, arguments.out)
        hints.append(f"已写到 {arguments.out}")
    elif arguments.out is not None:
        hints.append("没有可比的，没有写文件。")
    return Answer([*outlook_lines(seen), *hints], outlook_data(seen))


def _told(pack: PackInFile, what: str) -> Answer:
    return Answer(
        [f"{pack.title} {pack.version}（{pack.id}）：{what}", f"SM3 {pack.digest}"],
        {"id": pack.id, "version": pack.version, "title": pack.title, "sm3": pack.digest},
    )


def _only_id(arguments: Namespace) -> str:
    if len(arguments.ids) != 1:
        raise UsageError(f"hengce packs {arguments.action} 后面写一个规则包")
    return str(arguments.ids[0])


_ACTIONS = {
    "compare": _compare,
    "new": _new,
    "export": _export,
    "import": _import,
    "enable": _enable,
    "changes": _changes,
}


def _columns(arguments: Namespace) -> Answer:
    known = builtin_registers()
    strange = [each for each in arguments.ids if each not in known]
    if strange:
        raise Refused(f"程序没有自带台账“{strange[0]}”", advice=f"自带的有：{listed(known)}。")
    wanted = arguments.ids or list(known)
    data = {
        key: [dict(zip(HEAD, line, strict=True)) for line in register_columns(known[key])]
        for key in wanted
    }
    return Answer(register_guide(wanted).rstrip().split("\n"), {"registers": data})


def _list(own: Path | None) -> Answer:
    rows = [(each.id, each.version, each.title, each.number) for each in pack_lines_at(own)]
    keys = ("id", "version", "title", "number")
    data = {"packs": [dict(zip(keys, row, strict=True)) for row in rows]}
    return Answer(table(("编号", "版本", "名称", "文号"), rows), data)


def report_lines(report: PackReport) -> list[str]:
    """The report on one pack for people."""
    rows = "，".join(f"{HANDLING_LABELS[key]} {count}" for key, count in report.rows.items())
    lines = [
        f"{report.id}：{len(report.faults)} 处错误，{len(report.unbuilt)} 行尚未实现",
        f"  条款 {sum(report.rows.values())} 行：{rows}",
        f"  条目 {report.entries} 个，例子 {report.examples} 个",
    ]
    if report.shown:
        lines.append(f"  程序核查的 {len(report.shown)} 行：{_shown_text(report)}")
    none = "没有条目的 rows 指向它；程序里没有可办、可显示的，handling 写 none 并写理由"
    lines += [f"  ○ {row} 尚未实现：{none}" for row in report.unbuilt]
    lines += [
        f"  ○ 检查“{gap.title}”（{gap.rule}）没有{ANSWER_LABELS[gap.answer]}的例子"
        for gap in report.gaps
    ]
    lines += [f"  ○ {row.row} {row.clause}（{row.label}）：{row.lacks}" for row in report.thin]
    lines += [f"  × {f.file} {f.key}：{f.message}。{f.advice}" for f in report.faults]
    return lines


def _shown_text(report: PackReport) -> str:
    if report.thin:
        return f"{len(report.thin)} 行的例子不够"
    fewest = min((row.count for row in report.shown), default=0)
    return f"每行至少 {fewest} 个例子，答案不止一种"
