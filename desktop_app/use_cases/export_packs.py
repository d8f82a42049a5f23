"""A folder handed over: lists, papers and the log, with an index that holds every file's digest."""

import hashlib
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.unit_of_work import ReadView
from desktop_app.domain.record import Event, Paper
from desktop_app.excel.sheet import ColumnKind, ColumnSpec
from desktop_app.excel.writer import write_list
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.places import UNSAFE_IN_NAMES, make_folder, write_file

LOG = "五、日志"
LONGEST_STEM = 80


@dataclass(frozen=True)
class Exported:
    """Where a pack was written, and what it holds."""

    path: Path
    """The folder, or the zip file."""
    files: tuple[str, ...]
    """By name inside it, the index last."""


@dataclass(frozen=True)
class ExportPack:
    """One pack being written."""

    desk: Desk
    folder: Path
    head: str
    """What stands above every list: whose it is, when and from which state of the log."""

    def place(self, name: str) -> Path:
        """Where a file of this name goes; its folder is there."""
        path = self.folder / _safe(name)
        make_folder(path.parent)
        return path

    def put(self, name: str, content: bytes) -> None:
        """Write a file."""
        write_file(self.place(name), content)

    def table(
        self,
        name: str,
        title: str,
        columns: Sequence[ColumnSpec],
        rows: Iterable[Mapping[str, object]],
        sums: Sequence[str] = (),
    ) -> None:
        """Write a workbook of one list."""
        write_list(columns, rows, self.place(name), title=title, head=self.head, sums=sums)

    def papers(self, folder: str, papers: Iterable[Paper]) -> None:
        """Write papers exactly as issued, void ones marked so."""
        for paper in sorted(papers, key=lambda each: each.id):
            if paper.digest:
                void = "（作废）" if paper.is_void else ""
                number = paper.document_number or paper.number
                name = f"{folder}/{paper.id:04}-{paper.title}{number}{void}.pdf"
                self.put(name, self.desk.workspace.files.get(paper.digest))

    def log(self, view: ReadView, events: Iterable[Event]) -> None:
        """Write the events in the order of the log, each with its digest."""
        columns = (
            ColumnSpec("sequence", "日志序号", ColumnKind.INTEGER, width=10),
            ColumnSpec("at", "时间", width=20),
            ColumnSpec("actor", "经办人", width=12),
            ColumnSpec("title", "事项", width=44),
            ColumnSpec("reason", "理由", ColumnKind.LONG_TEXT, width=40),
            ColumnSpec("rows", "改动行数", ColumnKind.INTEGER, width=10),
            ColumnSpec("previous", "前一条摘要", width=68),
            ColumnSpec("digest", "本条摘要", width=68),
        )
        rows = [
            {
                "sequence": event.sequence,
                "at": f"{event.at:%Y-%m-%d %H:%M:%S}",
                "actor": event.actor,
                "title": event.title,
                "reason": event.reason,
                "rows": sum(1 for _ in view.events.changes(event.id)),
                "previous": event.previous,
                "digest": event.digest,
            }
            for event in sorted(events, key=lambda each: each.sequence)
        ]
        self.table(f"{LOG}/日志摘录.xlsx", "日志摘录", columns, rows)

    def finished(self, title: str, *, is_zipped: bool) -> Exported:
        """Write the index; then, if asked, the folder as one zip."""
        files = self._index(title)
        return self._zipped(files) if is_zipped else Exported(self.folder, files)

    def _index(self, title: str) -> tuple[str, ...]:
        names = sorted(
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if path.is_file()
        )
        columns = (
            ColumnSpec("name", "文件", ColumnKind.LONG_TEXT, width=70),
            ColumnSpec("size", "字节", ColumnKind.INTEGER, width=12),
            ColumnSpec("digest", "SM3 摘要", width=68),
        )
        rows = []
        for name in names:
            content = (self.folder / name).read_bytes()
            digest = hashlib.new("sm3", content).hexdigest()
            rows.append({"name": name, "size": len(content), "digest": digest})
        self.table(f"{title}.xlsx", title, columns, rows)
        return (*names, f"{title}.xlsx")

    def _zipped(self, files: tuple[str, ...]) -> Exported:
        out = _free(self.folder.with_name(f"{self.folder.name}.zip"))
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
            for name in files:
                book.write(self.folder / name, f"{self.folder.name}/{name}")
                (self.folder / name).unlink()
        for folder in sorted(self.folder.rglob("*"), reverse=True):
            folder.rmdir()
        self.folder.rmdir()
        return Exported(out, files)


def new_folder(out: Path, name: str) -> Path:
    """A folder of this name inside `out`; an earlier one is never written over."""
    return make_folder(_free(out / name.translate(UNSAFE_IN_NAMES)))


def _safe(name: str) -> str:
    """A name inside the pack without what file systems refuse; its folder stays."""
    folder, _, file = name.rpartition("/")
    clean = file.translate(UNSAFE_IN_NAMES)
    stem, dot, suffix = clean.rpartition(".")
    short = f"{stem[:LONGEST_STEM]}{dot}{suffix}"
    return f"{folder}/{short}" if folder else short


def _free(path: Path) -> Path:
    """The path, numbered if it is taken: an earlier pack is never written over."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}({number}){path.suffix}")
    return found
