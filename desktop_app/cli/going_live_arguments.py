"""The grammar of the commands for units and projects that change on the way."""

import argparse

from desktop_app.cli.more_arguments import Command, day

UNIT_ACTIONS = ("list", "rename", "merge", "offices", "rename-office")


def going_live_commands(command: Command) -> None:
    """Units by date; projects handed over, split, moved to another pack version."""
    unit = command("unit", "单位和机关：曾用名、更名、并入另一单位")
    unit.add_argument("action", choices=UNIT_ACTIONS)
    unit.add_argument(
        "names",
        nargs="*",
        default=[],
        help="rename 写旧名称、新名称；merge 写并入的各单位；rename-office 写机关的角色、新名称",
    )
    unit.add_argument("--into", default="", help="merge：并入哪个单位")
    unit.add_argument("--apply", action="store_true", help="merge：确认办理；不写只预览")
    _grounds(unit)
    handover = command("handover", "移交项目给另一单位")
    handover.add_argument("codes", nargs="+", help="项目编号，可写多个")
    handover.add_argument("--to", required=True, help="接收单位全称")
    _grounds(handover)
    split = command("split", "拆分项目：留下的和拆出的各项金额合计应与原来相等")
    split.add_argument("code", help="项目编号")
    split.add_argument(
        "--keep", default="", help="留下的金额（万元），写作 declared=60,county=60；不写为余下的"
    )
    split.add_argument(
        "--part",
        action="append",
        required=True,
        help="拆出的一个项目，写作 名称;单位;declared=40,county=40，可重复",
    )
    _grounds(split)
    repin = command("repin", "项目改按另一规则包版本办理：默认只列出区别")
    repin.add_argument("codes", nargs="*", default=[], help="项目编号，可写多个")
    repin.add_argument(
        "--to", metavar="规则包", required=True, help="规则包，写作 编号@版本；不写版本为最新一版"
    )
    repin.add_argument("--from", dest="source", default="", help="现在按这一版办理的全部项目")
    repin.add_argument("--reason", default="", help="理由，写入日志")
    repin.add_argument("--number", default="", help="依据的文号")
    repin.add_argument("--apply", action="store_true", help="确认改用；不写只列出区别")


def _grounds(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", type=day, default=None, help="自哪一天起，不写为今天")
    parser.add_argument("--reason", default="", help="依据，写入日志")
    parser.add_argument("--number", default="", help="依据的文号")
