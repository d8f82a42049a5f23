"""C5 under the Qingyang regulation: changes of 60.00 and 41.50 on an approved budget of 680.00."""

import pytest

from desktop_app.cli.dossiers import dossier_lines
from desktop_app.use_cases import regulations
from desktop_app.use_cases.dossiers import dossier
from tests.scenario.bureau import refusal

FILED = "change_filing.file"


@pytest.fixture
def works(site):
    """The project of 680.00, its contract of 612.00 signed."""
    return site.found("数字会议680")


def change(life, number, moved, **more):
    """A change as the unit reports it: goal unchanged, needed, technical."""
    day = life.clock.now.date().isoformat()
    given = {"case": "技术方案完善优化", "delta": "0", "goal_unchanged": "是", "is_needed": "是"}
    given |= {"decided_on": day, "filed_on": day, "moved": moved, **more}
    row = life.row("change", number=number, title=f"调整{number}", **given)
    life.hand_in("change_filing", row)
    return row


def signed(life, option):
    regulations.sign_reading(
        life.desk, "reading.change_sum", option,
        since=life.clock.now.date(), reason="局务会", signer="负责人",
    )  # fmt: skip


def limits(life, row):
    return life.verdicts(row)["change_within_limits"]


def rooms(life, row):
    """What is left under the caps of self-adjustment, by reading, in 分."""
    found = [r for r in dossier(life.desk, row).rooms if r.rule == "change_within_limits"]
    return {
        reading: [room.left.json for room in found if room.reading == reading]
        for reading in ("single", "cumulative")
    }


def test_unsigned_both_readings_are_shown_and_nothing_passes(works):
    row = change(works.on(2024, 11, 4), "BG-1", "60")
    verdict = limits(works, row)
    assert verdict.word == "需人工判断"
    assert verdict.arithmetic == (
        "每次单独计算：调整金额 60.00 万元 ≤ 概算金额 680.00 万元 × 自主调整的资金比例上限 15% "
        "＝ 102.00 万元；调整金额 60.00 万元 ≤ 自主调整的金额上限 100.00 万元（通过）；"
        "历次累计计算：调整金额 60.00 万元 ＋ 其他各次变更的调整金额 0.00 万元 ＝ 60.00 万元 ≤ "
        "概算金额 680.00 万元 × 自主调整的资金比例上限 15% ＝ 102.00 万元；"
        "调整金额 60.00 万元 ＋ 其他各次变更的调整金额 0.00 万元 ＝ 60.00 万元 ≤ "
        "自主调整的金额上限 100.00 万元（通过）"
    )
    refused = refusal(works.record, FILED, "filed", row, override_reason="负责人同意")
    assert "自主调整的限额：需人工判断（二(三)3）" in refused.what


def test_before_the_second_change_40_and_42_are_left(works):
    signed(works.on(2024, 11, 4), "cumulative")
    row = change(works, "BG-1", "60")
    works.record(FILED, "filed", row)
    assert rooms(works, row)["cumulative"] == [42_000_000, 40_000_000]
    told = [room.text for room in dossier(works.desk, row).rooms if room.reading == "cumulative"]
    assert told[1] == (
        "历次累计计算：现为 60.00 万元，还可增加 40.00 万元"
        "（不超过 自主调整的金额上限 100.00 万元）"
    )
    lines = [line for line in dossier_lines(works.desk, row) if line.startswith("余量")]
    assert lines[:2] == [f"余量　自主调整的限额：{text}" for text in told]
    by_itself = "现为 0.00 万元，还可增加 60.00 万元（不超过 调整金额 60.00 万元）"
    assert lines[2:] == [f"余量　投资增减不大于调整金额：{by_itself}"]


def test_the_second_change_alone_is_filed(works):
    signed(works.on(2024, 11, 4), "single")
    works.record(FILED, "filed", change(works, "BG-1", "60"))
    second = change(works.on(2024, 12, 2), "BG-2", "41.50")
    assert limits(works, second).word == "通过"
    assert "41.50 万元 ≤ 概算金额 680.00 万元 × 自主调整的资金比例上限 15% ＝ 102.00 万元" in (
        limits(works, second).arithmetic
    )
    works.record(FILED, "filed", second)
    assert works.entry(second).state == "change_filed"


def test_together_they_are_1_50_over_the_cap_and_go_to_the_government(works):
    signed(works.on(2024, 11, 4), "cumulative")
    works.record(FILED, "filed", change(works, "BG-1", "60"))
    second = change(works.on(2024, 12, 2), "BG-2", "41.50")
    verdict = limits(works, second)
    assert verdict.word == "不通过"
    assert "101.50 万元 ≤ 概算金额 680.00 万元 × 自主调整的资金比例上限 15% ＝ 102.00 万元" in (
        verdict.arithmetic
    )
    assert "101.50 万元 ＞ 自主调整的金额上限 100.00 万元" in verdict.arithmetic
    assert verdict.turns_if == "“调整金额”再减 1.50 万元（至 40.00 万元）即可"
    assert rooms(works, second) == {
        "single": [60_500_000, 58_500_000],
        "cumulative": [500_000, -1_500_000],
    }  # fmt: skip
    refused = refusal(works.record, FILED, "filed", second)
    assert "自主调整的限额：不通过（二(三)3）" in refused.what
    works.record("change_approval.review", "agreed", second)
    works.record("change_approval.government", "agreed", second)
    assert works.entry(second).state == "change_approved"


