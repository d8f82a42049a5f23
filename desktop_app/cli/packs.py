"""`hengce packs list|verify`: the rule packs that ship with the program."""

from argparse import Namespace

from desktop_app.cli.output import DONE, PROBLEMS, Answer, table
from desktop_app.rules.verify import PackReport, report_json
from desktop_app.use_cases.regulations import HANDLING_LABELS, shipped_pack_lines, verify_packs

ANSWER_LABELS = {"pass": "通过", "fail": "不通过"}


def run(arguments: Namespace) -> Answer:
    """List the packs, or verify them with their examples."""
    if arguments.action == "list":
        return _list()
    reports = verify_packs(arguments.ids)
    lines = [line for report in reports for line in report_lines(report)]
    is_sound = all(report.is_sound for report in reports)
    data = {"packs": [report_json(report) for report in reports]}
    return Answer(lines, data, DONE if is_sound else PROBLEMS)


def _list() -> Answer:
    rows = [(each.id, each.version, each.title, each.number) for each in shipped_pack_lines()]
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
    lines += [
        f"  ○ 检查“{gap.title}”（{gap.rule}）没有{ANSWER_LABELS[gap.answer]}的例子"
        for gap in report.gaps
    ]
    lines += [f"  × {f.file} {f.key}：{f.message}。{f.advice}" for f in report.faults]
    return lines
