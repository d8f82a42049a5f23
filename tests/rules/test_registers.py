"""Registers and the facts counted over their rows, in a pack of an invented county."""

from datetime import date
from fractions import Fraction

import pytest

from desktop_app.rules.counting import count_fact
from desktop_app.rules.counting_rows import CountedRow
from desktop_app.rules.facts import FactValue
from desktop_app.rules.loader import load_pack
from desktop_app.rules.register_columns import register_guide
from desktop_app.rules.registers import builtin_registers, registers_of
from desktop_app.rules.scene import Terms, scene
from desktop_app.rules.schema import RegisterSpec
from desktop_app.rules.verify import verify_pack

REGISTERS = """
[[register]]
id = "contract"
rows = ["M-3"]
[[register]]
id = "estimate_line"
[[register]]
id = "price_quote"
[[register]]
id = "training"
title = "培训登记"
label = "培训"
stage = "construction"
owner = "project"
name = "topic"
[[register.field]]
id = "topic"
type = "text"
label = "内容"
required = true
is_key = true
[[register.field]]
id = "held_on"
type = "date"
label = "日期"
"""
PARAMETERS = """
[[setting]]
id = "house.om_words"
label = "运维词"
question = "哪些词？"
unit = "词"
suggested = ["维保", "驻场"]
rows = ["M-3"]
[[setting]]
id = "house.over_median"
label = "高于中位价"
question = "多少？"
unit = "%"
suggested = 20
rows = ["M-3"]
[[setting]]
id = "house.quotes"
label = "询价家数"
question = "几家？"
unit = "家"
suggested = 3
rows = ["M-3"]
"""
TERMS = {
    "house.om_words": ("维保", "驻场"),
    "house.over_median": 20,
    "house.quotes": 3,
}


def counted(fact_type, written):
    return f"""
[[fact]]
id = "tried"
type = "{fact_type}"
label = "试数"
counted = {written}
"""


@pytest.fixture
def count(load_with, terms_on):
    """The fact as counted over rows given by register."""

    def run(fact_type, written, **rows):
        loaded = load_with(
            registers=REGISTERS, parameters=PARAMETERS, facts=counted(fact_type, written)
        )
        assert not loaded.faults, loaded.faults
        pack = loaded.pack
        kept = {
            register: [
                CountedRow(n, row, register=register, title=f"第{n}条")
                for n, row in enumerate(given, 1)
            ]
            for register, given in rows.items()
        }
        spec = dict(pack.counted_facts("project"))["tried"]
        lookup = scene(pack, {}, terms_on(TERMS)).lookup
        return count_fact(spec, pack.names, lambda name, _scope: kept.get(name, []), lookup)

    return run


@pytest.fixture
def terms_on():
    return lambda settings: Terms(date(2025, 3, 3), settings)


def test_a_sum_is_exact_and_names_its_rows(count):
    found = count(
        "money",
        '{ register = "contract", take = "sum", field = "amount" }',
        contract=[{"amount": 60_000_000}, {"amount": 4_150_001}, {}],
    )

    assert found.value == 64_150_001
    assert found.extra == ("第1条：60.00 万元", "第2条：4.150001 万元")


@pytest.mark.parametrize(("take", "expected"), [("count", 0), ("sum", 0)])
def test_without_rows_a_count_and_a_sum_are_nought(count, take, expected):
    column = ', field = "amount"' if take == "sum" else ""
    kind = "money" if take == "sum" else "integer"

    found = count(kind, f'{{ register = "contract", take = "{take}"{column} }}')

    assert found.value == expected


@pytest.mark.parametrize(
    "written",
    [
        '{ register = "contract", take = "count", needs_rows = true }',
        '{ register = "estimate_line", take = "words", limit = "house.om_words" }',
        '{ register = "contract", take = "repeated", field = "number" }',
    ],
)
def test_without_rows_nothing_is_known_of_what_would_pass_silently(count, written):
    assert count("integer", written).value is None


def test_only_rows_whose_condition_is_true_count(count):
    found = count(
        "integer",
        """{ register = "contract", take = "count", when = "contract.kind == 'design'" }""",
        contract=[{"kind": "design"}, {"kind": "construction"}, {}],
    )

    assert found.value == 1


def test_rows_with_an_empty_column_are_counted_by_that(count):
    found = count(
        "integer",
        """{ register = "contract", take = "count", lacking = "credit_code" }""",
        contract=[{"credit_code": "91341723MA2N000011"}, {"credit_code": ""}, {}],
    )

    assert found.value == 2


