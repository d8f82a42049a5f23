"""Fonts: licences, fallback per character, system fonts only where they may be embedded."""

import shutil
import tomllib
from pathlib import Path

import pytest

from desktop_app.printing.fonts import FontSet, shipped_fonts, shipped_set
from desktop_app.printing.glyphs import missing_glyphs
from desktop_app.printing.papers import Letter
from resources import resource

STANDARD = (Path(__file__).parent / "standard_characters.txt").read_text(encoding="utf-8")
RARE = "𬭎𫖯䶮㛃堃喆玥𣲗𬱖"


@pytest.mark.parametrize("role", ["fang", "title", "hei", "kai", "song"])
def test_every_character_of_the_standard_table_and_rare_names_can_be_printed(role):
    assert len(STANDARD) == 8105
    face = FontSet().face(role)
    face.width(STANDARD + RARE)
    assert face.missing == set()


def test_every_shipped_font_has_a_licence_and_a_source():
    fonts = resource("fonts")
    listed = tomllib.loads((fonts / "fonts.toml").read_text(encoding="utf-8"))["font"]
    assert {entry["file"] for entry in listed} == {path.name for path in fonts.glob("*.ttf")}
    assert all((fonts / entry["licence_file"]).is_file() and entry["source"] for entry in listed)


def test_shipped_fonts_weigh_at_most_45_megabytes():
    assert sum(path.stat().st_size for path in resource("fonts").glob("*.ttf")) <= 45_000_000


def test_a_rare_name_is_printed_from_the_fallback_font_only_where_needed():
    face = FontSet().face("fang")
    runs = face.runs("陈𬭎先生")
    assert [text for _, text in runs] == ["陈", "𬭎", "先生"]
    assert "NotoSerifSC" in runs[1][0]
    assert runs[0][0] == runs[2][0] == face.font


def test_a_character_no_font_has_is_printed_as_geta():
    face = FontSet().face("fang")
    assert [text for _, text in face.runs("甲\U0001f600")] == ["甲", "〓"]
    assert face.missing == {"\U0001f600"}


def test_missing_glyphs_are_named_with_their_place():
    letter = Letter("函", "甲局", ("请办理\U0001f600事项",), "乙局", None)
    (missing,) = missing_glyphs(letter)
    assert missing.codepoint == "U+1F600"
    assert "请办理" in str(missing)
    assert "函" in str(missing)


def test_a_paper_with_rare_names_misses_nothing():
    assert missing_glyphs(Letter("函", "甲局", (RARE,), "乙局", None)) == ()


def test_a_font_of_the_pc_is_preferred(tmp_path):
    shutil.copy(resource("fonts", "HengceKai-Regular.ttf"), tmp_path / "simfang.ttf")
    assert "simfang" in FontSet([tmp_path]).face("fang").font


def test_a_font_of_the_pc_that_may_not_be_embedded_is_left_alone(tmp_path):
    data = bytearray(resource("fonts", "HengceKai-Regular.ttf").read_bytes())
    at = next(i for i in range(12, 400, 16) if data[i : i + 4] == b"OS/2")
    offset = int.from_bytes(data[at + 8 : at + 12])
    data[offset + 8 : offset + 10] = (2).to_bytes(2)
    (tmp_path / "SimFang.TTF").write_bytes(data)
    assert FontSet([tmp_path]).face("fang").font == shipped_set().face("fang").font


def test_a_broken_font_of_the_pc_is_left_alone(tmp_path):
    (tmp_path / "simhei.ttf").write_bytes(b"no font at all")
    assert FontSet([tmp_path]).face("hei").font == shipped_set().face("hei").font


def test_the_window_finds_its_font_by_role():
    files = shipped_fonts().roles["ui"].files
    assert [path.name for path in files] == ["NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"]


def test_a_font_collection_of_the_pc_is_preferred_too(tmp_path):
    data = bytearray(resource("fonts", "HengceKai-Regular.ttf").read_bytes())
    shift = 16
    for entry in range(12, 12 + 16 * int.from_bytes(data[4:6]), 16):
        offset = int.from_bytes(data[entry + 8 : entry + 12]) + shift
        data[entry + 8 : entry + 12] = offset.to_bytes(4)
    head = b"ttcf" + (0x00010000).to_bytes(4) + (1).to_bytes(4) + shift.to_bytes(4)
    (tmp_path / "simsun.ttc").write_bytes(head + data)
    (tmp_path / "readme.txt").write_text("fonts", encoding="utf-8")
    assert "simsun" in FontSet([tmp_path]).face("song").font


def test_the_whole_standard_table_can_be_read_back_from_the_printed_letter(open_pdf):
    pages = open_pdf(Letter("函", "", (STANDARD,), "乙局", None)).pages
    body = [char for page in pages for char in page.chars if round(char["size"]) == 16]
    printed = "".join(char["text"] for char in body)
    assert printed.startswith(STANDARD)
