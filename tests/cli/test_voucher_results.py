"""The auditor's sheet goes out and comes back by command; the payout follows it to the cent.

Six general vouchers of 100 claim 600.00. The auditor cuts one of them wholly and another by
0.50: 499.50 are payable.
"""

import openpyxl
import pytest

from desktop_app.use_cases.sample.story import StoryClock
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from tests.scenario import voucher_lists as lists
from tests.scenario.voucher_desk import FEW, JANUARY, Shell, place_merchants


@pytest.fixture
def shell(tmp_path):
    folder, clock = tmp_path / "工作区", StoryClock(JANUARY)
    create_workspace(folder, clock=clock, program="test", office_name="县商务局", operator="甲")
    desk = open_desk(folder, clock=clock, program="test", operator="甲")
    place_merchants(desk, FEW)
    desk.workspace.close()
    platform = lists.Platform(seed=5)
    for row in platform.general(100, 6):
        row["商户代码"] = FEW["retail"][0]
    made = Shell(folder, clock)
    used = platform.write(tmp_path / "核销.csv")
    assert made("import", str(platform.write_issued(tmp_path / "发券.csv")), "--list", "issued",
                "--apply")[0] == 0  # fmt: skip
    assert made("import", str(used), "--apply")[1]["new"] == 6
    assert made("audit")[0] == 0
    return made


def answer(path):
    book = openpyxl.load_workbook(path)
    rows = list(book["审计结果（逐笔）"].iter_rows())
    top = next(n for n, row in enumerate(rows) if row[1].value == "核销号")
    head = [str(cell.value).removesuffix("（元）") for cell in rows[top]]
    for number, row in enumerate(rows[top + 1 : top + 7]):
        told = {0: ("核减", 100, "商户退回"), 1: ("核减", 0.5, "超收")}.get(
            number, ("认可", None, "")
        )
        for title, value in zip(("审计意见", "核减金额", "核减原因"), told, strict=True):
            row[head.index(title)].value = value
    book.save(path)


def test_the_sheet_goes_out_and_the_result_comes_in(shell, tmp_path):
    out = tmp_path / "审计结果表.xlsx"
    assert shell("result", "--out", str(out)) == (0, {"rows": 6, "file": "审计结果表.xlsx"})
    unfilled = shell("result", str(out), "--report", "审1", "--auditor", "某所", "--apply")
    assert unfilled[0] == 1
    assert {each["message"] for each in unfilled[1]["problems"]} == {"没有填审计结果"}
    assert shell("settle", "--apply")[0] == 1

    answer(out)
    words = (str(out), "--report", "审1", "--auditor", "某所", "--dated", "2025-01-09")
    _, looked = shell("result", *words)
    assert (looked["cut_fen"], looked["accepted_fen"], looked["batch"]) == (10_050, 49_950, None)
    code, done = shell("result", *words, "--apply")
    assert (code, done["rows"], done["places"]) == (0, 6, 1)
    assert shell("result", *words, "--apply")[1]["same_file"].startswith("审计结果表.xlsx")
    assert shell(str(done["batch"]), command="undo")[0] == 0
    assert shell("settle", "--apply")[0] == 1
    assert shell("result", *words, "--apply")[1]["batch"]

    code, page = shell("settle", "--apply")
    assert (code, page["payable_fen"], page["accepted_fen"]) == (0, 49_950, 49_950)
    assert page["unaudited"] == {"rows": 0, "fen": 0}
    assert shell("result", "--out", str(tmp_path / "再.xlsx"))[0] == 1
    assert shell("result", "--out", str(tmp_path / "再.xlsx"), "--whole")[1]["rows"] == 6
