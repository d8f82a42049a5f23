"""Builds the workbook fixtures: LibreOffice writes them, some are then patched as WPS writes XML.

Usage: python tests/samples/build_samples.py (needs soffice). The results are committed; run it
again only to add one. No fixture comes from the program's own writer.
"""

import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parent
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document '
    f'xmlns:office="{_OFFICE}:office:1.0" xmlns:table="{_OFFICE}:table:1.0" '
    f'xmlns:text="{_OFFICE}:text:1.0" xmlns:style="{_OFFICE}:style:1.0" '
    f'xmlns:number="{_OFFICE}:datastyle:1.0" xmlns:of="{_OFFICE}:of:1.2" office:version="1.2" '
    'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>'
    '<number:date-style style:name="N1"><number:year number:style="long"/><number:text>-'
    '</number:text><number:month number:style="long"/><number:text>-</number:text>'
    '<number:day number:style="long"/></number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
WIDE = "\uff11\uff12\uff10\uff0e\uff10\uff10"
"""120.00 in full-width digits."""
TAIL = "</office:spreadsheet></office:body></office:document>"


def cell(value: object, span: tuple[int, int] = (1, 1), style: str = "") -> str:
    """One cell of a flat ODS; text beginning with `of:` is a formula."""
    attributes = f' table:style-name="{style}"' if style else ""
    if span != (1, 1):
        attributes += (
            f' table:number-columns-spanned="{span[1]}" table:number-rows-spanned="{span[0]}"'
        )
    if value is None:
        return f"<table:table-cell{attributes}/>"
    if isinstance(value, (int, float)):
        return f'<table:table-cell{attributes} office:value-type="float" office:value="{value}"/>'
    text = str(value)
    if text.startswith("of:"):
        return f'<table:table-cell{attributes} table:formula="{escape(text)}"/>'
    if style == "day":
        return (
            f'<table:table-cell{attributes} office:value-type="date" office:date-value="{text}"/>'
        )
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell{attributes} office:value-type="string">{lines}</table:table-cell>'


def row(*cells: object, is_hidden: bool = False) -> str:
    """One row; plain values and ready cells."""
    visibility = ' table:visibility="filter"' if is_hidden else ""
    made = [item if str(item).startswith("<table:") else cell(item) for item in cells]
    return f"<table:table-row{visibility}>{''.join(map(str, made))}</table:table-row>"


def table(name: str, *rows: str) -> str:
    """One sheet."""
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def department_book() -> str:
    """A department's own form: titles, two header rows, a hidden row, totals, notes at the foot."""
    covered = "<table:covered-table-cell/>"
    return table(
        "储备库申报",
        row(cell("2026年度政务信息化项目储备库申报表", (1, 9)), *[covered] * 8),
        row("填报单位（盖章）：水务局", None, None, None, "填报日期：2026年11月20日", None, None,
            None, "单位：万元"),
        row(cell("序号", (2, 1)), cell("项目名称", (2, 1)), cell("建设\n性质", (2, 1)),
            cell("申报金额", (2, 1)), cell("资金来源", (1, 2)), covered, cell("建设目标", (2, 1)),
            cell("主要建设内容", (2, 1)), cell("联 系 电 话", (2, 1))),
        row(covered, covered, covered, covered, "县级财政资金", "单位自有资金", covered, covered,
            covered),
        row(1, "水库雨情测报平台", "新建", 186.5, 150, 36.5, "汛期值守不漏报", "雨情站点接入",
            "13800138001"),
        row(2, "智慧灌区", "升级改造", WIDE, 120, None, "按需配水", "闸门远程控制",
            "13800138002", is_hidden=True),
        row(3, "水务一张图", "续建", 88, 88, None, "全域管网上图", "管网普查数据入库",
            "13800138003"),
        row("合计", None, None, "of:=[.D5]+120+[.D7]", "of:=SUM([.E5:.E7])", "of:=SUM([.F5:.F7])"),
        row("注：金额单位为万元。"),
        row("单位负责人：", None, "填报人：", None, "联系电话："),
    )  # fmt: skip


