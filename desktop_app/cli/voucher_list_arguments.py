"""The grammar of what `vouchers` does with the platform's lists: import, audit, sample, settle."""

import argparse
from pathlib import Path

from desktop_app.cli.more_arguments import day, figure, some, whole

ACTIONS = {
    "import": "导入发券、核销、退款清单（后面写文件）：缺省只预览；加 --apply 写入",
    "rows": "核销明细，一次一页",
    "audit": "核查全部核销；加 --check 列出一项检查的疑点",
    "decide": "登记疑点的处理：核实无误或剔除",
    "balance": "按批次和面额核对：发放、核销、过期、作废",
    "sample": "抽查样本：加 --draw 种子 抽取；--out 写回访表",
    "call": "登记一笔抽查的回访结果",
    "result": "第三方审计结果：--out 写出结果表；后面写退回的文件和 --report，加 --apply 写入",
    "settle": "资金拨付表：--report 登记只有总额的审计报告；--apply 编制新的一版；--out 写成文件",
    "pay": "登记拨付",
    "recover": "登记追回",
    "report": "核销汇总表",
    "handover": "审计移交：金额、疑点、抽查、来源、文书、日志；--out 文件夹，--zip 压成一个文件",
    "reveal": "查看一笔核销的个人信息，须写理由",
    "purge": "活动办结后清除个人信息，出具证明",
}
WRITING = frozenset({"audit", "decide", "call", "pay", "recover", "reveal"})
LISTS = ("issued", "redemption", "refund")


def list_options(vouchers: argparse.ArgumentParser) -> None:
    """The options of these actions."""
    _import_options(vouchers)
    _finding_options(vouchers)
    _money_options(vouchers)


def _import_options(vouchers: argparse.ArgumentParser) -> None:
    vouchers.add_argument("--of", default="", help="活动的编号或名称（后面写文件时用）")
    vouchers.add_argument("--list", choices=LISTS, default="redemption", help="哪一种清单")
    vouchers.add_argument("--batch", type=whole, default=None, help="清单没有批次列时，是第几批")
    vouchers.add_argument("--sheet", default="", help="导入哪一张工作表")
    vouchers.add_argument(
        "--map", action="append", default=[], help="认不出的列，写作 标题=列，如 优惠额=claimed_fen"
    )
    vouchers.add_argument("--correct", action="store_true", help="这是更正清单：替换已导入的同一笔")
    vouchers.add_argument("--apply", action="store_true", help="确认写入")


def _finding_options(vouchers: argparse.ArgumentParser) -> None:
    vouchers.add_argument("--check", default="", help="哪一项检查")
    vouchers.add_argument("--row", type=whole, action="append", default=[], help="核销序号，可重复")
    vouchers.add_argument(
        "--as", dest="decision", default="", help="dismissed 核实无误，disallowed 剔除"
    )
    vouchers.add_argument("--reason", default="", help="理由，存档")
    vouchers.add_argument("--kind", default="", help="券种")
    vouchers.add_argument("--merchant", default="", help="商户统一社会信用代码")
    vouchers.add_argument("--text", default="", help="流水号或券码的开头")
    vouchers.add_argument("--after", type=whole, default=0, help="从哪个序号以后列起")
    vouchers.add_argument("--count", type=some, default=200, help="列多少行")
    vouchers.add_argument("--on", type=day, default=None, help="截至哪一天")
    vouchers.add_argument("--draw", default="", help="抽样的种子，任意一个数或一句话")
    vouchers.add_argument("--share", type=figure, default=0.05, help="抽查比例，如 0.05")
    vouchers.add_argument("--note", default="", help="说明")
    vouchers.add_argument("--out", type=Path, default=None, help="写成文件（.xlsx 或 .pdf）")


def _money_options(vouchers: argparse.ArgumentParser) -> None:
    vouchers.add_argument("--report", default="", help="审计报告文号")
    vouchers.add_argument("--zip", action="store_true", help="审计移交压成一个 zip 文件")
    vouchers.add_argument("--whole", action="store_true", help="结果表写全部核销，不只没审过的")
    vouchers.add_argument("--auditor", default="", help="审计机构")
    vouchers.add_argument("--dated", type=day, default=None, help="报告、拨付或追回的日期")
    vouchers.add_argument("--yuan", default="", help="金额，元")
    vouchers.add_argument("--number", default="", help="拨付凭证号")
    vouchers.add_argument("--returned", action="store_true", help="追回的钱商户已退回财政")
    vouchers.add_argument("--edition", type=whole, default=None, help="第几版拨付表")
    vouchers.add_argument("--full", default="", help="拨付表印账户全号的理由，记入日志")
    vouchers.add_argument("--unchecked", default="", help="有检查没有做成仍要编制的理由")
