"""Headings of a pack's sheets that could not be told apart when a workbook comes back."""

from collections.abc import Iterator, Mapping

from desktop_app.excel.headers import normal_header
from desktop_app.excel.sheet import ColumnSpec, SheetSpec
from desktop_app.excel.sheets.reserve_pool import FUNDING_PREFIX
from desktop_app.rules.asking import never_asked
from desktop_app.rules.faults import Fault
from desktop_app.rules.loader import LoadResult, load_pack
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.imports.specs import pack_specs

FUNDING_SOURCE = "funding_source"
COUNTER = "序号"
"""The heading of the numbers the program puts before the rows of every workbook."""


def load_checked(files: Mapping[str, bytes]) -> LoadResult:
    """The pack of some files, its sheets looked through as well, and where facts are asked."""
    result = load_pack(files)
    if result.pack is None:
        return result
    faults = (*result.faults, *heading_clashes(result.pack), *never_asked(result.pack))
    return LoadResult(None if faults else result.pack, faults, result.id)


def heading_clashes(pack: Pack) -> tuple[Fault, ...]:
    """Two columns of a sheet under one heading, and columns called as the row numbers are."""
    return tuple(fault for spec in pack_specs(pack).values() for fault in _of_sheet(pack, spec))


def _of_sheet(pack: Pack, spec: SheetSpec) -> Iterator[Fault]:
    first: dict[str, ColumnSpec] = {}
    for column in spec.columns:
        heading = normal_header(column.title)
        other = first.setdefault(heading, column)
        if heading == COUNTER:
            yield _fault(
                pack, spec, column, f"“{spec.title}”的列不能叫“{column.title}”，与行号混淆",
                "换一个列名，如“件号”“受理序号”",
            )  # fmt: skip
        elif other is not column:
            own = column if _place(pack, spec, column)[0] else other
            yield _fault(
                pack, spec, own, f"“{spec.title}”里有两列都叫“{column.title}”，收回时分不清",
                "给其中一列换一个名称；括号里的字、单位不算不同",
            )  # fmt: skip


def _fault(pack: Pack, spec: SheetSpec, column: ColumnSpec, message: str, advice: str) -> Fault:
    file, key = _place(pack, spec, column)
    return Fault(file or "sheets.toml", key or f"sheet[{spec.id}]", message, advice)


def _place(pack: Pack, spec: SheetSpec, column: ColumnSpec) -> tuple[str, str]:
    """File and key of what names the column; empty for one the program brings along."""
    return next(_places(pack, spec, column.key), ("", ""))


def _places(pack: Pack, spec: SheetSpec, key: str) -> Iterator[tuple[str, str]]:
    text = pack.sheet_text(spec.id)
    if text is not None and key in text.titles:
        yield "sheets.toml", f"sheet[{spec.id}].titles.{key}"
    if any(each.fact == key for each in pack.sheet_columns(spec.id)):
        yield "sheets.toml", f"column[{key}].title"
    if spec.is_ledger and any(each.id == key for each in pack.register(spec.id).field):
        yield "registers.toml", f"register[{spec.id}].field[{key}].label"
    yield from _builtin_places(pack, key)
    if any(each.id == key for each in pack.recorded):
        yield "facts.toml", f"fact[{key}].label"


def _builtin_places(pack: Pack, key: str) -> Iterator[tuple[str, str]]:
    """Where the pack gives a built-in fact its own words."""
    for builtin in pack.builtin_uses:
        if key == builtin.id and builtin.label:
            yield "facts.toml", f"builtin[{key}].label"
        for choice in builtin.choices:
            if key == FUNDING_PREFIX + choice.id and builtin.id == FUNDING_SOURCE:
                yield "facts.toml", f"builtin[{builtin.id}].choices[{choice.id}].label"