def receipt_book() -> str:
    """A receipt with dates as dates and as text, an error cell and a guide page before it."""
    return table("说明", row("请核对后盖章。")) + table(
        "回执",
        row("项目编码", "项目名称", "审核结果", "审核意见", "文号", "审核日期"),
        row("CB-2026-001", "水库雨情测报平台", "同意", "同意备案", "池数资〔2026〕8号",
            cell("2026-11-18", style="day")),
        row("CB-2026-002", "智慧灌区", "退回", "补充共享清单", None, "2026.11.19"),
        row("CB-2026-003", "水务一张图", "同意", "of:=NA()", None, "26/11/19"),
    )  # fmt: skip


def convert(name: str, body: str, *endings: str) -> list[Path]:
    """The book written by LibreOffice in each of the formats."""
    made = []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{name}.fods"
        source.write_text(HEAD + body + TAIL, encoding="utf-8")
        for ending in endings:
            subprocess.run(
                ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                 "--convert-to", ending, "--outdir", folder, str(source)],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
            kind = ending.split(":", maxsplit=1)[0]
            made.append(Path(shutil.copy(Path(folder) / f"{name}.{kind}", HERE / f"{name}.{kind}")))
    return made


def patched(source: Path, out: Path, changes: dict[str, tuple[bytes, bytes]], **parts: str) -> None:
    """A copy of a workbook with pieces of its parts replaced and parts added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name in changes:
                before, after = changes[name]
                if before not in content:
                    raise ValueError(f"{name}: {before!r} is not there")
                content = content.replace(before, after, 1)
            new.writestr(name, content)
        for name, text in parts.items():
            new.writestr(name.replace("__", "/"), text)


def as_wps(source: Path, out: Path) -> None:
    """The same book as WPS writes it: its properties, absPath, x14 lists and a picture cell."""
    x14 = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.'
        'microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1" xmlns:xm='
        '"http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" '
        'allowBlank="1"><x14:formula1><xm:f>字典!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>C5:C60'
        "</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    picture = '<c r="H6" t="str"><f>_xlfn.DISPIMG("ID_7F3A",1)</f><v>=DISPIMG("ID_7F3A",1)</v></c>'
    path = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
        '2006"><mc:Choice Requires="x15"><x15ac:absPath url="D:\\桌面\\" xmlns:x15ac="http://'
        'schemas.microsoft.com/office/spreadsheetml/2010/11/ac" xmlns:x15="http://schemas.'
        'microsoft.com/office/spreadsheetml/2010/11/main"/></mc:Choice></mc:AlternateContent>'
    )
    with zipfile.ZipFile(source) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
        app = book.read("docProps/app.xml")
    start = sheet.index(b'<c r="H6"')
    old_cell = sheet[start : sheet.index(b"</c>", start) + 4]
    program = app[app.index(b"<Application>") : app.index(b"</Application>") + 14]
    half = out.with_suffix(".half")
    patched(
        source,
        half,
        {
            "xl/worksheets/sheet1.xml": (old_cell, picture.encode()),
            "docProps/app.xml": (program, "<Application>WPS 表格</Application>".encode()),
            "xl/workbook.xml": (b"<bookViews>", path.encode() + b"<bookViews>"),
        },
    )
    patched(
        half,
        out,
        {"xl/worksheets/sheet1.xml": (b"</worksheet>", x14.encode())},
        xl__cellimages__note="WPS keeps pictures of cells here",
    )
    half.unlink()


def main() -> None:
    """Writes every fixture."""
    (book, _) = convert("department", department_book(), "xlsx", "xls")
    convert("receipt", receipt_book(), "xlsx", "xls")
    as_wps(book, HERE / "department-wps.xlsx")
    (page,) = convert("page", department_book(), "html:HTML (StarCalc)")
    page.rename(HERE / "web-page.xls")
    (text,) = convert("list", receipt_book(), "csv")
    text.rename(HERE / "text.xlsx")


if __name__ == "__main__":
    main()
