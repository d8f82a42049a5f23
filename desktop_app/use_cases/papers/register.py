"""The register of issued papers."""

from desktop_app.domain.record import Paper
from desktop_app.use_cases.desk import Desk


def issued_papers(desk: Desk) -> tuple[Paper, ...]:
    """Every issued paper in the order of issue, the void ones too."""
    with desk.workspace.read() as view:
        return view.papers.all()
