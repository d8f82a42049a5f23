"""One search over projects, units, systems and papers: never empty where something is meant."""

import pytest

from desktop_app.use_cases.home import search


@pytest.fixture
def named(office):
    """A few records whose names lie close together."""
    office.apply("智慧停车管理平台", unit="县公安局")
    office.apply("重庆路人行道GIS平台（2期）", unit="县城市管理局")
    office.apply("100%覆盖的_社区云", unit="县教育局")
    with office.desk.workspace.begin(office.desk.act("seed", "系统")) as uow:
        uow.systems.add(name="停车诱导系统", unit_id=office.unit("县公安局"))
        uow.papers.add(
            form="f", title="预审意见表", number="YS-7", issued_on=office.desk.today,
            digest="0" * 64, subjects=(), document_number="青数〔2026〕12号",
        )  # fmt: skip
    return office.desk


def titles(desk, words):
    return [hit.title for hit in search(desk, words)]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("停车管理", "智慧停车管理平台"),
        ("zhtc", "智慧停车管理平台"),
        ("tingcheguanli", "智慧停车管理平台"),
        ("ＺＨＴＣ", "智慧停车管理平台"),  # noqa: RUF001 - typed in full width
        ("平台 停车", "智慧停车管理平台"),
        ("QY2026-001", "智慧停车管理平台"),
        ("qy2026-001", "智慧停车管理平台"),
        ("chongqing", "重庆路人行道GIS平台（2期）"),
        ("gis平台2期", "重庆路人行道GIS平台（2期）"),
        ("100%", "100%覆盖的_社区云"),
        ("的_社", "100%覆盖的_社区云"),
        ("xgaj", "县公安局"),
        ("青数〔2026〕12号", "预审意见表"),
        ("YS-7", "预审意见表"),
    ],
)
def test_what_is_meant_is_found(named, words, title):
    assert title in titles(named, words)


@pytest.mark.parametrize("words", ["", "  ", "停车场收费", "50%", "zzzz", "·"])
def test_what_is_not_there_is_not_found(named, words):
    assert search(named, words) == ()


def test_a_unit_is_found_behind_any_number_of_projects(office):
    for number in range(40):
        office.apply(f"县教育局第{number}号平台")

    hits = search(office.desk, "县教育局")

    assert ("unit", "县教育局") in {(hit.kind, hit.title) for hit in hits}
    assert len(hits) == 30


def test_the_best_answer_stands_first(named):
    assert titles(named, "停车") == ["停车诱导系统", "智慧停车管理平台"]
