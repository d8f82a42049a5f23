"""The real kind of a file, told from its bytes and never from its name."""

import re
import zipfile
from enum import StrEnum
from io import BytesIO

from desktop_app.excel.problems import Cause

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_SHEETS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_FOREIGN = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"{\\rtf", "RTF 文档"),
    (b"MZ", "程序文件"),
    (b"SQLite format 3", "数据库文件"),
)
_HEAD = 4096


class BookKind(StrEnum):
    """The kinds of workbook that are read."""

    XLSX = "xlsx"
    XLS = "xls"


class FileRefused(Exception):  # noqa: N818 - a value for the report, raised to leave the loader
    """The whole file cannot be read; carries the cause and the sentences for the report."""

    def __init__(self, cause: Cause, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.cause = cause
        self.message = message
        self.advice = advice


def sniff(data: bytes) -> BookKind:
    """The kind of workbook; raises FileRefused with what the file really is."""
    if not data.strip(b"\x00 \r\n\t"):
        raise FileRefused(Cause.EMPTY_FILE, "这是空文件，没有内容")
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    if data.startswith(_OLD_SHEETS):
        return BookKind.XLS
    raise _foreign(data)


def _zip_kind(data: bytes) -> BookKind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FileRefused(Cause.DAMAGED, "文件不完整，打不开") from error
    if any(name.startswith("xl/") and name.endswith("workbook.xml") for name in names):
        return _workbook_kind(names)
    if "xl/workbook.bin" in names:
        raise FileRefused(Cause.BINARY_WORKBOOK, "这是二进制工作簿（.xlsb）")
    if "mimetype" in names or "content.xml" in names:
        raise FileRefused(Cause.OPEN_DOCUMENT, "这是 ODS 格式的表格")
    if any(name.startswith("word/") for name in names):
        raise FileRefused(Cause.OTHER_KIND, "这是 Word 文档，不是表格")
    if any(name.startswith("ppt/") for name in names):
        raise FileRefused(Cause.OTHER_KIND, "这是演示文稿，不是表格")
    raise FileRefused(Cause.OTHER_KIND, "这是压缩包，不是表格", "请解压后导入里面的工作簿。")


def _workbook_kind(names: set[str]) -> BookKind:
    if any(name.endswith("vbaProject.bin") for name in names):
        raise FileRefused(Cause.MACROS, "工作簿里带有宏")
    return BookKind.XLSX


def _ole_kind(data: bytes) -> BookKind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise FileRefused(Cause.ENCRYPTED, "这是加密文件，需要密码才能打开")
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return BookKind.XLS
    if "WordDocument".encode("utf-16-le") in data:
        raise FileRefused(Cause.OTHER_KIND, "这是 Word 文档，不是表格")
    raise FileRefused(Cause.OTHER_KIND, "这不是表格文件")


def _foreign(data: bytes) -> FileRefused:
    for start, name in _FOREIGN:
        if data.startswith(start):
            return FileRefused(Cause.OTHER_KIND, f"这是{name}，不是表格")
    text = _as_text(data)
    if text is None:
        return FileRefused(Cause.DAMAGED, "文件已损坏，认不出是什么格式")
    return _foreign_text(text[:_HEAD].lower())


def _foreign_text(head: str) -> FileRefused:
    if re.search(r"<(!doctype\s+html|html|table|head|body|meta)\b", head):
        return FileRefused(Cause.WEB_PAGE, "这是网页，只是改名成了表格")
    if "mime-version:" in head:
        return FileRefused(Cause.WEB_PAGE, "这是单个文件网页（.mht），不是表格")
    if "schemas-microsoft-com:office:spreadsheet" in head:
        return FileRefused(Cause.WEB_PAGE, "这是 XML 表格 2003，不是工作簿")
    return FileRefused(Cause.TEXT_FILE, "这是文本文件（如 CSV），不是工作簿")


def _as_text(data: bytes) -> str | None:
    sample = data[: _HEAD * 16]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return sample.decode("utf-16", errors="ignore")
    if b"\x00" in sample:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        # A cut multi-byte character at the end of the sample is not a fault of the file.
        for cut in range(4):
            try:
                return sample[: len(sample) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
    return None
