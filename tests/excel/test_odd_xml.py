"""Legal XML that no office program writes: read all the same, given back rebuilt."""

import os
import re
import zipfile

os.environ["OPENPYXL_LXML"] = "False"

import openpyxl
import pytest

from desktop_app.excel.annotate import annotate
from desktop_app.excel.problems import Cause, CellProblem
from desktop_app.excel.reader import read_book
from desktop_app.excel.template_mark import MARK_SHEET
from desktop_app.excel.writer import write_template

SHEET = "xl/worksheets/sheet1.xml"
PROBLEM = CellProblem("a.xlsx", "储备库申报", "D6", "", "about", "不确切", "请改。")


def rewritten(source, path, change):
    """A copy with the XML of the sheet changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == SHEET else content)
    return path


def prefixed(xml):
    """Every element with a namespace prefix."""
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml'
    tags = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", xml)
    return tags.replace(main, main.replace(b"xmlns=", b"xmlns:x="))


def single_quoted(xml):
    """Every attribute in single quotes."""
    return xml.replace(b'"', b"'")


@pytest.mark.parametrize("change", [prefixed, single_quoted])
def test_unusual_writing_is_read_alike(samples, tmp_path, pool, change):
    usual = read_book(samples / "department.xlsx", [pool]).sheets[0]

    reading = read_book(rewritten(samples / "department.xlsx", tmp_path / "a.xlsx", change), [pool])

    assert [(row.values, row.is_hidden) for row in reading.sheets[0].rows] == [
        (row.values, row.is_hidden) for row in usual.rows
    ]


@pytest.mark.parametrize("change", [prefixed, single_quoted])
def test_what_cannot_be_patched_is_rebuilt(samples, tmp_path, change):
    source = rewritten(samples / "department.xlsx", tmp_path / "a.xlsx", change)

    copy = annotate(source, tmp_path / "退.xlsx", [PROBLEM])

    sheet = openpyxl.load_workbook(copy.path)["储备库申报"]
    assert copy.is_rebuilt
    assert sheet["D6"].comment.text.startswith("【问题】")


@pytest.mark.parametrize(
    "error", [b't="e"><v>#N/A', b"t='e'><v>#REF!", b't="e"><v>#SPILL!', b't="e"><v>#BUSY!']
)
def test_an_error_cell_is_found_whatever_it_says(samples, tmp_path, pool, error):
    def spoil(xml):
        assert b't="n"><v>186.5' in xml
        return xml.replace(b't="n"><v>186.5', error, 1)

    reading = read_book(rewritten(samples / "department.xlsx", tmp_path / "a.xlsx", spoil), [pool])

    assert [(p.cell, p.value, p.cause) for p in reading.problems] == [
        ("D5", error.rpartition(b">")[2].decode(), Cause.ERROR_CELL)
    ]


def test_the_mark_in_the_properties_counts_without_its_sheet(tmp_path, pool):
    path = tmp_path / "模板.xlsx"
    write_template(pool, path, unit="水务局", rows=[{"name": "甲"}])
    book = openpyxl.load_workbook(path)
    del book[MARK_SHEET]
    book.save(path)

    assert read_book(path, [pool]).template.unit == "水务局"