def test_designer_that_also_builds_is_found_by_credit_code(count):
    written = """{ register = "contract", take = "shared", field = "credit_code",
        when = "contract.kind == 'construction'",
        against = { register = "contract", field = "credit_code",
                    when = "contract.kind == 'design'" } }""".replace("\n", " ")
    found = count(
        "integer",
        written,
        contract=[
            {"kind": "design", "credit_code": "91341723ma2n000011"},
            {"kind": "construction", "credit_code": "91341723MA2N000011"},
            {"kind": "construction", "credit_code": "91341723MA2N000022"},
        ],
    )

    assert found.value == 1
    assert found.source == "第2条"


def test_lines_nobody_approved_are_counted(count):
    written = """{ register = "contract", take = "unmatched", field = "name",
        against = { register = "estimate_line", field = "item" } }""".replace("\n", " ")
    found = count(
        "integer",
        written,
        contract=[{"name": "服务器"}, {"name": "大屏"}],
        estimate_line=[{"item": "服务器 "}, {"item": "交换机"}],
    )

    assert found.value == 1


@pytest.mark.parametrize(("more", "value"), [("", None), (", may_be_absent = true", 2)])
def test_without_anything_to_match_all_are_unmatched_only_where_the_pack_says_so(
    count, more, value
):
    against = f'{{ register = "estimate_line", field = "item"{more} }}'
    written = (
        f'{{ register = "contract", take = "unmatched", field = "name", against = {against} }}'
    )
    found = count("integer", written, contract=[{"name": "服务器"}, {"name": "大屏"}])

    assert found.value == value


def test_words_are_looked_for_in_every_text_column(count):
    found = count(
        "integer",
        '{ register = "estimate_line", take = "words", limit = "house.om_words" }',
        estimate_line=[
            {"item": "平台软件", "spec": "含三年维保"},
            {"item": "驻场服务", "spec": ""},
            {"item": "服务器", "kind": "om"},
        ],
    )

    assert found.value == 2


@pytest.mark.parametrize(("price", "expected"), [(12_000, 0), (12_001, 1)])
def test_a_price_on_the_allowed_line_passes_and_one_fen_above_does_not(count, price, expected):
    written = """{ register = "estimate_line", take = "exceeding", field = "price", by = "item",
        limit = "house.over_median",
        against = { register = "price_quote", field = "price", by = "item" } }"""
    quotes = [{"item": "服务器", "price": each} for each in (9_000, 10_000, 50_000)]

    found = count(
        "integer",
        written.replace("\n", " "),
        estimate_line=[{"item": "服务器", "price": price}, {"item": "大屏", "price": 1}],
        price_quote=quotes,
    )

    assert found.value == expected


def test_products_with_too_few_quotes_are_counted_once_each(count):
    found = count(
        "integer",
        '{ register = "price_quote", take = "thin", by = "item", limit = "house.quotes" }',
        price_quote=[{"item": "甲"}] * 3 + [{"item": "乙"}] * 2 + [{"item": "丙"}],
    )

    assert found.value == 2


def test_the_latest_row_is_the_one_with_the_latest_date(count):
    found = count(
        "text",
        '{ register = "training", take = "latest", field = "topic", by = "held_on" }',
        training=[
            {"topic": "后一次", "held_on": "2025-05-01"},
            {"topic": "前一次", "held_on": "2025-02-01"},
        ],
    )

    assert found.value == "后一次"


def test_largest_date_is_given_as_a_date(count):
    found = count(
        "date",
        '{ register = "training", take = "largest", field = "held_on" }',
        training=[{"held_on": "2025-02-01"}, {"held_on": "2025-05-01"}, {}],
    )

    assert found.value == "2025-05-01"


DAYS = ("2024-12-31", "2025-01-01", "2025-03-31", "2025-04-01", "2025-12-31", "2026-01-01")


@pytest.mark.parametrize(("period", "expected"), [("month", 1), ("quarter", 2), ("year", 4)])
def test_rows_of_the_calendar_period_of_today_are_counted(count, period, expected):
    """Today is 2025-03-03; a row without its date is in no period."""
    written = f'{{ register = "training", take = "count", within = "{period}", day = "held_on" }}'
    found = count("integer", written, training=[{}, *({"held_on": day} for day in DAYS)])
    assert found.value == expected


def test_the_period_counted_can_be_that_of_another_day(count):
    written = '{ register = "training", take = "count", within = "quarter", day = "held_on", '
    rows = [{"held_on": day} for day in DAYS]
    assert count("integer", written + 'as_of = "regime_from" }', training=rows).value == 2
    assert count("integer", written + 'as_of = "applied_on" }', training=rows).value is None


