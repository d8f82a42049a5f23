"""Tells the rows of a table apart: data, totals, examples, notes, repeated headers, blanks."""

import re
from dataclasses import dataclass, field

from desktop_app.excel.grid import RawSheet, quote
from desktop_app.excel.headers import Header, normal_header
from desktop_app.excel.sheet import ColumnKind
from desktop_app.excel.surroundings import LONGEST_SEARCHED
from desktop_app.excel.totals import Total, named_total, total_word
from desktop_app.values.text import fold

_EXAMPLE_MARK = re.compile(r"(?:填写)?(?:示例|样例|范例|例)\d*")
_EXAMPLE_NAME = re.compile(r"[(\[]?(?:填写)?(?:示例|样例|范例)(?:\d*[)\]:]|$)")
_NOTE = re.compile(
    r"(?:填表|填报|填写)?(?:说明|须知|要求|提示)|注\d*[:.、 ]|备注[:]|[*※★]|\d+[.、].{6,}"
    r"|[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|第\d+页|共\d+页|以下空白|此页无正文"
)
_FOOT = re.compile(
    r"(?:单位|部门|分管|主要)?(?:负责人|领导|主管)[^:]{0,8}:|(?:填报|填表|制表|经办|联系|审核|复核|编制)"
    r"人?(?:员|单位|部门|日期|时间)?(?:\([^)]*\))?[^:]{0,4}:|联系(?:人|电话|方式)[^:]{0,6}:|日期:|(?:盖章|公章)"
)
_SUSPECT = (
    "合总小共累本示样例范注说备填单部分主联审复制编经日盖公以全第此一二三四五六七八九十（([【*※★"
    " \u3000\u00a0\u200b\ufeff"
)
_DIGITS = "1234567890"
_LAST_OF_TOTAL = "计总:："
_FEWEST_TITLES = 3
_AMOUNTS = frozenset({ColumnKind.MONEY, ColumnKind.NUMBER})
_WIDE_MERGE = 3


@dataclass
class TableRows:
    """Row numbers counted from 0, by what they are."""

    data: list[int] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    examples: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    second: tuple[int, int] | None = None
    """First cell of a further header whose columns stand otherwise; nothing below it is sorted."""


def sort_rows(sheet: RawSheet, header: Header) -> TableRows:
    """Sorts every row below the header; what is not certainly something else is data."""
    return _Sorter(sheet, header).run()


def rows_left_open(sheet: RawSheet, header: Header, data: list[int]) -> frozenset[int]:
    """Rows that say which one they are and nothing else."""
    naming = header.spec.naming_columns
    answers = [at for key, at in header.columns.items() if key not in naming]
    if not naming or not answers:
        return frozenset()
    return frozenset(
        index
        for index in data
        if not any(_is_filled(sheet.rows[index][at]) or (index, at) in sheet.marks
                   for at in answers)
    )  # fmt: skip


def _is_filled(value: object) -> bool:
    return value != "" and not (type(value) is str and value.isspace())


