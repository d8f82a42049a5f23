"""The commands of a campaign, with the JSON shapes scripts rely on."""

import pytest

from tests.cli.conftest import Console, copied


@pytest.fixture(scope="module")
def started_folder(seed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("vouchers") / "ws"
    copied(seed, folder)
    assert Console(folder)("vouchers", "plan", "--start")[0] == 0
    return folder


@pytest.fixture
def started(started_folder, tmp_path):
    copied(started_folder, tmp_path / "started")
    return Console(tmp_path / "started")


def test_without_a_campaign_the_answer_says_how_to_begin(console):
    code, text = console("vouchers", "plan")
    assert code == 1
    assert "还没有消费券活动" in text
    assert "--start" in text


def test_the_plan_is_told_in_fen_with_the_batches_still_to_be_split(started):
    code, data = started.json("vouchers", "plan")

    assert code == 0
    assert data["total_fen"] == 500_000_000
    assert [(b["total_fen"], b["is_split"]) for b in data["batches"]] == [
        (150_000_000, True), (150_000_000, False), (200_000_000, False),
    ]  # fmt: skip
    first = {share["kind"]: share["money_fen"] for share in data["batches"][0]["shares"]}
    assert first == {"general": 100_000_000, "appliance": 35_000_000, "car": 15_000_000}
    assert [d["told"] for d in data["differences"]] == [
        "第二批还没有分到券种，不能开放", "第三批还没有分到券种，不能开放",
    ]  # fmt: skip


def test_a_plan_that_does_not_add_up_is_a_problem_with_its_difference(started):
    (face,) = (
        row
        for row in started.json("entry", "list", "voucher_face")[1]["rows"]
        if row["cells"]["face"] == 10_000
    )
    code, text = started("entry", "set", face["id"], "--set", "count=6500")
    assert code == 1
    assert "多 5.00 万元" in text

    assert started("entry", "set", face["id"], "--set", "count=5999")[0] == 0
    code, data = started.json("vouchers", "plan")
    assert (code, data["differences"][0]["over_fen"]) == (1, -10_000)


def test_the_rehearsal_tells_model_figures_and_edges(started):
    code, data = started.json("vouchers", "rehearse", "--seed", 3, "--runs", 20)

    kinds = {each["kind"]: each for each in data["kinds"]}
    assert code == 0
    assert (data["seed"], data["runs"], data["weekend"]) == (3, 20, 1.5)
    assert kinds["general"]["least_sales_fen"] == 500_000_000
    assert kinds["appliance"]["least_sales_fen"] == 350_000_000
    assert kinds["car"]["vehicles"] == {"fewest": 33, "rest_fen": 150_000, "most": 150}
    edges = {(e["fuel"], e["price_fen"]): e["subsidy_fen"] for e in data["edges"]}
    assert (edges["fuel", 2_999_999], edges["fuel", 3_000_000]) == (0, 100_000)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("rehearse", "--daily", "general"), 2, "应写作 券种=笔数"),
        (("rehearse", "--daily", "bike=3"), 1, "没有“bike”这种券"),
        (("rehearse", "--daily", "car=0"), 1, "推演的数不对"),
        (("rehearse", "--runs", "0"), 1, "推演的数不对"),
        (("rehearse", "--daily", "car=nan"), 1, "推演的数不对"),
        (("rehearse", "--daily", "car=1e9"), 1, "推演的数不对"),
        (("rehearse", "--weekend", "inf"), 2, "--weekend：应写数，不能写“inf”"),
        (("plan", "别的活动"), 1, "没有活动“别的活动”"),
        (("plan", "--start", "--pack", "nowhere"), 1, "没有发消费券的规则包“nowhere”"),
        (("plan", "--start"), 1, "已有活动"),
        (("merchants", "--rank"), 1, "本办也还没有定"),
        (("merchants", "--admit"), 1, "没有等名额的合格商户"),
        (("platforms", "--rank"), 1, "还没有平台报名"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(started, words, code, told):
    found, text = started("vouchers", *words)
    assert found == code
    assert told in text
    assert "Traceback" not in text


def test_platforms_are_scored_by_the_entered_criteria(started):
    under = ("--under", started.json("vouchers", "plan")[1]["id"])
    for title, weight, by_money in (("配比资金", 60, "是"), ("核销便捷", 40, "否")):
        given = (
            "--set",
            f"title={title}",
            "--set",
            f"weight={weight}",
            "--set",
            f"by_money={by_money}",
        )
        assert started("entry", "add", "platform_criterion", *under, *given)[0] == 0
    keys = []
    for name, money in (("甲平台", 50), ("乙平台", 40)):
        given = (
            "--set",
            f"name={name}",
            "--set",
            "applied_on=2026-07-20",
            "--set",
            f"matching_money={money}",
        )
        keys.append(started.json("entry", "add", "platform", *under, *given)[1]["entry"])
    for key, points in zip(keys, (70, 100), strict=True):
        given = (
            "--set",
            "criterion=核销便捷",
            "--set",
            "scorer=评委甲",
            "--set",
            f"points={points}",
        )
        assert started("entry", "add", "platform_score", "--under", key, *given)[0] == 0

    code, data = started.json("vouchers", "platforms", "--rank")

    assert code == 0
    # 甲: 100×0.6 + 70×0.4 = 88; 乙: 80×0.6 + 100×0.4 = 88
    assert [(s["name"], s["rank"], s["score"]) for s in data["scores"]] == [
        ("甲平台", 1, "88.00"), ("乙平台", 1, "88.00"),
    ]  # fmt: skip


def test_claims_are_told_with_an_empty_queue_and_nobody_to_reserve_for(started):
    code, data = started.json("vouchers", "claims")
    assert code == 0
    assert (data["rows"], data["money"], data["waiting"]) == ([], [], 0)

    code, text = started("vouchers", "claims", "--reserve", "--signer", "甲")
    assert code == 1
    assert "没有等额度的申报" in text