@pytest.mark.parametrize(
    ("fact_type", "written", "key"),
    [
        ("integer", '{ register = "ledger", take = "count" }', "register"),
        ("integer", '{ register = "contract", take = "sum", field = "amount" }', "take"),
        ("money", '{ register = "contract", take = "sum", field = "price" }', "field"),
        ("money", '{ register = "contract", take = "sum" }', "field"),
        ("integer", '{ register = "contract", take = "words" }', "limit"),
        ("integer", '{ register = "contract", take = "shared", field = "number" }', "against"),
        ("integer", '{ register = "contract", take = "count", when = "contract.kind" }', "when"),
        ("money", '{ register = "contract", take = "sum", field = "signed_on" }', "take"),
        ("integer", '{ register = "contract", take = "count", within = "year" }', "within"),
        ("integer", '{ register = "contract", take = "count", day = "signed_on" }', "within"),
        (
            "integer",
            '{ register = "contract", take = "count", within = "year", day = "number" }',
            "day",
        ),
        ("integer", '{ register = "contract", take = "count", as_of = "year" }', "as_of"),
    ],
)
def test_a_count_that_cannot_be_made_is_refused_at_its_key(load_with, fact_type, written, key):
    loaded = load_with(
        registers=REGISTERS, parameters=PARAMETERS, facts=counted(fact_type, written)
    )

    assert f"fact[tried].counted.{key}" in {fault.key for fault in loaded.faults}


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ('[[register]]\nid = "own_ledger"', "register[own_ledger].title"),
        ('[[register]]\nid = "contract"\nowner = "unit"', "register[contract].owner"),
        (
            (
                '[[register]]\nid = "contract"\nfield = '
                '[{ id = "amount", type = "text", label = "金额" }]'
            ),
            "register[contract].field[amount].type",
        ),
        (
            (
                '[[register]]\nid = "contract"\nfield = '
                '[{ id = "sum2", type = "money", label = "合计", equals = { times = ["a", "b"] } }]'
            ),
            "register[contract].field[sum2].equals",
        ),
        ('[[register]]\nid = "contract"\nfeeds = { number = "paid" }', "register[contract].feeds"),
        ('[[register]]\nid = "payment"', "register[payment].owner"),
    ],
)
def test_a_register_that_cannot_be_kept_is_refused_at_its_key(load_with, written, key):
    loaded = load_with(registers=written)

    assert any(fault.key.startswith(key) for fault in loaded.faults), loaded.faults


def test_subject_of_a_rule_is_a_register_of_the_pack(load_with):
    rule = """
[[rule]]
id = "on_contract"
title = "合同金额"
subject = "contract"
rows = ["M-3"]
on_fail = "warn"
passes = [{ fact = "contract.amount", op = "<=", value = "estimate_amount" }]
[rule.message]
fail = "超过概算。"
"""

    missing = load_with(rules=rule)
    present = load_with(rules=rule, registers=REGISTERS)

    assert {fault.key for fault in missing.faults} >= {"rule[on_contract].subject"}
    assert not present.faults


def test_a_pack_changes_and_extends_a_builtin_register():
    own = RegisterSpec.model_validate(
        {
            "id": "contract",
            "title": "区级合同备案表",
            "field": [
                {"id": "party", "type": "text", "label": "中标供应商", "required": True},
                {"id": "warranty_until", "type": "date", "label": "质保截止", "after": "ends_on"},
            ],
        }
    )

    (merged,) = registers_of([own])

    ids = [field.id for field in merged.field]
    assert merged.title == "区级合同备案表"
    assert merged.owner == "project"
    assert ids.index("warranty_until") == ids.index("ends_on") + 1
    assert merged.field[ids.index("party")].label == "中标供应商"
    assert (
        merged.field[ids.index("party")].aliases
        == builtin_registers()["contract"].field[ids.index("party")].aliases
    )


def test_every_builtin_register_is_sound(files):
    written = "".join(f'[[register]]\nid = "{each}"\n' for each in builtin_registers())

    loaded = load_pack({**files, "registers.toml": written.encode()})

    assert not loaded.faults


@pytest.mark.parametrize(
    ("written", "found"),
    [('value = "101.5万元"', ()), ('value = "101.51万元"', ("预期",)), ("", ("预期",))],
)
def test_an_example_tries_a_count_on_rows(load_with, written, found):
    example = f"""
[[example]]
fact = "tried"
entries = {{ contract = [{{ amount = "60万元" }}, {{ amount = "41.5万元" }}] }}
{written}
"""
    loaded = load_with(
        registers=REGISTERS,
        parameters=PARAMETERS,
        facts=counted("money", '{ register = "contract", take = "sum", field = "amount" }'),
        examples=example,
    )

    faults = [fault.message for fault in verify_pack(loaded).faults]

    assert [word for word in found if any(word in fault for fault in faults)] == list(found)
    assert bool(faults) is bool(found)


