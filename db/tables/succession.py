"""What became of units and projects: merged, handed over, split, moved to another pack (沿革)."""

from datetime import date

from sqlmodel import Field

from db.tables.base import Row


class SuccessionRow(Row, table=True):
    """One turn in the life of a unit or a project, on a day, with its reason and paper.

    `unit_id` and `project_id` are where it came from, the columns with `to_` where it went;
    `before` and `after` are pack versions where it was moved from one to another.
    """

    __tablename__ = "succession"

    kind: str
    happened_on: date
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    to_unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    project_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    to_project_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    before: str = ""
    after: str = ""
    reason: str = ""
    document_number: str = ""