@pytest.mark.parametrize(
    ("second", "word"), [("39.99", "通过"), ("40", "通过"), ("40.01", "不通过")]
)
def test_the_sum_below_on_and_above_100(works, second, word):
    signed(works.on(2024, 11, 4), "cumulative")
    works.record(FILED, "filed", change(works, "BG-1", "60"))
    assert limits(works, change(works, "BG-2", second)).word == word


@pytest.mark.parametrize(
    ("moved", "word"), [("56.99", "通过"), ("57", "通过"), ("57.01", "不通过")]
)
def test_15_percent_of_380_binds_before_the_cap(site, moved, word):
    life = site.found("协同办公380").on(2024, 11, 4)
    signed(life, "single")
    assert limits(life, change(life, "BG-1", moved)).word == word


def test_a_change_without_one_of_the_three_reasons_is_not_filed_whatever_its_size(works):
    signed(works.on(2024, 11, 4), "single")
    row = change(works, "BG-1", "1", case="不属于以上情形")
    refused = refusal(works.record, FILED, "filed", row)
    assert "属于可以自主调整的情形：不通过（二(三)3(1)-(3)）" in refused.what
    works.record("change_approval.review", "agreed", row)
    assert "change_filing.file" not in works.turn(row)


def test_an_order_from_above_is_named_by_its_number(works):
    signed(works.on(2024, 11, 4), "single")
    row = change(works, "BG-1", "1", case="上级部署要求")
    assert works.verdicts(row)["change_case_named"].word == "不通过"
    works.correct(row, order_number="皖数〔2024〕9号")
    assert works.verdicts(row)["change_case_named"].word == "通过"


@pytest.mark.parametrize("lacking", [{"goal_unchanged": "否"}, {"is_needed": "否"}])
def test_a_changed_goal_or_a_change_nobody_needs_goes_to_the_government(works, lacking):
    signed(works.on(2024, 11, 4), "single")
    refused = refusal(works.record, FILED, "filed", change(works, "BG-1", "1", **lacking))
    assert "变更不改建设目标且确需调整：不通过（二(三)3）" in refused.what


@pytest.mark.parametrize(
    ("delta", "word"), [("67.99", "通过"), ("68", "通过"), ("68.01", "不通过")]
)
def test_the_contract_of_612_and_the_changes_stay_within_the_estimate(works, delta, word):
    row = change(works.on(2024, 11, 4), "BG-1", "90", delta=delta)
    assert works.verdicts(row)["change_within_scale"].word == word


def test_a_change_filed_later_than_made_takes_a_reason(works):
    signed(works.on(2024, 11, 4), "single")
    works.on(2024, 11, 5)
    row = change(works, "BG-1", "1", decided_on="2024-11-04", filed_on="2024-11-05")
    refused = refusal(works.record, FILED, "filed", row)
    assert "变更同时报备（提醒）" in refused.what
    assert "二(三)3" in refused.clauses
    works.record(FILED, "filed", row, override_reason="系统故障，次日补报。")
    assert works.verdicts(row)["change_filed_at_once"].word == "已说明"


def test_a_paper_of_the_three_may_not_be_missing(works):
    signed(works.on(2024, 11, 4), "single")
    day = "2024-11-04"
    row = works.row(
        "change", number="BG-1", title="调整", decided_on=day, filed_on=day, moved="1", delta="0",
        case="技术方案完善优化", goal_unchanged="是", is_needed="是",
    )  # fmt: skip
    refused = refusal(works.record, FILED, "filed", row)
    papers = ("变更情况", "变更程序", "变更后方案")
    assert all(f"缺材料：{paper}" in refused.what for paper in papers)


def test_a_filed_change_corrected_beyond_the_cap_is_flagged_again(works):
    signed(works.on(2024, 11, 4), "cumulative")
    row = change(works, "BG-1", "60")
    works.record(FILED, "filed", row)
    works.correct(row, why="金额登记错误", moved="140")
    assert limits(works, row).word == "不通过"
    assert "140.00 万元 ＞ 自主调整的金额上限 100.00 万元" in limits(works, row).arithmetic


def test_changes_that_bring_a_merged_project_to_500_are_for_a_person_to_judge(site):
    life = site.found("协同办公380").on(2024, 11, 4)
    first = change(life, "BG-1", "119.99", delta="119.99")
    assert life.verdicts()["approved_within_route"].word == "通过"
    life.correct(first, moved="120", delta="120")
    verdict = life.verdicts()["approved_within_route"]
    assert verdict.word == "需人工判断"
    assert "已达到 500.00 万元" in verdict.message
    assert {"二(二)2", "二(二)4"} <= set(verdict.clauses)
