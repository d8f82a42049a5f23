"""What one row of the application sheet says of a project."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.domain.base_data import Unit
from desktop_app.domain.project import AmountKind, FundingLine, Project
from desktop_app.excel.reading import RowReading
from desktop_app.excel.sheets.reserve_pool import FUNDING_PREFIX
from desktop_app.use_cases.imports.intakes.intake import Place

COLUMNS = ("name", "nature", "category", "goal", "content", "route", "data_needed", "note")
"""Sheet columns that are columns of the project itself; the others are recorded facts."""
NOT_FACTS = {"code", "unit", "declared_amount", "is_classified", *COLUMNS}


@dataclass(frozen=True)
class Columns:
    """What the columns of one sheet are to an application, told apart once for all its rows."""

    own: tuple[str, ...]
    """Fields of the project itself."""
    funding: tuple[tuple[str, str], ...]
    """Columns of money sources with the source each is of."""
    facts: tuple[str, ...]
    has_amount: bool

    @classmethod
    def of(cls, keys: Collection[str]) -> "Columns":
        """The columns with these keys."""
        funding = tuple(key for key in keys if key.startswith(FUNDING_PREFIX))
        return cls(
            tuple(key for key in COLUMNS if key in keys),
            tuple((key, key.removeprefix(FUNDING_PREFIX)) for key in funding),
            tuple(sorted(set(keys) - NOT_FACTS - set(funding))),
            "declared_amount" in keys,
        )


def application_values(
    columns: Columns, place: Place, row: RowReading, owner: Unit, project: Project | None
) -> dict[str, Any]:
    """All fields of an application as the row states them, over those of the known project."""
    given: dict[str, Any] = row.values
    values: dict[str, Any] = {key: given[key] or "" for key in columns.own}
    values["unit_id"] = owner.id
    if place.sender is None and project is not None:
        values["submitting_unit_id"] = project.submitting_unit_id
    else:
        values["submitting_unit_id"] = (place.sender or owner).id
    if columns.has_amount:
        amounts = dict(project.amounts) if project else {}
        amounts.pop(AmountKind.DECLARED, None)
        if given["declared_amount"] is not None:
            amounts[AmountKind.DECLARED] = given["declared_amount"]
        values["amounts"] = amounts
    if columns.funding:
        values["funding"] = tuple(
            [FundingLine(source, fen) for key, source in columns.funding if (fen := given[key])]
        )
    values["recorded"] = _recorded(columns, given, project)
    return values


def _recorded(
    columns: Columns, given: Mapping[str, Any], project: Project | None
) -> dict[str, Any]:
    """The facts beside the fields, by name; what the sheet does not ask for stays."""
    stated = {key: given[key] for key in columns.facts if given[key] not in {None, ""}}
    kept = {} if project is None else project.recorded
    others = {key: value for key, value in kept.items() if key not in columns.facts}
    return dict(sorted((others | stated).items())) if others else stated
