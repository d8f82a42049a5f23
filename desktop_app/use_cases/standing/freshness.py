"""Whether what is kept holds today; light enough to be asked before the first list is shown."""

from datetime import date

from db.unit_of_work import ReadView
from desktop_app.use_cases.desk import Desk

DAY, PROGRAM, COMPARISON = "day", "program", "comparison"
"""For what the kept results hold: the day, the program that judged, the way of comparing."""


def waiting(desk: Desk, view: ReadView) -> int:
    """How many subjects wait to be worked out again; on a new day every one does."""
    if not is_of_today(desk, view):
        return max(1, view.standings.count())
    return view.stale.count()


def is_of_today(desk: Desk, view: ReadView) -> bool:
    """Whether the kept results are of this day and this program."""
    kept = view.worked_out.all()
    return kept.get(DAY) == desk.today.isoformat() and kept.get(PROGRAM) == desk.program


def worked_out_on(view: ReadView) -> date | None:
    """The day the kept results are of, None before they are worked out for the first time."""
    kept = view.worked_out.all().get(DAY)
    return date.fromisoformat(kept) if kept else None
