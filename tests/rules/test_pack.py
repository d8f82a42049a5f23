from datetime import date

import pytest

from desktop_app.rules.amount_line import AmountLine, amount_lines


def test_head_is_readable(pack):
    assert (pack.id, pack.version, pack.title) == ("mouxian-2025", "1.0.0", "某县项目管理")
    assert pack.tabs == ("reserve_pool",)
    assert pack.document.number == "某政办〔2025〕1号"


@pytest.mark.parametrize(
    ("on", "name"),
    [(date(2025, 6, 30), "某县大数据中心"), (date(2025, 7, 1), "某县数据局")],
)
def test_office_keeps_its_dated_name(pack, on, name):
    assert pack.office_name("authority", on) == name


def test_unit_is_a_role_of_its_own(pack):
    assert pack.office_name("unit", date(2025, 1, 1)) == "项目单位"


def test_clauses_are_given_once_in_order(pack):
    assert pack.clauses(["M-3", "M-2", "M-3"]) == ("第三条", "第二条")


@pytest.mark.parametrize(
    ("on", "fen"), [(date(2025, 12, 31), 200_000_000), (date(2026, 1, 1), 180_500_000)]
)
def test_amount_lines_are_those_in_force(pack, on, fen):
    assert amount_lines(pack, on) == (AmountLine("limit.small", "限额", fen, "第二条"),)


def test_line_of_the_office_joins_once_it_is_defined(load_with):
    setting = """
[[setting]]
id = "house.line"
label = "分散采购限额"
question = "多少？"
unit = "万元"
is_line = true
rows = ["M-2"]
"""
    pack = load_with(parameters=setting).pack
    on = date(2025, 2, 1)

    defined = amount_lines(pack, on, {"house.line": "50"})

    assert [line.fen for line in defined] == [50_000_000, 200_000_000]
    assert [line.origin for line in defined] == ["本办设定", "第二条"]
    assert len(amount_lines(pack, on)) == 1


def test_value_without_a_period_for_the_day_is_none(load_with):
    value = """
[[value]]
id = "limit.late"
label = "以后的限额"
unit = "亿元"
dated = [{ value = 0.5, from = 2026-01-01 }]
rows = ["M-2"]
"""
    pack = load_with(parameters=value).pack

    assert pack.value("limit.late", date(2025, 1, 1)) is None
    assert pack.value("limit.late", date(2026, 1, 1)).text == "5,000.00 万元"


def test_builtin_fact_takes_the_packs_label_and_choices(load_with):
    use = """
[[builtin]]
id = "funding_source"
label = "经费来源"
rows = ["M-1"]
choices = [{ id = "bond", label = "地方政府债券", is_fiscal = true }]
[[builtin]]
id = "category"
rows = ["M-1"]
"""
    pack = load_with(facts=use).pack

    assert pack.fact("funding_source").label == "经费来源"
    assert pack.choices("funding_source") == (("bond", "地方政府债券"),)
    assert pack.fact("funding_source").fiscal == {"bond"}
    assert len(pack.choices("category")) == 7


def test_first_state_is_the_first_written_for_the_kind(load_with):
    states = """
[[state]]
id = "applied"
title = "已申报"
stage = "reserve_pool"
[[state]]
id = "waiting"
title = "待认领"
stage = "reserve_pool"
subject = "need"
"""
    pack = load_with(procedures=states).pack

    assert pack.first_state("need").id == "waiting"
    assert pack.first_state("project").title == "已申报"
    assert pack.first_state("merchant") is None
    assert pack.state("applied").stage == "reserve_pool"


def test_sheet_columns_and_texts_are_found_by_sheet(load_with):
    sheets = """
[[column]]
sheet = "reserve_pool"
fact = "reuse"
title = "可复用成果"
[[sheet]]
id = "needs"
title = "需求表"
"""
    pack = load_with(sheets=sheets).pack

    assert [column.title for column in pack.sheet_columns("reserve_pool")] == ["可复用成果"]
    assert pack.sheet_columns("needs") == ()
    assert pack.sheet_text("needs").title == "需求表"
    assert pack.sheet_text("units") is None


@pytest.mark.parametrize(
    "look_up", ["rule", "procedure", "form", "state", "deadline", "reading", "setting", "article"]
)
def test_unknown_id_is_a_key_error(pack, look_up):
    with pytest.raises(KeyError):
        getattr(pack, look_up)("stranger")
