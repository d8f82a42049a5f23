"""The commands of the yearly plan, with the JSON shapes scripts rely on."""

import pytest

from tests.cli.conftest import Console, copied

ONE, TWO, TOWN = "QY2026-001", "QY2026-002", "QY2026-003"


@pytest.fixture(scope="module")
def planned_folder(seed, tmp_path_factory):
    """The plan of 2027 with both projects of the pool: 120.00 and 88.50."""
    folder = tmp_path_factory.mktemp("planned") / "ws"
    copied(seed, folder)
    console = Console(folder)
    for code in (ONE, TWO):
        facts = ("--fact", "prereview_necessity=充分", "--fact", "prereview_feasibility=可行")
        words = ("record", code, "pool_entry.prereview", "agreed", "--signer", "甲", *facts)
        assert console(*words)[0] == 0
    assert console("plan", "new", "2027", "--wan", "150")[0] == 0
    assert console("plan", "add", "2027", ONE, TWO)[0] == 0
    return folder


@pytest.fixture
def planned(planned_folder, tmp_path):
    """A copy of that workspace of the test's own."""
    copied(planned_folder, tmp_path / "planned")
    return Console(tmp_path / "planned")


def test_a_plan_is_listed_and_shown_in_fen(planned):
    code, data = planned.json("plan", "list")
    assert code == 0
    assert [(p["year"], p["edition"], p["asked_fen"]) for p in data["plans"]] == [
        (2027, 1, 208_500_000)
    ]
    items = planned.json("plan", "show", "2027")[1]["items"]
    assert [(i["code"], i["asked_fen"], i["decision"]) for i in items] == [
        (ONE, 120_000_000, "none"),
        (TWO, 88_500_000, "none"),
    ]


def test_candidates_name_what_stands_in_the_way(console):
    console("plan", "new", "2027")
    code, data = console.json("plan", "candidates", "2027")
    row = next(row for row in data["rows"] if row["code"] == ONE)
    assert code == 0
    assert (row["group"], row["can_enter"], row["clauses"]) == ("blocked", False, ["二(一)3"])
    assert "没有入库" in row["why"][0]


def test_what_may_not_go_in_is_refused_with_its_clause(console):
    console("plan", "new", "2027")
    code, data = console.json("plan", "add", "2027", ONE)
    assert code == 1
    assert data["clauses"] == ["二(一)3"]
    assert "计划预审" in data["advice"]


def test_the_ranking_shows_criteria_and_what_is_lacking(planned):
    code, data = planned.json("plan", "rank", "2027")
    measures = {m["criterion"]: m for m in data["rows"][0]["measures"]}
    assert code == 0
    assert (measures["findings"]["points"], measures["findings"]["weight"]) == (100.0, 20.0)
    assert measures["need"]["lacking"] == "资料不足，缺少本单位需求排序"
    assert not data["taken"]
    assert planned.json("plan", "show", "2027")[1]["items"][0]["rank"] is None


def test_a_taken_ranking_is_in_the_list_and_may_be_changed_by_hand(planned):
    assert planned("plan", "rank", "2027", "--take")[0] == 0
    assert planned("plan", "order", "2027", TWO, "--place", "1")[0] == 1
    assert planned("plan", "order", "2027", TWO, "--place", "1", "--reason", "急")[0] == 0
    items = planned.json("plan", "show", "2027")[1]["items"]
    assert [(i["code"], i["order"], i["rank"], i["order_reason"]) for i in items] == [
        (TWO, 1, 1, "急"),
        (ONE, 2, 1, ""),
    ]


def test_the_proposal_is_shown_then_taken(planned):
    shown = planned.json("plan", "propose", "2027")[1]
    assert [(r["decision"], r["planned_fen"]) for r in shown["rows"]] == [
        ("included", 120_000_000),
        ("cut", 30_000_000),
    ]
    assert shown["not_planned_fen"] == 58_500_000
    assert planned.json("plan", "show", "2027")[1]["plan"]["open_fen"] == 208_500_000
    assert planned("plan", "propose", "2027", "--take")[0] == 0
    plan = planned.json("plan", "show", "2027")[1]["plan"]
    assert (plan["planned_fen"], plan["cut_fen"], plan["open_fen"]) == (
        150_000_000,
        58_500_000,
        0,
    )


def test_a_decision_takes_an_amount_in_wan(planned):
    code, _ = planned("plan", "decide", "2027", ONE, "--as", "cut", "--wan", "100.5",
                      "--reason", "压减")  # fmt: skip
    item = planned.json("plan", "show", "2027")[1]["items"][0]
    assert (code, item["planned_fen"], item["reason"]) == (0, 100_500_000, "压减")
    assert planned("plan", "decide", "2027", ONE, "--as", "cut", "--wan", "1000")[0] == 1


