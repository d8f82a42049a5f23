"""The effect of twelve redemptions, before and after the audit; every figure by hand.

General: six of 100 claim 600; one below the threshold and one at a stranger's are taken off, so
four stand with 4 x 600 = 2,400.00 spent. Appliances: three of 200, 3 x 2,500 = 7,500.00 spent.
Cars: 6,000 claimed, 1,000 of it for a bracket too high, 60,000 + 60,000 + 49,999.99 spent.
"""

from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from desktop_app.domain.register import Owner
from desktop_app.printing.images import plain_text
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.sample.story import StoryClock
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.money import fen_from_wan
from tests.scenario import voucher_lists as lists
from tests.scenario.voucher_desk import FEW, JANUARY, Shell, place_merchants, small_list


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    folder, clock = tmp_path_factory.mktemp("effect") / "工作区", StoryClock(JANUARY)
    create_workspace(folder, clock=clock, program="test", office_name="县商务局", operator="甲")
    desk = open_desk(folder, clock=clock, program="test", operator="甲")
    register_units(desk, place_merchants(desk, FEW))
    desk.workspace.close()
    platform = small_list()
    trades = {code: trade for trade, codes in lists.MERCHANTS.items() for code in codes}
    for number, row in enumerate(platform.rows):
        if row["商户代码"] in trades:
            row["商户代码"] = FEW[trades[row["商户代码"]]][0]
        if 1 <= number < 6:
            row["消费金额"] = "600.00"
        if 6 <= number < 9:
            row["消费金额"] = "2500.00"
    shell = Shell(folder, clock)
    issued = platform.write_issued(folder.parent / "发券.csv")
    used = platform.write(folder.parent / "核销.csv")
    shell("import", str(issued), "--list", "issued", "--apply")
    shell("import", str(used), "--apply")
    return shell


def register_units(desk, key):
    """Two units that take part, one that does not; figures in and out of the campaign's months."""

    def put(register, owner, **cells):
        return save_entry(desk, EntryDraft(register, cells, Owner(parent_id=owner)))

    def sold(unit, day, sales, previous=None):
        cells = {} if previous is None else {"previous": fen_from_wan(previous)}
        put("unit_sales", unit, month=day, sales=fen_from_wan(sales), **cells)

    shops = (FEW["retail"][0], FEW["catering"][0], lists.STRANGERS[0])
    first, second, stranger = (
        put("above_quota_unit", key, credit_code=code, name=name, sector=sector)
        for code, name, sector in zip(
            shops, ("甲商超", "乙餐饮", "丙商超"), ("retail", "catering", "retail"), strict=True
        )
    )
    sold(first, date(2024, 7, 31), 999, 1)
    sold(first, date(2024, 8, 31), 120, 100)
    sold(first, date(2024, 9, 30), 80)
    sold(second, date(2024, 8, 30), 30, 40)
    sold(second, date(2024, 8, 31), 33, 40)
    sold(stranger, date(2024, 8, 31), 500, 400)
    for day, has_finding in ((1, False), (15, True)):
        put(
            "campaign_inspection", key, title=f"门店抽查{day}", inspected_on=date(2024, 10, day),
            office="县商务局", result="检查十二户。", has_finding=has_finding,
        )  # fmt: skip


@pytest.fixture(scope="module")
def before(shell):
    return shell("effect")[1]


@pytest.fixture(scope="module")
def after(shell, before):
    shell("audit")
    return shell("effect")[1]


def by_key(found):
    return {each["key"]: each for each in found}


def test_before_the_audit_nothing_is_taken_off(before):
    assert before["audited_on"] is None
    assert before["total"]["accepted_fen"] == before["total"]["claimed_fen"] == 720_000
    assert before["total"]["used"] == 12


def test_after_the_audit_only_what_stands_counts(after):
    found = by_key(after["by_kind"])
    general, appliance, car = found["1.general"], found["1.appliance"], found["1.car"]

    assert after["audited_on"] == "2025-01-10"
    assert (general["used"], general["accepted_fen"], general["sales_fen"]) == (4, 40_000, 240_000)
    assert (appliance["used"], appliance["accepted_fen"]) == (3, 60_000)
    assert appliance["sales_fen"] == 750_000
    assert (car["used"], car["cut_fen"], car["accepted_fen"]) == (3, 100_000, 500_000)
    assert car["sales_fen"] == 16_999_999


