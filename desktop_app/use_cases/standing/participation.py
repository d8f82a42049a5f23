"""From when until when the merchants of a campaign took part, as their recorded steps say."""

from collections.abc import Mapping, Sequence
from datetime import date

from db.unit_of_work import ReadView
from desktop_app.domain.procedure_effects import effects_of
from desktop_app.domain.record import StepRecord
from desktop_app.domain.register import ENTRY, RegisterEntry
from desktop_app.domain.vouchers.participation import Stay, Turn, stays_of
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import CampaignKind
from desktop_app.values.ids import EntryId

Stays = Mapping[EntryId, tuple[Stay, ...]]
STATE = "state"


def merchant_stays(
    view: ReadView, pack: Pack, kind: CampaignKind, rows: Sequence[RegisterEntry]
) -> Stays:
    """The stretches in which each of these merchants took part, by row."""
    keys = [row.id for row in rows]
    cases = {case.id: case for case in view.cases.of_many(ENTRY, keys)}
    turns: dict[int, list[Turn]] = {}
    for step in view.steps.in_brief(ENTRY, keys):
        case = cases[step.case_id]
        found = turns.setdefault(case.subject.id, [])
        found += _turns(pack, kind, case.procedure, step)
    return {
        row.id: stays_of(
            turns.get(row.id, ()),
            joined_on=_joined(row),
            takes_part=row.state in kind.active,
        )
        for row in rows
    }


def _turns(pack: Pack, kind: CampaignKind, procedure: str, step: StepRecord) -> list[Turn]:
    """What a recorded step made of the merchant's part in the campaign."""
    return [
        (step.acted_on, effect.target in kind.active)
        for effect in effects_of(pack, procedure, step.step, step.outcome)
        if effect.kind == STATE
    ]


def _joined(row: RegisterEntry) -> date | None:
    written = row.cells.get("joined_on")
    return date.fromisoformat(written) if isinstance(written, str) and written else None
