"""A new regulation is a new folder and no code: fact, office, paper, column, deadline in TOML."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.procedure import History, case_view, course_facts, effects_of
from desktop_app.domain.record import Case, StepRecord, Subject
from desktop_app.rules.deadlines import Course, EventDates, deadline_of
from desktop_app.rules.facts import FactValue
from desktop_app.rules.judge import Terms, judge
from desktop_app.rules.loader import load_pack, read_pack_folder
from desktop_app.rules.verdict import Outcome
from desktop_app.rules.verify import verify_pack
from desktop_app.values.calendar import load_calendars
from resources import resource

NEW_COUNTY = {
    "pack.toml": """
id = "xinxian-2025"
version = "1.0.0"
schema = 1
kind = "projects"
title = "新县办法"
tabs = ["reserve_pool"]
[document]
title = "新县政务信息化项目管理办法"
issuer = "新县人民政府办公室"
issued = 2025-01-01
from = 2025-01-01
rows = ["X-1"]
[[office]]
role = "authority"
label = "县数据部门"
names = [{ name = "新县数据局" }]
[[office]]
role = "forestry"
label = "林业部门"
names = [{ name = "新县林业局" }]
""",
    "articles.toml": """
[[article]]
id = "X-1"
clause = "第一条"
label = "林区监测点"
summary = "林区监测点不超过五十个，由林业部门会审，十个工作日内告知。"
kind = "threshold"
stage = "reserve_pool"
handling = "machine"
""",
    "facts.toml": """
[[fact]]
id = "forest_points"
type = "integer"
label = "林区监测点数"
unit = "个"
rows = ["X-1"]
""",
    "parameters.toml": """
[[value]]
id = "limit.points"
label = "监测点上限"
unit = "个"
value = 50
rows = ["X-1"]
[[value]]
id = "term.notice"
label = "告知期限"
unit = "工作日"
value = 10
rows = ["X-1"]
""",
    "rules.toml": """
[[rule]]
id = "points_within_limit"
title = "监测点不超过上限"
rows = ["X-1"]
at = ["forest_review.forestry"]
on_fail = "block"
passes = [{ fact = "forest_points", op = "<=", value = "limit.points" }]
[rule.message]
fail = "监测点 {forest_points}，超过 {limit.points}。"
""",
    "procedures.toml": """
[[state]]
id = "applied"
title = "已申报"
stage = "reserve_pool"
[[state]]
id = "reviewed"
title = "已会审"
stage = "reserve_pool"
[[procedure]]
id = "forest_review"
title = "林区会审"
stage = "reserve_pool"
rows = ["X-1"]
[[procedure.step]]
id = "forestry"
title = "林业部门会审"
actor = "forestry"
outcomes = ["agreed", "returned"]
form = "forest_sheet"
effects.agreed = ["state:reviewed"]
[[procedure.step]]
id = "notice"
title = "告知单位"
actor = "authority"
outcomes = ["done"]
""",
    "deadlines.toml": """
[[deadline]]
id = "notice_due"
title = "告知会审结果"
rows = ["X-1"]
starts = ["forest_review.forestry"]
offset = "term.notice"
done = ["forest_review.notice"]
""",
    "forms.toml": """
[[form]]
id = "forest_sheet"
title = "林区会审表"
layout = "opinion_table"
stage = "reserve_pool"
cells = [{ label = "监测点数", value = "{forest_points}（上限 {limit.points}）" }]
opinions = [{ label = "{office.forestry}意见", step = "forest_review.forestry" }]
rows = ["X-1"]
""",
    "sheets.toml": """
[[column]]
sheet = "reserve_pool"
fact = "forest_points"
title = "林区监测点数"
hint = "没有填0"
rows = ["X-1"]
""",
    "examples.toml": """
[[example]]
rule = "points_within_limit"
facts = { forest_points = 50 }
outcome = "pass"
[[example]]
rule = "points_within_limit"
facts = { forest_points = 51 }
outcome = "fail"
turns_if = "再减 1 个"
[[example]]
deadline = "notice_due"
events = { "forest_review.forestry" = 2025-01-24 }
due = 2025-02-13
""",
}
TERMS = Terms(date(2025, 1, 24))


@pytest.fixture(scope="module")
def files():
    return {name: text.encode() for name, text in NEW_COUNTY.items()}


@pytest.fixture(scope="module")
def pack(files):
    loaded = load_pack(files)
    assert loaded.faults == ()
    return loaded.pack


def test_pack_verifies_with_its_examples_and_every_row_served(files):
    report = verify_pack(load_pack(files))

    assert (report.faults, report.unbuilt, report.examples) == ((), (), 3)


def test_new_fact_is_judged_by_the_new_limit(pack):
    verdict = judge(pack, "points_within_limit", {"forest_points": FactValue(51)}, TERMS)

    assert verdict.outcome is Outcome.FAIL
    assert verdict.message == "监测点 51 个，超过 50 个。"
    assert verdict.turns_if == "“林区监测点数”再减 1 个（至 50 个）即可"
    assert verdict.clauses == ("第一条",)


def test_new_office_reviews_in_the_procedure(pack):
    view = case_view("forest_review", pack, {"forest_points": FactValue(50)}, [], TERMS)

    step = view.current[0]
    assert (step.actor_name, step.form) == ("新县林业局", "forest_sheet")
    assert step.outcomes[0] == ("agreed", "同意")
    assert effects_of(pack, "forest_review", "forestry", "agreed")[0].target == "reviewed"


def test_step_is_barred_until_the_fact_is_known(pack):
    view = case_view("forest_review", pack, {}, [], TERMS)

    assert view.current[0].status == "blocked"
    assert view.current[0].outcomes == (("returned", "退回"),)


def test_course_of_the_case_feeds_the_engine(pack):
    case = Case(1, "forest_review", Subject("project", 1), pack.id, pack.version, TERMS.on)
    agreed = StepRecord(1, 1, "forestry", "agreed", TERMS.on, "forestry")
    history = History((case,), (agreed,), state="reviewed")

    facts = course_facts(pack, "project", history)
    view = case_view("forest_review", pack, facts, [agreed], TERMS, history=history)

    assert facts["step.forest_review.forestry.outcome"].value == "agreed"
    assert [step.id for step in view.current] == ["notice"]


def test_fixed_day_deadline_is_computed(pack):
    events = EventDates({"forest_review.forestry": (date(2025, 1, 24),)})
    calendar = load_calendars(resource("calendars"))

    duty = deadline_of(pack, "notice_due", Course({}, events), TERMS, calendar)

    assert (duty.due, duty.is_house) == (date(2025, 2, 13), False)


def test_new_column_and_paper_are_there(pack):
    column = pack.sheet_columns("reserve_pool")[0]

    assert (column.title, pack.fact(column.fact).type) == ("林区监测点数", "integer")
    assert pack.form("forest_sheet").opinions[0].step == "forest_review.forestry"


def test_shipped_template_loads_from_a_copied_folder(tmp_path: Path):
    copy = tmp_path / "mine"
    shutil.copytree(resource("rule_packs", "blank"), copy)

    assert load_pack(read_pack_folder(copy)).faults == ()