def test_rates_and_leverage_come_out_by_hand(after):
    found = by_key(after["by_kind"])
    general, car = found["1.general"], found["1.car"]

    assert (general["planned"], general["issued"], general["issue_rate"]) == (
        22_000, 22_000, "1.0000",
    )  # fmt: skip
    assert general["redemption_rate"] == "0.0002"
    assert general["leverage"] == "6.0000"
    assert (car["planned"], car["issue_rate"], car["redemption_rate"]) == (0, None, None)
    assert car["money_rate"] == "0.0333"
    whole = after["total"]
    assert (whole["accepted_fen"], whole["sales_fen"]) == (600_000, 17_989_999)
    assert whole["leverage"] == "29.9833"


def test_trades_and_days_add_up_to_the_whole(after):
    trades = by_key(after["by_trade"])

    assert trades["car"]["sales_fen"] == 16_999_999
    assert trades["unknown"]["accepted_fen"] == 0
    for column in ("used", "accepted_fen", "sales_fen"):
        whole = after["total"][column]
        assert sum(each[column] for each in after["by_trade"]) == whole
        assert sum(each[column] for each in after["by_day"]) == whole


def test_above_quota_sales_come_out_by_hand(after):
    """Retail 120 + 80 with 100 the year before for the first alone; catering 33 against 40."""
    found = {each["sector"]: each for each in after["sectors"]}
    retail, catering, whole = found["零售"], found["餐饮"], found["合计"]

    assert (retail["listed"], retail["units"], retail["reporting"]) == (2, 1, 1)
    assert (retail["sales_fen"], retail["compared_fen"]) == (200_000_000, 120_000_000)
    assert retail["growth"] == "0.2000"
    assert (catering["sales_fen"], catering["growth"]) == (33_000_000, "-0.1750")
    assert (whole["sales_fen"], whole["previous_fen"]) == (233_000_000, 140_000_000)
    assert whole["growth"] == "0.0929"
    assert after["sector_months"] == ["2024-08", "2024-09"]
    assert after["sector_faults"] == ["乙餐饮 2024-08 登记了不止一笔，按后登记的一笔算"]


def test_inspections_are_counted(after):
    assert (after["inspections"], after["inspections_with_findings"]) == (2, 1)


def test_the_report_is_one_workbook_with_every_list(shell, after, tmp_path):
    code, written = shell("effect", "--out", str(tmp_path / "评估" / "报告.xlsx"))

    assert code == 0
    assert written["files"] == [str(tmp_path / "评估" / "报告.xlsx")]
    book = CalamineWorkbook.from_path(written["files"][0])
    assert book.sheet_names == [
        "效果评估（按批次和券种）", "效果评估（按商户类别）", "效果评估（逐日）",
        "限上单位销售额（营业额）", "疑点", "发放情况检查",
    ]  # fmt: skip
    rows = book.get_sheet_by_name("限上单位销售额（营业额）").to_python()
    assert rows[3][1:] == ["零售", 2, 1, 1, 200, 120, 100, "20.00%"]
    assert rows[5][0] == "合计"
    assert rows[5][5] == 233


def test_the_report_as_pdf_says_the_figures_in_words_lists_and_pictures(shell, after, tmp_path):
    code, _ = shell("effect", "--out", str(tmp_path / "报告.pdf"))
    text = plain_text((tmp_path / "报告.pdf").read_bytes())

    assert code == 0
    for said in (
        "认可核销10笔、6,000.00元", "拉动消费179,899.99元", "每元补贴带动29.98元",
        "名单上3家，参与活动2家", "活动月份合计233.00万元，有上年同月数的部分比上年同月增长9.29%",
        "发放情况检查2次，发现问题1次", "附件5", "核销进度、额度和疑点",
        "第一批：认可核销累计（万元）", "认可累计0.60万元（到12月31日）", "额度150.00万元",
        "0.50／15.00万元（3.33%）", "种子1，200遍",
    ):  # fmt: skip
        assert said in text


def test_a_file_of_another_kind_is_refused(shell, tmp_path):
    code, told = shell("effect", "--out", str(tmp_path / "评估"))

    assert code == 1
    assert "“评估”不是报告能写的文件" in str(told)
    assert not (tmp_path / "评估").exists()
