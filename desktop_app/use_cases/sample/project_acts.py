"""Acts on the projects' way into the pool: returns, filing with the city, single steps."""

from desktop_app.use_cases.papers.issue import issue_each, issue_papers, set_document_number
from desktop_app.use_cases.papers.sheets import Extra
from desktop_app.use_cases.reserve_pool.steps import record_for_many, record_step
from desktop_app.use_cases.sample.player import Player
from desktop_app.use_cases.sample.step_acts import record
from desktop_app.use_cases.sample.story import StoryAct
from desktop_app.use_cases.standing.step_entry import StepEntry


def send_back(player: Player, act: StoryAct) -> None:
    """Record a return and issue the letter that goes with it."""
    record(player, StoryAct(act.on, act.do, {**act.values, "number": ""}))
    extra = Extra(problems=act.text("problems"), opinion=act.text("opinion"), due=act.day("due"))
    wanted = [(player.subject(key), extra) for key in act.texts("projects")]
    for letter in issue_each(player.desk, act.text("letter"), wanted):
        set_document_number(player.desk, letter.id, act.text("number"))


def report_upward(player: Player, act: StoryAct) -> None:
    """Issue the report with its list and record that the projects went up."""
    subjects = tuple(player.subjects(act).values())
    (report,) = issue_papers(player.desk, act.text("form"), subjects)
    issue_papers(player.desk, act.text("list"), subjects)
    set_document_number(player.desk, report.id, act.text("number"))
    entry = StepEntry(
        step=act.text("step"),
        outcome=act.text("outcome"),
        acted_on=act.on,
        signer=player.story.head,
        opinion=act.text("opinion"),
        paper_id=report.id,
    )
    record_for_many(player.desk, subjects, entry)


def step(player: Player, act: StoryAct) -> None:
    """Record one step that needs no paper of its own."""
    entry = StepEntry(
        step=act.text("step"),
        outcome=act.text("outcome"),
        acted_on=act.on,
        signer=player.story.head,
        opinion=act.text("opinion") or act.text("reason"),
        override_reason=act.text("override"),
        facts=act.table("facts"),
    )
    record_step(player.desk, player.subject(act.text("project")), entry)
