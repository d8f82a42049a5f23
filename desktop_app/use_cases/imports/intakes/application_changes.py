"""What an import would change of an application, cell by cell as the clerk reads it."""

from collections.abc import Mapping, Sequence
from typing import Any

from desktop_app.domain.project import AmountKind, FundingLine, Project
from desktop_app.use_cases.imports.intakes.intake import Place, Surroundings
from desktop_app.use_cases.imports.intakes.table import shown
from desktop_app.use_cases.imports.views import FieldChange
from desktop_app.values.money import wan_text


def application_changes(
    around: Surroundings, place: Place, project: Project, differing: Mapping[str, Any]
) -> list[FieldChange]:
    """Old and new value of every field that differs."""
    columns = {column.key: column for column in place.reading.spec.columns}
    names = {unit.id: unit.name for unit in around.units.values()}
    changes = []
    for key, value in differing.items():
        old = getattr(project, key)
        if key == "amounts":
            before, after = old.get(AmountKind.DECLARED), value.get(AmountKind.DECLARED)
            changes.append(FieldChange("申报金额", _wan(before), _wan(after)))
        elif key == "funding":
            changes += _funding_changes(around, old, value)
        elif key == "recorded":
            changes += [
                FieldChange(
                    columns[name].title if name in columns else name,
                    shown(old.get(name), columns.get(name), {}),
                    shown(value.get(name), columns.get(name), {}),
                )
                for name in sorted(old.keys() | value.keys())
                if old.get(name) != value.get(name)
            ]
        elif key in ("unit_id", "submitting_unit_id"):
            label = "项目建设单位" if key == "unit_id" else "填报单位"
            changes.append(FieldChange(label, names.get(old, ""), names.get(value, "")))
        else:
            column = columns.get(key)
            label = column.title if column else key
            changes.append(FieldChange(label, shown(old, column, {}), shown(value, column, {})))
    return changes


def _funding_changes(
    around: Surroundings, old: Sequence[FundingLine], new: Sequence[FundingLine]
) -> list[FieldChange]:
    labels = dict(around.pack.choices("funding_source"))
    before = {line.source: line.amount_fen for line in old}
    after = {line.source: line.amount_fen for line in new}
    return [
        FieldChange(labels.get(s, s), _wan(before.get(s)), _wan(after.get(s)))
        for s in sorted(before.keys() | after.keys())
        if before.get(s) != after.get(s)
    ]


def _wan(fen: Any) -> str:
    return "" if fen is None else f"{wan_text(fen)} 万元"
