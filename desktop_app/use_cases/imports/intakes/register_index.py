"""Rows of registers by what they belong to and what names them, for matching many at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop_app.domain.register import Owner, RegisterEntry
from desktop_app.domain.register_cells import as_cell
from desktop_app.rules.register_place import naming_fields
from desktop_app.rules.schema.registers import RegisterField, RegisterSpec
from desktop_app.values.ids import ProjectId
from desktop_app.values.text import fold

Identity = tuple[object, ...]
"""What the rows of a register that stand beside each other share."""
Key = tuple[str, ...]
_OWNERS = {"project": "project_id", "unit": "unit_id", "system": "system_id"}
OWNER_COLUMN = "parent_id"


def owner_column(spec: RegisterSpec) -> str:
    """The field of a row that says what it belongs to; empty for a register of nobody's."""
    return "" if spec.owner == "none" else _OWNERS.get(spec.owner or "", OWNER_COLUMN)


def identity_of(spec: RegisterSpec, owner: Owner, new_above: Identity = ()) -> Identity:
    """What a row shares with those beside it; `new_above` stands for a row not stored yet."""
    column = owner_column(spec)
    base: object = new_above or (getattr(owner, column) if column else 0)
    return base, owner.project_id if spec.of_project else None


def key_part(value: object) -> str:
    """One part of a key for comparing: widths, blanks and capitals do not matter."""
    cell = as_cell(value)
    return "" if cell is None else "".join(fold(str(cell)).split()).casefold()


def key_fields(spec: RegisterSpec) -> tuple[RegisterField, ...]:
    """The columns that tell a row from those beside it; none where there is one a project."""
    named = naming_fields(spec)
    is_single = spec.of_project == "required" and not any(field.is_key for field in named)
    return () if is_single else named


class RowIndex:
    """The stored rows of one register."""

    def __init__(
        self,
        spec: RegisterSpec,
        entries: Iterable[RegisterEntry],
        fields: Sequence[RegisterField] | None = None,
    ) -> None:
        self._rows: dict[tuple[Identity, Key], list[RegisterEntry]] = {}
        self._projects: dict[object, set[ProjectId | None]] = {}
        keys = [each.id for each in (naming_fields(spec) if fields is None else fields)]
        for entry in entries:
            owner = Owner(entry.project_id, entry.unit_id, entry.system_id, entry.parent_id)
            identity = identity_of(spec, owner)
            key = tuple([key_part(entry.cells.get(each)) for each in keys])
            self._rows.setdefault((identity, key), []).append(entry)
            self._projects.setdefault(identity[0], set()).add(entry.project_id)

    def exact(self, identity: Identity, key: Key) -> Sequence[RegisterEntry]:
        """The rows of that key beside each other; more than one only if they are alike."""
        return self._rows.get((identity, key), ())

    def named(self, identity: Identity, key: Key) -> Sequence[RegisterEntry]:
        """The rows of that key; where no project is said, of whatever project if none is without.

        More than one only where they cannot be told apart.
        """
        exact = self.exact(identity, key)
        if exact or identity[1] is not None:
            return exact
        base = identity[0]
        return [
            entry
            for (other, named), entries in self._rows.items()
            if named == key and other[0] == base
            for entry in entries
        ]

    def projects(self, base: object) -> set[ProjectId | None]:
        """The projects of the rows that belong to one owner."""
        return self._projects.get(base, set())


@dataclass(frozen=True)
class NewRows:
    """The rows that an import is about to add, by workbook: others of it may stand below them."""

    known: frozenset[tuple[str, str, Identity, Key]] = field(default_factory=frozenset)

    def has(self, digest: str, register: str, identity: Identity, key: Key) -> bool:
        """Whether the workbook brings that row."""
        return (digest, register, identity, key) in self.known
