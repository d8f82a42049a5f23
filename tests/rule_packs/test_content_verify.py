"""The report of the default pack: no faults, every example comes out, unbuilt rows are told."""

from functools import cache

from desktop_app.rules.loader import load_pack, read_pack_folder
from desktop_app.rules.pack import Pack
from desktop_app.rules.verify import PackReport, article_map, report_json, verify_pack
from resources import resource

BUILT = (
    *(f"QY-{number:03}" for number in range(1, 9)),
    *(f"QY-{number:03}" for number in range(13, 20)),
    "QY-050",
    "QY-052",
    "QY-122",
    "QY-123",
    "QY-124",
)


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


def test_what_is_not_built_is_counted_as_unbuilt():
    pack, report = loaded()
    built = tuple(line.article.id for line in article_map(pack) if not line.is_unbuilt)
    assert built == BUILT
    assert len(report.unbuilt) == 124 - len(BUILT)


def test_a_row_whose_amount_is_only_stated_is_not_built():
    pack, _ = loaded()
    lines = {line.article.id: line for line in article_map(pack)}
    assert [item.id for item in lines["QY-041"].implemented_by] == ["limit.feasibility"]
    assert lines["QY-041"].is_unbuilt


def test_the_report_prints_as_the_command_line_promises():
    _, report = loaded()
    shape = report_json(report)
    assert {"id", "rows", "unbuilt", "entries", "examples", "faults"} <= shape.keys()
    assert (shape["id"], shape["unbuilt"], shape["faults"]) == ("qingyang-2024", 104, [])


def test_every_machine_row_built_so_far_has_three_examples():
    pack, _ = loaded()
    machine = {row for row in BUILT if pack.article(row).handling == "machine"}
    serving = {row: examples_of(pack, row) for row in machine}
    assert {row for row, count in serving.items() if count < 3} == set()


def examples_of(pack: Pack, row: str) -> int:
    """Examples of the checks, procedures and deadlines that cite the row."""
    entries = (*pack.rules, *pack.procedures, *pack.deadlines)
    citing = {entry.id for entry in entries if row in entry.rows}
    subjects = (example.rule or example.procedure or example.deadline for example in pack.examples)
    return sum(subject in citing for subject in subjects)
