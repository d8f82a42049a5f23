"""Units and projects that change on the way, by command: JSON shapes, previews, refusals."""

import pytest

from tests.use_cases.import_books import written

RUNNING = ("项目名称", "项目建设单位", "当前状态", "适用办法", "申报日期", "申报金额（万元）",
           "批复日期")  # fmt: skip
STEPS = ("项目名称", "项目建设单位", "环节", "办理结果", "办理日期", "文号")


@pytest.fixture
def taken(console, tmp_path):
    """A project of 2024 with one earlier step, its date of approval doubtful."""
    rows = [("老平台", "县教育局", "已批复", "", "2024-09-02", 198, "2024-09-01")]
    first = written(tmp_path / "在办.xlsx", RUNNING, rows)
    rows = [("老平台", "县教育局", "县级预审", "同意", "2024-09-20", "旧1号")]
    second = written(tmp_path / "环节.xlsx", STEPS, rows)
    return console.json("import", str(first), str(second), "--apply")


def test_books_of_running_projects_and_steps_come_in_together(console, taken):
    code, data = taken
    assert (code, [file["new"] for file in data["files"]]) == (1, [1, 1])
    _, shown = console.json("show", "QY2024-001")
    assert (shown["state"], shown["taken_over_on"]) == ("approved", "2026-07-20")
    assert shown["doubts"] == ["批复日期 2024-09-01 早于入库日期 2024-09-20"]
    (step,) = shown["procedures"][-1]["steps"]
    assert (step["step"], step["is_past"], step["document_number"]) == ("prereview", True, "旧1号")


def test_the_templates_and_exports_of_both_sheets_are_written(console, taken, tmp_path):
    for sheet in ("running_projects", "past_steps"):
        assert console("template", sheet, "--out", str(tmp_path / f"{sheet}.xlsx"))[0] == 0
        code, data = console.json("export", sheet, "--out", str(tmp_path / f"{sheet}-x.xlsx"))
        assert (code, data["rows"]) == (0, 1)


def test_a_unit_is_renamed_and_listed_by_its_old_name(console):
    code, data = console.json(
        "unit", "rename", "县教育局", "县教育体育局", "--since", "2026-07-10", "--reason", "改革"
    )
    assert (code, data["name"], data["since"]) == (0, "县教育体育局", "2026-07-10")
    _, listed = console.json("unit", "list")
    assert listed["names"] == [
        {"name": "县教育局", "until": "2026-07-09", "today": "县教育体育局", "is_merged": False}
    ]


def test_a_merger_of_units_is_seen_before_it_is_done(console):
    words = ("unit", "merge", "杜村乡人民政府", "--into", "县教育局", "--reason", "撤乡")
    _, seen = console.json(*words)
    assert (seen["projects"], seen["applied"]) == (["QY2026-003"], False)
    _, done = console.json(*words, "--apply")
    assert done["applied"] is True
    _, shown = console.json("show", "QY2026-003")
    assert shown["unit"] == "县教育局"


def test_projects_are_handed_over_and_their_page_tells_it(console):
    words = ("--to", "杜村乡人民政府", "--reason", "职能划转", "--number", "文1号")
    code, data = console.json("handover", "QY2026-001", "QY2026-002", *words)
    assert (code, data["codes"]) == (0, ["QY2026-001", "QY2026-002"])
    _, shown = console.json("show", "QY2026-001")
    assert (shown["unit"], shown["turns"][0]["document_number"]) == ("杜村乡人民政府", "文1号")


def test_a_split_leaves_the_rest_with_the_project(console):
    part = "食堂子系统;县教育局;declared=20.5,county=20.5"
    code, data = console.json("split", "QY2026-001", "--part", part, "--reason", "分年建设")
    assert code == 0
    assert data["kept"] == {"declared_fen": 99_500_000}
    assert [each["amounts"] for each in data["parts"]] == [{"declared_fen": 20_500_000}]


def test_a_split_whose_parts_do_not_add_up_is_refused(console):
    part = "食堂子系统;县教育局;declared=20.5,county=20.5"
    keep = "declared=99.49,county=99.5"
    words = ("--part", part, "--keep", keep, "--reason", "分年建设")
    code, data = console.json("split", "QY2026-001", *words)
    assert code == 1
    assert "申报原为120.00 万元，各部分合计119.99 万元" in data["error"]


def test_to_where_it_is_already_a_project_is_not_moved(console):
    _, shown = console.json("show", "QY2026-001")
    code, data = console.json("repin", "QY2026-001", "--to", shown["pack"])
    assert (code, data["version"], data["applied"]) == (1, shown["pack_version"], False)
    assert data["projects"][0]["obstacles"] == ["已经按这一版办理"]


@pytest.mark.parametrize(
    "words",
    [
        ("unit", "rename", "县教育局"),
        ("unit", "merge", "县教育局"),
        ("split", "QY2026-001", "--part", "只有名称"),
        ("split", "QY2026-001", "--part", "甲;县教育局;declared=许多"),
    ],
)
def test_words_that_cannot_be_meant_are_wrong_usage(console, words):
    assert console(*words)[0] == 2


def test_an_office_gets_a_new_name_from_a_day_on(console):
    words = ("--since", "2026-07-10", "--reason", "机构改革")
    code, data = console.json("unit", "rename-office", "finance", "县财政金融局", *words)
    assert (code, data["offices"][0]["name"]) == (0, "县财政金融局")
    _, listed = console.json("unit", "offices")
    found = next(each for each in listed["offices"] if each["role"] == "finance")
    assert (found["since"], found["earlier"][-1]["until"]) == ("2026-07-10", "2026-07-09")
