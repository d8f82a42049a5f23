"""The grammar of the command line."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from desktop_app.cli.going_live_arguments import going_live_commands
from desktop_app.cli.more_arguments import Command, course_commands, day, trust_commands, whole
from desktop_app.cli.plan_arguments import plan_commands
from desktop_app.cli.usage_words import ChineseParser, UsageError
from desktop_app.cli.voucher_arguments import voucher_commands

MANY = {
    "packs": "ids",
    "import": "files",
    "decide": "codes",
    "trial": "values",
    "plan": "codes",
    "unit": "names",
    "handover": "codes",
    "repin": "codes",
}
"""Commands whose last words may be many, so that options may also stand before them."""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The parsed command line; raises UsageError. `command` is empty for the window."""
    parser = _parser()
    parsed, rest = parser.parse_known_args(arguments)
    if not rest:
        return parsed
    many = MANY.get(parsed.command)
    if many is None or any(each.startswith("-") for each in rest):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    kind = Path if many == "files" else str
    setattr(parsed, many, [*getattr(parsed, many), *map(kind, rest)])
    return parsed


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="hengce", description="衡册：政务信息化项目与消费券活动的办理程序")
    parser.add_argument("--data", type=Path, default=None, help="工作区文件夹")
    parser.set_defaults(command="", json=False)
    commands = parser.add_subparsers(title="命令", metavar="命令")
    common = ChineseParser(add_help=False)
    common.add_argument("--data", type=Path, default=argparse.SUPPRESS, help="工作区文件夹")
    common.add_argument("--json", action="store_true", help="只输出 JSON")
    common.add_argument("--operator", default="命令行", help="经办人姓名，写入日志")

    def command(name: str, text: str) -> argparse.ArgumentParser:
        created = commands.add_parser(name, help=text, description=text, parents=[common])
        created.set_defaults(command=name)
        return created

    _workspace_commands(command)
    _sheet_commands(command)
    _project_commands(command)
    _material_commands(command)
    plan_commands(command)
    voucher_commands(command)
    going_live_commands(command)
    trust_commands(command)
    return parser


def _workspace_commands(command: Command) -> None:
    init = command("init", "新建工作区")
    init.add_argument("--pack", default=None, help="规则包编号，或自己的规则包的文件夹、文件")
    init.add_argument("--office", default="", help="本单位名称")
    init.add_argument("--sample", action="store_true", help="带一年示例数据")
    tour = command("tour", "离屏演示一个工作日，留下图片、文书和工作簿")
    tour.add_argument("--out", type=Path, required=True)
    packs = command("packs", "规则包")
    packs.add_argument(
        "action",
        choices=[
            "list",
            "verify",
            "columns",
            "compare",
            "new",
            "export",
            "import",
            "changes",
            "enable",
        ],
    )
    packs.add_argument(
        "ids", nargs="*", default=[], help="规则包编号；import 写文件；columns 写自带台账的编号"
    )
    packs.add_argument("--project", default="", help="对照：就一个项目，写项目编号")
    packs.add_argument("--title", default="", help="新建：办法的简称")
    packs.add_argument(
        "--out", type=Path, default=None, help="导出到哪个文件；compare、changes 写 .xlsx 或 .pdf"
    )
    packs.add_argument("--reason", default="", help="启用的依据")


