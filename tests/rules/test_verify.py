import pytest

from desktop_app.rules.verify import article_map, report_json, verify_pack

EXAMPLES = """
[[example]]
title = "低于限额"
rule = "within_limit"
facts = { nature = "new", declared_amount = "199.99万元" }
outcome = "pass"
clauses = ["第二条"]
[[example]]
rule = "within_limit"
on = 2026-01-01
facts = { nature = "new", declared_amount = "1805000元" }
outcome = "fail"
turns_if = "低于 180.50 万元"
message = "达到 180.50 万元"
[[example]]
rule = "within_limit"
facts = { nature = "om" }
outcome = "not_applicable"
[[example]]
rule = "reviewed"
facts = { similar_family_count = 3 }
settings = { "house.count" = 3 }
outcome = "judge"
"""
WALK = """
[[procedure]]
id = "entry"
title = "办件"
stage = "reserve_pool"
applies = "nature == 'new'"
[[procedure.step]]
id = "one"
title = "一"
actor = "authority"
outcomes = ["agreed"]
[[procedure.step]]
id = "two"
title = "二"
actor = "authority"
outcomes = ["agreed"]
when = "involves_data"
"""


def example(**keys):
    lines = "\n".join(f"{key} = {value}" for key, value in keys.items())
    return f"[[example]]\n{lines}\n"


def test_rows_are_counted_by_handling_and_unbuilt_rows_named(load_with):
    report = verify_pack(load_with())

    assert report.rows == {"machine": 3, "record": 1, "human": 0, "none": 1}
    assert report.unbuilt == ()
    assert report.is_sound


def test_row_nothing_points_at_is_unbuilt(load_with):
    row = """
[[article]]
id = "M-6"
clause = "第六条"
label = "公开"
summary = "公开。"
kind = "report"
stage = "general"
handling = "record"
"""

    assert verify_pack(load_with(articles=row)).unbuilt == ("M-6",)


def test_article_map_derives_what_serves_a_row(pack):
    lines = {line.article.id: line for line in article_map(pack)}

    served = [(item.kind, item.id) for item in lines["M-2"].implemented_by]

    assert served == [
        ("法定值", "limit.small"),
        ("本办设定", "house.count"),
        ("检查", "within_limit"),
        ("检查", "reviewed"),
    ]
    assert lines["M-1"].implemented_by[0].kind == "制度"


def test_examples_that_come_out_are_no_faults(load_with):
    report = verify_pack(load_with(examples=EXAMPLES))

    assert (report.examples, report.examples_failed, report.faults) == (4, (), ())


@pytest.mark.parametrize(
    ("keys", "expected", "found"),
    [
        ({"outcome": '"pass"'}, "pass", "insufficient"),
        ({"outcome": '"insufficient"', "clauses": '["第九条"]'}, "第九条", "第二条"),
        ({"outcome": '"insufficient"', "message": '"超过"'}, "超过", "缺少：建设性质。"),
    ],
)
def test_example_that_comes_out_otherwise_is_a_fault(load_with, keys, expected, found):
    report = verify_pack(load_with(examples=example(rule='"within_limit"', **keys)))

    failure = report.examples_failed[0]

    assert (failure.expected, failure.found) == (expected, found)
    assert report.faults[0].key == "example[1]"
    assert not report.is_sound
    assert "第1个例子" in str(failure)


def test_example_expecting_an_answer_of_a_check_that_does_not_apply_fails(load_with):
    text = example(rule='"within_limit"', outcome='"pass"', facts='{ nature = "om" }')

    assert verify_pack(load_with(examples=text)).examples_failed[0].found == "not_applicable"


@pytest.mark.parametrize(
    ("facts", "applies", "steps", "failed"),
    [
        ('{ nature = "new", involves_data = true }', "true", '["one", "two"]', 0),
        ('{ nature = "new", involves_data = false }', "true", '["one"]', 0),
        ('{ nature = "om" }', "false", "[]", 0),
        ('{ nature = "om" }', "true", "[]", 1),
        ('{ nature = "new", involves_data = true }', "true", '["one"]', 1),
    ],
)
def test_examples_of_procedures_say_whether_and_which_steps(
    load_with, facts, applies, steps, failed
):
    text = example(procedure='"entry"', facts=facts, applies=applies, steps=steps)

    report = verify_pack(load_with(procedures=WALK, examples=text))

    assert len(report.examples_failed) == failed


def test_examples_of_deadlines_say_the_day(load_with):
    spec = """
[[deadline]]
id = "duty"
title = "事"
rows = ["M-3"]
starts = ["signed_on"]
opens = "term.gap"
offset = "term.gap"
"""
    good = example(
        deadline='"duty"',
        events="{ signed_on = 2025-02-06 }",
        due="2025-02-11",
        window_opens="2025-02-11",
        is_estimated="false",
    )
    bad = example(deadline='"duty"', due="2025-02-11")

    report = verify_pack(load_with(deadlines=spec, examples=good + bad))

    assert [failure.number for failure in report.examples_failed] == [2]


@pytest.mark.parametrize(
    ("fact", "written"),
    [
        ("catalogue_count", "3"),
        ("funding_source", '["county"]'),
        ("score", "0.5"),
        ("goal", '"目标"'),
        ("signed_on", "2025-01-02"),
    ],
)
def test_facts_of_every_type_can_be_written(load_with, fact, written):
    number = '[[fact]]\nid = "score"\ntype = "number"\nlabel = "得分"\nasked_at = ["record"]'
    text = example(rule='"shared"', outcome='"insufficient"', facts=f"{{ {fact} = {written} }}")

    assert verify_pack(load_with(facts=number, examples=text)).faults == ()


def test_pack_that_does_not_load_reports_its_faults(load_with):
    report = verify_pack(load_with(rules="[[rul]]"))

    assert report.id == "mouxian-2025"
    assert report_json(report)["faults"][0]["file"] == "rules.toml"


def test_json_has_the_counts(load_with):
    shape = report_json(verify_pack(load_with()))

    assert shape["rows"]["machine"] == 3
    assert (shape["unbuilt"], shape["examples"], shape["faults"]) == (0, 0, [])
    assert shape["entries"] > 10


CHOSEN = """
[[rule]]
id = "chosen"
title = "类别"
rows = ["M-2"]
on_fail = "judge"
passes = [{ fact = "nature", op = "in", choices = [OPTIONS] }]
[rule.message]
fail = "没有选定。"
"""
NATURES = '"new", "upgrade", "continuing", "om", "service"'


def gaps_of(load_with, **parts):
    return {(gap.rule, gap.answer) for gap in verify_pack(load_with(**parts)).gaps}


def test_checks_without_a_passing_or_failing_example_are_named(load_with):
    shown = EXAMPLES + example(rule='"reviewed"', outcome='"pass"')
    assert {("within_limit", "pass"), ("within_limit", "fail")} <= gaps_of(load_with)
    assert (
        gaps_of(load_with, examples=shown)
        & {
            ("within_limit", "pass"),
            ("within_limit", "fail"),
            ("reviewed", "pass"),
            ("reviewed", "fail"),
        }
        == set()
    )


@pytest.mark.parametrize(("options", "answers"), [('"new"', {"pass", "fail"}), (NATURES, {"pass"})])
def test_an_answer_a_check_cannot_give_needs_no_example(load_with, options, answers):
    found = gaps_of(load_with, rules=CHOSEN.replace("OPTIONS", options))
    assert {answer for rule, answer in found if rule == "chosen"} == answers
