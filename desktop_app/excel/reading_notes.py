"""What is worth telling about a reading besides problems: what was left out, moved or hidden."""

from collections.abc import Mapping, Sequence

from desktop_app.excel.faults import shown
from desktop_app.excel.grid import RawSheet, column_letters
from desktop_app.excel.headers import Header
from desktop_app.excel.reading import RowReading
from desktop_app.excel.table import TableRows


def reading_notes(
    sheet: RawSheet,
    header: Header,
    table: TableRows,
    rows: Sequence[RowReading],
    units: Mapping[str, str],
) -> tuple[str, ...]:
    """The notes of one sheet; `units` is the unit each column of money was read in."""
    notes = [f"第{total.row + 1}行是{total.word}，不读入。" for total in table.totals]
    notes += [f"第{row + 1}行是示例，不读入。" for row in table.examples]
    notes += _note_rows(sheet, header, table)
    hidden = [row.row for row in rows if row.is_hidden]
    if hidden:
        notes.append(f"有{len(hidden)}行被隐藏或筛掉，也读入了（第{hidden[0]}行起）。")
    if left_open := [row.row for row in rows if row.is_unanswered]:
        notes.append(f"有{len(left_open)}行没有填写（第{left_open[0]}行起），不读入。")
    concealed = sheet.hidden_columns & set(header.columns.values())
    notes += [f"{column_letters(column)}列被隐藏，也读入了。" for column in sorted(concealed)]
    notes += [
        f"{column_letters(column)}列{shown(text)}不在模板内，没有读入。"
        for column, text in header.unknown.items()
    ]
    titles = {column.key: column for column in header.spec.columns}
    notes += [
        f"“{titles[key].title}”按{unit}读入。"
        for key, unit in units.items()
        if unit != titles[key].unit
    ]
    return tuple(notes)


def _note_rows(sheet: RawSheet, header: Header, table: TableRows) -> list[str]:
    """The rows among the data that were taken for remarks, each with what stands there."""
    last = max(table.data, default=-1)
    told = []
    for row in table.notes:
        texts = [text for at in sorted(header.columns.values()) if (text := sheet.text_at(row, at))]
        counter = header.counter
        if counter is not None and (text := sheet.text_at(row, counter)):
            texts.insert(0, text)
        if row < last and texts:
            told.append(f"第{row + 1}行看作说明，没有读入：{shown(texts[0])}。")
    return told
