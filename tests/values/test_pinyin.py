"""Search by pinyin and the order of lists."""

from pathlib import Path

import pytest

from desktop_app.values.pinyin import matches, rank, search_key, sort_key

NAMES = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("names.tsv").read_text(encoding="utf-8").splitlines()
]
KEYS = {name: search_key(name) for name, _ in NAMES}


def top_ten(query):
    found = [name for name in KEYS if matches(query, KEYS[name], name)]
    return sorted(found, key=lambda name: (rank(query, KEYS[name], name), sort_key(name)))[:10]


def test_the_fixture_holds_500_names():
    assert len(KEYS) == 500


def test_every_name_is_found_by_its_known_initials():
    missed = [name for name, initials in NAMES if name not in top_ten(initials)]

    assert missed == []


@pytest.mark.parametrize("length", [2, 99])
def test_at_most_one_in_twenty_hits_of_the_top_ten_is_false(length):
    known = dict(NAMES)
    queries = sorted({initials[:length] for _, initials in NAMES})

    hits = [(query, name) for query in queries for name in top_ten(query)]
    false = [(query, name) for query, name in hits if query not in known[name]]

    assert len(false) <= 0.05 * len(hits)


@pytest.mark.parametrize(
    ("query", "name", "is_found"),
    [
        ("chongqing", "重庆路", True),
        ("zhongqing", "重庆路", True),
        ("cqlu", "重庆路", True),
        ("CQL", "重庆路", True),
        ("庆路", "重庆路", True),
        ("lu chong", "重庆路", True),
        ("cqx", "重庆路", False),
        ("sjzx", "大数据资源中心", False),
        ("sjzy", "大数据资源中心", True),
        ("gis2", "GIS平台（2期）", False),
        ("gispt2", "GIS平台（2期）", True),
        ("tingcheguanlipingtai", "智慧停车管理平台", True),
        ("huitingchegl", "智慧停车管理平台", True),
        ("平台2期", "GIS平台（２期）", True),
        ("%", "重庆路", False),
        ("", "重庆路", True),
    ],
)
def test_a_name_is_found_as_characters_or_spelling(query, name, is_found):
    assert matches(query, search_key(name), name) is is_found


def test_a_surname_with_a_rare_reading_is_found_by_both_readings():
    key = search_key("单雪梅")

    assert matches("shan", key, "单雪梅")
    assert matches("dan", key, "单雪梅")


def test_a_name_without_any_pinyin_is_found_as_it_stands():
    assert matches("𠮷", search_key("𠮷某"), "𠮷某")


def test_the_key_of_nothing_is_empty():
    assert search_key("  ") == ""


def test_an_exact_spelling_comes_before_a_longer_name():
    assert rank("cql", search_key("重庆路"), "重庆路") < rank(
        "cql", search_key("重庆路口"), "重庆路口"
    )


def test_chinese_names_sort_by_pinyin():
    names = ["张三", "李四", "重庆", "安阳", "阿明"]

    assert sorted(names, key=sort_key) == ["阿明", "安阳", "重庆", "李四", "张三"]


def test_numbers_in_names_sort_by_value():
    assert sorted(["第10期", "第2期"], key=sort_key) == ["第2期", "第10期"]
