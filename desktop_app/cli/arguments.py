"""The grammar of the command line."""

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

Command = Callable[[str, str], argparse.ArgumentParser]


class UsageError(Exception):
    """The command line was written wrongly; the text says how it should be."""


class _Parser(argparse.ArgumentParser):
    """Reports wrong usage as an exception with a Chinese text instead of leaving the process."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"用法有误：{message}\n{self.format_usage()}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写作 2026-11-22") from problem


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The parsed command line; raises UsageError. `command` is empty for the window."""
    return _parser().parse_args(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="hengce", description="衡册：政务信息化项目与消费券活动的办理程序")
    parser.add_argument("--data", type=Path, default=None, help="工作区文件夹")
    parser.set_defaults(command="", json=False)
    commands = parser.add_subparsers(title="命令", metavar="命令")
    common = _Parser(add_help=False)
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
    _trust_commands(command)
    return parser


def _workspace_commands(command: Command) -> None:
    init = command("init", "新建工作区")
    init.add_argument("--pack", default=None, help="规则包编号")
    init.add_argument("--office", default="", help="本单位名称")
    init.add_argument("--sample", action="store_true", help="带一年示例数据")
    tour = command("tour", "离屏演示一个工作日，留下图片、文书和工作簿")
    tour.add_argument("--out", type=Path, required=True)
    packs = command("packs", "规则包")
    packs.add_argument("action", choices=["list", "verify"])
    packs.add_argument("ids", nargs="*")


def _sheet_commands(command: Command) -> None:
    template = command("template", "生成空白或预填的工作簿")
    template.add_argument("sheet")
    template.add_argument("--out", type=Path, required=True)
    template.add_argument("--unit", default="")
    imports = command("import", "导入工作簿：默认只预览")
    imports.add_argument("files", nargs="+", type=Path)
    imports.add_argument("--sheet", default="")
    imports.add_argument("--apply", action="store_true", help="确认写入")
    imports.add_argument("--returns", type=Path, default=None, help="写出批注退回件的文件夹")
    export = command("export", "导出清单")
    export.add_argument("sheet")
    export.add_argument("--out", type=Path, required=True)
    rounds = command("round", "下发与催报")
    rounds.add_argument("action", choices=["send", "status"])
    rounds.add_argument("--sheet", default="reserve_pool")
    rounds.add_argument("--title", default="")
    rounds.add_argument("--due", type=_day, default=None)
    rounds.add_argument("--unit", action="append", default=[], help="单位名称，可重复；缺省为全部")
    rounds.add_argument("--out", type=Path, default=None)


def _project_commands(command: Command) -> None:
    listing = command("list", "列出一个环节的项目")
    listing.add_argument("stage")
    show = command("show", "显示一个项目")
    show.add_argument("code")
    check = command("check", "按规则包核查一个项目")
    check.add_argument("code")
    check.add_argument("--pack", default=None)
    check.add_argument("--on", type=_day, default=None)
    record = command("record", "登记一个环节的签批结果")
    record.add_argument("code")
    record.add_argument("step")
    record.add_argument("outcome")
    record.add_argument("--date", type=_day, default=None)
    record.add_argument("--signer", default="")
    record.add_argument("--opinion", default="")
    record.add_argument("--number", default="", help="文号")
    record.add_argument("--override", default="", help="原则上条款的突破理由")
    record.add_argument(
        "--fact", action="append", default=[], help="本环节登记的事项，写作 名称=值"
    )
    printing = command("print", "打印文书为 PDF")
    printing.add_argument("form")
    printing.add_argument("--for", dest="code", action="append", required=True)
    printing.add_argument("--out", type=Path, required=True)
    printing.add_argument("--issue", action="store_true", help="正式出具并编号")
    decide = command("decide", "登记相似项目的判断")
    decide.add_argument("codes", nargs="+")
    decide.add_argument("--as", dest="decision", required=True)
    decide.add_argument("--reason", required=True)


def _trust_commands(command: Command) -> None:
    undo = command("undo", "撤销一个导入批次")
    undo.add_argument("batch", type=int)
    log = command("log", "操作日志")
    log.add_argument("action", choices=["verify", "list"])
    backup = command("backup", "备份到文件")
    backup.add_argument("file", type=Path)
    restore = command("restore", "从备份恢复")
    restore.add_argument("file", type=Path)
    command("selfcheck", "自检")


def parse_facts(pairs: Sequence[str]) -> dict[str, str]:
    """The `name=value` pairs of `--fact`; raises UsageError for another shape."""
    facts = {}
    for pair in pairs:
        name, mark, value = pair.partition("=")
        if not mark or not name:
            raise UsageError(f"“{pair}”应写作 名称=值")
        facts[name] = value
    return facts
