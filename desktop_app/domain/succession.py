"""What became of a unit or a project: one turn in its life, on a day, with reason and paper."""

from collections.abc import Iterable, Mapping
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


def split_families(turns: Iterable[Succession]) -> Mapping[int, frozenset[int]]:
    """By project, all that came out of the same one by official splits, itself included."""
    families: dict[int, frozenset[int]] = {}
    for turn in turns:
        if turn.kind == SPLIT and turn.project_id is not None and turn.to_project_id is not None:
            ends = int(turn.project_id), int(turn.to_project_id)
            joined = frozenset(ends).union(*(families.get(end, ()) for end in ends))
            families.update(dict.fromkeys(joined, joined))
    return families
