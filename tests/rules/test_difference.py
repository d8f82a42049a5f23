from desktop_app.rules.difference import differences
from desktop_app.rules.loader import load_pack

STEP = """
[[procedure]]
id = "entry"
title = "办件"
stage = "general"
[[procedure.step]]
id = "one"
title = "第一步"
actor = "authority"
outcomes = ["agreed"]
open = {open}
group = "g"
effects.agreed = ["end"]
"""


def changed(files, name, old, new):
    return {**files, name: files[name].replace(old.encode(), new.encode())}


def test_same_pack_differs_in_nothing(pack):
    assert differences(pack, pack) == ()


def test_changed_value_shows_what_was_and_is_with_its_clause(pack, files):
    newer = load_pack(changed(files, "parameters.toml", "value = 15\n", "value = 12.5\n")).pack

    found = differences(pack, newer)

    assert [(item.kind, item.id, item.key, item.before, item.after) for item in found] == [
        ("法定值", "change.rate", "value", "15", "12.5")
    ]
    assert found[0].clauses == ("第三条",)


def test_changed_period_is_written_as_the_pack_does(pack, files):
    newer = load_pack(changed(files, "parameters.toml", "180.5, from", "150, from")).pack

    found = differences(pack, newer)[0]

    assert found.before == "value = 200，until = 2025-12-31、value = 180.5，from = 2026-01-01"
    assert found.after.endswith("value = 150，from = 2026-01-01")


def test_changed_check_names_the_key(pack, files):
    newer = load_pack(changed(files, "rules.toml", 'on_fail = "warn"', 'on_fail = "judge"')).pack

    found = differences(pack, newer)[0]

    assert (found.title, found.key, found.after) == ("不重复采集", "on_fail", "judge")


def test_added_and_removed_entries_are_told_apart(load_with, pack):
    newer = load_with(procedures=STEP.format(open="true")).pack

    added = [(item.kind, item.id, item.change) for item in differences(pack, newer)]
    removed = [(item.kind, item.id, item.change) for item in differences(newer, pack)]

    assert added == [("办件", "entry", "added"), ("步骤", "entry.one", "added")]
    assert removed == [("办件", "entry", "removed"), ("步骤", "entry.one", "removed")]


def test_changed_step_is_named_once_as_a_step(load_with):
    older = load_with(procedures=STEP.format(open="true")).pack
    newer = load_with(procedures=STEP.format(open="false").replace('"end"', '"create:need"')).pack

    found = [(item.id, item.key, item.before, item.after) for item in differences(older, newer)]

    assert found == [
        ("entry.one", "open", "true", "false"),
        ("entry.one", "effects", "agreed：end", "agreed：create:need"),
    ]


def test_removed_text_reads_empty(load_with):
    rule = """
[[rule]]
id = "extra"
title = "条"
rows = ["M-2"]
on_fail = "block"
passes = [{ fact = "goal", op = "present" }]
[rule.message]
fail = "不符。"
"""
    older = load_with(rules=rule).pack
    newer = load_with(rules=rule.replace('"block"', '"block"\norder = 3')).pack

    assert [(item.key, item.after) for item in differences(older, newer)] == [("order", "3")]
