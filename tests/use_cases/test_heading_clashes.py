"""Two columns under one heading, or one called as the row numbers are, are faults of the pack."""

from functools import cache

import pytest

from desktop_app.rules.loader import read_pack_folder
from desktop_app.use_cases.imports.heading_clashes import load_checked
from desktop_app.use_cases.pack_shelf import verified
from resources import resource

FACT = """
[[fact]]
id = "%s"
type = "%s"
label = "%s"
%s
rows = ["QY-041"]
"""
COLUMN = """
[[column]]
sheet = "reserve_pool"
fact = "site_code"
title = "%s"
rows = ["QY-041"]
"""
VISIT = """
[[procedure]]
id = "site_visit"
title = "到场"
stage = "construction"
rows = ["QY-041"]
[[procedure.step]]
id = "visit"
title = "到场"
actor = "authority"
outcomes = ["done"]
effects.done = ["date:first_on", "date:second_on"]
"""
FIELD = """
[[register]]
id = "training"
title = "培训登记"
label = "培训"
stage = "construction"
owner = "project"
name = "topic"
rows = ["QY-041"]
[[register.field]]
id = "number"
type = "integer"
label = "%s"
[[register.field]]
id = "topic"
type = "text"
label = "%s"
is_key = true
"""


@cache
def files():
    return read_pack_folder(resource("rule_packs", "qingyang-2024"))


def faults(**more):
    changed = dict(files())
    for name, text in more.items():
        changed[f"{name}.toml"] = changed[f"{name}.toml"] + b"\n" + text.encode()
    return [(fault.file, fault.key, fault.message) for fault in load_checked(changed).faults]


@pytest.mark.parametrize("title", ["项目名称", "申报金额（万元）", "备注"])
def test_a_column_of_the_application_called_as_another_is(title):
    found = faults(facts=FACT % ("site_code", "text", "地点", ""), sheets=COLUMN % title)
    assert [each[:2] for each in found] == [("sheets.toml", "column[site_code].title")]
    assert "两列都叫" in found[0][2]


def test_a_column_called_as_the_row_numbers_are():
    found = faults(facts=FACT % ("site_code", "text", "序号", ""), sheets=COLUMN % "序号")
    assert found == [
        (
            "sheets.toml",
            "column[site_code].title",
            "“青阳县政务信息化项目（场景）储备库申报表”的列不能叫“序号”，与行号混淆",
        )
    ]


@pytest.mark.parametrize(
    ("first", "second", "key"), [("序号", "课题", "number"), ("课题", "课题", "topic")]
)
def test_columns_of_a_register(first, second, key):
    found = faults(registers=FIELD % (first, second))
    assert [each[:2] for each in found] == [
        ("registers.toml", f"register[training].field[{key}].label")
    ]


def test_dates_of_projects_taken_over_under_one_label():
    asked = 'asked_at = ["record"]'
    twice = "".join(FACT % (key, "date", "到场日", asked) for key in ("first_on", "second_on"))
    found = faults(facts=twice, procedures=VISIT)
    assert [each[:2] for each in found] == [("facts.toml", "fact[second_on].label")]


def test_other_headings_are_sound_and_verify_tells_the_fault():
    assert faults(registers=FIELD % ("期数", "课题")) == []
    changed = {
        **files(),
        "registers.toml": files()["registers.toml"] + (FIELD % ("序号", "甲")).encode(),
    }
    assert [fault.advice for fault in verified(changed).faults] == [
        "换一个列名，如“件号”“受理序号”"
    ]
