"""The zip package of an xlsx: limits and dangers are checked before any part is parsed."""

import re
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import NamedTuple
from xml.etree import ElementTree as ET

from desktop_app.excel.grid import Visibility
from desktop_app.excel.kinds import FileRefused
from desktop_app.excel.problems import Cause

MOST_BYTES = 200 * 1024 * 1024
"""Inflated size of all parts together."""
MOST_RATIO = 200
MOST_PARTS = 2000
_SMALL_PART = 1024 * 1024
"""Below this the ratio says nothing: a styled empty page compresses very well."""
_STRICT = b"http://purl.oclc.org/ooxml/"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WIDE_XML = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


class SheetPart(NamedTuple):
    """One worksheet of the workbook: its name, visibility and part name."""

    name: str
    visibility: Visibility
    part: str


class Package:
    """An opened xlsx whose size, parts and relationships were found harmless."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise FileRefused(Cause.DAMAGED, "文件不完整，打不开") from error
        self._names = self._checked_names()
        self._check_relationships()
        book = self.read(self.workbook_part)
        if _STRICT in book[:4096]:
            raise FileRefused(Cause.STRICT_FORMAT, "这是“严格 Open XML”格式的工作簿")
        self._book = parse_xml(book)

    def _checked_names(self) -> dict[str, str]:
        infos = self._archive.infolist()
        if len(infos) > MOST_PARTS:
            raise FileRefused(Cause.TOO_LARGE, f"文件里有{len(infos)}个部件，超出正常表格")
        if sum(info.file_size for info in infos) > MOST_BYTES:
            raise FileRefused(Cause.TOO_LARGE, "解压后超过 200 MB，超出正常表格")
        for info in infos:
            _check_part(info)
        if len({info.filename.lower() for info in infos}) < len(infos):
            raise FileRefused(Cause.UNSAFE, "文件里有重名的部件")
        return {info.filename.lower(): info.filename for info in infos}

    def _check_relationships(self) -> None:
        for lower, name in self._names.items():
            if not lower.endswith(".rels"):
                continue
            content = self.read(name)
            if b"External" not in content:
                continue
            for relation in parse_xml(content):
                if relation.get("TargetMode") == "External" and not str(
                    relation.get("Type")
                ).endswith("/hyperlink"):
                    raise FileRefused(Cause.EXTERNAL_LINK, "工作簿引用了外部文件，未读取")

    @property
    def workbook_part(self) -> str:
        """The part that lists the sheets."""
        return workbook_part(self.relations(""))

    @property
    def is_1904(self) -> bool:
        """Whether serial dates count from 1904."""
        settings = self._book.find(f"{_MAIN}workbookPr")
        return settings is not None and settings.get("date1904") in {"1", "true"}

    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._names.values())

    def read(self, name: str) -> bytes:
        """The bytes of one part, its checksum tested; a part with a DTD is refused."""
        stored = self._names.get(name.lower())
        if stored is None:
            raise FileRefused(Cause.DAMAGED, "文件不完整，缺少部件")
        try:
            content = self._archive.read(stored)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError) as err:
            raise FileRefused(Cause.DAMAGED, "文件有一部分已损坏") from err
        if b"<!DOCTYPE" in content or content[:2] in _WIDE_XML:
            raise FileRefused(Cause.UNSAFE, "文件里有不该出现的内容声明")
        return content

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lower() in self._names

    def relations(self, part: str) -> list[ET.Element]:
        """The relationships of a part, of the package itself for an empty name."""
        name = relations_part(part)
        return list(parse_xml(self.read(name))) if self.has(name) else []

    def sheets(self) -> tuple[SheetPart, ...]:
        """The worksheets in order; chart and macro sheets are left out."""
        part = self.workbook_part
        found = worksheets(part, self._book, self.relations(part))
        return tuple(each for each in found if self.has(each.part))

    def close(self) -> None:
        """Lets go of the bytes."""
        self._archive.close()


def workbook_part(relations: Iterable[ET.Element]) -> str:
    """The part that lists the sheets, by the relationships of the package."""
    for relation in relations:
        if str(relation.get("Type")).endswith("/officeDocument"):
            return str(relation.get("Target")).lstrip("/")
    raise FileRefused(Cause.DAMAGED, "文件不完整，缺少工作簿目录")


def relations_part(part: str) -> str:
    """The part with the relationships of a part, of the package itself for an empty name."""
    folder, _, base = part.rpartition("/")
    return f"{folder}/_rels/{base}.rels".lstrip("/") if part else "_rels/.rels"


def worksheets(part: str, book: ET.Element, relations: Iterable[ET.Element]) -> list[SheetPart]:
    """The worksheets of a workbook in order; chart and macro sheets are left out."""
    targets = {
        str(item.get("Id")): target_of(part, str(item.get("Target")))
        for item in relations
        if str(item.get("Type")).endswith("/worksheet")
    }
    return [
        SheetPart(str(sheet.get("name")), _visibility(sheet.get("state")), target)
        for sheet in book.iter(f"{_MAIN}sheet")
        if (target := targets.get(str(sheet.get(_RELATION))))
    ]


def target_of(part: str, target: str) -> str:
    """The part a relationship of `part` points to."""
    return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))


def parse_xml(content: bytes) -> ET.Element:
    """The root of a small part; the caller has refused document types before."""
    try:
        return ET.fromstring(content)  # noqa: S314 - read() refuses every DTD
    except (ET.ParseError, ValueError, LookupError) as error:
        raise FileRefused(Cause.DAMAGED, "文件有一部分已损坏") from error


def _check_part(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 1:
        raise FileRefused(Cause.ENCRYPTED, "这是加密文件，需要密码才能打开")
    if info.file_size > _SMALL_PART and info.file_size > MOST_RATIO * max(info.compress_size, 1):
        raise FileRefused(Cause.TOO_LARGE, "压缩比异常，可能是恶意文件")
    if info.filename.startswith(("/", "\\")) or re.search(r"(^|[/\\])\.\.([/\\]|$)", info.filename):
        raise FileRefused(Cause.UNSAFE, "文件里有越界的路径")


def _visibility(state: str | None) -> Visibility:
    if state == "veryHidden":
        return Visibility.VERY_HIDDEN
    return Visibility.HIDDEN if state == "hidden" else Visibility.VISIBLE
