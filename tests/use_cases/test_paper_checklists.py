"""Checklists whose boxes are answered by checks, and lists with empty rows below the last."""

from datetime import date

import pytest

from desktop_app.rules.schema.form_parts import CheckItem, FormColumn
from desktop_app.rules.schema.forms import FormSpec
from desktop_app.rules.verdict import Outcome, Severity, Verdict
from desktop_app.use_cases.papers.content import paper_content
from desktop_app.use_cases.papers.content_parts import Occasion, Sheet
from desktop_app.use_cases.papers.texts import Texts, tidy
from desktop_app.use_cases.papers.told import Alike, Told
from desktop_app.use_cases.regime import current_pack

DAY = date(2026, 7, 20)


@pytest.fixture
def pack(office):
    with office.desk.workspace.read() as view:
        return current_pack(office.desk, view)


def verdict(rule, outcome, severity=Severity.BLOCK, message="公告早于批复。"):
    return Verdict(rule, "先批后采", outcome, severity, ("二(二)1",), message)


def items_of(pack, *verdicts):
    form = FormSpec(
        id="check", title="核对单", layout="checklist", stage="construction",
        items=("人工看", CheckItem(text="先批复后采购", checks=("approved_first", "fair"))),
    )  # fmt: skip
    told = Told(lambda: verdicts, Alike, DAY)
    sheet = Sheet(Texts(pack), told=told)
    return paper_content(form, (sheet,), Occasion(pack, DAY, {})).items


PASSED = verdict("approved_first", Outcome.PASS)


@pytest.mark.parametrize(
    ("verdicts", "tick", "remark"),
    [
        ((PASSED, verdict("fair", Outcome.PASS)), True, ""),
        ((PASSED, verdict("other", Outcome.FAIL)), True, ""),
        ((PASSED, verdict("fair", Outcome.FAIL)), False, "不通过：公告早于批复"),
        ((PASSED, verdict("fair", Outcome.FAIL, Severity.WARN)), False, "提醒：公告早于批复"),
        ((verdict("fair", Outcome.JUDGE),), None, "需人工判断：公告早于批复"),
        ((PASSED, verdict("fair", Outcome.INSUFFICIENT)), None, "资料不足：公告早于批复"),
        ((), None, ""),
    ],
)
def test_a_box_says_what_the_checks_say(pack, verdicts, tick, remark):
    by_hand, item = items_of(pack, *verdicts)
    assert (by_hand.is_ticked, by_hand.clause) == (None, "")
    assert (item.is_ticked, item.remark) == (tick, remark)
    assert item.clause == ("二(二)1" if verdicts else "")


def test_a_list_ends_with_its_empty_rows_which_are_not_counted(pack):
    columns = (FormColumn(title="序号", value="{order}"), FormColumn(title="签到", value=""))
    form = FormSpec(
        id="signing", title="签到表", layout="list", stage="oversight", is_batch=True,
        columns=columns, spare=2, foot="共{count}人",
    )  # fmt: skip
    sheets = (Sheet(Texts(pack)), Sheet(Texts(pack)))
    paper = paper_content(form, sheets, Occasion(pack, DAY, {"count": "2"}))
    assert paper.rows == (("1", ""), ("2", ""), ("", ""), ("", ""))
    assert paper.foot == ("共2人",)


def test_the_boxes_of_the_tender_sheet_are_checks_of_the_pack(pack):
    form = next(each for each in pack.forms if each.id == "tender_checklist")
    named = {rule for item in form.items if isinstance(item, CheckItem) for rule in item.checks}
    standing = {rule.id for rule in pack.rules if "tender_review.review" in rule.at}
    assert named <= standing
    assert len(named) == 6


@pytest.mark.parametrize(
    ("filled", "tidied"),
    [
        ("因“只能用服务商的平台。”，不能依托。", "因“只能用服务商的平台”，不能依托。"),
        ("（整改情况：已补报。以后按月报。）。", "（整改情况：已补报。以后按月报）。"),
        ("变更理由：要求移动办理。。", "变更理由：要求移动办理。"),
        ("同意。（已核实。）", "同意。（已核实。）"),
    ],
)
def test_a_filled_text_brings_no_stop_before_another_mark(filled, tidied):
    assert tidy(filled) == tidied
