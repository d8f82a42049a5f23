"""Parts of an official split: no suspicion falls on them, yet what they come to together counts."""

from datetime import date

import pytest

from desktop_app.domain.project import AmountKind
from desktop_app.use_cases.going_live.grounds import Grounds
from desktop_app.use_cases.going_live.projects import Part, remainder, split_project
from desktop_app.values.money import fen_from_wan
from tests.life import FIVE_ASPECTS, PREREVIEW, Life
from tests.scenario.bureau import refusal


def split(life, wan, name="移动端", *, unit=None):
    """A part of so much taken out of a project by an official act."""
    whole, fen = life.now(), fen_from_wan(wan)
    kinds = [k for k in whole.amounts if k is not AmountKind.CONTRACT]
    part = Part(name, unit or whole.unit_id, dict.fromkeys(kinds, fen), {"county": fen})
    kept = Part(whole.name, whole.unit_id, *remainder(whole, [part]))
    grounds = Grounds(life.clock.now.date(), "机构改革", "县编〔2024〕9号")
    (made,) = split_project(life.desk, whole.id, kept, [part], grounds)
    return Life(life.desk, life.clock, made)


def test_under_construction_a_part_is_no_suspected_split(site):
    whole = site.found("协同办公380").on(2024, 11, 4)
    part = split(whole, 180)
    assert whole.verdicts()["no_splitting"].word == "通过"
    assert part.verdicts().get("no_splitting") is None
    facts = whole.course().facts
    assert facts["similar_family_count"].value == 0
    assert facts["similar_family_sum"].value == fen_from_wan(380)
    assert (facts["split_part_count"].value, facts["split_part_sum"].value) == (
        1,
        fen_from_wan(380),
    )


def test_another_alike_project_is_suspected_and_the_parts_are_added(site):
    whole = site.found("协同办公380").on(2024, 11, 4)
    split(whole, 190)
    near = whole.now()
    texts = {"goal": near.goal, "content": near.content, "route": near.route}
    other = site.project("协同办公升级", 125, unit="县城市管理局", **texts)
    verdict = other.verdicts()["no_splitting"]
    assert verdict.word == "需人工判断"
    assert "另有相似申报 2 个，连同本项目合计 505.00 万元" in verdict.message


def test_a_part_in_another_unit_is_no_double(site):
    whole = site.found("协同办公380").on(2024, 11, 4)
    part = split(whole, 180, unit=site.office.unit("县公安局"))
    for life in (whole, part):
        assert life.course().facts["similar_elsewhere_count"].value == 0


@pytest.mark.parametrize(("wan", "word"), [("99.99", "通过"), ("100", "需人工判断")])
def test_who_accepts_is_judged_by_what_the_parts_come_to(site, wan, word):
    """Of 199.99 (or 200.00 once revised) a part is taken out; each alone is below 200."""
    whole = site.found("阳光信访199").on(2024, 11, 4)
    whole.record("trial_run.start", "done")
    whole.on(2025, 2, 4).record("trial_run.end", "done")
    part = split(whole, 99.99)
    if wan == "100":  # the part's own estimate is 0.01 more: together 200.00
        with whole.desk.workspace.begin(whole.desk.act("seed", "概算")) as uow:
            amounts = {**part.now().amounts, AmountKind.ESTIMATE: fen_from_wan(100)}
            uow.projects.change(part.project.id, amounts=amounts)
    whole.archived()
    assert whole.before("unit_acceptance")["split_parts_acceptance"].word == word


def test_a_part_may_be_accepted_by_its_unit_for_a_reason(site):
    whole = site.found("协同办公380").on(2024, 11, 4)
    part = split(whole, 180)
    part.record("trial_run.start", "done")
    part.on(2025, 2, 4).record("trial_run.end", "done")
    part.archived()
    refused = refusal(part.record, "unit_acceptance.accept", "agreed", facts=FIVE_ASPECTS)
    assert "正式拆分的各部分合计（验收）（需人工判断）" in refused.what


def test_in_the_pool_the_route_is_judged_by_the_sum(bureau):
    whole = bureau.project("数据中台", 500)
    bureau.clock.turn_to(date(2024, 9, 3))
    part = split(whole, 250)
    for life in (whole, part):
        assert life.verdicts()["no_splitting"].word == "通过"
        assert life.verdicts()["split_parts_route"].word == "需人工判断"
    refused = refusal(part.record, "pool_entry.prereview", "agreed", facts=PREREVIEW)
    assert "正式拆分的各部分合计（审批）（需人工判断）" in refused.what