def test_counted_sum_of_numbers_keeps_every_digit(count):
    found = count(
        "number",
        '{ register = "estimate_line", take = "sum", field = "quantity" }',
        estimate_line=[{"quantity": "0.1"}, {"quantity": "0.2"}],
    )

    assert Fraction(str(found.value)) == Fraction(3, 10)


def test_a_fact_is_a_value_with_its_source(count):
    assert count("integer", '{ register = "contract", take = "count" }') == FactValue(
        0, "合同备案表0条"
    )


def test_a_built_in_column_is_changed_by_naming_only_what_changes(load_with):
    written = '[[register]]\nid = "contract"\n[[register.field]]\nid = "credit_code"\n'

    loaded = load_with(registers=f"{written}required = false\n")

    assert not loaded.faults
    before = {each.id: each for each in builtin_registers()["contract"].field}["credit_code"]
    (after,) = (e for e in loaded.pack.register("contract").field if e.id == "credit_code")
    assert (before.required, after.required) == (True, False)
    assert (after.type, after.label) == ("text", "统一社会信用代码")


def test_a_column_of_ones_own_says_its_type_and_its_label(load_with):
    written = '[[register]]\nid = "contract"\n[[register.field]]\nid = "warranty"\n'

    faults = load_with(registers=f"{written}required = false\n").faults

    assert [(each.key.rpartition(".")[2], each.message) for each in faults] == [
        ("label", "没有写 label"),
        ("type", "没有写 type"),
    ]


def test_the_page_of_built_in_registers_gives_types_and_choices_by_id():
    page = register_guide(["contract"])

    assert "| kind | 合同类别 | `choice` 单选 | 必填 | `design` 咨询设计、" in page
    assert "| number | 合同编号 | `text` 文字 | 必填、认行 |  |" in page
    assert "`payment`" not in page
    assert all(f"## `{each}`" in register_guide() for each in builtin_registers())


def test_rows_are_counted_by_the_year_they_are_handled_in(load_with):
    registers = """
[[register]]
id = "penalty"
title = "扣分"
label = "扣分"
stage = "oversight"
owner = "project"
name = "title"
[[register.field]]
id = "title"
type = "text"
label = "事由"
[[register.field]]
id = "year"
type = "integer"
label = "年度"
[[register.field]]
id = "points"
type = "integer"
label = "扣分"
"""
    written = '{ register = "penalty", take = "sum", field = "points", '
    written += 'when = "penalty.year == this_year" }'
    loaded = load_with(registers=registers, facts=counted("integer", written))
    assert not loaded.faults
    rows = [
        CountedRow(n, {"year": year, "points": points}, register="penalty", title="")
        for n, (year, points) in enumerate([(2025, 10), (2026, 3), (2026, 2)], 1)
    ]
    spec = dict(loaded.pack.counted_facts("project"))["tried"]

    found = {}
    for year in (2025, 2026):
        lookup = scene(loaded.pack, {}, Terms(date(year, 3, 3))).lookup
        kept = count_fact(spec, loaded.pack.names, lambda _name, _scope: rows, lookup)
        found[year] = kept.value

    assert found == {2025: 10, 2026: 5}


@pytest.mark.parametrize(
    ("pack_unit", "sum_text"), [("", "12.00 万元"), ('money_unit = "元"', "120,000.00 元")]
)
def test_an_amount_reads_in_the_unit_of_its_column_else_of_the_pack(files, pack_unit, sum_text):
    counted = """
[[fact]]
id = "all_quotes"
subject = "project"
type = "money"
label = "报价合计"
rows = ["M-2"]
counted = { register = "price_quote", take = "sum", field = "price" }
"""
    head = files["pack.toml"].decode().replace("schema = 1", f"schema = 1\n{pack_unit}")
    facts = files["facts.toml"].decode() + counted
    registers = '[[register]]\nid = "price_quote"\n[[register]]\nid = "contract"\n'
    loaded = load_pack(
        {
            **files,
            "pack.toml": head.encode(),
            "facts.toml": facts.encode(),
            "registers.toml": registers.encode(),
        }
    )
    assert loaded.pack is not None, loaded.faults
    known = scene(
        loaded.pack,
        {
            "all_quotes": FactValue(12_000_000),
            "price_quote.price": FactValue(2_950_000),
            "contract.amount": FactValue(2_950_000),
        },
        Terms(date(2025, 8, 1)),
    )
    texts = [
        known.lookup(name).text for name in ("all_quotes", "price_quote.price", "contract.amount")
    ]
    assert texts == [sum_text, "29,500.00 元", "2.95 万元"]
