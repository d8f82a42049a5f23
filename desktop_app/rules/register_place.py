"""Where a register stands: the registers its rows are below, whose they are, which offices fill."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from desktop_app.rules.schema.registers import FIXED_OWNERS, RegisterField, RegisterSpec


@dataclass(frozen=True)
class RegisterPlace:
    """A register with those its rows stand below, the outermost first."""

    spec: RegisterSpec
    above: tuple[RegisterSpec, ...] = ()
    among: RegisterSpec | None = None
    """The register beside it that lists the projects its rows may be about."""
    office_column: str = ""
    """The key column that says which office a row is of; empty for registers of nobody's."""

    @property
    def owner_kind(self) -> str:
        """What the outermost row belongs to: `project`, `unit`, `system` or `none`."""
        return (self.above[0] if self.above else self.spec).owner or "none"

    @property
    def names_project(self) -> bool:
        """Whether a row says which project it is about, by its owner or besides it."""
        return self.owner_kind == "project" or any(
            each.of_project for each in (*self.above, self.spec)
        )

    @property
    def depth(self) -> int:
        """How many registers it stands below."""
        return len(self.above)


def register_place(
    registers: Iterable[RegisterSpec], register: str, roles: Collection[str]
) -> RegisterPlace:
    """Where a register of a pack stands; `roles` are the roles of the pack's offices."""
    known = {each.id: each for each in registers}
    spec = known[register]
    above: list[RegisterSpec] = []
    while (owner := (above[0] if above else spec).owner) not in FIXED_OWNERS and owner in known:
        above.insert(0, known[owner])
    among = known.get(spec.project_among or "")
    return RegisterPlace(spec, tuple(above), among, _office_column(spec, roles))


def naming_fields(spec: RegisterSpec) -> tuple[RegisterField, ...]:
    """The columns that name a row to those below it: its key columns, else its title."""
    keys = tuple(field for field in spec.field if field.is_key)
    return keys or tuple(field for field in spec.field if field.id == spec.name)


def _office_column(spec: RegisterSpec, roles: Collection[str]) -> str:
    """The key column to choose an office in; one name alike may be chance."""
    for field in spec.field:
        offices = sum(choice.id in roles for choice in field.choices)
        if field.is_key and field.type == "choice" and offices > 1:
            return field.id
    return ""


def offices_of(place: RegisterPlace, roles: Collection[str]) -> Mapping[str, str]:
    """The offices of the pack that fill a register: choice label by role."""
    field = next((each for each in place.spec.field if each.id == place.office_column), None)
    choices = field.choices if field else ()
    return {choice.id: choice.label for choice in choices if choice.id in roles}
