"""Which papers fit the subjects in hand: a form's own condition must hold for each of them."""

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.domain.record import Subject
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.filled import called, comes_with_an_act
from desktop_app.use_cases.papers.issue import FormChoice, choice_of
from desktop_app.use_cases.papers.newer_forms import lent_forms
from desktop_app.use_cases.papers.told import holds_in
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.reading import reading_of


def fitting_forms(desk: Desk, subjects: Sequence[Subject]) -> tuple[FormChoice, ...]:
    """The papers that can be made for these subjects now, in the pack's order."""
    with desk.workspace.read() as view:
        courses = tuple(courses_of(reading_of(desk, view), subjects).values())
        if not courses or len({course.governed_as for course in courses}) > 1:
            return ()
        pack, kind = courses[0].pack, courses[0].governed_as
        own = ((pack, form) for form in pack.forms)
        return tuple(
            replace(choice_of(form, holder), title=called(desk, view, holder, form, subjects))
            for holder, form in (*own, *lent_forms(desk, view, pack))
            if form.subject == kind
            and not comes_with_an_act(form)
            and all(holds_in(course, form.when) for course in courses)
        )
