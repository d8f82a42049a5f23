"""The projects taken over and their earlier steps as the sheets they came by say them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from desktop_app.domain.mid_life import project_dates
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.excel.sheets.running_projects import AMOUNT_SUFFIX
from desktop_app.rules.facts import OLDER_REGIME, PAST_PAPERS, TAKEN_OVER_ON
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import OUTCOME_LABELS
from desktop_app.use_cases.going_live.regimes import regimes
from desktop_app.use_cases.standing.reading import Reading

Row = Mapping[str, object]
Owned = tuple[Row, int | None]


def _running(reading: Reading) -> Iterable[Owned]:
    titles = {(each.pack, each.version): each.label for each in regimes(reading.view)}
    for project in taken_over(reading):
        pack = reading.pinned((project.pack, project.pack_version))
        tracks = {each.id: each.title for each in pack.tracks}
        older = project.recorded.get(OLDER_REGIME)
        row: dict[str, object] = {
            **_dates(pack, project),
            "past_papers": project.recorded.get(PAST_PAPERS),
            **_fields(project, "code", "name", "nature", "category", "content", "applied_on"),
            "state": pack.state(project.state).title,
            "track": tracks.get(project.track),
            "note": project.note or None,
            "unit": reading.units[project.unit_id].name,
            "regime": older or titles.get((project.pack, project.pack_version)),
            **{f"{kind.value}{AMOUNT_SUFFIX}": fen for kind, fen in project.amounts.items()},
        }
        yield row, project.unit_id


def _past(reading: Reading) -> Iterable[Owned]:
    view = reading.view
    for project in taken_over(reading):
        pack = reading.pinned((project.pack, project.pack_version))
        subject = Subject("project", project.id)
        procedures = {case.id: case.procedure for case in view.cases.of(subject)}
        records = [each for each in view.steps.of_subject(subject) if each.is_past]
        for record in sorted(records, key=lambda each: each.acted_on):
            yield (
                {
                    **_fields(project, "code", "name"),
                    **_fields(record, "acted_on", "document_number", "signer", "opinion"),
                    **_words(pack, procedures[record.case_id], record.step, record.outcome),
                    "unit": reading.units[project.unit_id].name,
                },
                project.unit_id,
            )


def _dates(pack: Pack, project: Project) -> dict[str, object]:
    """The dates the pack keeps of the project, as far as they are known."""
    texts = {each.name: project.recorded.get(each.name) for each in project_dates(pack)}
    return {name: date.fromisoformat(t) for name, t in texts.items() if isinstance(t, str)}


def _words(pack: Pack, procedure: str, path: str, outcome: str) -> Row:
    """Step and outcome as the sheet writes them; what the pack does not know stays as it is."""
    known = {each.id: each for each in pack.procedures}
    flats = pack.steps_of(procedure) if procedure in known else ()
    flat = next((each for each in flats if each.path == path), None)
    if flat is None:
        return {"step": f"{procedure}.{path}", "outcome": outcome}
    labels: dict[str, str] = {**OUTCOME_LABELS, **dict(flat.step.labels.items())}
    title = f"{known[procedure].title}·{flat.step.title}"
    return {"step": title, "outcome": labels.get(outcome, outcome)}


def taken_over(reading: Reading) -> tuple[Project, ...]:
    """Every project that was taken over in mid-life, by key; classified ones left out."""
    keys = reading.view.facts.keys_with("project", (TAKEN_OVER_ON,))
    return tuple(each for each in reading.view.projects.many(keys) if not each.is_classified)


def _fields(record: Any, *names: str) -> dict[str, object]:
    """Fields of a record; an empty text is an empty cell."""
    return {name: getattr(record, name) or None for name in names}


TAKING_OVER: Mapping[str, Callable[[Reading], Iterable[Owned]]] = {
    "running_projects": _running,
    "past_steps": _past,
}
"""What fills each sheet of taking over."""
