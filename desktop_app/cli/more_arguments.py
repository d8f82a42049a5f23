"""The grammar of the commands that turn a project's course, and of those that guard the data."""

import argparse
import math
from collections.abc import Callable
from datetime import date
from pathlib import Path

DUE_ACTIONS = (
    "list", "week", "ics", "xlsx", "units", "letters", "met", "missed", "extended", "waived",
)  # fmt: skip
LARGEST = 10**15
Command = Callable[[str, str], argparse.ArgumentParser]


def day(text: str) -> date:
    """A date as the command line takes it, e.g. 2026-11-22."""
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写作 2026-11-22") from problem


def whole(text: str) -> int:
    """A whole number that a key or a year could be; no key is ever larger."""
    try:
        number = int(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"应写整数，不能写“{text}”") from problem
    if abs(number) > LARGEST:
        raise argparse.ArgumentTypeError(f"“{text}”太大了")
    return number


def figure(text: str) -> float:
    """A number that may have decimals; infinity and what is no number are none."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise argparse.ArgumentTypeError(f"应写数，不能写“{text}”")
    return number


def some(text: str) -> int:
    """A number of rows, one at least."""
    if not text.isdecimal() or not 0 < int(text) <= LARGEST:
        raise argparse.ArgumentTypeError(f"“{text}”应为大于零的整数")
    return int(text)


def course_commands(command: Command) -> None:
    """Decisions on similar projects, mergers, returns sent in again, needs, notes, papers."""
    decide = command("decide", "登记相似项目的判断")
    decide.add_argument("codes", nargs="+", help="一组里的全部项目编号")
    decide.add_argument("--as", dest="decision", required=True)
    decide.add_argument("--reason", required=True)
    decide.add_argument("--signer", default="")
    merge = command("merge", "合并申报：后一项并入前一项")
    merge.add_argument("kept", help="留下的项目编号")
    merge.add_argument("absorbed", help="并入的项目编号")
    merge.add_argument("--step", default="", help="登记合并的环节；不写为并入的一项可以登记的")
    merge.add_argument("--reason", required=True)
    merge.add_argument("--signer", default="")
    merge.add_argument("--date", type=day, default=None, help="决定合并的日期；不写为今天")
    merge.add_argument("--number", default="", help="依据的文号")
    merge.add_argument("--incoming", default="", help="依据的收文，写登记过的文号")
    resubmit = command("resubmit", "退回的项目原样重新报送")
    resubmit.add_argument("code")
    resubmit.add_argument("--reason", required=True)
    classify = command("classify", "标为涉密：清除内容，只留编号、单位、日期和文号")
    classify.add_argument("code")
    classify.add_argument("--reason", required=True, help="定密的依据")
    fill = command("fill", "补填申报表上的事项，登记项目页上的事项")
    fill.add_argument("code", help="项目编号；其他对象写作 unit:单位名称、contract:序号")
    fill.add_argument("--fact", action="append", required=True, help="写作 名称=值；值留空为收回")
    sender = command("sender", "登记申报由哪个单位报来")
    sender.add_argument("code")
    sender.add_argument("unit", help="报送单位全称：项目单位，或它的主管部门")
    sender.add_argument("--reason", required=True)
    _desk_commands(command)


def _desk_commands(command: Command) -> None:
    needs = command("needs", "统筹需求登记册")
    needs.add_argument("action", choices=["list", "adopt", "link"])
    needs.add_argument("id", nargs="?", type=whole, default=None, help="需求序号")
    needs.add_argument("--unit", default="", help="认领部门")
    needs.add_argument("--project", default="", help="并入的项目编号")
    needs.add_argument("--signer", default="")
    needs.add_argument("--date", type=day, default=None, help="签批日期，不写为今天")
    note = command("note", "在项目上记备注或电话催办")
    note.add_argument("code")
    note.add_argument("text")
    note.add_argument("--call", action="store_true", help="电话催办")
    _incoming_command(command)
    number = command("number", "登记文书的文号")
    number.add_argument("paper", type=whole, help="文书序号")
    number.add_argument("number", help="文号")
    _paper_commands(command)
    _outlook_commands(command)


def _incoming_command(command: Command) -> None:
    incoming = command("incoming", "收文：登记、查看、改正；一份来文可涉及许多项目")
    incoming.add_argument("number", nargs="?", default="", help="来文文号；不写列出全部")
    incoming.add_argument("--title", default="", help="标题；登记时必填")
    incoming.add_argument("--sender", default="", help="来文单位；登记时必填")
    incoming.add_argument("--dated", type=day, default=None, help="成文日期；登记时必填")
    incoming.add_argument("--received", type=day, default=None, help="收文日期；不写为今天")
    incoming.add_argument("--note", default="", help="备注")
    incoming.add_argument("--scan", type=Path, default=None, help="扫描件")
    incoming.add_argument(
        "--for",
        dest="code",
        action="append",
        default=[],
        help="涉及的项目编号，登记过的再关联；其他对象写作 unit:单位名称、finding:序号",
    )
    incoming.add_argument(
        "--not-for", dest="out_of", default="", help="移出关联错的项目，写法同 --for"
    )
    incoming.add_argument("--correct", action="store_true", help="改正登记过的收文：写了哪项改哪项")
    incoming.add_argument("--renumber", default="", help="改正时写正确的文号")
    incoming.add_argument("--out", type=Path, default=None, help="取出扫描件，写到这个文件")


def _paper_commands(command: Command) -> None:
    printing = command("print", "打印文书为 PDF")
    printing.add_argument("form")
    printing.add_argument(
        "--for",
        dest="code",
        action="append",
        default=[],
        help="项目编号、单位或系统名称、需求或台账条目的序号",
    )
    printing.add_argument(
        "--all-of", type=whole, default=None, help="计划或会议的条目序号：按议程次序全部打印"
    )
    printing.add_argument("--together", action="store_true", help="几份合成一个文件")
    printing.add_argument("--out", type=Path, required=True)
    way = printing.add_mutually_exclusive_group()
    way.add_argument("--issue", action="store_true", help="正式出具并编号")
    way.add_argument(
        "--copy", action="store_true", help="已出具的再打一份副本：编号不变，每页带“副本”"
    )
    printing.add_argument("--due", type=day, default=None, help="函件里的报送期限")
    printing.add_argument(
        "--docx", action="store_true", help="函件底稿存为 .docx，文件名以 .docx 结尾的不用写"
    )
    kit = command("kit", "计划或会议的成套文书，按议程次序合成一个文件")
    kit.add_argument("entry", type=whole, help="计划或会议的条目序号")
    kit.add_argument("forms", nargs="+", help="文书编号，依次写")
    kit.add_argument("--out", type=Path, required=True)
    kit.add_argument("--issue", action="store_true", help="没有出具过的正式出具并编号")
    kit.add_argument("--due", type=day, default=None, help="函件里的期限")
    _file_commands(command)


def _file_commands(command: Command) -> None:
    dispatch = command("dispatch", "发文稿纸：随一份已出具的函件、批复")
    dispatch.add_argument("paper", type=whole, help="文书序号")
    dispatch.add_argument("--out", type=Path, required=True)
    dispatch.add_argument("--issue", action="store_true", help="正式出具并编号")
    dispatch.add_argument("--copies", type=whole, default=None, help="印发份数")
    dispatch.add_argument("--secrecy", default="", help="密级")
    dispatch.add_argument("--urgency", default="", help="紧急程度")
    dispatch.add_argument("--countersign", action="append", default=[], help="会签单位，可重复")
    dispatch.add_argument("--checked-by", default="", help="核稿人")
    dispatch.add_argument("--copy-to", default="", help="抄送；不写按函件的抄送")
    dispatch.add_argument("--phone", default="", help="拟稿人联系电话")
    dispatch.add_argument("--note", default="", help="说明")
    dossier = command("dossier", "导出一个项目的案卷：经过、文书、台账、日志")
    dossier.add_argument("code")
    dossier.add_argument("--out", type=Path, required=True, help="写到的文件夹")
    dossier.add_argument("--zip", action="store_true", help="压成一个 zip 文件")


def _outlook_commands(command: Command) -> None:
    due = command("due", "到期事项：列出、日历文件、每个单位一本")
    due.add_argument("action", choices=DUE_ACTIONS)
    due.add_argument(
        "what", nargs="*", help="登记谁的，照 list 的“登记用”写，如 project:QY2026-001；可写几个"
    )
    due.add_argument("--duty", default="", help="到期事项的编号，也在“登记用”里")
    due.add_argument("--lapsed", action="store_true", help="列出已过期三十天以上的合同、服务")
    due.add_argument("--date", type=day, default=None, help="办结或决定的日期")
    due.add_argument("--until", type=day, default=None, help="截止日期；延期时是新的期限")
    due.add_argument("--reason", default="", help="没有办、延期或不再办理的理由")
    due.add_argument("--number", default="", help="办结依据的文号")
    due.add_argument("--signer", default="")
    due.add_argument("--out", type=Path, default=None, help="写到的文件或文件夹")
    due.add_argument("--issue", action="store_true", help="督办单正式出具")
    due.add_argument("--answer-by", type=day, default=None, help="督办单里的办结期限")
    route = command("route", "一个项目要走的程序，逐步写明依据")
    route.add_argument("code")
    trial = command("trial", "试算：法定值换一个数会影响哪些项目，不写入")
    trial.add_argument("values", nargs="+", help="写作 法定值=数，如 limit.feasibility=400")
    _answer_commands(command)
    entry = command("entry", "台账条目：列出、登记、更正、删除、查看个人信息")
    entry.add_argument("action", choices=["list", "add", "set", "remove", "draw", "reveal"])
    entry.add_argument("what", help="list、add 写台账编号，其余写条目序号")
    entry.add_argument("--members", type=whole, default=5, help="抽取专家：成员人数")
    entry.add_argument("--reserves", type=whole, default=0, help="抽取专家：备选人数")
    entry.add_argument("--field", action="append", default=[], help="抽取专家：专业，可重复")
    entry.add_argument("--project", default="", help="所属项目编号")
    entry.add_argument("--unit", default="", help="所属单位")
    entry.add_argument("--under", type=whole, default=None, help="上一级条目的序号")
    entry.add_argument("--set", action="append", default=[], help="一列的内容，写作 列=值")
    entry.add_argument("--reason", default="", help="更正、删除、查看个人信息的原因")


def _answer_commands(command: Command) -> None:
    for name, what, told in (
        ("settings", "本办设定：列出；写了设定和取值的，登记这一项", "取值"),
        ("readings", "条文口径：列出；写了口径和选项的，登记签定的读法", "选项的编号"),
    ):
        own = command(name, what)
        own.add_argument("name", nargs="?", default="", help="编号，见列出的")
        own.add_argument("value", nargs="?", default="", help=told)
        own.add_argument("--reason", default="", help="理由")
        own.add_argument("--signer", default="", help="签定人")
        own.add_argument("--since", type=day, default=None, help="自何日起；不写为今天")


def trust_commands(command: Command) -> None:
    """Undo, log, backup, restore, self-check."""
    undo = command("undo", "撤销一个导入批次；不写批次，列出各次导入")
    undo.add_argument("batch", type=whole, nargs="?", default=None)
    log = command("log", "操作日志")
    log.add_argument("action", choices=["verify", "list", "show"])
    log.add_argument("event", type=whole, nargs="?", help="操作的序号，见 log list")
    backup = command("backup", "备份到文件")
    backup.add_argument("file", type=Path)
    restore = command("restore", "从备份恢复")
    restore.add_argument("file", type=Path)
    key = command("key", "密钥文件丢失时，用恢复密钥重建")
    key.add_argument("recovery", nargs="+", help="新建时打印的恢复密钥，照原样写，分几段写也行")
    command("selfcheck", "自检")
