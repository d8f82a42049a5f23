"""C3: the six projects of the case under all four regulations in one table of answers.

The answers are those the case and the articles give: 青阳 二(二)1 to 二(二)4 and 二(一)2, 屯溪
第十二条 to 第二十四条; 东营 and 益阳 know no line of 500 and send every amount the same way.
"""

from datetime import date

import pytest

from desktop_app.use_cases.comparing import compare_project
from tests.scenario.bureau import Bureau, copied

PACKS = ("qingyang-2024", "tunxi-2023", "dongying-2024", "yiyang-2020")
SIX = {
    "new_small": ("停车诱导", 499.99, {}),
    "new_large": ("应急一张图", 500, {}),
    "continuing": ("档案数字化", 820, {"nature": "continuing"}),
    "service": ("安全监测服务", 120, {"nature": "service"}),
    "unplanned": ("县域治理平台", 300, {}),
    "township": ("便民一体机", 80, {"unit": "杜村乡人民政府"}),
}


@pytest.fixture(scope="module")
def answers(early_seed, tmp_path_factory):
    """The answers to each of the six, by the question and by the pack."""
    bureau = Bureau(copied(early_seed, tmp_path_factory.mktemp("six") / "ws"), date(2024, 9, 2))
    found = {}
    for key, (name, wan, more) in SIX.items():
        life = bureau.project(name, wan, **more)
        table = compare_project(life.desk, life.project.code, PACKS)
        assert [pack for pack, _ in table.packs] == list(PACKS)
        found[key] = {line.id: dict(zip(PACKS, line.answers, strict=True)) for line in table.lines}
    bureau.close()
    return found


def way(answers, key, pack, stage="approval"):
    """The procedures of a stage with their steps, by title."""
    parts = answers[key][stage][pack].text.split("；")
    return dict(part.partition("：")[::2] for part in parts)


@pytest.mark.parametrize(
    ("key", "pack", "goes_up"),
    [
        ("new_small", "qingyang-2024", False),
        ("new_large", "qingyang-2024", True),
        ("continuing", "qingyang-2024", False),  # 二(二)4 exempts what is continued
        ("service", "qingyang-2024", False),
        ("unplanned", "qingyang-2024", False),
        ("new_small", "tunxi-2023", False),
        ("new_large", "tunxi-2023", True),
        ("continuing", "tunxi-2023", True),  # 第二十四条 exempts operation alone
        ("service", "tunxi-2023", False),
        ("unplanned", "tunxi-2023", False),
        *((key, pack, False) for key in SIX for pack in PACKS[2:]),
    ],
)
def test_what_goes_up_to_city_and_province(answers, key, pack, goes_up):
    steps = " ".join(way(answers, key, pack).values())
    assert ("市级审核" in steps, "省级审核" in steps) == (goes_up, goes_up)


@pytest.mark.parametrize(
    ("key", "papers", "clause"),
    [
        ("new_small", {"合并编报文本审批"}, "二(二)2"),
        ("new_large", {"可行性研究报告审批", "初步设计方案和投资概算审批"}, "二(二)2"),
        ("continuing", {"可行性研究报告审批", "初步设计方案和投资概算审批"}, "二(二)2"),
        ("service", {"购买服务项目审批"}, "二(二)2"),
    ],
)
def test_the_papers_of_qingyang(answers, key, papers, clause):
    named = {title.partition("（")[0] for title in way(answers, key, PACKS[0])}
    assert papers <= named
    assert clause in answers[key]["approval"][PACKS[0]].clauses


def test_820_continuing_has_no_paper_named_in_tunxi_so_a_person_says_which(answers):
    named = way(answers, "continuing", PACKS[1])
    open_ones = [title for title in named if "编报什么文件（负责人判定）" in title]
    assert {title.partition("（")[0] for title in open_ones} >= {
        "建设方案审批",
        "可行性研究报告审批",
    }
    assert {"第十九条(一)", "第二十四条"} <= set(
        answers["continuing"]["approval"][PACKS[1]].clauses
    )


@pytest.mark.parametrize("pack", PACKS[2:])
def test_the_other_two_send_every_amount_and_nature_the_same_way(answers, pack):
    assert len({answers[key]["approval"][pack].text for key in SIX}) == 1


def test_300_outside_the_plan(answers):
    said = {pack: way(answers, "unplanned", pack, "annual_plan") for pack in PACKS}
    assert said[PACKS[0]]["计划外追加"] == "追加项目预审 → 县政府批准追加"
    assert said[PACKS[1]]["紧急增补"] == "申请增补 → 专家论证 → 区数据资源局审批增补"
    late = next(title for title in said[PACKS[2]] if title.startswith("预算后临时追加"))
    assert said[PACKS[2]][late] == "会同财政提出意见 → 市政府同意"
    assert not [title for title in said[PACKS[3]] if "追加" in title or "增补" in title]
    assert "二(二)3" in answers["unplanned"]["annual_plan"][PACKS[0]].clauses


def test_80_of_a_township_is_refused_where_the_text_forbids_it(answers):
    told = answers["township"]["no_township_building"]
    assert [told[pack].stand for pack in PACKS[:2]] == ["不通过", "不通过"]
    assert [told[pack].clauses for pack in PACKS[:2]] == [("二(一)2",), ("第十二条",)]
    assert [told[pack].text for pack in PACKS[2:]] == ["没有这一项", "没有这一项"]
    covered = answers["township"]["unit_covered"][PACKS[2]]
    city = answers["township"]["city_unit"][PACKS[3]]
    assert (covered.stand, covered.clauses) == ("需人工判断", ("第二条",))
    assert (city.stand, city.clauses) == ("需人工判断", ("第三条",))


def test_a_stage_that_asks_nothing_of_the_project_tells_what_it_asks_of_its_rows(answers):
    mending = answers["new_small"]["oversight"][PACKS[0]]
    assert mending.text.startswith("每个问题限期整改：下发整改通知书 → ")
    assert "二(六)3" in mending.clauses
