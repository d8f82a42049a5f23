"""The sheets of this workspace: the built-in ones with the pack's choices and columns."""

from dataclasses import replace

from db.unit_of_work import ReadView
from desktop_app.excel.sheet import ColumnKind, ColumnSpec, SheetContext, SheetSpec
from desktop_app.excel.sheets import SHEETS, sheet_spec
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema.sheets import SheetColumn

KINDS = {
    "money": ColumnKind.MONEY,
    "integer": ColumnKind.INTEGER,
    "date": ColumnKind.DATE,
    "text": ColumnKind.LONG_TEXT,
    "bool": ColumnKind.BOOLEAN,
    "choice": ColumnKind.CHOICE,
}
CHOICE_FACTS = (
    "nature",
    "category",
    "infrastructure_kind",
    "funding_source",
    "by_reference_kind",
    "superior_opinion",
    "unit_kind",
    "owner_type",
)


def workspace_specs(view: ReadView, pack: Pack) -> dict[str, SheetSpec]:
    """Every sheet by id, as this pack and this office's units make it."""
    units = tuple(unit.name for unit in view.units.all() if unit.valid_until is None)
    choices = {fact: pack.choices(fact) for fact in CHOICE_FACTS}
    specs = {}
    for sheet in SHEETS:
        columns = pack.sheet_columns(sheet)
        context = SheetContext(choices, tuple(_column(pack, each) for each in columns), units)
        specs[sheet] = _reworded(pack, _ordered(sheet_spec(sheet, context), columns))
    return specs


def _column(pack: Pack, column: SheetColumn) -> ColumnSpec:
    fact = pack.fact(column.fact)
    kind = KINDS.get(fact.type, ColumnKind.TEXT)
    return ColumnSpec(
        key=column.fact,
        title=column.title,
        kind=kind,
        unit="万元" if kind is ColumnKind.MONEY else "",
        required=column.required,
        choices=fact.choices,
        width=column.width,
        hint=column.hint,
        aliases=column.aliases,
        max_length=column.max_length or 0,
        minimum=0 if kind is ColumnKind.MONEY else None,
    )


def _ordered(spec: SheetSpec, columns: tuple[SheetColumn, ...]) -> SheetSpec:
    """The spec with each further column behind the one it names."""
    ordered = list(spec.columns)
    for column in columns:
        keys = [each.key for each in ordered]
        if column.after in keys:
            moved = ordered.pop(keys.index(column.fact))
            behind = [each.key for each in ordered].index(column.after) + 1
            ordered.insert(behind, moved)
    return replace(spec, columns=tuple(ordered))


def _reworded(pack: Pack, spec: SheetSpec) -> SheetSpec:
    """The spec under the pack's own title and notes."""
    text = pack.sheet_text(spec.id)
    if text is None:
        return spec
    return replace(spec, title=text.title or spec.title, notes=(*spec.notes, *text.notes))
