"""What the result of a step is recorded for: the project in view, or the selection beside it."""

from collections.abc import Sequence
from typing import Protocol

from desktop_app.domain.record import Subject
from desktop_app.use_cases.reserve_pool.views import ProjectPage
from desktop_app.values.ids import ProjectId
from ui.dossier.record_dialog import About
from ui.dossier.step_forms import StepForm

CLEAR = frozenset({"pass", "none"})


class ListedProject(Protocol):
    """What a row of a stage's list tells about its project."""

    @property
    def id(self) -> ProjectId:
        """The project."""

    @property
    def code(self) -> str:
        """项目编号."""

    @property
    def name(self) -> str:
        """项目名称."""

    @property
    def step(self) -> str:
        """Title of the step it waits at."""

    @property
    def light(self) -> str:
        """Colour role of the gravest verdict."""


def at_the_same_step(
    current: ListedProject | None, rows: Sequence[ListedProject]
) -> list[ListedProject]:
    """The selected rows waiting at the step the current one waits at."""
    return [row for row in rows if current is not None and row.step == current.step]


def about_record(
    page: ProjectPage,
    current: ListedProject | None,
    rows: Sequence[ListedProject],
    form: StepForm,
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
