"""Acts on the registers (台账): rows keyed in, corrected, drawn by lot, made public, put off."""

from collections.abc import Mapping
from datetime import date

from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner, RegisterEntry
from desktop_app.use_cases.duty_acts import DutyEntry, record_duty
from desktop_app.use_cases.papers.issue import issue_papers
from desktop_app.use_cases.registers.editing import EntryDraft, save_entries
from desktop_app.use_cases.registers.expert_draw import DrawRequest, draw_experts
from desktop_app.use_cases.reserve_pool.steps import record_for_many
from desktop_app.use_cases.sample.player import Player
from desktop_app.use_cases.sample.story import StoryAct
from desktop_app.use_cases.standing.step_entry import StepEntry

PLACES = frozenset({"register", "of_project", "of_unit", "of_system", "under", "as"})
"""What a row of the story says beside its cells."""


def keep(player: Player, act: StoryAct) -> None:
    """Key in the rows of the act, register by register; a later one may stand below an earlier."""
    waiting = list(act.tables("row"))
    while waiting:
        ready = [each for each in waiting if str(each.get("under", "")) in {"", *player.rows}]
        keys = save_entries(player.desk, [_draft(player, each) for each in ready])
        for each, key in zip(ready, keys, strict=True):
            if "as" in each:
                player.rows[str(each["as"])] = key
        waiting = [each for each in waiting if each not in ready]


def correct(player: Player, act: StoryAct) -> None:
    """Other cells for rows that are there."""
    cells, reason = typed(act.table("cells")), act.text("reason")
    drafts = [
        EntryDraft("", cells, entry_id=player.rows[name], reason=reason)
        for name in act.texts("rows")
    ]
    save_entries(player.desk, drafts)


def draw(player: Player, act: StoryAct) -> None:
    """Draw the experts of a review by lot."""
    for name in act.texts("rows"):
        request = DrawRequest(act.number("members"), act.number("reserves"))
        draw_experts(player.desk, player.rows[name], request)


def publish(player: Player, act: StoryAct) -> None:
    """Make public what has arisen of one kind since: place, days and text, then the record."""
    waiting = [row for row in _unpublished(player) if row.cells.get("kind") == act.text("kind")]
    told = {"place": act.text("place"), "published_on": act.on.isoformat()}
    drafts = [
        EntryDraft("", {**told, "text": act.text("text").format(name=row.name)}, entry_id=row.id)
        for row in waiting
    ]
    save_entries(player.desk, drafts)
    subjects = tuple(row.subject for row in waiting)
    issue_papers(player.desk, act.text("form"), subjects[: act.number("printed")])
    entry = StepEntry(act.text("step"), act.text("outcome"), signer=player.story.head)
    record_for_many(player.desk, subjects, entry)


def duty(player: Player, act: StoryAct) -> None:
    """Record of a duty by date that it was done, put off or dropped."""
    entry = DutyEntry(
        duty=act.text("duty"),
        kind=act.text("kind"),
        new_due=act.day("until"),
        reason=act.text("reason"),
        signer=player.story.head,
        document_number=act.text("number"),
    )
    for subject in player.subjects(act).values():
        record_duty(player.desk, subject, entry)


def typed(cells: Mapping[str, object]) -> dict[str, object]:
    """Cells as a clerk types them."""
    return {name: _typed(value) for name, value in cells.items()}


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.isoformat() if isinstance(value, date) else str(value)


def _draft(player: Player, told: Mapping[str, object]) -> EntryDraft:
    cells = typed({name: value for name, value in told.items() if name not in PLACES})
    return EntryDraft(str(told["register"]), cells, _owner(player, told))


def _owner(player: Player, told: Mapping[str, object]) -> Owner:
    return Owner(
        project_id=player.project_id(str(told["of_project"])) if "of_project" in told else None,
        unit_id=player.unit(str(told["of_unit"])) if "of_unit" in told else None,
        system_id=player.system(str(told["of_system"])) if "of_system" in told else None,
        parent_id=player.rows[str(told["under"])] if "under" in told else None,
    )


def _unpublished(player: Player) -> list[RegisterEntry]:
    with player.desk.workspace.read() as view:
        rows = view.registers.of_register("publicity")
        return [row for row in rows if not view.steps.of_subject(Subject("entry", row.id))]
