"""The effect of twelve redemptions, before and after the audit; every figure by hand.

General: six of 100 claim 600; one below the threshold and one at a stranger's are taken off, so
four stand with 4 x 600 = 2,400.00 spent. Appliances: three of 200, 3 x 2,500 = 7,500.00 spent.
Cars: 6,000 claimed, 1,000 of it for a bracket too high, 60,000 + 60,000 + 49,999.99 spent.
"""

import pytest

from desktop_app.use_cases.sample.story import StoryClock
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from tests.scenario import voucher_lists as lists
from tests.scenario.voucher_desk import FEW, JANUARY, Shell, place_merchants, small_list


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    folder, clock = tmp_path_factory.mktemp("effect") / "工作区", StoryClock(JANUARY)
    create_workspace(folder, clock=clock, program="test", office_name="县商务局", operator="甲")
    desk = open_desk(folder, clock=clock, program="test", operator="甲")
    place_merchants(desk, FEW)
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


def test_the_tables_are_written_as_workbooks(shell, after, tmp_path):
    code, written = shell("effect", "--out", str(tmp_path / "评估"))

    assert code == 0
    assert [path.rpartition("/")[2] for path in written["files"]] == [
        "效果评估（按批次和券种）.xlsx", "效果评估（按商户类别）.xlsx", "效果评估（逐日）.xlsx",
    ]  # fmt: skip
    assert all((tmp_path / "评估" / path.rpartition("/")[2]).exists() for path in written["files"])
