"""The kinds of subjects, each with its own class: to add a kind is to add a class and a line."""

from collections.abc import Mapping
from typing import Any

from desktop_app.errors import Refused
from desktop_app.use_cases.standing.kinds.base_data import CatalogueItemKind, SystemKind
from desktop_app.use_cases.standing.kinds.entries import EntryKind
from desktop_app.use_cases.standing.kinds.kind import SubjectKind
from desktop_app.use_cases.standing.kinds.needs import NeedKind
from desktop_app.use_cases.standing.kinds.projects import ProjectKind
from desktop_app.use_cases.standing.kinds.regime import RegimeKind
from desktop_app.use_cases.standing.kinds.units import UnitKind

KINDS: Mapping[str, SubjectKind[Any]] = {
    kind.id: kind
    for kind in (
        RegimeKind(),
        UnitKind(),
        SystemKind(),
        CatalogueItemKind(),
        ProjectKind(),
        NeedKind(),
        EntryKind(),
    )
}
"""By id."""


def kind_of(kind_id: str) -> SubjectKind[Any]:
    """The kind of that id; refused if this program does not keep such subjects."""
    if kind_id not in KINDS:
        raise Refused(f"这一版程序不办理“{kind_id}”", advice="请核对规则包里写的对象。")
    return KINDS[kind_id]
