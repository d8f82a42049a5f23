"""Every paper of the Tunxi pack, previewed for what it is about; some read word by word."""

import pytest

from desktop_app.errors import Refused
from desktop_app.rules.loader import load_pack, read_pack_folder
from desktop_app.use_cases.papers.issue import issue_paper, paper_pdf, preview_paper
from desktop_app.use_cases.papers.press import plain_text
from desktop_app.use_cases.papers.sheets import Extra
from resources import resource
from tests.scenario.bureau import copied
from tests.scenario.tunxi import District
from tests.scenario.tunxi_world import FIRST, World

FORMS = {
    form.id: form
    for form in load_pack(read_pack_folder(resource("rule_packs", "tunxi-2023"))).pack.forms
}
EXTRA = Extra(problems="1.有一项逾期。", problem_count=1, due=FIRST, file_name="表.xlsx")


@pytest.fixture(scope="module")
def world(district_seed, tmp_path_factory):
    folder = copied(district_seed, tmp_path_factory.mktemp("papers") / "ws")
    district = District(folder, FIRST)
    try:
        yield World(district)
    finally:
        district.close()


def previews(world, form):
    """The paper for every subject of its kind that it fits."""
    found = []
    for subject in world.made[FORMS[form].subject]:
        try:
            found.append(preview_paper(world.district.desk, form, [subject], extra=EXTRA))
        except Refused:
            continue
    return found


@pytest.mark.parametrize("form", FORMS)
def test_a_paper_fits_something_and_leaves_nothing_to_fill(world, form):
    texts = [plain_text(draft.pdf) for draft in previews(world, form)]
    assert texts
    assert not [word for text in texts for word in ("None", "{", "}") if word in text]


def issued(world, form, place=0):
    subject = world.made[FORMS[form].subject][place]
    paper = issue_paper(world.district.desk, form, [subject])
    return plain_text(paper_pdf(world.district.desk, paper.id))


def test_the_reply_says_the_opinions_on_sharing_and_what_was_reviewed(world):
    text = issued(world, "feasibility_final_reply")
    assert "第十九条(一)、第二十条、第二十三条第一款的规定" in text
    assert (
        "数据资源共享分析篇（章）的审查意见是：符合要求；评估报告对该篇（章）的评估意见是：符合要求"
        in text
    )
    assert "300.00万元（大写：人民币叁佰万元整）" in text
    assert "不再审批初步设计方案" in text


def test_the_acceptance_opinion_names_the_confirmed_sharing(world):
    text = issued(world, "acceptance_opinion")
    assert "2025年5月6日，县数〔2025〕" in text
    assert "共享情况已确认" in text
    assert "区数据资源局验收结论" in text


def test_the_proposal_reply_names_city_province_and_government(world):
    text = issued(world, "proposal_reply", 1)
    for office in ("黄山市数据资源管理局", "安徽省数据资源管理局", "经区人民政府审定"):
        assert office in text
    assert "第十三条、第十七条的规定" in text


def test_the_notice_of_restriction_names_what_may_not_be_done(world):
    world.hand.record("restriction.decide", "issued", world.made["finding"][0])
    text = issued(world, "restriction_notice")
    assert "第四十三条(一)" in text
    assert "不得新建、改建、扩建政务信息系统" in text
    assert "该系统不得验收" in text
