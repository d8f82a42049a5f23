"""The command line takes lists in, audits, samples, settles and purges; every figure by hand.

Twelve redemptions claim 6 x 100 + 3 x 200 + 3 x 2,000 = 7,200.00. Taken off: 100.00 below the
threshold, 100.00 at a stranger's, 1,000.00 of a car at 49,999.99: 1,200.00. Payable 6,000.00.
"""

from dataclasses import replace

import pytest

from desktop_app.cli.usage_words import UsageError
from desktop_app.cli.voucher_list_reports import rows_answer
from desktop_app.printing.images import plain_text
from desktop_app.use_cases.sample.story import StoryClock
from desktop_app.use_cases.vouchers.listing import RedemptionRow
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.money import Fen
from tests.scenario import voucher_lists as lists
from tests.scenario.voucher_desk import FEW, JANUARY, Shell, place_merchants, small_list


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    folder, clock = tmp_path_factory.mktemp("cli") / "工作区", StoryClock(JANUARY)
    create_workspace(folder, clock=clock, program="test", office_name="县商务局", operator="甲")
    desk = open_desk(folder, clock=clock, program="test", operator="甲")
    place_merchants(desk, FEW)
    desk.workspace.close()
    return Shell(folder, clock)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder, platform = tmp_path_factory.mktemp("files"), small_list()
    for row in platform.rows:
        shops = [code for codes in FEW.values() for code in codes]
        if row["商户代码"] not in (*shops, *lists.STRANGERS):
            trade = next(t for t, codes in lists.MERCHANTS.items() if row["商户代码"] in codes)
            row["商户代码"] = FEW[trade][0]
    return platform.write_issued(folder / "发券.csv"), platform.write(folder / "核销.csv")


def test_a_row_that_cannot_be_read_stops_the_file_at_its_cell(shell, tmp_path):
    path = tmp_path / "坏.csv"
    path.write_text(
        "券码,券种,面额,批次\nA1,普惠券,10,1\n4.1E+17,普惠券,壹拾,1\n", encoding="gb18030"
    )

    code, told = shell("import", str(path), "--list", "issued")

    assert (code, told["problem_count"]) == (1, 2)
    assert [each["place"] for each in told["problems"]] == ["A3", "C3"]
    assert "末位已丢失" in told["problems"][0]["message"]


def test_a_campaign_from_the_lists_to_the_certificate(shell, files, tmp_path):
    issued, used = map(str, files)
    code, looked = shell("import", used)
    assert (code, looked["new"], looked["batch"]) == (0, 12, None)
    assert looked["unread"] == ["会员昵称"]
    assert shell("import", issued, "--list", "issued", "--apply")[1]["new"] == 23_050
    _, first = shell("import", used, "--apply")
    assert first["money_fen"] == 720_000
    assert shell(str(first["batch"]), command="undo")[0] == 0
    assert shell("rows")[1]["rows"] == []
    assert shell("import", used, "--apply")[1]["same_file"] == ""
    assert shell("import", used, "--apply")[1]["same_file"].startswith("核销.csv")

    code, found = shell("audit")
    causes = {each["check"]: each["counted_fen"] for each in found["causes"] if each["rows"]}
    assert causes == {"threshold": 10_000, "merchant": 10_000, "bracket": 100_000}
    assert (found["claimed_fen"], found["payable_fen"]) == (720_000, 600_000)
    clauses = {each["check"]: each["clause"] for each in found["causes"]}
    assert "六(一)" in clauses["threshold"]

    (below,) = shell("audit", "--check", "threshold")[1]["rows"]
    assert below["text"] == "单笔消费没有达到使用门槛；消费499.99元，门槛500.00元"
    code, again = shell(
        "decide", "--row", str(below["row_id"]), "--check", "threshold", "--as", "dismissed",
        "--reason", "小票核实为 500.00 元",
    )  # fmt: skip
    assert (code, again["payable_fen"]) == (0, 610_000)
    (kept,) = shell("audit", "--check", "threshold")[1]["rows"]
    assert kept["text"].endswith("甲认定核实无误：小票核实为 500.00 元") is False
    assert "认定核实无误：小票核实为 500.00 元" in kept["text"]

    _, drawn = shell("sample", "--draw", "7", "--share", "0.5")
    assert (drawn["population"], len(drawn["rows"])) == (12, 6)
    _settled_and_paid(shell, tmp_path)
    _purged(shell, tmp_path)


