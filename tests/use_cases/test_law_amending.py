"""A value of the law amended from a day on: a new version, the old periods untouched."""

from datetime import date

import pytest

from desktop_app.errors import Refused
from desktop_app.rules.amending import amended, next_version
from desktop_app.rules.loader import load_pack, read_pack_folder
from desktop_app.use_cases.law_amending import Amendment, amend_value
from desktop_app.use_cases.regime import current_pack, own_packs

LINE = "limit.upward_review"
TEXT = """# head
[[value]]
id = "limit.a"
label = "甲"
unit = "万元"
value = 500
rows = ["MX-010"]

[[value]]
id = "limit.b"
label = "乙"
unit = "%"
dated = [
    { value = 10, until = 2024-12-31 },
    { value = 15, from = 2025-01-01 },
]
rows = ["MX-010"]
"""


def _change(**more):
    told = {
        "value": LINE, "text": "400", "since": date(2026, 12, 1), "clause": "二(二)4",
        "reason": "某政办〔2026〕9号", "signer": "局长甲",
    }  # fmt: skip
    return Amendment(**(told | more))


def _pack(office):
    with office.desk.workspace.read() as view:
        return current_pack(office.desk, view)


def test_a_plain_value_gets_periods_and_the_rest_of_the_text_stays():
    made = amended(TEXT, "limit.a", 400, date(2026, 1, 1), ("MX-010",))
    assert (
        "dated = [\n    { value = 500, until = 2025-12-31 },\n"
        '    { value = 400, from = 2026-01-01, rows = ["MX-010"] },\n]' in made
    )
    assert made.startswith("# head\n")
    assert made.endswith(TEXT[TEXT.index('[[value]]\nid = "limit.b"') :])


def test_a_value_with_periods_gets_one_more():
    made = amended(TEXT, "limit.b", 12, date(2026, 7, 1), ("MX-010",))
    assert "{ value = 15, from = 2025-01-01, until = 2026-06-30 }" in made
    assert "{ value = 12, from = 2026-07-01" in made
    with pytest.raises(ValueError, match="2025-01-01"):
        amended(TEXT, "limit.b", 12, date(2025, 1, 1), ())
    with pytest.raises(KeyError):
        amended(TEXT, "limit.c", 12, date(2026, 7, 1), ())


def test_the_next_version_counts_the_last_figure_up():
    assert next_version('id = "a"\nversion = "1.1.9"\n') == 'id = "a"\nversion = "1.1.10"\n'


def test_an_amended_line_counts_from_its_day_on_and_projects_keep_their_version(office, clock):
    before = _pack(office)
    project = office.apply("甲平台")
    made = amend_value(office.desk, _change())
    after = _pack(office)
    assert (made.id, made.version) == (before.id, after.version)
    assert after.version != before.version
    days = [date(2026, 11, 30), date(2026, 12, 1)]
    assert [after.value(LINE, day).text for day in days] == ["500.00 万元", "400.00 万元"]
    with office.desk.workspace.read() as view:
        assert view.projects.get(project.id).pack_version == before.version
        event = next(e for e in view.events.latest(5) if e.act == "enable_pack")
    assert "某政办〔2026〕9号" in event.reason
    assert "局长甲" in event.reason
    written = load_pack(read_pack_folder(own_packs(office.desk)[before.id]))
    assert written.faults == ()


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"text": "四百"}, "不能是“四百”"),
        ({"clause": "九(九)9"}, "没有“九"),
        ({"reason": " "}, "没有写依据"),
        ({"value": "limit.nowhere"}, "没有法定值"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(office, more, why):
    before = _pack(office).version
    with pytest.raises(Refused, match=why):
        amend_value(office.desk, _change(**more))
    assert _pack(office).version == before
    assert own_packs(office.desk) == {}
