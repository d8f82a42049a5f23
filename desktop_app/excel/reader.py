"""Reads a workbook into values and problems; nothing in it is run, followed or guessed."""

import hashlib
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop_app.errors import Cancelled
from desktop_app.excel.classified import classified_place
from desktop_app.excel.duplicates import repeated_rows
from desktop_app.excel.grid import RawBook, RawSheet, Visibility
from desktop_app.excel.headers import FEWEST_COLUMNS, Header, find_header
from desktop_app.excel.kinds import FileRefused
from desktop_app.excel.loading import load_book
from desktop_app.excel.pasted import PastedRange
from desktop_app.excel.problems import Cause, CellProblem, cause_advice, file_problem
from desktop_app.excel.reading import (
    AmountMemory,
    BookReading,
    ColumnMap,
    SheetReading,
    TemplateMark,
)
from desktop_app.excel.sheet import SheetSpec
from desktop_app.excel.sheet_reader import SheetReader
from desktop_app.excel.template_mark import MARK_SHEET, PROBLEM_SHEET, find_mark
from desktop_app.values.memory import collection_paused

Progress = Callable[[int, int], None]
"""Steps done and steps in all."""
_MOST_FILE_BYTES = 100 * 1024 * 1024


def read_book(
    source: Path | PastedRange,
    specs: Sequence[SheetSpec],
    *,
    column_maps: Sequence[ColumnMap] = (),
    memory: AmountMemory | None = None,
    cancelled: Callable[[], bool] | None = None,
    progress: Progress | None = None,
) -> BookReading:
    """Reads every sheet that is one of `specs`; raises only Cancelled.

    Args:
        source: a file, whose name says nothing about what it is, or a pasted range.
        specs: what to look for.
        column_maps: the clerk's decisions about columns nobody knows.
        memory: amounts known before and confirmed, to ask about 元 and 万元.
        cancelled: asked between steps; True stops the work.
        progress: told how many of how many steps are done.
    """
    steps = _Steps(cancelled, progress)
    try:
        with collection_paused():
            return _read(source, specs, column_maps, memory or AmountMemory(), steps)
    except FileRefused as refused:
        name = source.name or str(source)
        problem = file_problem(name, refused.cause, refused.message, refused.advice)
        return BookReading(name, _digest(source, refused.cause), "", problem, None, ())


def _read(
    source: Path | PastedRange,
    specs: Sequence[SheetSpec],
    maps: Sequence[ColumnMap],
    memory: AmountMemory,
    steps: "_Steps",
) -> BookReading:
    if isinstance(source, PastedRange):
        kind, book, digest = "", source.raw_book(specs, maps), source.digest
    else:
        data = _bytes_of(source)
        kind, book = load_book(data, steps.pulse)
        digest = hashlib.new("sm3", data).hexdigest()
    reading = _Reading(source.name, book, specs, maps, memory)
    sheets = reading.sheets(steps)
    return BookReading(source.name, digest, kind, None, reading.mark, sheets, reading.notes)


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise FileRefused(Cause.NO_FILE, "这是文件夹，不是工作簿", "请选文件夹里的工作簿。")
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileRefused(Cause.NO_FILE, "这不是普通文件", "请选工作簿本身。")
        if path.stat().st_size > _MOST_FILE_BYTES:
            raise FileRefused(Cause.TOO_LARGE, "文件超过 100 MB，超出正常表格")
        return path.read_bytes()
    except OSError as error:
        raise FileRefused(Cause.NO_FILE, "文件打不开或不在原处") from error


def _digest(source: Path | PastedRange, cause: Cause) -> str:
    if cause in {Cause.CLASSIFIED, Cause.NO_FILE}:
        return ""
    if isinstance(source, PastedRange):
        return source.digest
    if not source.is_file():
        return ""
    with source.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.new("sm3")).hexdigest()


