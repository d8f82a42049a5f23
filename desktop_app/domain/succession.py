"""What became of a unit or a project: one turn in its life, on a day, with reason and paper."""

from dataclasses import dataclass
from datetime import date

from desktop_app.values.ids import ProjectId, UnitId

UNIT_MERGED, HANDED_OVER, SPLIT, MERGED, REPINNED = (
    "unit_merged", "handed_over", "split", "merged", "repinned",
)  # fmt: skip
TURN_LABELS = {
    UNIT_MERGED: "单位并入",
    HANDED_OVER: "项目移交",
    SPLIT: "项目拆分",
    MERGED: "项目并入",
    REPINNED: "改用规则包版本",
}


@dataclass(frozen=True)
class Succession:
    """One turn; the fields with `to_` are where it went, the others where it came from."""

    id: int
    kind: str
    """unit_merged | handed_over | split | merged | repinned"""
    happened_on: date
    unit_id: UnitId | None = None
    to_unit_id: UnitId | None = None
    project_id: ProjectId | None = None
    to_project_id: ProjectId | None = None
    before: str = ""
    """Pack and version it was held to, for `repinned`."""
    after: str = ""
    reason: str = ""
    document_number: str = ""

    @property
    def label(self) -> str:
        """What happened, in a clerk's words."""
        return TURN_LABELS[self.kind]