class _Sorter:
    def __init__(self, sheet: RawSheet, header: Header) -> None:
        self._sheet = sheet
        self._header = header
        self._found = TableRows()
        self._mapped = sorted(header.columns.values())
        self._amounts = {
            header.columns[column.key]
            for column in header.spec.columns
            if column.kind in _AMOUNTS and column.key in header.columns
        }
        self._titles = {
            normal_header(name)
            for column in header.spec.columns
            for name in (column.title, *column.aliases)
        }
        self._lead = self._lead_column()
        self._lead_is_code = any(
            column.kind is ColumnKind.CODE and header.columns.get(column.key) == self._lead
            for column in header.spec.columns
        )
        self._first = header.counter if header.counter is not None else self._mapped[0]
        self._marked = {row for row, column in sheet.marks if column in set(self._mapped)}
        self._wide = {area[0] for area in sheet.merges if area[3] - area[1] + 1 >= _WIDE_MERGE}

    def _lead_column(self) -> int:
        """The column that names a row: its last key column that the sheet has."""
        keys = [key for key in self._header.spec.key if key in self._header.columns]
        return self._header.columns[keys[-1]] if keys else self._mapped[0]

    def run(self) -> TableRows:
        rows, lead, first = self._sheet.rows, self._lead, self._first
        header_text = "".join(
            quote(rows[row][lead])[:1] for row in range(self._header.first, self._header.last + 1)
        )
        needed = "".join(column.title[0] for column in self._header.spec.needed)
        suspects = frozenset(_SUSPECT + header_text)
        # A note may be numbered; a column of codes begins with digits in every row.
        lead_suspects = suspects | frozenset("" if self._lead_is_code else _DIGITS + needed)
        data = self._found.data
        for index in range(self._header.last + 1, len(rows)):
            row = rows[index]
            value, mark = row[lead], row[first]
            if (
                value == ""
                or (
                    type(value) is str
                    and (value[0] in lead_suspects or value[-1] in _LAST_OF_TOTAL)
                )
                or (type(mark) is str and mark != "" and mark[0] in suspects)
            ):
                self._sort(index)
            else:
                data.append(index)
            if self._found.second:
                break
        return self._found

    def _sort(self, index: int) -> None:
        row = self._sheet.rows[index]
        texts = {
            column: fold(quote(value)[:LONGEST_SEARCHED])
            for column, value in enumerate(row)
            if value != ""
        }
        texts = {column: text for column, text in texts.items() if text}
        if not texts and index not in self._marked:
            return
        if total := self._total(index, texts):
            self._found.totals.append(total)
        elif self._is_example(texts):
            self._found.examples.append(index)
        elif self._is_repeated_header(texts):
            self._found.repeated.append(index)
        elif self._is_other_header(texts):
            self._found.second = (index, min(texts))
        elif self._is_note(index, texts):
            self._found.notes.append(index)
        else:
            self._found.data.append(index)

    def _total(self, index: int, texts: dict[int, str]) -> Total | None:
        for column, text in texts.items():
            if column > max(self._lead, self._first):
                break
            if word := total_word(text):
                return Total(index, word)
        told = [text for column, text in texts.items() if column not in self._amounts]
        if len(told) != 1 or len(texts) == 1:
            return None
        if word := total_word(told[0]):
            return Total(index, word)
        word = named_total(told[0])
        return Total(index, word, is_named=True) if word else None

    def _is_example(self, texts: dict[int, str]) -> bool:
        counter = self._header.counter
        mark = texts.get(counter, "") if counter is not None else ""
        return bool(_EXAMPLE_MARK.fullmatch(mark) or _EXAMPLE_NAME.match(texts.get(self._lead, "")))

    def _is_repeated_header(self, texts: dict[int, str]) -> bool:
        names = {
            normal_header(quote(self._sheet.rows[row][column])): column
            for row in range(self._header.first, self._header.last + 1)
            for column in self._mapped
        }
        same = sum(names.get(normal_header(text)) == column for column, text in texts.items())
        return same >= 2 and same * 2 >= len(texts)  # noqa: PLR2004 - one cell may be chance

    def _is_other_header(self, texts: dict[int, str]) -> bool:
        same = sum(normal_header(text) in self._titles for text in texts.values())
        return same >= _FEWEST_TITLES and same * 2 >= len(texts)

    def _is_note(self, index: int, texts: dict[int, str]) -> bool:
        """Whether the row says nothing of a project: a note, a signature, a prepared empty row."""
        if index in self._marked:
            return False
        if not any(texts.get(column, "0") != "0" for column in self._mapped):
            return True
        if self._has_number(index):
            return False
        first = next(iter(texts.values()))
        if _FOOT.match("".join(first.split())):
            return True
        return len(texts) == 1 and (bool(_NOTE.match(first)) or index in self._wide)

    def _has_number(self, index: int) -> bool:
        """Whether a column of amounts holds a number: then the row is data, whatever it says."""
        row = self._sheet.rows[index]
        return any(isinstance(row[column], float) for column in self._amounts)
