"""收文登记簿: every paper received, what it is about, what rests on it, and its scan."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from db.unit_of_work import ReadView
from desktop_app.domain.record import IncomingPaper, Subject
from desktop_app.errors import Refused
from desktop_app.rules.schema.common import SUBJECT_LABELS
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.press import scan_images
from desktop_app.use_cases.places import write_file

MOST_PAGES = 50
"""So many pages of a scan are shown; the file itself has them all."""


@dataclass(frozen=True)
class IncomingLine:
    """One line of the book."""

    paper: IncomingPaper
    about: tuple[str, ...]
    """What it is about, by code and name."""
    resting: int
    """How many recorded results rest on it."""


def incoming_book(desk: Desk) -> tuple[IncomingLine, ...]:
    """All received papers, the newest first."""
    with desk.workspace.read() as view:
        papers = view.incoming.all()
        names = _names(view, {each for paper in papers for each in paper.subjects})
        resting = view.steps.resting()
    lines = [
        IncomingLine(paper, tuple(names[each] for each in paper.subjects), resting.get(paper.id, 0))
        for paper in papers
    ]
    return tuple(sorted(lines, key=lambda line: (line.paper.received_on, line.paper.id))[::-1])


def scan_pages(
    desk: Desk, paper: IncomingPaper, dpi: int, look: Callable[[], None]
) -> tuple[bytes, ...]:
    """The first pages of the scan as pictures, none where there is no scan."""
    if not paper.digest:
        return ()
    try:
        return tuple(scan_images(desk.workspace.files.get(paper.digest), dpi, MOST_PAGES, look))
    except ValueError as problem:
        raise Refused(
            f"扫描件“{paper.file_name}”不能在这里显示",
            advice="请另存后用别的程序打开；打不开的，重新扫描后在“修改”里换上。",
            record=paper.number,
        ) from problem


def save_scan(desk: Desk, paper: IncomingPaper, path: Path) -> Path:
    """Write the scan as it was taken in."""
    if not paper.digest:
        raise Refused(f"收文“{paper.number}”没有扫描件", advice="请在“修改”里补上扫描件。")
    return write_file(path, desk.workspace.files.get(paper.digest))


def _names(view: ReadView, subjects: Collection[Subject]) -> dict[Subject, str]:
    """What each is called; what has no name of its own goes by its kind."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for subject in subjects:
        by_kind[subject.kind].append(subject.id)
    names = {
        Subject(kind, key): f"{name.code} {name.name}".strip()
        for kind, keys in by_kind.items()
        for key, name in view.names.of(kind, keys).items()
    }
    return {each: names.get(each) or SUBJECT_LABELS.get(each.kind, "") for each in subjects}
