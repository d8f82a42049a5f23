"""Papers of every kind as departments really fill them: long names, many experts, many pages."""

import io
from collections.abc import Callable
from datetime import date

import pdfplumber
import pytest

from desktop_app.printing.papers import (
    Align,
    Checklist,
    ChecklistItem,
    ColumnKind,
    FormGrid,
    FormRow,
    Letter,
    LetterKind,
    ListColumn,
    ListPaper,
    OpinionBox,
    Receipt,
    Stamp,
    TableForm,
    VerdictRow,
)
from desktop_app.printing.render import render_pdf

LONGEST = (
    "城乡社区综合治理与公共服务数字化协同指挥调度一体化支撑平台（含移动端、大屏端及数据治理子系统）"
    "二期升级改造与配套安全加固项目"
)
EXPERTS = [
    "王㛃",
    "陈𬭎",
    "李䶮",
    "赵堃",
    "钱喆",
    "孙玥",
    "周𫖯",
    "吴强",
    "郑国栋",
    "欧阳建国",
    "司马相如",
    "诸葛明",
]
PARAGRAPH = (
    "各乡（镇）、街道：“惠企乐购”消费券总金额3,000,000.00元，根据《条例》（国务院令第802号）规定，"
    "占比12.5%……现通知如下——请于2026年11月22日前报送，依据二（一）2办理！"
)


@pytest.fixture
def stamp() -> Stamp:
    return Stamp(
        version=3,
        log_head="a1b2c3d4e5f60718" * 4,
        number="预审〔2026〕12号",
        form="预审意见表",
        issued_on=date(2026, 11, 22),
    )


@pytest.fixture
def letter() -> Letter:
    return Letter(
        title="某县数据资源管理局关于报送2026年度储备库入库项目审核备案的报告",
        addressee="市数据资源管理局",
        body=("一、申报情况。" + PARAGRAPH, "（一）资金构成。" + PARAGRAPH, "专此报告。"),
        sender="某县数据资源管理局",
        dated=date(2026, 11, 22),
        number="某数〔2026〕15号",
        attachments=("入库项目清单", "预审意见表"),
        copy_to="县财政局，县审计局",
        kind=LetterKind.REDHEAD,
    )


@pytest.fixture
def form() -> TableForm:
    experts = tuple((name, "某省大数据中心", "信息安全", "同意", "") for name in EXPERTS)
    columns = (
        ListColumn("姓名", align=Align.CENTER),
        ListColumn("工作单位", 3),
        ListColumn("专业", 1.5),
        ListColumn("意见", 2),
        ListColumn("签字", 1.5),
    )
    funds = (ListColumn("来源", 2), ListColumn("金额（万元）", 1, ColumnKind.WAN, is_sum=True))
    check = VerdictRow(
        "疑似拆分申报",
        "需人工判断",
        "同一单位60日内在同一平台申报3个项目。",
        ("二（二）2", "二（二）4"),
        "198.00＋196.00＋190.00＝584.00万元",
        note="分别申报",
    )
    return TableForm(
        title="政务信息化项目预审意见表",
        number="预审〔2026〕12号",
        right="金额单位：万元",
        head=(("项目名称", LONGEST), ("项目编号", "2026-012"), ("申报单位", "某县民政局")),
        rows=(
            FormRow("建设内容", PARAGRAPH * 8),
            FormGrid("资金来源", funds, (("县级财政资金", 120_000_000), ("转移支付", 78_000_001))),
            FormGrid("专家评审", columns, experts, 11),
        ),
        verdicts=(check,) * 9,
        opinions=(
            OpinionBox(
                "预审意见",
                "同意入库。",
                "张三",
                date(2026, 11, 22),
                choices=("同意", "退回"),
                chosen="同意",
            ),
            OpinionBox("分管领导意见"),
        ),
        foot=("注：本表一式两份。",),
        continued="2026-012",
    )


@pytest.fixture
def list_paper() -> ListPaper:
    columns = (
        ListColumn("序号", 0.5, ColumnKind.COUNT),
        ListColumn("项目名称", 4),
        ListColumn("申报金额", 1.2, ColumnKind.WAN, is_sum=True),
        ListColumn("备注"),
    )
    rows = tuple((order, LONGEST, order * 1_000_000 + 50_000, None) for order in range(1, 57))
    return ListPaper(
        title="储备库清单",
        columns=columns,
        rows=rows,
        left="填报单位（盖章）：某县数据资源管理局",
        right="单位：万元",
        signers=(("单位负责人", ""), ("填报人", "张三")),
    )


@pytest.fixture
def checklist() -> Checklist:
    items = (
        ChecklistItem("总结报告", is_ticked=True, clause="二（五）1"),
        ChecklistItem("测评报告", is_ticked=False, remark="缺商用密码应用安全性评估报告"),
        ChecklistItem("档案验收意见"),
    )
    return Checklist("验收资料核对清单", items, head=(("项目名称", LONGEST),), conclusion="补齐。")


@pytest.fixture
def receipt() -> Receipt:
    return Receipt(
        "材料接收回执",
        "今收到某县民政局报送的申报表共3份，特此回执。",
        (("项目名称", LONGEST),),
        number="回执〔2026〕1号",
        issuer="某县数据资源管理局",
        handler="张三",
        dated=date(2026, 10, 12),
    )


@pytest.fixture
def open_pdf(stamp: Stamp) -> Callable[..., pdfplumber.PDF]:
    def open_paper(paper, mark: Stamp = stamp) -> pdfplumber.PDF:
        return pdfplumber.open(io.BytesIO(render_pdf(paper, mark)))

    return open_paper