class _Steps:
    """Counts the steps of one reading and asks whether to go on."""

    def __init__(self, cancelled: Callable[[], bool] | None, progress: Progress | None) -> None:
        self._cancelled = cancelled
        self._progress = progress
        self.done = 0
        self.total = 1

    def pulse(self) -> None:
        """One step done; raises Cancelled if the user wants to stop."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        self.done += 1
        self.total = max(self.total, self.done)
        if self._progress is not None:
            self._progress(self.done, self.total)


class _Reading:
    """The reading of one book."""

    def __init__(
        self,
        file: str,
        book: RawBook,
        specs: Sequence[SheetSpec],
        maps: Sequence[ColumnMap],
        memory: AmountMemory,
    ) -> None:
        self._file = file
        self._book = book
        self._specs = specs
        self._maps = maps
        self._memory = memory
        self.mark = find_mark(book)
        self.notes: tuple[str, ...] = ()

    def sheets(self, steps: _Steps) -> tuple[SheetReading, ...]:
        """The recognised sheets; raises FileRefused when there is none or one is 涉密."""
        specs = self._wanted()
        found = self._headers(specs)
        if not found:
            raise self._nothing_found()
        self._refuse_classified(found)
        steps.total = steps.done + sum(len(header.columns) for _, header in found) + 1
        readings = [
            SheetReader(
                self._file, sheet, header, self._memory, self.mark, is_1904=self._book.is_1904
            ).read(steps.pulse)
            for sheet, header in found
        ]
        return repeated_rows(self._file, readings)

    def _wanted(self) -> Sequence[SheetSpec]:
        """The specs the template mark leaves; a foreign or old template is refused here."""
        if self.mark is None:
            return self._specs
        spec = next((item for item in self._specs if item.id == self.mark.sheet), None)
        if spec is None:
            wanted = "、".join(f"《{item.title}》" for item in self._specs[:2])
            raise FileRefused(
                Cause.OTHER_TEMPLATE, "这是另一种表的模板", f"请下载{wanted}的模板重新填写。"
            )
        if self.mark.version != spec.version:
            raise FileRefused(
                Cause.OLD_TEMPLATE,
                f"模板是第{self.mark.version}版，现行是第{spec.version}版",
                f"请下载《{spec.title}》第{spec.version}版重新填写。",
            )
        return self._specs

    def _headers(self, specs: Sequence[SheetSpec]) -> list[tuple[RawSheet, Header]]:
        found: list[tuple[RawSheet, Header]] = []
        unclear: list[Header] = []
        ignored: list[str] = []
        for sheet in self._book.sheets:
            if sheet.name in {MARK_SHEET, PROBLEM_SHEET} or not sheet.rows:
                continue
            header = find_header(
                sheet,
                specs,
                self._maps,
                fewest=1 if self._book.is_pasted else FEWEST_COLUMNS,
                marked=self.mark.sheet if self.mark else "",
            )
            if header is None:
                continue
            if sheet.visibility is not Visibility.VISIBLE:
                ignored.append(f"隐藏的工作表“{sheet.name}”没有读入。")
            elif header.rivals:
                unclear.append(header)
                ignored.append(f"工作表“{sheet.name}”{_unclear(header)}，没有读入。")
            else:
                found.append((sheet, header))
        self.notes = tuple(ignored)
        if unclear and not found:
            raise FileRefused(Cause.UNCLEAR_SHEET, _unclear(unclear[0])[:40])
        return found

    def _nothing_found(self) -> FileRefused:
        wanted = "、".join(f"《{item.title}》" for item in self._specs[:3])
        if self.notes:
            return FileRefused(Cause.NO_SHEET, "填报表被隐藏了", "请取消隐藏后再导入。")
        return FileRefused(Cause.NO_SHEET, f"找不到{wanted}的表头"[:40])

    def _refuse_classified(self, found: list[tuple[RawSheet, Header]]) -> None:
        for sheet, header in found:
            place = classified_place(sheet, header)
            if place:
                raise FileRefused(
                    Cause.CLASSIFIED,
                    f"“{sheet.name[:12]}”{place}标为涉密",
                    cause_advice(Cause.CLASSIFIED),
                )


def _unclear(header: Header) -> str:
    told = "还是".join(f"《{title}》" for title in (header.spec.title, *header.rivals)[:2])
    return f"分不清是{told}"


__all__ = [
    "AmountMemory",
    "BookReading",
    "CellProblem",
    "ColumnMap",
    "SheetReading",
    "TemplateMark",
    "read_book",
]
