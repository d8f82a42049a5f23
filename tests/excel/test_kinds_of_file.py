"""What a file really is, and what is refused as a whole, with the sentence for it."""

import zipfile

import pytest

from desktop_app.excel.package import MOST_PARTS
from desktop_app.excel.problems import Cause
from desktop_app.excel.reader import read_book

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
HTML = "<html><body><table><tr><td>项目名称</td></tr></table></body></html>"
MHT = b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"
XML_2003 = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def utf16(name):
    """A stream name as an OLE directory holds it."""
    return OLE + name.encode("utf-16-le") + b"\x00" * 512


@pytest.mark.parametrize(
    ("content", "cause", "word"),
    [
        (b"", Cause.EMPTY_FILE, "空文件"),
        (b"\x00" * 100, Cause.EMPTY_FILE, "空文件"),
        (utf16("EncryptedPackage"), Cause.ENCRYPTED, "加密"),
        (utf16("WordDocument"), Cause.OTHER_KIND, "Word"),
        (HTML.encode("gb18030"), Cause.WEB_PAGE, "网页"),
        (HTML.encode("utf-16"), Cause.WEB_PAGE, "网页"),
        (MHT, Cause.WEB_PAGE, "mht"),
        (XML_2003, Cause.WEB_PAGE, "2003"),
        ("项目名称,金额\n平台,1\n".encode("gb18030"), Cause.TEXT_FILE, "文本"),
        ("\ufeff项目名称,金额".encode(), Cause.TEXT_FILE, "文本"),
        (b"%PDF-1.7\n", Cause.OTHER_KIND, "PDF"),
        (b"\x89PNG\r\n", Cause.OTHER_KIND, "图片"),
        (b"PK\x03\x04 cut off", Cause.DAMAGED, "不完整"),
        (bytes(range(1, 256)) + b"\x00\xff" * 9, Cause.DAMAGED, "损坏"),
        (utf16("Workbook"), Cause.DAMAGED, "损坏"),
    ],
)
def test_a_foreign_file_is_named_for_what_it_is(tmp_path, pool, content, cause, word):
    path = tmp_path / "申报.xlsx"
    path.write_bytes(content)

    refusal = read_book(path, [pool]).refusal

    assert (refusal.cause, word in refusal.message) == (cause, True)


@pytest.mark.parametrize(
    ("part", "cause"),
    [
        ("xl/vbaProject.bin", Cause.MACROS),
        ("word/document.xml", Cause.OTHER_KIND),
        ("content.xml", Cause.OPEN_DOCUMENT),
        ("xl/workbook.bin", Cause.BINARY_WORKBOOK),
        ("something.txt", Cause.OTHER_KIND),
    ],
)
def test_a_package_is_told_by_its_parts(tmp_path, pool, part, cause):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(part, "x")
        if part == "xl/vbaProject.bin":
            package.writestr("xl/workbook.xml", "<workbook/>")

    assert read_book(path, [pool]).refusal.cause == cause


def changed(source, path, changes, added=()):
    """A copy of a package with parts replaced and parts added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            before, after = changes.get(name, (b"", b""))
            new.writestr(name, content.replace(before, after, 1) if before else content)
        for name, content in added:
            new.writestr(name, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
DTD = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet'
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = (
    f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{RELATION}/externalLinkPath" Target="file:///c:/a.xlsx" '
    f'TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("changes", "added", "cause"),
    [
        ({SHEET: (b"<worksheet", DTD)}, (), Cause.UNSAFE),
        ({BOOK: (MAIN, STRICT)}, (), Cause.STRICT_FORMAT),
        ({}, [("xl/externalLinks/_rels/externalLink1.xml.rels", LINK)], Cause.EXTERNAL_LINK),
        ({}, [("../../outside.xml", "x")], Cause.UNSAFE),
        ({}, [(f"xl/media/{n}.xml", "x") for n in range(MOST_PARTS + 1)], Cause.TOO_LARGE),
        ({}, [("xl/bomb.xml", b"0" * 20_000_000)], Cause.TOO_LARGE),
        ({}, [("xl/bomb.xml", bytes(210 * 1024 * 1024))], Cause.TOO_LARGE),
    ],
)
def test_a_dangerous_package_is_refused(tmp_path, pool, samples, changes, added, cause):
    path = changed(samples / "department.xlsx", tmp_path / "a.xlsx", changes, added)

    assert read_book(path, [pool]).refusal.cause == cause


def test_a_cell_far_away_does_not_fill_the_memory(pool, book):
    path = book([["项目名称"]], prepare=lambda _b, sheet: sheet.write(1_048_575, 16_383, "x"))

    assert read_book(path, [pool]).refusal.cause == Cause.TOO_LARGE


def test_a_file_that_is_gone_is_a_sentence(tmp_path, pool):
    assert read_book(tmp_path / "没有.xlsx", [pool]).refusal.cause == Cause.NO_FILE


def test_a_folder_is_named_for_what_it_is(tmp_path, pool):
    (refusal,) = read_book(tmp_path, [pool]).problems
    assert (refusal.cause, refusal.message) == (Cause.NO_FILE, "这是文件夹，不是工作簿")


def test_a_link_in_a_cell_is_harmless(pool, book):
    def link(_book, sheet):
        sheet.write_url(9, 9, "https://example.org")

    reading = read_book(
        book([["项目名称", "建设性质", "申报金额"], ["甲", "新建", 1]], prepare=link), [pool]
    )

    assert reading.refusal is None
