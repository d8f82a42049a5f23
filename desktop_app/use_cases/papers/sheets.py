"""What the subjects of a paper bring to it: texts for placeholders, values, records, rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop_app.domain.procedure_view import MaterialView
from desktop_app.domain.procedure_walk import material_views
from desktop_app.domain.project import Project
from desktop_app.domain.record import StepRecord, Subject
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import FormSpec
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.papers.belongings import Belongings
from desktop_app.use_cases.papers.content_parts import Sheet
from desktop_app.use_cases.papers.proceedings import gates, outcome_label, proceedings, step_of
from desktop_app.use_cases.papers.rows import rows_for
from desktop_app.use_cases.papers.texts import Texts
from desktop_app.use_cases.papers.told import (
    About,
    Alike,
    Recorded,
    about_of,
    holds_in,
    recorded_on,
    told_checks,
)
from desktop_app.use_cases.reserve_pool.groups import decision_line, similar_lines
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.neighbours import neighbourhood
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.dates import long_date


@dataclass(frozen=True)
class Extra:
    """What the act itself brings to a paper, beside what is on record."""

    number: str = ""
    problems: str = ""
    problem_count: int = 0
    file_name: str = ""
    due: date | None = None
    note: str = ""
    opinion: str = ""
    reason: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


def sheets_of(
    reading: Reading, form: FormSpec, subjects: Sequence[Subject], extra: Extra
) -> list[Sheet]:
    """One sheet per subject, in the order given."""
    courses = courses_of(reading, subjects)
    return [_sheet(reading, form, courses[each], extra) for each in subjects]


def _sheet(reading: Reading, form: FormSpec, course: Course, extra: Extra) -> Sheet:
    recorded = recorded_on(reading.view, course.subject)
    about = about_of(form, course, recorded)
    told = told_checks(course, about, lambda: _alike(reading, course), reading.on)
    whose = Belongings(reading, course, told.on)
    texts = Texts(
        course.pack,
        course.facts,
        given={**_step_texts(course, about, recorded), **_extra_texts(extra)},
        later={
            **whose.texts,
            "similar": lambda: _similar_text(told.alike()),
            "problems": lambda: extra.problems or open_points(told.verdicts),
            "checked_on": lambda: long_date(told.on),
            "procedure": lambda: _procedure_title(course.pack, about.step),
        },
        money=whose.money,
        names_people=form.names_people,
    )
    return Sheet(
        texts=texts,
        holds=lambda condition: holds_in(course, condition),
        records=recorded.current,
        told=told,
        materials=lambda procedure: _materials(course, procedure),
        rows=lambda wanted: [
            _row_sheet(reading, row, form) for row in rows_for(reading, course, wanted)
        ],
        course=lambda: proceedings(reading, course),
        gates=lambda: gates(reading, course),
    )


def _row_sheet(reading: Reading, row: Course, form: FormSpec) -> Sheet:
    """What a row brings to a table or list: its texts alone."""
    whose = Belongings(reading, row, reading.on)
    texts = Texts(
        row.pack,
        row.facts,
        later=whose.texts,
        money=whose.money,
        names_people=form.names_people,
    )
    return Sheet(texts)


def _materials(course: Course, procedure: str) -> tuple[MaterialView, ...]:
    """The materials asked for, those left out that are certainly not needed."""
    views = material_views(course.pack, procedure, course.facts, course.terms)
    return tuple(each for each in views if each.is_needed is not False)


def _alike(reading: Reading, course: Course) -> Alike:
    """The applications alike to a project as they stand today."""
    project = course.record
    if not isinstance(project, Project):
        return Alike()
    near = reading.near or neighbourhood(reading, wanted=(project.id,))
    return Alike(similar_lines(course.facts), decision_line(near, project))


def _similar_text(alike: Alike) -> str:
    return "；".join(filter(None, (*alike.lines, alike.decision)))


def open_points(verdicts: Sequence[Verdict]) -> str:
    """What a returned application must put right, numbered, one line each."""
    points = [verdict for verdict in verdicts if verdict.light in ("fail", "judge", "insufficient")]
    return "\n".join(
        f"{number}.{point.message}" + (f"补正办法：{point.turns_if}。" if point.turns_if else "")
        for number, point in enumerate(points, start=1)
    )


def _procedure_title(pack: Pack, reference: str) -> str:
    procedure = reference.partition(".")[0]
    return next((each.title for each in pack.procedures if each.id == procedure), "")


def _step_texts(course: Course, about: About, recorded: Recorded) -> dict[str, str]:
    """What was signed: on the step the paper is about, else on the last one."""
    record = about.record or (None if about.step else recorded.last)
    if record is None:
        return {}
    return {
        "opinion": record.opinion,
        "outcome": _outcome(course, record, about.step),
        "signer": record.signer,
        "acted_on": long_date(record.acted_on),
        "document_number": record.document_number,
    }


def _outcome(course: Course, record: StepRecord, reference: str) -> str:
    return outcome_label(step_of(course.pack, reference) if reference else None, record.outcome)


def _extra_texts(extra: Extra) -> dict[str, str]:
    given = {"note": extra.note, "opinion": extra.opinion, "reason": extra.reason}
    return {**{key: text for key, text in given.items() if text}, **extra.more}
