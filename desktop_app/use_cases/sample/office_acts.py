"""Acts around the projects: workbooks in and out, settings, readings, notes, telephone calls."""

from pathlib import Path

from desktop_app.domain.record import Subject
from desktop_app.use_cases.handouts import addressees
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.imports.returns import write_returns
from desktop_app.use_cases.notes import add_note
from desktop_app.use_cases.regulations import set_setting, sign_reading
from desktop_app.use_cases.rounds import close_round, hand_out, remind, round_page
from desktop_app.use_cases.sample.player import Player
from desktop_app.use_cases.sample.story import StoryAct
from resources import resource


def take_in(player: Player, act: StoryAct) -> None:
    """Import workbooks of the units; those held back by a problem go back annotated."""
    files = [Path(resource("samples", "workbooks", name)) for name in act.texts("files")]
    planned = preview_import(player.desk, files)
    if act.flag("returns"):
        write_returns(player.desk, planned, player.scratch / "returns")
    apply_import(player.desk, planned)


def give_out(player: Player, act: StoryAct) -> None:
    """Hand out the workbooks of a round to the units named, else to those it is meant for."""
    chosen = [player.unit(name) for name in act.texts("units")]
    known = addressees(player.desk, act.text("kind"))
    meant = chosen or [each.unit.id for each in known if each.is_meant and each.unit]
    page = hand_out(
        player.desk,
        kind=act.text("kind"),
        title=act.text("title"),
        units=meant,
        folder=player.scratch / act.text("round"),
        due_on=act.day("due"),
    )
    player.rounds[act.text("round")] = page.round.id


def chase(player: Player, act: StoryAct) -> None:
    """Remind the units that have not returned their workbook."""
    round_id = player.rounds[act.text("round")]
    missing = [row.id for row in round_page(player.desk, round_id).missing]
    remind(player.desk, round_id, missing)


def end_round(player: Player, act: StoryAct) -> None:
    """Close a round."""
    close_round(player.desk, player.rounds[act.text("round")])


def adopt_setting(player: Player, act: StoryAct) -> None:
    """Enter one of the office's own settings."""
    set_setting(
        player.desk,
        act.text("setting"),
        act.number("number"),
        since=act.on,
        reason=act.text("reason"),
        signer=player.story.head,
    )


def choose_reading(player: Player, act: StoryAct) -> None:
    """Sign one reading of a clause."""
    sign_reading(
        player.desk,
        act.text("reading"),
        act.text("choice"),
        since=act.on,
        reason=act.text("reason"),
        signer=player.story.head,
    )


def note(player: Player, act: StoryAct) -> None:
    """Write a note on a project or a unit."""
    add_note(player.desk, _about(player, act), act.text("text"))


def call(player: Player, act: StoryAct) -> None:
    """Record a telephone reminder to a unit or about a project."""
    add_note(player.desk, _about(player, act), act.text("text"), kind="call")


def _about(player: Player, act: StoryAct) -> Subject:
    if act.text("project"):
        return player.subject(act.text("project"))
    return Subject("unit", player.unit(act.text("unit")))
