"""Acts on papers that are already out: a spoiled number, a copy, the list of the pool."""

from desktop_app.domain.record import Paper, Subject
from desktop_app.use_cases.papers.issue import issue_paper, reprint_paper, void_paper
from desktop_app.use_cases.sample.player import Player
from desktop_app.use_cases.sample.story import StoryAct


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


def _issued(player: Player, act: StoryAct) -> Paper:
    subject = player.subject(act.text("project"))
    with player.desk.workspace.read() as view:
        papers = view.papers.of(subject)
    return next(p for p in papers if p.form == act.text("form") and not p.is_void)
