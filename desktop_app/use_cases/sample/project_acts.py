"""Acts on the projects' way into the pool: preliminary review, returns, filing with the city."""

from datetime import date

from desktop_app.domain.record import Paper, Subject
from desktop_app.use_cases.papers.incoming import attach_subjects, record_incoming
from desktop_app.use_cases.papers.issue import issue_paper, set_document_number
from desktop_app.use_cases.papers.sheets import Extra
from desktop_app.use_cases.reserve_pool.steps import note_findings, record_for_many, record_step
from desktop_app.use_cases.sample.player import Player
from desktop_app.use_cases.sample.story import StoryAct
from desktop_app.use_cases.standing.step_entry import StepEntry


def prereview(player: Player, act: StoryAct) -> None:
    """Print the opinion sheet of each project and record what the head signed on it."""
    for key in act.texts("projects"):
        _signed_on_paper(player, act, key)


def send_back(player: Player, act: StoryAct) -> None:
    """Record a return and issue the letter that goes with it."""
    for key in act.texts("projects"):
        subject = player.subject(key)
        _signed_on_paper(player, act, key)
        extra = Extra(
            problems=act.text("problems"), opinion=act.text("opinion"), due=act.day("due")
        )
        letter = issue_paper(player.desk, act.text("letter"), (subject,), extra=extra)
        set_document_number(player.desk, letter.id, act.text("number"))


def report_upward(player: Player, act: StoryAct) -> None:
    """Issue the report with its list and record that the projects went up."""
    subjects = _subjects(player, act)
    report = issue_paper(player.desk, act.text("form"), subjects)
    issue_paper(player.desk, act.text("list"), subjects)
    set_document_number(player.desk, report.id, act.text("number"))
    record_for_many(player.desk, subjects, _entry(player, act, act.on, report))


def answer_from_above(player: Player, act: StoryAct) -> None:
    """Record the superior office's paper once and its result on every project it names."""
    subjects = _subjects(player, act)
    number = act.text("incoming")
    if number in player.incoming:
        paper = attach_subjects(player.desk, player.incoming[number], subjects)
    else:
        paper = record_incoming(
            player.desk,
            number=number,
            title=act.text("title"),
            sender=act.text("sender"),
            dated=act.day("dated") or act.on,
            subjects=subjects,
        )
    player.incoming[number] = paper
    entry = StepEntry(
        step=act.text("step"),
        outcome=act.text("outcome"),
        acted_on=paper.dated,
        opinion=act.text("opinion"),
        document_number=number,
        incoming_paper_id=paper.id,
    )
    record_for_many(player.desk, subjects, entry)


def step(player: Player, act: StoryAct) -> None:
    """Record one step that needs no paper of its own."""
    record_step(player.desk, player.subject(act.text("project")), _entry(player, act, act.on, None))


def _signed_on_paper(player: Player, act: StoryAct, key: str) -> None:
    subject = player.subject(key)
    if act.table("facts"):
        note_findings(player.desk, subject, act.text("step"), act.table("facts"))
    paper = issue_paper(player.desk, act.text("form"), (subject,))
    record_step(player.desk, subject, _entry(player, act, act.on, paper))


def _subjects(player: Player, act: StoryAct) -> tuple[Subject, ...]:
    return tuple(player.subject(key) for key in act.texts("projects"))


def _entry(player: Player, act: StoryAct, on: date, paper: Paper | None) -> StepEntry:
    return StepEntry(
        step=act.text("step"),
        outcome=act.text("outcome"),
        acted_on=on,
        signer=player.story.head,
        opinion=act.text("opinion") or act.text("reason"),
        paper_id=paper.id if paper else None,
        override_reason=act.text("override"),
        facts=act.table("facts"),
    )
