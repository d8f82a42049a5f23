"""The report of the default pack: no faults, every example comes out, unbuilt rows are told."""

from functools import cache

from desktop_app.rules.loader import load_pack, read_pack_folder
from desktop_app.rules.pack import Pack
from desktop_app.rules.verify import PackReport, report_json, verify_pack
from resources import resource


@cache
def loaded() -> tuple[Pack, PackReport]:
    result = load_pack(read_pack_folder(resource("rule_packs", "qingyang-2024")))
    assert result.pack is not None
    return result.pack, verify_pack(result)


def test_the_default_pack_has_no_faults_and_every_example_comes_out():
    _, report = loaded()
    assert report.faults == ()
    assert report.examples_failed == ()
    assert report.examples > 100


def test_the_rows_are_counted_by_handling():
    _, report = loaded()
    assert report.rows == {"machine": 85, "record": 38, "human": 1, "none": 0}


def test_every_row_is_built():
    _, report = loaded()
    assert report.unbuilt == ()


def test_a_row_that_is_only_stated_is_not_built():
    files = dict(read_pack_folder(resource("rule_packs", "qingyang-2024")))
    text = files["rules.toml"].decode().replace('"QY-124"', '"QY-120"')
    forms = files["forms.toml"].decode().replace('"QY-124"', '"QY-120"')
    others = {
        name: content.decode().replace('"QY-124"', '"QY-120"').encode()
        for name, content in files.items()
        if name in {"procedures.toml", "sheets.toml", "facts.toml"}
    }
    stated = """
[[setting]]
id = "house.video_points"
label = "视频点位"
question = "多少？原文没有规定。"
unit = "个"
rows = ["QY-124"]
"""
    parameters = files["parameters.toml"] + stated.encode()
    changed = {**files, **others, "rules.toml": text.encode(), "forms.toml": forms.encode()}

    result = load_pack({**changed, "parameters.toml": parameters})

    assert not result.faults
    assert verify_pack(result).unbuilt == ("QY-124",)


def test_every_check_has_a_passing_and_a_failing_example():
    _, report = loaded()
    assert report.gaps == ()


def test_the_report_prints_as_the_command_line_promises():
    _, report = loaded()
    shape = report_json(report)
    assert {"id", "rows", "unbuilt", "entries", "examples", "faults"} <= shape.keys()
    assert (shape["id"], shape["unbuilt"], shape["faults"]) == ("qingyang-2024", 0, [])


def test_every_machine_row_has_three_examples_with_different_answers():
    _, report = loaded()
    assert [(row.row, row.lacks) for row in report.thin] == []
    assert len(report.shown) == 85
