"""What is told of workbooks that name units as they were called before."""

from collections.abc import Iterator

from db.unit_of_work import ReadView
from desktop_app.excel.reader import BookReading
from desktop_app.excel.reading import SheetReading
from desktop_app.use_cases.base_data import unit_index
from desktop_app.use_cases.former_names import FormerName, former_names
from desktop_app.values.text import normal_name

MOST_CELLS = 3
"""Cells named for one old name; the others are counted."""


def old_names_told(view: ReadView, book: BookReading) -> tuple[str, ...]:
    """One sentence per old name in the workbook: under which unit its rows are taken, and where."""
    former = {normal_name(each.name): each for each in former_names(view)}
    if not former:
        return ()
    index = unit_index(view)
    units = {unit.id: unit for unit in index.values()}
    found: dict[str, list[str]] = {}
    for reading in book.sheets:
        for text, place in _unit_texts(reading):
            key = normal_name(text)
            if key in former and index[key].id == former[key].unit_id:
                is_present = key == normal_name(units[former[key].unit_id].name)
                found.setdefault("" if is_present else key, []).append(place)
    found.pop("", None)
    return tuple(
        _sentence(former[key], units[former[key].unit_id].name, places)
        for key, places in found.items()
    )


def _unit_texts(reading: SheetReading) -> Iterator[tuple[str, str]]:
    """Every text that may name a unit, with its place."""
    if heading := reading.heading.get("unit", ""):
        yield heading, f"{reading.sheet}表头"
    spec = reading.spec
    columns = {each.key for each in spec.columns if each.key == spec.unit_column}
    columns |= {"superior", "adopter", "owner_unit"} & {each.key for each in spec.columns}
    for column in columns & reading.columns.keys():
        letter = reading.columns[column]
        for row in reading.rows:
            text = row.values.get(column)
            if isinstance(text, str) and text and text != heading:
                yield text, f"{reading.sheet}!{letter}{row.row}"


def _sentence(former: FormerName, today: str, places: list[str]) -> str:
    listed = "、".join(places[:MOST_CELLS])
    more = f" 等 {len(places)} 处" if len(places) > MOST_CELLS else ""
    turn = "已并入" if former.is_merged else "现在叫"
    return f"“{former.name}”（用到 {former.until}）{turn}“{today}”，{listed}{more}按“{today}”收。"