def _sheet_commands(command: Command) -> None:
    template = command("template", "生成空白或预填的工作簿")
    template.add_argument("sheet")
    template.add_argument("--out", type=Path, required=True)
    template.add_argument("--unit", default="", help="单位名称：预填它的内容")
    template.add_argument("--office", default="", help="出意见的部门的角色或名称")
    template.add_argument("--project", default="", help="只为一个项目，写项目编号")
    template.add_argument("--under", type=whole, default=None, help="上一级台账条目的序号")
    imports = command("import", "导入工作簿：默认只预览")
    imports.add_argument("files", nargs="+", type=Path)
    imports.add_argument("--sheet", default="")
    imports.add_argument("--apply", action="store_true", help="确认写入")
    imports.add_argument("--returns", type=Path, default=None, help="写出批注退回件的文件夹")
    export = command("export", "导出清单")
    export.add_argument("sheet")
    export.add_argument("--out", type=Path, required=True)
    export.add_argument("--project", default="", help="只导出一个项目的台账")
    export.add_argument("--reason", default="", help="个人信息不遮住的理由，记入日志")
    rounds = command("round", "下发与催报")
    rounds.add_argument("action", choices=["send", "status", "remind", "returned", "close"])
    rounds.add_argument("--round", type=whole, default=None, help="轮次编号，缺省为最近一轮")
    rounds.add_argument("--sheet", default="reserve_pool")
    rounds.add_argument("--title", default="")
    rounds.add_argument("--due", type=day, default=None)
    rounds.add_argument("--unit", action="append", default=[], help="单位名称，可重复；缺省为全部")
    rounds.add_argument("--office", action="append", default=[], help="部门的角色或名称，可重复")
    rounds.add_argument("--under", type=whole, default=None, help="针对哪一条，如哪一版计划")
    rounds.add_argument("--out", type=Path, default=None, help="工作簿或催报函写到的文件夹")
    rounds.add_argument("--note", default="", help="说明，写入日志")


def _project_commands(command: Command) -> None:
    listing = command("list", "列出一个环节的项目")
    listing.add_argument(
        "stage",
        nargs="?",
        default="reserve_pool",
        help="环节，不写为储备库；可写 annual_plan、approval、construction、acceptance、"
        "evaluation、oversight",
    )
    show = command("show", "显示一个项目或台账的一条，末尾是现在可以办的步骤")
    show.add_argument("code", help="项目编号；台账的条目写序号")
    check = command("check", "按规则包核查一个项目")
    check.add_argument("code")
    check.add_argument("--pack", default=None)
    check.add_argument("--on", type=day, default=None)
    record = command("record", "登记一个环节的签批结果")
    record.add_argument("code", help="项目编号；台账的条目写序号，单位、系统写名称")
    record.add_argument("step", help="办件.步骤，hengce show 编号 列出现在可以办的")
    record.add_argument("outcome", help="结果，如 agreed、returned、done，也在 show 里")
    record.add_argument("--date", type=day, default=None, help="签批日期，不写为今天")
    record.add_argument("--signer", default="", help="签批人，必填，照签批件上的署名")
    record.add_argument("--opinion", default="", help="意见；退回、不同意的必填")
    record.add_argument("--number", default="", help="文号")
    record.add_argument("--incoming", default="", help="依据的收文，写登记过的文号")
    record.add_argument("--override", default="", help="有提醒、原则上的事项时，写继续办理的理由")
    record.add_argument(
        "--fact", action="append", default=[], help="本环节登记的事项，写作 名称=值"
    )
    findings = command("findings", "签批前记下审查情况，随意见表打印")
    findings.add_argument("code")
    findings.add_argument("step")
    findings.add_argument(
        "--fact",
        action="append",
        required=True,
        help="写作 名称=值；值留空为收回",
    )
    course_commands(command)


def _material_commands(command: Command) -> None:
    handin = command("handin", "登记收到一样材料")
    handin.add_argument("code", help="项目编号；台账的条目写序号")
    handin.add_argument("material", help="写作 办件.材料，hengce show 编号 列出还没有收到的")
    handin.add_argument("--missing", action="store_true", help="撤回：没有收到")
    handin.add_argument("--note", default="", help="说明，写入日志")


def parse_facts(pairs: Sequence[str]) -> dict[str, str]:
    """The `name=value` pairs of `--fact`; raises UsageError for another shape."""
    facts = {}
    for pair in pairs:
        name, mark, value = pair.partition("=")
        if not mark or not name:
            raise UsageError(f"“{pair}”应写作 名称=值")
        facts[name] = value
    return facts
