"""The rows of a register as a list shows them: columns, sums, where each stands, whose it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from db.unit_of_work import ReadView
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner, RegisterEntry
from desktop_app.domain.register_cells import decimal_text
from desktop_app.rules.pack import Pack
from desktop_app.rules.register_place import register_place
from desktop_app.rules.schema import RegisterField, RegisterSpec
from desktop_app.rules.verdict import LIGHT_WORDS, JsonValue
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.registers.editing import (
    rows_beside,
    rows_under,
    settled_owner,
    wanted_value,
)
from desktop_app.use_cases.standing.entries import pack_of_owner, spec_of
from desktop_app.use_cases.standing.reading import Reading, reading_of
from desktop_app.values.identity import mask_as
from desktop_app.values.ids import EntryId, ProjectId
from desktop_app.values.money import Fen, wan_text, yuan_text

UNNAMING = frozenset({"integer", "number", "money", "date"})
"""Kinds of columns whose bare values say nothing: 1, 30,000.00, 2026-03-31."""


@dataclass(frozen=True)
class RegisterColumn:
    """One column of a list: what it is called and how its cells read."""

    id: str
    label: str
    type: str
    unit: str = ""
    width: int = 14
    is_sum: bool = False
    is_personal: bool = False
    format: str = ""
    required: bool = False
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_computed: bool = False


@dataclass(frozen=True)
class EntryRow:
    """One row of a register, with whose it is and where it stands."""

    id: EntryId
    register: str
    name: str
    """What tells the row from others: a person masked, a bare figure or day with what it is."""
    project: str
    """Code and name of its project; empty without one."""
    unit: str
    above: str
    """The row or the system it stands under."""
    cells: Mapping[str, JsonValue]
    """Personal ones masked, as in `texts`."""
    texts: Mapping[str, str]
    """The cells as a clerk reads them, in the unit of their column."""
    state: str
    state_label: str
    light: str
    light_word: str
    open_step: str
    source: str
    """Workbook, sheet and row it was read from; empty if it was keyed in."""
    project_id: ProjectId | None = None
    is_live: bool = True

    @property
    def subject(self) -> Subject:
        """The row as the subject of procedures and papers."""
        return Subject(ENTRY, self.id)


@dataclass(frozen=True)
class RegisterPage:
    """One register, or one owner's part of it."""

    id: str
    title: str
    label: str
    owner_kind: str
    of_project: str
    columns: tuple[RegisterColumn, ...]
    rows: tuple[EntryRow, ...]
    notes: tuple[str, ...] = ()
    help: str = ""
    clauses: tuple[str, ...] = ()
    above: str = ""
    """What the rows stand under: a system, or a row of another register; empty for neither."""
    names_project: bool = True
    """Whether rows say which project they are about, themselves or by what they stand under."""

    @property
    def sums(self) -> dict[str, str]:
        """The sums of the columns that are summed, over the rows that count."""
        return {
            each.id: shown(each.type, each.unit, sum(_numbers(self.rows, each.id)))
            for each in self.columns
            if each.is_sum and each.type == "money"
        }


def register_page(desk: Desk, register: str, owner: Owner | None = None) -> RegisterPage:
    """The rows of a register: all of them, or those of one owner."""
    with desk.workspace.read() as view:
        reading = reading_of(desk, view)
        settled = settled_owner(view, owner) if owner is not None else None
        pack = pack_of_owner(reading, settled or Owner(), register)
        spec = spec_of(pack, register)
        if settled is None:
            entries: Sequence[RegisterEntry] = view.registers.of_register(register)
        elif spec.owner not in ("project", "unit", "system", "none") and settled.parent_id is None:
            below = view.registers.of_owners("project_id", (settled.project_id or 0,))
            entries = [each for each in below if each.register_id == register]
        else:
            rows = rows_under if settled.project_id is None else rows_beside
            entries = rows(view, spec, settled)
        return page_of(reading, pack, spec, entries)


def page_of(
    reading: Reading, pack: Pack, spec: RegisterSpec, entries: Iterable[RegisterEntry]
) -> RegisterPage:
    """A page of some rows of a register."""
    found = tuple(entries)
    labels = {each.id: each.label for each in pack.registers}
    return RegisterPage(
        id=spec.id,
        title=spec.title,
        label=spec.label,
        owner_kind=spec.owner or "none",
        of_project=spec.of_project,
        columns=tuple(column_of(each) for each in spec.field),
        rows=_rows(reading, pack, spec, found),
        notes=spec.notes,
        help=spec.help,
        clauses=pack.clauses(spec.rows),
        above="系统" if spec.owner == "system" else labels.get(spec.owner or "", ""),
        names_project=register_place(pack.registers, spec.id, ()).names_project,
    )


