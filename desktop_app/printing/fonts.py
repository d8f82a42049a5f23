"""Fonts by role (仿宋, 小标宋, 黑体, 楷体, 宋体): loaded at first use, with fallback per character.

A role's own font is the PC's, where one of the known files exists and may be embedded, else the
shipped one. A character it lacks is taken from the fallback fonts; one that no font has is printed
as 〓 and reported by `Face.missing`, so that no form ever carries an empty box.
"""

import functools
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from resources import resource

GETA = "〓"
"""Printed in place of a character that no font has."""
_EM = 1000
_NO_EMBEDDING = 0x0302
"""fsType bits: restricted licence, no subsetting, bitmaps only."""
_FREE_BITS = 0x000C
"""fsType bits of preview and editable embedding, which outweigh the restricted bit."""


@dataclass(frozen=True)
class Role:
    """One typeface role of official papers as `fonts.toml` describes it."""

    id: str
    label: str
    files: tuple[Path, ...]
    system: tuple[str, ...]
    word: str
    borrow: frozenset[str]


@dataclass(frozen=True)
class FontList:
    """The shipped fonts: roles by id and the fallback files in their order."""

    roles: dict[str, Role]
    fallback: tuple[Path, ...]


class PrintFont(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A TrueType font whose text layer is right beyond the basic plane too."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        """Write the font with its character map in UTF-16, as PDF asks."""
        super().addObjects(doc)
        for key, entry in doc.idToObject.items():
            if key.startswith("toUnicodeCMap:") and isinstance(entry.content, str):
                entry.content = re.sub("<([0-9A-F]{5,6})>", _surrogates, entry.content)


def _surrogates(match: re.Match[str]) -> str:
    return f"<{chr(int(match[1], 16)).encode('utf-16-be').hex().upper()}>"


@functools.cache
def shipped_fonts() -> FontList:
    """The fonts of `resources/fonts/fonts.toml`."""
    folder = resource("fonts")
    data = tomllib.loads((folder / "fonts.toml").read_text(encoding="utf-8"))
    roles = {
        key: Role(
            key,
            entry["label"],
            tuple(folder / name for name in entry["files"]),
            tuple(entry["system"]),
            entry["word"],
            frozenset(entry.get("borrow", "")),
        )
        for key, entry in data["role"].items()
    }
    return FontList(roles, tuple(folder / name for name in data["fallback"]["files"]))


def _may_embed(font: Path) -> bool:
    """Whether the font's own licence bits allow a subset of it in a PDF."""
    data = font.read_bytes()
    if data[:4] == b"ttcf":
        data = data[int.from_bytes(data[12:16]) :]
        base = font.read_bytes()
    else:
        base = data
    for entry in range(12, 12 + 16 * int.from_bytes(data[4:6]), 16):
        if data[entry : entry + 4] == b"OS/2":
            at = int.from_bytes(data[entry + 8 : entry + 12])
            bits = int.from_bytes(base[at + 8 : at + 10])
            return not bits & _NO_EMBEDDING or bool(bits & _FREE_BITS and not bits & 0x0300)
    return True


@functools.cache
def _load(path: Path) -> TTFont:
    """Register a font file under its path, once per process."""
    font = PrintFont(f"hengce:{path.stem}:{path.parent.name}", str(path))
    pdfmetrics.registerFont(font)
    return font


class _Widths(dict[str, float]):
    """Advance of each character in em, looked up once."""

    def __init__(self, face: "Face") -> None:
        super().__init__()
        self._face = face

    def __missing__(self, char: str) -> float:
        width = self._face.look_up(char)
        self[char] = width
        return width


class Face:
    """One role ready to measure and print: its own font and, behind it, the fallback fonts."""

    def __init__(self, role: Role, own: Path, fallback: Sequence[Path]) -> None:
        self.role = role
        self._borrowed = role.borrow if own in role.files else frozenset[str]()
        self.font: str = _load(own).fontName
        self.missing: set[str] = set()
        """Characters met so far that no font has."""
        self.widths = _Widths(self)
        self._own = own
        self._fallback = fallback
        self._elsewhere: dict[str, tuple[str, str]] = {}
        """Characters not printed from the own font: the font that has each, and what to draw."""

    def look_up(self, char: str) -> float:
        """Advance in em of one character, noting which font has it."""
        code = ord(char)
        own = _load(self._own)
        if code in own.face.charToGlyph and char not in self._borrowed:
            return float(own.face.getCharWidth(code)) / _EM
        for path in self._fallback:
            font = _load(path)
            if code in font.face.charToGlyph:
                self._elsewhere[char] = (font.fontName, char)
                return float(font.face.getCharWidth(code)) / _EM
        self.missing.add(char)
        self._elsewhere[char] = (_load(self._fallback[0]).fontName, GETA)
        return 1.0

    def width(self, text: str) -> float:
        """Advance of a text in em."""
        return sum(map(self.widths.__getitem__, text))

    def runs(self, text: str) -> list[tuple[str, str]]:
        """The text as pieces of one font each: (font name, what to draw)."""
        self.width(text)
        if self._elsewhere.keys().isdisjoint(text):
            return [(self.font, text)]
        runs: list[tuple[str, str]] = []
        for char in text:
            font, shown = self._elsewhere.get(char, (self.font, char))
            if runs and runs[-1][0] == font:
                runs[-1] = (font, runs[-1][1] + shown)
            else:
                runs.append((font, shown))
        return runs


class FontSet:
    """The faces of one PC: shipped fonts, and the PC's own where `folders` hold them."""

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        self._list = shipped_fonts()
        self._folders = tuple(folders)
        self._faces: dict[str, Face] = {}

    def face(self, role: str) -> Face:
        """The face of a role: fang, title, hei, kai or song."""
        face = self._faces.get(role)
        if face is None:
            face = self._faces[role] = self._make(self._list.roles[role])
        return face

    @functools.cached_property
    def _system_files(self) -> dict[str, Path]:
        files: dict[str, Path] = {}
        for folder in self._folders:
            for path in sorted(folder.rglob("*")):
                if path.suffix.lower() in {".ttf", ".ttc"}:
                    files.setdefault(path.name.lower(), path)
        return files

    def _make(self, role: Role) -> Face:
        own = role.files[0]
        fallback = [path for path in (own, *self._list.fallback) if path.is_file()]
        for name in role.system:
            path = self._system_files.get(name)
            if path is not None and _is_usable(path):
                return Face(role, path, fallback)
        return Face(role, own, [path for path in fallback if path != own])


def _is_usable(path: Path) -> bool:
    """Whether a font of the PC may be embedded and has outlines ReportLab can write."""
    try:
        if _may_embed(path):
            _load(path)
            return True
    except (TTFError, OSError):
        return False
    return False


@functools.cache
def shipped_set() -> FontSet:
    """The shipped fonts alone: the same paper on every PC."""
    return FontSet()
