"""Acts that turn a project's course: withdrawn, revived, merged, converted into a need."""

from desktop_app.use_cases.papers.issue import issue_paper
from desktop_app.use_cases.papers.sheets import Extra
from desktop_app.use_cases.reserve_pool.editing import merge_applications
from desktop_app.use_cases.reserve_pool.needs import adopt_need, link_need
from desktop_app.use_cases.reserve_pool.similar import decide_similarity
from desktop_app.use_cases.sample.player import Player
from desktop_app.use_cases.sample.project_acts import step
from desktop_app.use_cases.sample.story import StoryAct
from desktop_app.use_cases.standing.step_entry import StepEntry

withdraw = step
revive = step


def merge(player: Player, act: StoryAct) -> None:
    """Decide that applications are one, and let the kept one take the others in."""
    kept = player.project(act.text("kept"))
    absorbed = player.projects(act.texts("projects"))
    members = [kept.id, *(project.id for project in absorbed)]
    reason, signer = act.text("reason"), player.story.head
    decide_similarity(player.desk, members, act.text("decision"), reason, signer=signer)
    entry = StepEntry(
        act.text("step"),
        "done",
        acted_on=act.on,
        signer=signer,
        opinion=reason,
        document_number=act.text("number"),
    )
    for project in absorbed:
        merge_applications(player.desk, kept.id, project.id, entry)


def convert(player: Player, act: StoryAct) -> None:
    """Turn a township's application into a need, with the letter that tells the township."""
    step(player, act)
    subject = player.subject(act.text("project"))
    issue_paper(player.desk, act.text("form"), (subject,), extra=Extra(reason=act.text("reason")))


def adopt(player: Player, act: StoryAct) -> None:
    """A county-level unit takes a need into its planning."""
    adopt_need(
        player.desk,
        player.need(act.text("need")).id,
        player.unit(act.text("unit")),
        signer=player.story.head,
        opinion=act.text("opinion"),
    )


def link(player: Player, act: StoryAct) -> None:
    """A need goes into a project of the unit that adopted it."""
    project = player.project(act.text("project"))
    link_need(player.desk, player.need(act.text("need")).id, project.id)


__all__ = ["adopt", "convert", "link", "merge", "revive", "withdraw"]
