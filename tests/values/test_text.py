"""Folding of widths, spaces and brackets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.values.text import fold, has_control_characters, normal_name


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("ＧＩＳ平台（２期）", "GIS平台(2期)"),
        ("\ufeff数据\u200b局\u00a0", "数据局"),
        ("〔2026〕1号", "(2026)1号"),
        ("￥12", "¥12"),
        ("\u202e左右", "左右"),
        ("𬭎〇𠮷", "𬭎〇𠮷"),
    ],
)
def test_text_is_folded(written, plain):
    assert fold(written) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("县数据局（大数据中心）", "县数据局 (大数据中心)"),
        ("某某镇人民政府 ", "某某镇　人民政府"),
        ("“一网通办”平台", "一网通办平台"),
        ("GIS平台", "ｇｉｓ平台"),
    ],
)
def test_names_that_differ_only_in_marks_are_the_same(one, other):
    assert normal_name(one) == normal_name(other)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "has"), [("第一行\n第二行\t", False), ("响铃\x07", True), ("\x00", True), ("", False)]
)
def test_control_characters_are_seen(text, has):
    assert has_control_characters(text) is has
