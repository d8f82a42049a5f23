"""The grammar of `plan`: the yearly plan of a year from its intake to the year's end."""

from pathlib import Path

from desktop_app.cli.more_arguments import Command, whole
from desktop_app.domain.plans.ceiling import LINES

ACTIONS = {
    "list": "各年度的计划和版次",
    "new": "新建一个年度的计划",
    "show": "一个年度的计划清单",
    "candidates": "可以列入的项目，还不能列入的说明原因",
    "add": "把项目列入计划",
    "drop": "移出清单",
    "rank": "按准则排序；加 --take 采用",
    "order": "人工调整排序；不写 --place 恢复按得分",
    "opinions": "各部门意见逐项并列",
    "missing": "还缺意见的部门和催报的内容",
    "ceiling": "登记资金总额度",
    "propose": "按额度提出建议；加 --take 采用",
    "decide": "定处理意见",
    "answer": "登记市级、省级对项目的审核结果；用 --level 写哪一级",
    "edition": "新编一版",
    "compare": "两版对照",
    "additions": "计划外追加的项目",
    "carry-over": "年底结转：缺省只列出；加 --apply 办理",
    "planning": "建设规划和部门规划",
}
WITHOUT_YEAR = frozenset({"list", "planning"})
WRITING = frozenset({"new", "add", "drop", "order", "ceiling", "decide", "answer", "edition"})


def plan_commands(command: Command) -> None:
    """The one command of plans with its actions."""
    plan = command("plan", "年度计划和建设规划")
    told = "；".join(f"{action} {text}" for action, text in ACTIONS.items())
    plan.add_argument("action", choices=list(ACTIONS), metavar="动作", help=told)
    plan.add_argument("year", nargs="?", type=whole, default=None, help="计划年度")
    plan.add_argument("codes", nargs="*", default=[], help="项目编号")
    plan.add_argument("--edition", type=whole, default=None, help="第几版，缺省为最新一版")
    plan.add_argument("--with", dest="other", type=whole, default=None, help="与第几版对照")
    plan.add_argument("--title", default="", help="计划名称")
    plan.add_argument("--wan", default="", help="金额，万元：额度、申请金额或安排金额")
    plan.add_argument("--as", dest="decision", default="", help="处理意见")
    plan.add_argument("--level", default="", help="哪一级审核，如 市级审核")
    plan.add_argument("--place", type=whole, default=None, help="排到第几位")
    plan.add_argument("--line", choices=list(LINES), default="cut", help="压线的项目怎么办")
    plan.add_argument("--afresh", action="store_true", help="已定的也重新提出")
    plan.add_argument("--take", action="store_true", help="采用排序或建议，写入清单")
    plan.add_argument("--apply", action="store_true", help="办理年底结转")
    plan.add_argument("--leave", action="append", default=[], help="不结转的项目编号，可重复")
    plan.add_argument("--without-opinions", action="store_true", help="新的一版不带部门意见")
    plan.add_argument("--reason", default="", help="理由，写入日志")
    plan.add_argument("--fact", action="append", default=[], help="列入时一并登记，写作 名称=值")
    plan.add_argument(
        "--out", type=Path, default=None, help="另存为工作簿（.xlsx）或 .pdf；missing 写文件夹"
    )
