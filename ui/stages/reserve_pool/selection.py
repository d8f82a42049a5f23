"""What the result of a step is recorded for: the project in view, or the selection beside it."""

from collections.abc import Sequence

from desktop_app.domain.record import Subject
from desktop_app.use_cases.reserve_pool.views import PoolRow, ProjectPage
from ui.stages.reserve_pool.record_dialog import About
from ui.stages.reserve_pool.work import StepForm

CLEAR = frozenset({"pass", "none"})


def at_the_same_step(current: PoolRow | None, rows: Sequence[PoolRow]) -> list[PoolRow]:
    """The selected rows waiting at the step the current one waits at."""
    return [row for row in rows if current is not None and row.step == current.step]


def about_record(
    page: ProjectPage, current: PoolRow | None, rows: Sequence[PoolRow], form: StepForm
) -> About:
    """A running step serves all rows that wait at it; what is opened anew serves one project."""
    shared = at_the_same_step(current, rows) if form.case is not None else []
    one = f"{page.project.code}　{page.project.name}"
    if len(shared) < 2:  # noqa: PLR2004 - a selection of several
        return About((page.subject,), one, page.incoming)
    words = f"选中的 {len(shared)} 个项目"
    if len(shared) < len(rows):
        words = f"选中 {len(rows)} 个项目，只登记其中在“{form.title}”的 {len(shared)} 个"
    subjects = tuple(Subject("project", row.id) for row in shared)
    return About(subjects, words, page.incoming, any(row.light not in CLEAR for row in shared))