def test_missing_opinions_are_listed_by_office_with_a_letter_and_workbooks(planned, tmp_path):
    plan = planned.json("plan", "list")[1]["plans"][0]["id"]
    planned("entry", "add", "plan_opinion", "--under", plan, "--project", ONE,
            "--set", "office=finance", "--set", "opinion=agreed")  # fmt: skip
    code, data = planned.json("plan", "missing", "2027", "--out", tmp_path / "催报")
    assert code == 0
    assert {o["label"]: o["projects"] for o in data["offices"]} == {
        "县委网信办": [ONE, TWO],
        "县发展改革委": [ONE, TWO],
        "县财政局": [TWO],
    }
    assert "还有 1 个没有收到意见" in data["offices"][2]["text"]
    assert len(list((tmp_path / "催报").glob("*.xlsx"))) == 3
    review = planned.json("plan", "opinions", "2027")[1]
    assert (review["missing"], review["rows"][0]["missing"]) == (5, ["cyberspace", "planning"])


def test_two_editions_are_compared(planned):
    planned("plan", "edition", "2027", "--reason", "调整")
    planned("plan", "drop", "2027", TWO, "--reason", "单位撤回")
    code, data = planned.json("plan", "compare", "2027")
    assert code == 0
    assert (data["old"]["edition"], data["new"]["edition"]) == (1, 2)
    assert [(r["kind"], r["code"]) for r in data["rows"]] == [("removed", TWO)]


def test_there_is_nothing_before_the_first_edition(planned):
    assert planned("plan", "compare", "2027")[0] == 1


def test_a_plan_not_issued_is_not_carried_over_but_previewed(planned, tmp_path):
    code, data = planned.json("plan", "carry-over", "2027", "--out", tmp_path / "结转")
    assert (code, data["done"], data["to_year"]) == (0, False, 2028)
    assert (tmp_path / "结转" / "年底结转清单.xlsx").exists()
    assert planned("plan", "carry-over", "2027", "--apply")[0] == 1


def test_answers_from_above_are_entered_on_many_items(planned):
    words = ("answer", "2027", ONE, TWO, "--level", "市级审核")
    assert planned("plan", *words, "--as", "同意")[0] == 0
    assert planned("plan", "answer", "2027", TWO, "--level", "市级审核", "--as", "returned",
                   "--reason", "请压减")[0] == 0  # fmt: skip
    rows = planned.json("entry", "list", "plan_item")[1]["rows"]
    found = {row["project"].split()[0]: row["cells"] for row in rows}
    assert found[ONE]["city_result"] == "agreed"
    assert (found[TWO]["city_result"], found[TWO]["city_note"]) == ("returned", "请压减")
    assert planned("plan", *words, "--as", "也许")[0] == 1


def test_lists_leave_as_workbooks(planned, tmp_path):
    for action in ("show", "rank", "opinions", "propose", "additions"):
        out = tmp_path / f"{action}.xlsx"
        assert planned("plan", action, "2027", "--out", out)[0] == 0
        assert out.stat().st_size > 0


def test_additions_and_long_plans_are_listed(planned):
    code, data = planned.json("plan", "additions", "2027")
    assert (code, data["rows"]) == (0, [])
    assert ONE not in [each["code"] for each in data["may_ask"]]
    cells = ("title=建设规划", "from_year=2026", "to_year=2030", "edition=1")
    sets = [word for cell in cells for word in ("--set", cell)]
    assert planned("entry", "add", "development_plan", *sets)[0] == 0
    code, data = planned.json("plan", "planning")
    assert (code, data["plans"][0]["title"], data["unnamed"]) == (0, "建设规划", 3)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show",), "计划年度"),
        (("add", "2027"), "项目编号"),
        (("answer", "2027", ONE, "--as", "同意"), "市级审核、省级审核"),
        (("decide", "2027", ONE), "--as"),
        (("ceiling", "2027", "--wan", "四千"), "万元"),
        (("add", "2027", ONE, TWO, "--wan", "5"), "一次只用于一个项目"),
        (("show", "年"), "整数"),
        (("paint", "2027"), "可选"),
    ],
)
def test_wrong_usage_is_told(planned, words, told):
    code, text = planned("plan", *words)
    assert code == 2
    assert told in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("new", "2027"), "已有计划"),
        (("show", "2030"), "没有 2030 年度"),
        (("drop", "2027", TOWN, "--reason", "x"), f"清单里没有“{TOWN}”"),
        (("ceiling", "2027", "--wan", "0"), "大于零"),
        (("edition", "2027"), "原因"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(planned, words, told):
    code, text = planned("plan", *words)
    assert code == 1
    assert told in text
    assert "Traceback" not in text