def column_of(column: RegisterField) -> RegisterColumn:
    """A column as lists and forms show it."""
    wanted = wanted_value(column)
    return RegisterColumn(
        id=column.id,
        label=column.label,
        type=column.type,
        unit=(column.unit or "万元") if column.type == "money" else column.unit,
        width=column.width,
        is_sum=column.is_sum,
        is_personal=column.is_personal,
        format=column.format,
        required=column.required,
        hint=column.hint,
        choices=tuple(wanted.choices),
        is_computed=column.equals is not None,
    )


def cell_text(column: RegisterColumn, value: JsonValue) -> str:
    """A cell as lists show it: a personal one is masked."""
    text = shown(column.type, column.unit, value, column.choices)
    return mask_as(column.format, text) if column.is_personal and text else text


def _masked(
    columns: Iterable[RegisterColumn], cells: Mapping[str, JsonValue]
) -> Mapping[str, JsonValue]:
    """The cells with the personal ones as lists show them."""
    hidden = {c.id: cell_text(c, cells[c.id]) for c in columns if c.is_personal and c.id in cells}
    return {**cells, **hidden}


def shown(kind: str, unit: str, value: JsonValue, choices: Iterable[tuple[str, str]] = ()) -> str:
    """A cell as a clerk reads it, in the unit of its column."""
    labels = dict(choices)
    match value:
        case None:
            text = ""
        case bool():
            text = "是" if value else "否"
        case int() if kind == "money":
            text = yuan_text(Fen(value)) if unit == "元" else wan_text(Fen(value))
        case tuple():
            text = "、".join(labels.get(each, each) for each in value)
        case str() if unit == "%":
            text = f"{decimal_text(Decimal(value) * 100)}%"
        case _:
            text = labels.get(str(value), str(value))
    return text


def _numbers(rows: Iterable[EntryRow], column: str) -> list[int]:
    found = (row.cells.get(column) for row in rows if row.is_live)
    return [each for each in found if isinstance(each, int)]


def _rows(
    reading: Reading, pack: Pack, spec: RegisterSpec, entries: Sequence[RegisterEntry]
) -> tuple[EntryRow, ...]:
    view = reading.view
    projects = view.names.of("project", {e.project_id for e in entries if e.project_id})
    names = view.names.of(ENTRY, [entry.id for entry in entries])
    standings = {each.subject.id: each for each in view.standings.of_many(ENTRY, names)}
    sources = view.batches.sources(ENTRY, {int(entry.id) for entry in entries})
    states = {state.id: state for state in pack.states}
    columns = tuple(column_of(each) for each in spec.field)
    naming = next((each for each in columns if each.id == spec.name), None)
    above = _names_above(view, entries)
    rows = []
    for entry in entries:
        project = projects.get(entry.project_id or 0)
        state = states.get(entry.state)
        stand = standings.get(entry.id)
        light = stand.light if stand else "none"
        rows.append(
            EntryRow(
                id=entry.id,
                register=entry.register_id,
                name=called(naming, entry),
                project=f"{project.code} {project.name}" if project else "",
                unit=names[entry.id].unit or "",
                above=above.get(entry.parent_id or entry.system_id or 0, ""),
                cells=_masked(columns, entry.cells),
                texts={each.id: cell_text(each, entry.cells.get(each.id)) for each in columns},
                state=entry.state,
                state_label=state.title if state else "",
                light=light,
                light_word=LIGHT_WORDS[light],
                open_step=stand.open_step if stand else "",
                source=sources.get(entry.id, ""),
                project_id=entry.project_id,
                is_live=state.is_live if state else True,
            )
        )
    return tuple(rows)


def called(naming: RegisterColumn | None, entry: RegisterEntry) -> str:
    """What a row is called on screen and in the log, by the column that names it."""
    if naming is None or not (naming.is_personal or naming.type in UNNAMING):
        return entry.name
    text = cell_text(naming, entry.cells.get(naming.id))
    if naming.is_personal or not text:
        return text
    unit = f" {naming.unit}" if naming.unit and naming.unit != "%" else ""
    return f"{naming.label.split('（')[0]} {text}{unit}"


def _names_above(view: ReadView, entries: Sequence[RegisterEntry]) -> dict[int, str]:
    """The rows, or the systems, that entries of one register stand under, by key."""
    parents = {each.parent_id for each in entries if each.parent_id is not None}
    if parents:
        return {key: view.registers.get(key).name for key in parents}
    systems = {each.system_id for each in entries if each.system_id is not None}
    return {key: each.name for key, each in view.names.of("system", systems).items()}