def _settled_and_paid(shell, tmp_path):
    code, refused = shell("settle", "--apply")
    assert (code, refused["error"]) == (1, "还没有第三方专项审计结果，不能拨付")
    report = ("--report", "审1", "--auditor", "某所", "--yuan", "6100", "--dated", "2025-01-09")
    code, made = shell("settle", *report, "--apply", "--out", str(tmp_path / "拨付.pdf"))
    assert (code, made["payable_fen"], made["version"]) == (0, 610_000, 1)
    first = plain_text((tmp_path / "拨付.pdf").read_bytes())
    assert "券拨〔2025〕1号" in first
    assert "副本" not in first
    assert shell("settle", "--out", str(tmp_path / "再.pdf"))[0] == 0
    again = plain_text((tmp_path / "再.pdf").read_bytes())
    assert "券拨〔2025〕1号" in again
    assert "副本" in again
    full = str(tmp_path / "账户.pdf")
    assert shell("settle", "--out", full, "--full", "付款用")[0] == 0
    assert "另行密封" in plain_text((tmp_path / "账户.pdf").read_bytes())
    code, refused = shell("purge", "--apply", "--reason", "办结")
    assert code == 1
    assert "没有登记拨付" in refused["error"]
    assert shell("pay", "--number", "拨字1号")[1] == {"paid_fen": 610_000}
    assert shell("pay", "--number", "拨字2号")[0] == 1
    assert shell("report", "--out", str(tmp_path / "汇总.xlsx"))[0] == 0
    assert shell("report", "--out", str(tmp_path / "汇总.pdf"))[0] == 0
    assert "券核〔2025〕1号" in plain_text((tmp_path / "汇总.pdf").read_bytes())


def _purged(shell, tmp_path):
    certificate = tmp_path / "证明.pdf"
    code, done = shell("purge", "--apply", "--reason", "保存期限届满", "--out", str(certificate))
    assert (code, done["removed"]["身份证号"], done["kept"]["核销记录"]) == (0, 6, 12)
    assert certificate.read_bytes().startswith(b"%PDF")
    code, refused = shell("audit")
    assert code == 1
    assert "个人信息已于 2025-01-10 清除" in refused["error"]
    _, page = shell("rows")
    assert len(page["rows"]) == 12


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("audit", "--check", "nigth"), "没有“nigth”这项检查"),
        (("rows", "--check", "nigth"), "没有“nigth”这项检查"),
        (("rows", "--kind", "普惠型消费券"), "没有“普惠型消费券”这种券"),
    ],
)
def test_a_word_that_means_nothing_is_not_taken_for_nothing_found(shell, words, told):
    code, refused = shell(*words)

    assert code == 1
    assert refused["error"].startswith(told)


@pytest.mark.parametrize("count", ["0", "-1", "二十"])
def test_a_page_has_rows(shell, count):
    with pytest.raises(UsageError, match="应为大于零的整数"):
        shell("rows", "--count", count)


def test_a_row_that_was_corrected_is_told_to_count_no_more():
    row = RedemptionRow(1, "T1", "C1", 1, "general", None, Fen(4000), None, "M", "2024-09-01", None,
                        "a.csv", 2, Fen(0), (), is_replaced=True)  # fmt: skip
    old, new = rows_answer(
        lists.terms(lists.campaign()), [row, replace(row, id=2, is_replaced=False)]
    ).lines[1:]

    assert old.endswith("已被更正，不算")
    assert "已被更正" not in new
