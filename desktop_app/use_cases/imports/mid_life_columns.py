"""What the two sheets of taking over offer under a pack: states, regimes, steps, dates."""

from collections.abc import Iterable

from db.unit_of_work import ReadView
from desktop_app.domain.mid_life import PROJECT, project_dates
from desktop_app.excel.sheet import Choices, ColumnKind, ColumnSpec
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.going_live.regimes import regimes

RUNNING_PROJECTS = "running_projects"
EMBEDDED = "embedded"
"""How a procedure opens that only stands inside others."""


def mid_life_choices(view: ReadView, pack: Pack) -> dict[str, Choices]:
    """The texts offered for state, track, regime and step."""
    return {
        "state": tuple((each.id, each.title) for each in pack.states if each.subject == PROJECT),
        "track": tuple((each.id, each.title) for each in pack.tracks),
        "regime": tuple((each.label, each.label) for each in regimes(view)),
        "past_step": tuple(step_titles(pack)),
    }


def step_titles(pack: Pack) -> Iterable[tuple[str, str]]:
    """Every step of a project by reference, as `办件·环节`."""
    for procedure in pack.procedures:
        if procedure.subject == PROJECT and procedure.opens != EMBEDDED:
            for flat in pack.steps_of(procedure.id):
                yield f"{procedure.id}.{flat.path}", f"{procedure.title}·{flat.step.title}"


def date_columns(pack: Pack) -> tuple[ColumnSpec, ...]:
    """One column per date the pack keeps of a project."""
    return tuple(
        ColumnSpec(each.name, each.label, ColumnKind.DATE, width=12, hint="不知道的不填。")
        for each in project_dates(pack)
    )
