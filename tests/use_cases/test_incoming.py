"""收文: recorded once, serving many, corrected, its scan looked at and fetched."""

import io
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from desktop_app.errors import Refused, UserFacingError
from desktop_app.use_cases import home
from desktop_app.use_cases.papers.incoming import (
    MOST_BYTES,
    IncomingEntry,
    attach_subjects,
    correct_incoming,
    detach_subject,
    record_incoming,
)
from desktop_app.use_cases.papers.incoming_book import (
    MOST_PAGES,
    incoming_book,
    save_scan,
    scan_pages,
)

ENTRY = IncomingEntry("青数〔2026〕7号", "关于储备项目的复函", "市数据局", date(2026, 7, 15))


def pdf(path, pages, **more):
    canvas = Canvas(str(path), **more)
    for number in range(pages):
        canvas.drawString(72, 700, f"page {number}")
        canvas.showPage()
    canvas.save()
    return path


def size_of(png):
    return Image.open(io.BytesIO(png)).size


def pages_of(office, scan):
    paper = record_incoming(office.desk, replace(ENTRY, number=scan.name), (), scan)
    return scan_pages(office.desk, paper, 72, lambda: None)


def test_it_serves_further_projects_and_says_when_it_does_already(office):
    first, second = (office.subject(office.apply(name)) for name in ("甲平台", "乙平台"))
    paper = record_incoming(office.desk, ENTRY, (first,))
    assert attach_subjects(office.desk, paper.id, (first, second)).subjects == (first, second)
    with pytest.raises(Refused, match="没有新的所涉项目"):
        attach_subjects(office.desk, paper.id, (second,))


def test_a_project_is_taken_out_unless_a_result_rests_on_the_paper(office):
    kept, wrong = office.apply("甲平台"), office.apply("乙平台")
    paper = record_incoming(office.desk, ENTRY, (office.subject(kept), office.subject(wrong)))
    office.agree(kept, incoming_paper_id=paper.id)
    with pytest.raises(Refused, match="已有结果以收文"):
        detach_subject(office.desk, paper.id, office.subject(kept))
    left = detach_subject(office.desk, paper.id, office.subject(wrong))
    assert left.subjects == (office.subject(kept),)
    (line,) = incoming_book(office.desk)
    assert (line.about, line.resting) == ((f"{kept.code} 甲平台",), 1)


def test_what_was_misread_is_put_right_and_the_scan_stays(office, tmp_path):
    scan = pdf(tmp_path / "复函.pdf", 1)
    paper = record_incoming(office.desk, ENTRY, (), scan)
    right = replace(ENTRY, number="青数〔2026〕17号", received_on=date(2026, 7, 18), note="机要")
    correct_incoming(office.desk, paper.id, right)
    (line,) = incoming_book(office.desk)
    assert (line.paper.number, line.paper.received_on, line.paper.note) == (
        "青数〔2026〕17号", date(2026, 7, 18), "机要",
    )  # fmt: skip
    assert (line.paper.digest, line.paper.file_name) == (paper.digest, "复函.pdf")
    better = pdf(tmp_path / "重扫.pdf", 2)
    assert correct_incoming(office.desk, paper.id, right, better).file_name == "重扫.pdf"
    (line,) = incoming_book(office.desk)
    assert len(scan_pages(office.desk, line.paper, 72, lambda: None)) == 2


def test_no_correction_makes_two_papers_one(office):
    record_incoming(office.desk, ENTRY, ())
    other = record_incoming(office.desk, replace(ENTRY, number="青数〔2026〕8号"), ())
    with pytest.raises(Refused, match="已经登记过"):
        correct_incoming(office.desk, other.id, replace(ENTRY, number="青数(2026) 7号"))
    late = replace(ENTRY, number=other.number, received_on=date(2026, 7, 14))
    with pytest.raises(Refused, match="晚于收文日期"):
        correct_incoming(office.desk, other.id, late)
    assert correct_incoming(office.desk, other.id, replace(ENTRY, number=other.number)) == other


def test_the_book_has_the_newest_first(office):
    for number, received in (("一", 16), ("三", 18), ("二", 17)):
        entry = replace(ENTRY, number=number, received_on=date(2026, 7, received))
        record_incoming(office.desk, entry, ())
    assert [line.paper.number for line in incoming_book(office.desk)] == ["三", "二", "一"]


def test_the_search_finds_it_by_its_number(office):
    paper = record_incoming(office.desk, ENTRY, ())
    (hit,) = home.search(office.desk, "2026〕7")
    assert (hit.title, hit.place.target) == (ENTRY.title, f"incoming:{paper.id}")
    assert "市数据局" in hit.detail


def test_every_page_of_a_scan_is_shown_up_to_a_limit(office, tmp_path):
    assert len(pages_of(office, pdf(tmp_path / "三页.pdf", 3))) == 3
    assert len(pages_of(office, pdf(tmp_path / "很厚.pdf", MOST_PAGES + 1))) == MOST_PAGES
    frames = [Image.new("L", (200, 300), shade) for shade in (0, 120, 255)]
    fax = tmp_path / "传真.tif"
    frames[0].save(fax, save_all=True, append_images=frames[1:])
    assert [size_of(each) for each in pages_of(office, fax)] == [(200, 300)] * 3


def test_a_photograph_is_shown_upright_and_no_wider_than_needed(office, tmp_path):
    photo, exif = tmp_path / "手机拍.jpg", Image.Exif()
    exif[0x0112] = 6  # turned a quarter to the right
    Image.new("RGB", (4000, 2000), "white").save(photo, exif=exif)
    assert [size_of(each) for each in pages_of(office, photo)] == [(1600, 3200)]


def test_a_scan_nothing_can_show_says_so_and_can_be_fetched(office, tmp_path):
    locked = pdf(tmp_path / "加密.pdf", 1, encrypt=StandardEncryption("secret"))
    torn = tmp_path / "残缺.png"
    torn.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 40)
    letter = tmp_path / "改名的文档.pdf"
    letter.write_bytes(b"PK\x03\x04 not a scan")
    for scan in (locked, torn, letter):
        with pytest.raises(UserFacingError, match="不能在这里显示"):
            pages_of(office, scan)
    lines = incoming_book(office.desk)
    out = save_scan(office.desk, lines[0].paper, tmp_path / "取出" / "件.pdf")
    assert out.read_bytes() == letter.read_bytes()


def test_without_a_scan_there_is_nothing_to_show_or_fetch(office, tmp_path):
    paper = record_incoming(office.desk, ENTRY, ())
    assert scan_pages(office.desk, paper, 72, lambda: None) == ()
    with pytest.raises(Refused, match="没有扫描件"):
        save_scan(office.desk, paper, tmp_path / "件.pdf")


def test_an_empty_or_huge_scan_is_refused_and_nothing_is_recorded(office, tmp_path):
    empty, huge = tmp_path / "空.pdf", tmp_path / "大.pdf"
    empty.write_bytes(b"")
    with huge.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    for scan, told in ((empty, "空文件"), (huge, "超过 50 MB")):
        with pytest.raises(Refused, match=told):
            record_incoming(office.desk, ENTRY, (), scan)
    assert incoming_book(office.desk) == ()
