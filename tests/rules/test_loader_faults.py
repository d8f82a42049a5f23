"""Every class of fault: broken TOML in, the fault with its file and key out."""

import tomllib
from pathlib import Path

import pytest

from desktop_app.rules.loader import load_pack

CASES = tomllib.loads(Path(__file__).with_name("broken_packs.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['file']}-{case['key']}")
def test_fault_is_found_at_its_file_and_key_with_advice(load_with, case):
    loaded = load_with(**case["add"])

    found = [(fault.file, fault.key) for fault in loaded.faults]

    assert loaded.pack is None
    assert any(file == case["file"] and key.startswith(case["key"]) for file, key in found), found
    assert all(fault.message and fault.advice for fault in loaded.faults)


def test_all_faults_of_all_files_come_at_once(load_with):
    loaded = load_with(rules="[[rul]]", forms="form = 3", sheets="[[column]]")

    assert {fault.file for fault in loaded.faults} == {"rules.toml", "forms.toml", "sheets.toml"}


def test_broken_entry_does_not_cause_faults_elsewhere(load_with):
    broken = '[[value]]\nid = "limit.new"\nlabel = "x"\nunit = "万"\nvalue = 5\nrows = ["M-2"]'
    user = """
[[rule]]
id = "user"
title = "用"
rows = ["M-2"]
on_fail = "block"
applies = "declared_amount > limit.new"
passes = [{ fact = "declared_amount", op = "<", value = "limit.new" }]
[rule.message]
fail = "达到 {limit.new}。"
"""

    loaded = load_with(parameters=broken, rules=user)

    assert [fault.key for fault in loaded.faults] == ["value[limit.new].unit"]


def test_unknown_key_names_the_nearest_known_one(load_with):
    loaded = load_with(
        facts='[[fact]]\nid = "a"\ntype = "text"\nlable = "x"\nasked_at = ["record"]'
    )

    advice = {fault.key: fault.advice for fault in loaded.faults}

    assert "是不是：label？" in advice["fact[a].lable"]


@pytest.mark.parametrize("name", ["pack.toml", "articles.toml"])
def test_mandatory_file_is_missed(files, name):
    del files[name]

    faults = load_pack(files).faults

    assert (name, "缺少这个文件") in [(fault.file, fault.message) for fault in faults]


def test_fault_reads_as_one_line(load_with):
    fault = load_with(forms="form = 3").faults[0]

    assert str(fault) == "forms.toml：form：应写成条目列表。用双方括号：[[form]]"


def test_unreadable_file_does_not_flood_the_others(load_with):
    loaded = load_with(parameters="x = [")

    assert [fault.file for fault in loaded.faults] == ["parameters.toml"]


def test_missing_articles_do_not_flood_the_others(files):
    del files["articles.toml"]

    assert len(load_pack(files).faults) == 1


def test_field_of_a_paper_is_told_apart_in_the_words_of_a_check(load_with):
    rule = """
[[rule]]
id = "user"
title = "用"
rows = ["M-2"]
on_fail = "block"
passes = [{ fact = "goal", op = "present" }]
[rule.message]
fail = "{unit_name}没有填目标。"
"""

    loaded = load_with(rules=rule)

    assert [fault.message for fault in loaded.faults] == ["栏目“{unit_name}”只能用在文书里"]
