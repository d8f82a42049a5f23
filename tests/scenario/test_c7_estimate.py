"""C7: an estimate of 486 lines hides 36.00 万元 of operation costs; every cell is found."""

import pytest

from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.entries import place_rows, spec_of
from desktop_app.values.money import fen_from_wan
from tests.life import ACCEPTED, PLAIN_BUILDING
from tests.scenario.bureau import refusal
from tests.scenario.routes import estimated

FILE, SHEET = "平台概算.xlsx", "投资概算表"
LETTERS = {"order": "A", "item": "B", "kind": "C", "spec": "D", "amount": "H"}
HIDDEN = {
    117: {"item": "系统运行保障费", "kind": "om", "amount": fen_from_wan(12)},
    306: {"item": "数据库软件", "spec": "含三年原厂维保", "amount": fen_from_wan(14)},
    450: {"item": "驻场服务", "kind": "other", "amount": fen_from_wan(10)},
}
"""By line number: one typed as operation, two only worded so."""
LINES = 486
HEADING_ROWS = 3


def _lines():
    for order in range(1, LINES + 1):
        plain = {"item": f"功能模块{order}", "kind": "development", "amount": fen_from_wan("0.7")}
        yield {"order": order, **plain, **HIDDEN.get(order, {})}


def _imported(life):
    """The lines as an import stores them, each with the cell it came from."""
    act = life.desk.act("import", "导入投资概算表", subjects=(life.subject,))
    with life.desk.workspace.begin(act) as uow:
        pack = course_of(life.desk, uow, life.subject).pack
        rows = [(Owner(project_id=life.project.id), cells) for cells in _lines()]
        spec = spec_of(pack, "estimate_line")
        keys = place_rows(uow, pack, spec, rows, life.desk.today)
        batch = uow.batches.add(
            sheet="estimate_line", applied_at=uow.at, actor=uow.actor, event_id=uow.event_id,
            files=((FILE, "0" * 64),), new=len(keys),
        )  # fmt: skip
        places = [
            {
                "batch_id": batch.id, "subject": Subject("entry", key), "file": FILE,
                "sheet": SHEET, "row": HEADING_ROWS + order,
            }
            for order, key in enumerate(keys, 1)
        ]  # fmt: skip
        uow.batches.add_provenance(places)
        uow.batches.add_read_columns(batch.id, FILE, SHEET, LETTERS)
        uow.concern([life.subject])
    return [Subject("entry", key) for key in keys]


@pytest.fixture
def life(plan_year):
    life = plan_year.found("学校食堂监管")
    life.reviewed("专家论证评审")
    life.row("project_catalogue", code="M", name="食堂目录", item="编号", share_type="无条件共享")
    life.lines = _imported(life)
    life.hand_in("merged_approval")
    facts = {**PLAIN_BUILDING, **ACCEPTED, "designer_name": "县内设计公司"}
    life.record("merged_approval.accept", "done", facts=facts)
    return life


def _source(life, rule, fact):
    verdict = life.verdicts()[rule]
    return next(used for used in verdict.facts if used.name == fact)


def test_the_line_typed_as_operation_is_named_with_its_cell_and_clause(life):
    verdict = life.verdicts()["no_om_in_estimate"]
    assert verdict.word == "不通过"
    assert verdict.message == "概算里有 1 行 列为运维，合计 12.00 万元，概算中不得列支运维费用。"
    assert verdict.clauses == ("二(五)1",)
    used = _source(life, "no_om_in_estimate", "om_lines")
    assert used.source == "平台概算.xlsx 投资概算表!H120"


def test_the_two_worded_lines_are_for_a_person_to_judge_and_named_with_their_cells(life):
    verdict = life.verdicts()["no_om_words"]
    assert verdict.word == "需人工判断"
    used = _source(life, "no_om_words", "om_word_lines")
    assert (used.value, used.source) == (
        2,
        "平台概算.xlsx 投资概算表!D309、平台概算.xlsx 投资概算表!B453",
    )
    assert used.lines == (
        "数据库软件：含三年原厂维保（平台概算.xlsx 投资概算表!D309）",
        "驻场服务：驻场服务（平台概算.xlsx 投资概算表!B453）",
    )


def test_together_they_are_36_and_nothing_else_is_flagged(life):
    hidden = [life.entry(life.lines[order - 1]).cells["amount"] for order in HIDDEN]
    assert sum(hidden) == 36_000_000
    facts = life.course().facts
    assert facts["om_lines"].value + facts["om_word_lines"].value == len(HIDDEN)
    assert facts["estimate_total"].value == 483 * 700_000 + 36_000_000


def test_the_reply_is_refused_until_the_typed_line_is_out_and_the_worded_ones_are_cleared(life):
    worth = estimated("374.10")
    reason = {"override_reason": "安全投入另列。", **worth}
    before = life.digest()
    refused = refusal(life.record, "merged_approval.decision", "agreed", **reason)
    assert "概算不列运维费：不通过（二(五)1）" in refused.what
    assert life.digest() == before
    life.correct(life.lines[116], amount="0", kind="定制开发")
    unjudged = refusal(life.record, "merged_approval.decision", "agreed", **estimated("362.10"))
    assert "概算没有变相的运维费（需人工判断）" in unjudged.what
    cleared = {"facts": {**estimated("362.10")["facts"], "om_words_cleared": "是"}}
    life.record("merged_approval.decision", "agreed", override_reason="安全投入另列。", **cleared)
    assert life.now().state == "approved"


def test_a_purchased_service_may_list_operation(plan_year):
    service = plan_year.found("外网安全监测服务").designed(120)
    service.row("estimate_line", order="9", item="驻场运维", kind="运维", quantity="1", price="1")
    service.hand_in("service_approval")
    service.record("service_approval.accept", "done", facts=ACCEPTED)
    assert not {"no_om_in_estimate", "no_om_words"} & service.verdicts().keys()
