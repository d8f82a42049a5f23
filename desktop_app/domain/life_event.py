"""Something that happened on a day in the life of a project."""

from dataclasses import dataclass
from datetime import date

from desktop_app.rules.verdict import Verdict
from desktop_app.values.money import Fen


@dataclass(frozen=True)
class LifeEvent:
    """Something that happened on a day."""

    on: date
    kind: str
    """step | row | paper | received | application | turn"""
    stage: str
    title: str
    detail: str = ""
    amount_fen: Fen | None = None
    number: str = ""
    """文号 of the paper it rests on, or of the paper itself."""
    verdicts: tuple[Verdict, ...] = ()
    """The checks as they stood when it was decided."""
    origin: str = ""
    """Code and name of the project it was split from, where this happened before the split."""
