"""What every printed sheet carries: embedded fonts, stamp, mark, the same bytes each time."""

import io
from dataclasses import fields, replace
from typing import get_args

import pdfplumber
import pypdfium2
import pytest

from desktop_app.errors import Cancelled
from desktop_app.printing import papers
from desktop_app.printing.forms import FORMS
from desktop_app.printing.papers import Bundle, Letter, Stamp
from desktop_app.printing.render import LAYOUTS, page_count, page_images, render_pdf
from desktop_app.printing.stamp import _qr_rows
from desktop_app.rules.schema.forms import Layout

KINDS = ["letter", "form", "list_paper", "checklist", "receipt"]


@pytest.fixture(params=KINDS)
def paper(request):
    return request.getfixturevalue(request.param)


def test_every_layout_a_pack_may_name_is_there():
    assert set(FORMS) == set(get_args(Layout)) == set(LAYOUTS.values())


def test_two_runs_give_the_same_bytes(paper, stamp):
    assert render_pdf(paper, stamp) == render_pdf(paper, stamp)


def test_all_fonts_are_embedded_and_none_is_helvetica(paper, stamp):
    data = render_pdf(paper, stamp)
    assert b"Helvetica" not in data
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        fonts = {char["fontname"] for page in pdf.pages for char in page.chars}
    assert all("+" in font for font in fonts)


def test_the_foot_names_number_version_log_head_and_page(open_pdf, form):
    pages = open_pdf(form).pages
    for index, page in enumerate(pages, 1):
        text = page.extract_text()
        assert "预审〔2026〕12号" in text
        assert "记录版本3" in text
        assert "a1b2c3d4e5f60718" in text
        assert f"第{index}页" in text
        assert f"共{len(pages)}页" in text


def test_the_code_holds_number_version_and_the_whole_log_head(stamp):
    assert stamp.qr_text == f"hengce:1;n=预审〔2026〕12号;v=3;h={'a1b2c3d4e5f60718' * 4}"
    assert len(_qr_rows(stamp.qr_text)) >= 33


def test_forms_carry_the_code_on_every_page_and_letters_on_the_first(open_pdf, form, letter):
    assert all(page.curves or page.rects for page in open_pdf(form).pages)
    letter_pages = open_pdf(letter).pages
    assert letter_pages[0].curves or letter_pages[0].rects
    assert not letter_pages[1].curves
    assert not letter_pages[1].rects


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"is_copy": True}, "副本"),
        ({"is_preview": True}, "预览"),
        ({"is_void": True}, "作废"),
        ({"is_void": True, "is_copy": True}, "作废"),
    ],
)
def test_copies_previews_and_spoiled_sheets_are_marked(open_pdf, form, stamp, changes, mark):
    page = open_pdf(form, replace(stamp, **changes)).pages[0]
    assert "".join(c["text"] for c in page.chars if c["size"] > 50).replace("　", "") == mark
    assert f"【{mark}】" in page.extract_text()


def test_an_issued_sheet_carries_no_mark(open_pdf, form):
    assert not [c for c in open_pdf(form).pages[0].chars if c["size"] > 50]


def test_rare_names_can_be_searched_in_the_file(stamp):
    data = render_pdf(Letter("函", "陈𬭎", ("周𫖯、李䶮",), "乙局", None), stamp)
    document = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "陈𬭎" in text
    assert "周𫖯、李䶮" in text


def test_a_bundle_runs_its_page_numbers_through(open_pdf, letter, list_paper):
    parts = (letter, replace(list_paper, annex="附件1", rows=list_paper.rows[:3]))
    pages = open_pdf(Bundle("报告", parts)).pages
    assert "附件1" in pages[-1].extract_text()
    assert f"第{len(pages)}页" in pages[-1].extract_text()


def test_parts_under_their_own_stamps_count_their_own_pages(form, stamp):
    stamps = (stamp, replace(stamp, number="预审〔2026〕13号"))
    data = render_pdf(Bundle("预审意见表", (form, form)), stamps)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        texts = [page.extract_text() for page in pdf.pages]
    assert [f"第{page}页" in text for page, text in zip((1, 2, 3) * 2, texts, strict=True)] == [
        True
    ] * 6
    assert "预审〔2026〕13号" in texts[3]


def test_pages_become_pictures(letter, stamp):
    data = render_pdf(letter, stamp)
    pictures = page_images(data, 36)
    assert len(pictures) == page_count(data) == 2
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


def test_pictures_can_be_stopped_before_any_page(letter, stamp):
    data = render_pdf(letter, stamp)
    looks = []

    def look():
        looks.append(1)
        if len(looks) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        page_images(data, 36, look=look)
    assert page_count(data) == len(looks) == 2


def test_a_preview_without_log_shows_no_code(open_pdf, form):
    page = open_pdf(form, Stamp(is_preview=True)).pages[0]
    assert not page.curves
    assert not page.rects


def test_control_characters_from_a_workbook_print_nothing(open_pdf):
    letter = Letter("函", "甲\x07局\u200b", ("一\x00二\ufeff三",), "乙局", None)
    printed = "".join(c["text"] for c in open_pdf(letter).pages[0].chars)
    assert "甲局：" in printed
    assert "一二三" in printed


def test_papers_are_frozen():
    kinds = [papers.Letter, papers.TableForm, papers.ListPaper, papers.Checklist, papers.Receipt]
    assert all(kind.__dataclass_params__.frozen and fields(kind) for kind in kinds)
