"""A project in the table of answers: what another text has no state for is not asked."""

from desktop_app.use_cases.comparing import NOT_ASKED, compare_project
from tests.life import PREREVIEW

LATER = ("settled_for_pay", "audit_planned_in")
"""Checks of Yiyang on projects under construction or accepted, in states of its own."""


def test_a_check_on_a_state_the_project_is_not_in_does_not_apply(bureau):
    """It stands 在库, which Yiyang does not know; 820.00 万元 lies below its line of 2000."""
    life = bureau.project("不动产登记", 820)
    life.hand_in("pool_entry")
    why = "与城管平台的边界已核对。"
    life.record("pool_entry.prereview", "agreed", facts=PREREVIEW, override_reason=why)
    assert life.now().state == "in_pool"
    found = compare_project(life.desk, life.project.code, ["qingyang-2024", "yiyang-2020"])
    answers = {line.id: line.answers[1] for line in found.lines if line.kind == "核查"}
    assert {key: answers[key].text for key in LATER} == dict.fromkeys(LATER, NOT_ASKED)
    assert answers["settled_for_pay"].clauses == ("第五条第三款",)
    assert not [text for text in (each.text for each in answers.values()) if "缺少：状态" in text]
