"""One signed step on many projects or rows at once: materials, findings, papers, results."""

from collections.abc import Mapping

from desktop_app.domain.record import IncomingPaper, Paper, Subject
from desktop_app.use_cases.own_facts import record_facts
from desktop_app.use_cases.papers.incoming import IncomingEntry, attach_subjects, record_incoming
from desktop_app.use_cases.papers.issue import form_subject, issue_papers, set_document_number
from desktop_app.use_cases.papers.sheets import Extra
from desktop_app.use_cases.reserve_pool.materials import hand_in_all
from desktop_app.use_cases.reserve_pool.steps import note_findings_each, record_each
from desktop_app.use_cases.sample.player import Player
from desktop_app.use_cases.sample.story import StoryAct
from desktop_app.use_cases.standing.step_entry import StepEntry


def record(player: Player, act: StoryAct) -> None:
    """Record one step on everything the act is about, with the papers that go with it."""
    subjects = player.subjects(act)
    procedure, _, _ = act.text("step").partition(".")
    if act.flag("hand_in"):
        hand_in_all(player.desk, tuple(subjects.values()), procedure)
    papers = issued(player, act, subjects)
    came = received(player, act, tuple(subjects.values())) if act.text("incoming") else None
    wanted = [
        (subject, _entry(player, act, name, papers.get(name), came))
        for name, subject in subjects.items()
    ]
    record_each(player.desk, wanted)


def issued(player: Player, act: StoryAct, subjects: Mapping[str, Subject]) -> Mapping[str, Paper]:
    """The paper the step is signed on, by what it is for; it says what the reviewer found."""
    form = act.text("form")
    if not form:
        return {}
    found = [(subject, facts_of(act, name)) for name, subject in subjects.items()]
    if any(facts for _, facts in found):
        note_findings_each(player.desk, act.text("step"), found)
    papers = issue_papers(player.desk, form, tuple(subjects.values()), extra=_extra(act))
    by_name = dict(zip(subjects, papers * (len(subjects) if len(papers) == 1 else 1), strict=False))
    for name, paper in by_name.items():
        number = number_for(act, name)
        if number and paper.document_number != number:
            set_document_number(player.desk, paper.id, number)
    return by_name


def received(player: Player, act: StoryAct, subjects: tuple[Subject, ...]) -> IncomingPaper:
    """The paper of another office, recorded once for all it names."""
    number = act.text("incoming")
    known = player.incoming.get(number)
    if known is None:
        dated = act.day("dated") or act.on
        entry = IncomingEntry(number, act.text("title"), act.text("sender"), dated)
        paper = record_incoming(player.desk, entry, subjects)
    elif set(subjects) <= set(known.subjects):
        paper = known
    else:
        paper = attach_subjects(player.desk, known.id, subjects)
    player.incoming[number] = paper
    return paper


def facts_of(act: StoryAct, name: str) -> Mapping[str, object]:
    """What is filled in with the step: what the act says of all, then of this one."""
    return {**act.table("facts"), **act.of_each("each", name)}


def number_for(act: StoryAct, name: str) -> str:
    """The 文号 of one subject's result: its own, else that of all."""
    return str(act.table("numbers").get(name, act.text("number")))


def state_facts(player: Player, act: StoryAct) -> None:
    """Enter facts on the page of each project, outside any step."""
    for subject in player.subjects(act).values():
        record_facts(player.desk, subject, act.table("facts"))


def issue(player: Player, act: StoryAct) -> None:
    """Issue a paper that stands beside the steps: a list, a card, a letter."""
    subjects = tuple(player.subjects(act).values())
    if form_subject(player.desk, act.text("form")) == "need":
        with player.desk.workspace.read() as view:
            subjects = tuple(Subject("need", need.id) for need in view.needs.all())
    issue_papers(player.desk, act.text("form"), subjects, extra=_extra(act))


def _extra(act: StoryAct) -> Extra:
    return Extra(
        problems=act.text("problems"),
        opinion=act.text("opinion"),
        reason=act.text("reason"),
        due=act.day("due"),
    )


def _entry(
    player: Player, act: StoryAct, name: str, paper: Paper | None, came: IncomingPaper | None
) -> StepEntry:
    return StepEntry(
        step=act.text("step"),
        outcome=act.text("outcome"),
        acted_on=came.dated if came else act.on,
        signer="" if came else act.text("signer") or player.story.head,
        opinion=act.text("opinion") or act.text("reason"),
        document_number=came.number if came else number_for(act, name),
        paper_id=paper.id if paper else None,
        incoming_paper_id=came.id if came else None,
        override_reason=act.text("override"),
        facts=facts_of(act, name),
    )
