"""A district with its own words for the work: what the program says of it uses them."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from desktop_app.errors import Refused, UserFacingError
from desktop_app.use_cases.annual_plan.editions import start_plan
from desktop_app.use_cases.annual_plan.intake import NewItem, add_items
from desktop_app.use_cases.annual_plan.plans import plan_page
from desktop_app.use_cases.annual_plan.ranking import take_ranking
from desktop_app.use_cases.annual_plan.review import joint_review, reminders
from desktop_app.use_cases.annual_plan.tables import items_table, review_table
from desktop_app.use_cases.comparing import ROUTE, compare_packs
from desktop_app.use_cases.handouts import hand_outs, offered_sheets
from desktop_app.use_cases.home import home_page
from desktop_app.use_cases.project_life import project_life
from desktop_app.use_cases.regime import own_packs
from desktop_app.use_cases.regulations import article_map
from desktop_app.use_cases.workspaces import create_workspace, events, open_desk, opened
from tests.county import HandClock, Office

PACK = tomllib.loads(Path(__file__).parents[1].joinpath("riverside.toml").read_text("utf-8"))


def write_pack(folder, **replaced):
    folder.mkdir(parents=True)
    for name, text in {**PACK, **replaced}.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder


def begin(folder, pack):
    create_workspace(folder, clock=CLOCK, program="1", pack=str(pack), operator="李工")
    return open_desk(folder, clock=CLOCK, program="1", operator="李工")


CLOCK = HandClock(date(2026, 7, 20))


@pytest.fixture
def river(tmp_path):
    """A desk under the invented regulation, begun from its folder."""
    desk = begin(tmp_path / "ws", write_pack(tmp_path / "written" / "hexian-2026"))
    with desk.workspace.begin(desk.act("seed", "单位")) as uow:
        uow.units.add(name="县教育局", kind="department")
    yield desk
    desk.workspace.close()


@pytest.fixture
def office(river):
    return Office(river)


def pooled(office):
    project = office.apply("教育云")
    office.record(project, "entry.money", "agreed")
    return project


def test_a_workspace_begins_under_a_pack_of_its_own(river):
    assert opened(river).pack_title == "河县政务信息化项目管理办法"
    assert set(own_packs(river)) == {"hexian-2026"}


def test_a_pack_with_faults_makes_no_workspace(tmp_path):
    source = write_pack(tmp_path / "bad", facts="[[fact]]\nid = 1\n")
    with pytest.raises(UserFacingError, match="应为文字"):
        begin(tmp_path / "ws", source)
    assert not (tmp_path / "ws").exists()


def test_a_folder_without_a_pack_is_refused_with_what_there_is(tmp_path):
    with pytest.raises(UserFacingError, match="没有规则包") as refused:
        begin(tmp_path / "ws", tmp_path)
    assert "qingyang-2024" in refused.value.advice


def test_what_waits_is_told_under_the_districts_own_tab(office):
    office.apply("教育云")
    (task,) = home_page(office.desk).tasks
    assert (task.title, task.stage_title) == ("资金初核", "项目库")


def test_sheets_are_offered_under_the_districts_own_stages(river):
    words = {each.words for each in (*hand_outs(river), *offered_sheets(river))}
    assert "实施 · 合同备案表" in words
    assert not [each for each in words if each.startswith(("建设", "储备库", "年度计划"))]


def test_articles_and_lives_name_the_districts_own_stages(office):
    assert {line.stage_title for line in article_map(office.desk)} == {"项目库", "实施"}
    life = project_life(office.desk, office.apply("教育云").id)
    assert life.tab_titles["construction"] == "实施"


def test_a_comparison_names_a_stage_as_each_text_does(office):
    """The usual word beside this district's own, where both texts have the stage."""
    found = compare_packs(office.desk, ["qingyang-2024", "hexian-2026"])
    stages = {line.id: line.question for line in found.lines if line.kind == ROUTE}
    assert stages["reserve_pool"] == "储备库／项目库"
    assert stages["annual_plan"] == "年度计划／实施清单"
    assert stages["evaluation"] == "绩效运维"  # only the other text has one


def test_the_plan_and_its_review_are_called_as_the_district_calls_them(office):
    desk, project = office.desk, pooled(office)
    plan = start_plan(desk, 2027)
    with pytest.raises(Refused) as refused:
        take_ranking(desk, plan)
    assert refused.value.advice == "请先从项目库列入项目。"
    add_items(desk, plan, [NewItem(project.id)])

    page, review = plan_page(desk, plan), joint_review(desk, plan)
    assert (page.shape.review, review.review) == ("会审", "会审")
    assert [each.label for each in review.offices] == ["县财政局"]
    assert review_table(review).title == "会审意见汇总表"
    titles = [column.title for column in items_table(page, review).columns]
    assert "会审情况" in titles
    assert "会审共 1 个项目" in reminders(desk, plan)[0].text
    said = [event.title for event in events(desk)]
    assert said[:2] == ["1 个项目列入实施清单", "新建 2027 实施清单"]
    assert not [text for text in said if "年度计划" in text]
