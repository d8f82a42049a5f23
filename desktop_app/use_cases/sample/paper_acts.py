"""Acts on papers beside the steps: a spoiled number, a copy, the list of the pool, 督办单."""

from desktop_app.domain.record import Paper, Subject
from desktop_app.use_cases.papers.duty_letters import issue_duty_letters, unit_duties
from desktop_app.use_cases.papers.issue import issue_paper, reprint_paper, void_paper
from desktop_app.use_cases.sample.player import Player
from desktop_app.use_cases.sample.story import StoryAct
from desktop_app.use_cases.standing.refresh import settle


def void_and_reissue(player: Player, act: StoryAct) -> None:
    """Issue a paper, spoil it, and issue it again under the next number."""
    subjects = (player.subject(act.text("project")),)
    spoiled = issue_paper(player.desk, act.text("form"), subjects)
    void_paper(player.desk, spoiled.id, act.text("reason"))
    issue_paper(player.desk, act.text("form"), subjects)


def reprint(player: Player, act: StoryAct) -> None:
    """Print an issued paper once more as a copy."""
    reprint_paper(player.desk, _issued(player, act).id)


def pool_list(player: Player, act: StoryAct) -> None:
    """Issue the list of all projects of the pool that are still alive."""
    with player.desk.workspace.read() as view:
        live = [p for p in view.projects.all() if p.state in act.texts("states")]
    subjects = [Subject("project", project.id) for project in live]
    issue_paper(player.desk, act.text("form"), subjects)


def urge(player: Player, act: StoryAct) -> None:
    """Issue the letters that tell units what is due or overdue with them by today."""
    settle(player.desk)
    named = frozenset(act.texts("units"))
    wanted = [each for each in unit_duties(player.desk) if each.unit in named]
    issue_duty_letters(player.desk, wanted, due=act.day("due"))


def _issued(player: Player, act: StoryAct) -> Paper:
    subject = player.subject(act.text("project"))
    with player.desk.workspace.read() as view:
        papers = view.papers.of(subject)
    return next(p for p in papers if p.form == act.text("form") and not p.is_void)
