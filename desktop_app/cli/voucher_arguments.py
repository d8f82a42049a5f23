"""The grammar of `vouchers`: a campaign from its plan to its merchants."""

from desktop_app.cli.more_arguments import Command, day, figure, whole
from desktop_app.cli.voucher_list_arguments import ACTIONS as LIST_ACTIONS
from desktop_app.cli.voucher_list_arguments import list_options

ACTIONS = {
    "plan": "活动方案：各批次、券种、面额和差额；加 --start 照规则包新建",
    "rehearse": "方案推演：最少带动的消费、可补的车辆、用完的日子、价格档的边界",
    "platforms": "发放平台的得分；加 --rank 写入排名",
    "effect": "效果评估：发放率、核销率、拉动消费、限上销售；--out 写成报告（.pdf 或 .xlsx）",
    "claims": "购车补贴：排队、补贴、余额、候补；加 --reserve 按队列留出额度",
    "merchants": "商户申报和核查；加 --rank 排名，加 --admit 列入名单",
}
"""What can be done, in the order of the work."""


def voucher_commands(command: Command) -> None:
    """The one command of campaigns with its actions."""
    vouchers = command("vouchers", "消费券活动")
    every = ACTIONS | LIST_ACTIONS
    told = "；".join(f"{action} {text}" for action, text in every.items())
    vouchers.add_argument("action", choices=list(every), metavar="动作", help=told)
    vouchers.add_argument("campaign", nargs="?", default="", help="活动的编号或名称")
    vouchers.add_argument("--start", action="store_true", help="新建活动")
    vouchers.add_argument("--pack", default="", help="用哪个规则包")
    vouchers.add_argument("--title", default="", help="活动名称")
    vouchers.add_argument("--seed", type=whole, default=None, help="推演、摇号的种子")
    vouchers.add_argument("--runs", type=whole, default=200, help="推演几遍")
    vouchers.add_argument("--weekend", type=figure, default=1.5, help="周末是平日的几倍")
    vouchers.add_argument(
        "--daily", action="append", default=[], help="每天几笔，写作 券种=笔数，可重复"
    )
    vouchers.add_argument("--rank", action="store_true", help="写入排名")
    vouchers.add_argument("--admit", action="store_true", help="按名次列入名单，到满为止")
    vouchers.add_argument("--reserve", action="store_true", help="按队列留出补贴额度，到用完为止")
    vouchers.add_argument("--signer", default="", help="签批人")
    vouchers.add_argument("--acted-on", type=day, default=None, help="签批日期")
    vouchers.add_argument("--document", default="", help="文号")
    list_options(vouchers)
