"""Which examples show each machine row: three at least, and not all with one answer."""

from desktop_app.rules.verify import report_json, verify_pack

WALK = """
[[procedure]]
id = "entry"
title = "办件"
stage = "reserve_pool"
rows = ["M-2", "M-3"]
[[procedure.step]]
id = "one"
title = "一"
actor = "authority"
outcomes = ["agreed"]
"""
BELOW = 'facts = { nature = "new", declared_amount = "199.99万元" }\noutcome = "pass"'
ABOVE = 'facts = { nature = "new", declared_amount = "200万元" }\noutcome = "fail"'


def tried(*bodies, of='rule = "within_limit"'):
    return "\n".join(f"[[example]]\n{of}\n{body}" for body in bodies)


def lacks(load_with, row="M-2", **parts):
    report = verify_pack(load_with(**parts))
    assert report.faults == ()
    return next(each.lacks for each in report.shown if each.row == row)


def test_two_examples_are_too_few_and_the_advice_says_which(load_with):
    told = lacks(load_with, examples=tried(BELOW, ABOVE))
    assert told.startswith("只有 2 个例子，至少写 3 个：不到、正好、超过")


def test_three_examples_with_two_answers_are_enough(load_with):
    assert lacks(load_with, examples=tried(BELOW, ABOVE, 'outcome = "insufficient"')) == ""


def test_three_examples_with_one_answer_are_not(load_with):
    told = lacks(load_with, examples=tried(BELOW, BELOW, BELOW))
    assert told == "3 个例子都是“pass”：再写一个答案不同的"


def test_a_row_only_a_column_serves_has_nothing_to_show(load_with):
    row = """
[[article]]
id = "M-6"
clause = "第六条"
label = "登记"
summary = "登记。"
kind = "document"
stage = "general"
handling = "machine"
"""
    assert "可试" in lacks(load_with, "M-6", articles=row)


def test_an_example_that_names_rows_counts_for_those_alone(load_with):
    body = 'applies = true\nrows = ["M-3"]'
    examples = tried(body, body, of='procedure = "entry"')

    report = verify_pack(load_with(procedures=WALK, examples=examples))

    counts = {row.row: row.count for row in report.shown}
    assert (counts["M-2"], counts["M-3"]) == (0, 2)


def test_an_example_may_not_name_a_row_its_entry_does_not_serve(load_with):
    loaded = load_with(procedures=WALK, examples=tried(
        'applies = true\nrows = ["M-4"]', of='procedure = "entry"'))  # fmt: skip
    assert [(f.key, f.message) for f in loaded.faults] == [
        ("example[1].rows[1]", "“entry”没有依据“M-4”")
    ]


def test_examples_of_courses_fail_where_nobody_runs_them(load_with):
    examples = tried("opens = true", of='procedure = "entry"')
    report = verify_pack(load_with(procedures=WALK, examples=examples))
    assert [fault.found for fault in report.examples_failed] == ["没有试"]


def test_the_report_as_json_has_every_machine_row(load_with):
    shape = report_json(verify_pack(load_with(examples=tried(BELOW, ABOVE))))

    assert shape["thin_rows"] == ["M-2", "M-3", "M-4"]
    assert shape["machine_rows"][0] == {
        "row": "M-2", "clause": "第二条", "label": "限额", "examples": 2,
        "answers": ["pass", "fail"],
        "lacks": "只有 2 个例子，至少写 3 个：不到、正好、超过，或成立、不成立、资料不足",
    }  # fmt: skip
