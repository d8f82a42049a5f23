"""Near-duplicates: true ones in other words are found, look-alikes are not."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.similarity import (
    Candidate,
    Text4,
    find_similar,
    group_similar,
    read_synonyms,
)
from desktop_app.errors import Cancelled
from desktop_app.values.money import fen_from_wan

SYNONYMS = read_synonyms()
REVIEW_LINE = 60
ROWS = [
    line.split("\t")
    for line in Path(__file__)
    .with_name("similarity_pairs.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
]


def candidate(key, name, goal="", content="", data="", *, family="", wan="100"):
    fields = Text4(goal, content, "", data)
    return Candidate(key, family or key, date(2026, 3, 2), fen_from_wan(wan), name, fields)


def similar(*candidates, line=REVIEW_LINE, **more):
    return find_similar(candidates, SYNONYMS, review_line=line, **more)


@pytest.mark.parametrize("row", [row for row in ROWS if row[0] == "T"], ids=lambda row: row[1])
def test_the_same_project_in_other_words_is_found(row):
    pairs = similar(candidate("a", *row[1:5]), candidate("b", *row[5:9]))

    assert [pair.fragments != () for pair in pairs] == [True]


@pytest.mark.parametrize("row", [row for row in ROWS if row[0] == "F"], ids=lambda row: row[1])
def test_projects_that_only_sound_alike_are_not_found(row):
    assert similar(candidate("a", *row[1:5]), candidate("b", *row[5:9])) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("智慧城管平台", "智慧校园平台"),
        ("智慧水务", "智慧林业"),
        ("智慧平台建设项目", "智慧系统升级项目"),
        ("综合管理信息系统", "一体化综合服务平台"),
        ("数字化转型项目", "信息化建设项目"),
    ],
)
def test_titles_that_share_only_generic_words_are_not_found(one, other):
    assert similar(candidate("a", one), candidate("b", other)) == ()


def test_titles_of_one_meaning_are_found_without_any_text():
    pairs = similar(candidate("a", "智慧城管平台"), candidate("b", "城市管理信息系统"))

    assert pairs[0].fragments == ("城管≈城市管理",)


def test_the_owners_name_before_the_title_does_not_tell_projects_apart():
    content = "收文发文、会议管理、督查督办、移动审批"
    one = candidate("a", "县水务局协同办公系统", "", content)
    other = candidate("b", "县林业局办公自动化系统", "", content)

    assert len(similar(one, other)) == 1


def test_parts_of_one_platform_are_found_and_form_one_group():
    content = "整合城区视频监控，建设市容案件受理、派遣、处置、考核系统和移动执法终端"
    parts = [
        candidate("1", "智慧城管平台（指挥调度）", "", content, family="u", wan="198.00"),
        candidate("2", "城市管理平台移动执法部分", "", content, family="u", wan="196.00"),
        candidate("3", "城管综合平台视频案件系统", "", content, family="u", wan="190.00"),
    ]

    groups = group_similar(similar(*parts), parts)

    assert [(group.members, group.same_family) for group in groups] == [(("1", "2", "3"), True)]
    assert groups[0].sum_fen == fen_from_wan("584.00")
    assert content.split("，", maxsplit=1)[0] in "".join(groups[0].fragments)


def test_a_family_group_stands_apart_from_the_group_across_families():
    content = "公共停车场泊位感知、停车诱导和线上缴费"
    rows = [
        candidate("1", "智慧停车平台", "", content, family="u"),
        candidate("2", "城区停车系统", "", content, family="u"),
        candidate("3", "停车场管理平台", "", content, family="v"),
    ]

    groups = group_similar(similar(*rows), rows)

    assert [(group.members, group.same_family) for group in groups] == [
        (("1", "2"), True),
        (("1", "2", "3"), False),
    ]


def test_a_copy_with_a_few_changed_words_scores_almost_full():
    text = "建设泊位感知、停车诱导和线上缴费系统，接入全县二十个公共停车场，覆盖老城区主要道路"
    one = candidate("a", "智慧停车平台", "", text)
    other = candidate("b", "智慧停车平台（二期）", "", text.replace("二十", "三十"))

    assert similar(one, other)[0].score >= 90


def test_goal_content_route_and_data_are_scored_apart():
    one = replace(
        candidate("a", "智慧停车平台"), fields=Text4("缓解停车难", "泊位感知", "", "车位数据")
    )
    other = replace(
        candidate("b", "停车系统"), fields=Text4("缓解停车难", "车辆诱导", "", "车位数据")
    )

    scores = similar(one, other)[0].field_scores

    assert scores["goal"] == scores["data"] == 100
    assert scores["route"] == 0
    assert scores["content"] < 50


def test_the_order_of_rows_changes_nothing():
    candidates = [candidate(f"{at}{side}", *row[1 + 4 * side : 5 + 4 * side])
                  for at, row in enumerate(ROWS) for side in (0, 1)]  # fmt: skip

    assert similar(*candidates) == similar(*reversed(candidates))


def test_rows_compared_against_are_not_compared_with_each_other():
    old = [candidate("b", "智慧停车平台"), candidate("c", "城区停车系统")]

    pairs = similar(candidate("a", "停车场平台"), against=old)

    assert [(pair.a, pair.b) for pair in pairs] == [("a", "b"), ("a", "c")]


def test_the_review_line_itself_is_included():
    rows = (
        candidate("a", "智慧城管平台", "", "案件派遣"),
        candidate("b", "城市管理平台", "", "市容考核"),
    )
    score = similar(*rows, line=1)[0].score

    assert len(similar(*rows, line=score)) == 1
    assert similar(*rows, line=score + 1) == ()


def test_the_offices_own_words_fold_together():
    rows = candidate("a", "蓝盾工程"), candidate("b", "城乡哨兵系统")
    own = read_synonyms(additions=[("蓝盾工程", "城乡哨兵")])

    assert similar(*rows) == ()
    assert len(find_similar(rows, own, review_line=REVIEW_LINE)) == 1


def test_an_office_word_joins_the_group_of_a_known_word():
    own = read_synonyms(additions=[("慧眼行动", "雪亮工程")])
    rows = candidate("a", "慧眼行动"), candidate("b", "视频监控建设")

    assert len(find_similar(rows, own, review_line=REVIEW_LINE)) == 1


def test_many_rows_give_the_same_pairs_as_few():
    filler = [candidate(f"f{at}", f"第{at}号独有事项{chr(0x4E00 + 7 * at)}") for at in range(200)]
    true = next(row for row in ROWS if row[0] == "T")
    pair = candidate("a", *true[1:5]), candidate("b", *true[5:9])

    found = [p for p in similar(*filler, *pair) if "f" not in (p.a[0], p.b[0])]

    assert found == list(similar(*pair))


def test_empty_and_strange_texts_are_no_trouble():
    strange = ["", " ", "=1+1", "\x00", "a" * 5000, "智慧"]

    assert similar(*(candidate(str(at), text) for at, text in enumerate(strange)), line=1) == ()


def test_the_user_can_stop_the_work():
    def stop():
        raise Cancelled

    with pytest.raises(Cancelled):
        similar(candidate("a", "智慧停车"), candidate("b", "停车平台"), cancelled=stop)
