"""Reads a long list part by part: only what is asked for, every fault at its cell."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from pathlib import Path

from desktop_app.excel.kinds import FileRefused
from desktop_app.excel.lists.cells import CellFault, convert
from desktop_app.excel.lists.heading import MOST_ABOVE, Asked, Heading, find_heading
from desktop_app.excel.lists.marks import Look
from desktop_app.excel.lists.problems import Problems
from desktop_app.excel.lists.quick import Value
from desktop_app.excel.lists.source import Row, Source, open_list
from desktop_app.excel.lists.spec import PERSONAL
from desktop_app.excel.problems import cause_advice
from desktop_app.values.text import are_texts, fold

SUM_WORDS = ("合计", "总计", "小计", "累计")
_SUM = re.compile(rf"(?:本[页日周月批表次期]|全部|分批)?(?:{'|'.join(SUM_WORDS)})")
_FOOT = re.compile(
    r"(?:制表|填表|填报|审核|复核|经办|核对|统计|导出|打印|生成|下载|查询|数据截[至止]|截[至止])"
    r"(?:人|员|单位|时间|日期|日)*(?:[:(]|$|\d)"
    r"|(?:负责人|单位负责人|联系人|联系电话|备注|附注|注|说明|单位|盖章|单位盖章)[:(]"
    r"|以下(?:空白|无正文)|第\d+页|共\d+[页条笔行]|[-—=_*]{3,}$"
)
"""What stands under a list: who drew it up, when, and remarks."""
LAST = 3
"""Rows at the end of a part that are looked at whatever their first cell says."""


@dataclass(frozen=True)
class Part:
    """Some rows of a list by column; `lines` says where each stood in the file."""

    lines: Sequence[int]
    columns: Mapping[str, Sequence[Value]]
    """By key, of the columns the file has."""
    faulty: Mapping[str, Collection[int]] = field(default_factory=dict)
    """By key, the places of cells that could not be read; they are noted."""

    def column(self, key: str) -> Sequence[Value]:
        """The values of a column; all empty if the file has none."""
        return self.columns.get(key) or [None] * len(self.lines)


class ListReading:
    """One list being read; `parts` may be gone through once."""

    def __init__(self, path: Path, asked: Asked, look: Look) -> None:
        self.problems = Problems()
        self.heading: Heading | None = None
        self.digest = ""
        self.sheet = ""
        self.rows = 0
        self._asked = asked
        self._source = self._open(path, look)

    def _open(self, path: Path, look: Look) -> Source | None:
        try:
            source = open_list(path, self._asked.sheet, look)
        except FileNotFoundError:
            self.problems.row(0, f"找不到文件“{path.name}”", "请核对文件名。")
            return None
        except OSError:
            self.problems.row(0, f"读不了“{path.name}”", "请先在别的程序里关闭它，或换一个位置。")
            return None
        except FileRefused as refused:
            self.problems.row(0, refused.message, refused.advice)
            return None
        self.digest, self.sheet = source.digest, source.sheet
        return source

    def parts(self) -> Iterator[Part]:
        """The rows with their faults noted; nothing if there is no heading to go by."""
        if self._source is None:
            return
        try:
            yield from self._parts(self._source)
        except FileRefused as refused:
            self.problems.row(0, refused.message, refused.advice)

    def _parts(self, source: Source) -> Iterator[Part]:
        parts = source.parts
        first = next(parts, [])
        heading = find_heading(first, self._asked, self.problems)
        self.heading = heading
        if heading is None:
            return
        line = heading.row + 1
        for rows in chain((first[heading.row :],), parts):
            yield self._part(heading, rows, line)
            line += len(rows)
        if self.rows == 0 and not self.problems.total:
            self.problems.row(
                0, f"表头（第 {heading.row} 行）下面没有数据", f"前 {MOST_ABOVE} 行算表头"
            )

    def _part(self, heading: Heading, rows: list[Row], line: int) -> Part:
        lines: Sequence[int] = range(line, line + len(rows))
        if (
            set(map(len, rows)) != {heading.width}
            or not all(map(any, rows))
            or self._may_have_others(rows, heading)
        ):
            lines, rows = self._regular(heading, rows, lines)
        self.rows += len(rows)
        by_place = list(zip(*rows, strict=True)) if rows else [()] * heading.width
        columns: dict[str, Sequence[Value]] = {}
        faulty: dict[str, Collection[int]] = {}
        for key, place in sorted(heading.places.items(), key=lambda each: each[0] in PERSONAL):
            cells = self._wanted(key, by_place[place], columns)
            columns[key], faulty[key] = self._column(key, place, cells, lines)
        return Part(lines, columns, faulty)

    def _wanted(
        self, key: str, cells: Sequence[object], columns: Mapping[str, Sequence[Value]]
    ) -> Sequence[object]:
        """The cells of a column; personal ones only of the kinds that ask for persons."""
        kinds = self._asked.of_persons
        if key not in PERSONAL or kinds is None or "kind" not in columns:
            return cells
        return [c if kind in kinds else "" for c, kind in zip(cells, columns["kind"], strict=True)]

    def _regular(
        self, heading: Heading, rows: list[Row], lines: Sequence[int]
    ) -> tuple[list[int], list[Row]]:
        """The rows that hold something, all as wide as the heading; rows of sums are left out."""
        kept_lines, kept = [], []
        for line, row in zip(lines, rows, strict=True):
            if not any(cell not in {None, ""} for cell in row) or self._is_no_data(row, heading):
                continue
            beyond = [cell for cell in row[heading.width :] if cell not in {None, ""}]
            if beyond:
                told = f"比表头多出内容“{str(beyond[0])[:20]}”"
                advice = "多半是文字里有逗号没有加引号；请用表格软件另存后导入。"
                self.problems.row(line, told, advice)
            kept_lines.append(line)
            padding: Row = [""] * (heading.width - len(row))
            kept.append([*row[: heading.width], *padding])
        return kept_lines, kept

    def _column(
        self, key: str, place: int, cells: Sequence[object], lines: Sequence[int]
    ) -> tuple[Sequence[Value], Collection[int]]:
        column = self._asked.spec.column(key)
        marked = self._marked(place, lines)
        if marked:
            cells = ["" if at in marked else cell for at, cell in enumerate(cells)]
        found = convert(column.kind, cells, self._asked.choices.get(key, {}))
        faults = {**found.faults, **marked}
        for at, fault in faults.items():
            self.problems.cell(lines[at], place, column.title, fault.message, fault.advice)
        if column.is_required and None in found.values:
            for at, value in enumerate(found.values):
                if value is None and at not in faults:
                    self.problems.cell(lines[at], place, column.title, f"“{column.title}”没有填")
        return found.values, faults.keys()

    def _marked(self, place: int, lines: Sequence[int]) -> dict[int, CellFault]:
        """The cells whose value the file does not tell, by place among these lines."""
        marks = self._source.marks if self._source is not None else {}
        return {
            at: CellFault(mark.message, cause_advice(mark.cause))
            for at, line in enumerate(lines if marks else ())
            if (mark := marks.get((line - 1, place)))
        }

    def _may_have_others(self, rows: list[Row], heading: Heading) -> bool:
        """Whether there may be rows that are no data: as a rule their first cell says so."""
        cells = list(map(itemgetter(0), rows))
        first = "".join(cells if are_texts(cells) else [c for c in cells if isinstance(c, str)])
        marks = ("计", "#", heading.line[0] or "#")
        is_marked = any(mark in first for mark in marks)
        return is_marked or any(self._is_no_data(each, heading) for each in rows[-LAST:])

    def _is_no_data(self, row: Row, heading: Heading) -> bool:
        """Whether a row is one of sums, a remark as platforms add, or the heading again."""
        first = next((cell for cell in row if cell not in {None, ""}), "")
        if not isinstance(first, str):
            return False
        said = re.sub(r"\s", "", fold(first)).lstrip("'`")
        if said.startswith("#") or _SUM.match(said) or heading.is_again(row):
            return True
        return bool(_FOOT.match(said)) and not self._has_required(row, heading)

    def _has_required(self, row: Row, heading: Heading) -> bool:
        """Whether a row fills half of the columns that must be filled: then it is data."""
        places = [heading.places[c.key] for c in self._asked.spec.columns if c.is_required]
        texts = [fold(str(row[at] or "")) for at in places if at < len(row)]
        filled = [text for text in texts if text and not _FOOT.match(text)]
        return 2 * len(filled) >= len(places)
