"""A project that turns out to be classified (涉密): its content goes, a stub stays."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from db.backup import copies_since
from db.unit_of_work import ReadView
from desktop_app.domain.project import Project
from desktop_app.domain.record import Event, Subject
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.drafts import drop_drafts_about
from desktop_app.use_cases.papers.press import plain_text
from desktop_app.use_cases.standing.openings import open_due_procedures
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.ids import EventId, ProjectId

Progress = Callable[[int, int, str], None]
"""Called with files read, files in all and the paper in hand."""
LEAST_NAME = 6
"""Characters of a name that stands for nothing else, so that a paper with it tells of it."""
AFTERWARDS = "purge"
"""Why the backup was taken that holds nothing of it any more."""


@dataclass(frozen=True)
class Copy:
    """A backup or a set-aside file, made while the content was still there."""

    path: Path
    taken_at: datetime


@dataclass(frozen=True)
class Classified:
    """What is left of the project, and what the program cannot take back by itself."""

    project: Project
    name: str
    """What it was called, for the window to forget; kept nowhere."""
    copies: tuple[Copy, ...]
    """Backups that still hold the content, the newest first: they have to be destroyed."""
    papers: tuple[str, ...]
    """Papers, issued and received, whose stored file told of it and is gone."""
    mentions: tuple[str, ...]
    """Codes of other applications whose own content names it: they have to be looked at."""


def mark_classified(
    desk: Desk,
    project_id: ProjectId,
    reason: str,
    *,
    progress: Progress = lambda _done, _total, _paper: None,
) -> Classified:
    """Reduce an application to code, unit, dates and review numbers; all else is purged.

    Rows, log, issued papers and received ones lose what tells of it; a new backup is taken. What
    the regulation begins by itself for a classified project begins.
    """
    require(desk, "projects.classify")
    if not reason.strip():
        raise Refused("没有写依据", advice="请写明定密的依据，如定密文书的文号。")
    subject = Subject("project", project_id)
    with desk.workspace.read() as view:
        project = view.projects.get(project_id)
        if project.is_classified:
            raise Refused("这个项目已经标为涉密", advice="不必再标。", record=project.code)
        found = _found_in(desk, view, project, progress)
        papers = _papers_gone(view, subject, found)
        first = _first_event(view, project_id)
        mentions = tuple(_mentioning(view, project))
    act = desk.act("mark_classified", "标为涉密并清除内容", reason=reason, subjects=(subject,))
    with desk.workspace.begin(replace(act, is_undoable=False)) as uow:
        uow.purge_project(project_id, found)
        open_due_procedures(desk, uow, (subject,))
    desk.workspace.finish_purges()
    drop_drafts_about(desk, subject)
    refresh(desk)
    copies = copies_since(desk.workspace.folder, first)
    desk.workspace.backup(AFTERWARDS)
    with desk.workspace.read() as view:
        stub = view.projects.get(project_id)
    return Classified(stub, project.name, tuple(Copy(*each) for each in copies), papers, mentions)


def _found_in(
    desk: Desk, view: ReadView, project: Project, progress: Progress
) -> Mapping[str, tuple[int, ...]]:
    """Papers, by table, whose stored file tells of the project, whomever they are about."""
    name = "".join(project.name.split())
    marks = (project.code, *([name] if len(name) >= LEAST_NAME else ()))
    papers: list[tuple[str, int, str, str]] = [
        *(("paper", each.id, each.digest, each.title) for each in view.papers.all()),
        *(("incoming_paper", each.id, each.digest, each.title) for each in view.incoming.all()),
    ]
    found: dict[str, tuple[int, ...]] = {}
    for done, (table, key, digest, title) in enumerate(papers):
        progress(done, len(papers), title)
        text = plain_text(desk.workspace.files.get(digest)) if digest else ""
        if any(mark in text for mark in marks):
            found[table] = (*found.get(table, ()), key)
    return found


def _papers_gone(
    view: ReadView, subject: Subject, found: Mapping[str, tuple[int, ...]]
) -> tuple[str, ...]:
    """The papers whose stored file goes, by what they are known as."""
    issued = (*view.papers.of(subject), *view.papers.many(found.get("paper", ())))
    received = (*view.incoming.of(subject), *view.incoming.many(found.get("incoming_paper", ())))
    named = [(p.number or p.document_number or f"第{p.id}份文书", p.digest) for p in issued]
    named += [(f"收文 {paper.number}", paper.digest) for paper in received]
    return tuple(dict.fromkeys(name for name, digest in named if digest))


def _first_event(view: ReadView, project_id: int) -> Event:
    """The act that brought the project in (the first of all if the log does not tell)."""
    known = view.events.history("project", project_id)
    return view.events.get(known[0].event_id if known else EventId(1))


def _mentioning(view: ReadView, project: Project) -> Iterator[str]:
    """Codes of the projects whose application or register rows name this one."""
    naming = {
        entry.project_id
        for entry in view.registers.all()
        if project.name in entry.name or project.name in str(entry.cells)
    }
    for other in view.projects.all():
        texts = (other.name, other.goal, other.content, other.route, other.data_needed, other.note)
        recorded = map(str, other.recorded.values())
        is_named = other.id in naming or any(project.name in text for text in (*texts, *recorded))
        if other.id != project.id and is_named:
            yield other.code
