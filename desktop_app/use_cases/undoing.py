"""撤销 and 重做: what can be taken back or done again, why not, and doing it as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from db.unit_of_work import ReadView
from desktop_app.domain.record import Event
from desktop_app.domain.standing import SubjectName
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.log_events import told
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.ids import EventId

Move = Literal["undo", "redo", ""]
MOVES = {"undo": "撤销", "redo": "重做"}
_INNER_QUOTES = str.maketrans("“”", "‘’")
MOST_LOOKED_AT = 200
"""Acts among which the latest one to take back or do again is looked for."""


@dataclass(frozen=True)
class ActLine:
    """One act of the history with what can be done about it."""

    event: Event
    state: str
    """可撤销, 不可撤销, 已撤销, 已重做 in words."""
    move: Move
    """What may be tried; empty for nothing."""
    act: Event
    """The act that is taken back or done again: itself, or the one it took back."""
    about: str = ""
    """What the act was about, by code and name; of several the first, and how many."""

    @property
    def words(self) -> str:
        """The act in quotation marks with what it was about: acts of one name are told apart."""
        title = self.act.title.translate(_INNER_QUOTES)
        return f"“{title}”（{self.about}）" if self.about else f"“{title}”"


@dataclass(frozen=True)
class Outlook:
    """What a move would do, or what stands against it, one line per record."""

    line: ActLine
    obstacles: tuple[str, ...]

    @property
    def words(self) -> str:
        """The act by name with its move, e.g. 撤销“登记申报”."""
        return f"{MOVES[self.line.move]}{self.line.words}" if self.line.move else ""


def act_lines(desk: Desk, count: int) -> tuple[ActLine, ...]:
    """The latest acts, the newest first."""
    with desk.workspace.read() as view:
        issuing = view.events.issuing()
        latest = map(told, view.events.latest(count))
        return _named(view, [_line(view, event, issuing) for event in latest])


def outlook(desk: Desk, event_id: EventId) -> Outlook:
    """What can be done about one act now and what stands against it."""
    with desk.workspace.read() as view:
        event = told(view.events.get(event_id))
        return _outlook(view, _line(view, event, view.events.issuing()))


def next_move(desk: Desk, move: Move) -> Outlook | None:
    """The latest act to take back (Ctrl+Z) or to do again (Ctrl+Y); None if there is none.

    The latest act counts even where it cannot be taken back: nothing older is undone behind it.
    """
    with desk.workspace.read() as view:
        issuing, latest = view.events.issuing(), view.events.latest(MOST_LOOKED_AT)
        lines = (_line(view, told(event), issuing) for event in latest)
        wanted = _latest_act(lines) if move == "undo" else _latest_undo(lines)
        return _outlook(view, wanted) if wanted is not None else None


def _latest_act(lines: Iterable[ActLine]) -> ActLine | None:
    return next((x for x in lines if x.event.undoes is None and x.event.undone_by is None), None)


def _latest_undo(lines: Iterable[ActLine]) -> ActLine | None:
    return next((x for x in lines if x.move == "redo" and x.event.undoes is not None), None)


def undo_event(desk: Desk, event_id: EventId) -> None:
    """Take one earlier act back as a whole; refused with the rows named that stand on it."""
    require(desk, "undo")
    with desk.workspace.read() as view:
        event = view.events.get(event_id)
    _revert(desk, event_id, "undo", f"撤销“{event.title}”")


def redo_event(desk: Desk, event_id: EventId) -> None:
    """Do an act again that was taken back; refused if its rows were changed since."""
    require(desk, "undo")
    with desk.workspace.read() as view:
        event = view.events.get(event_id)
    if event.undone_by is None:
        raise Refused(f"“{event.title}”没有撤销", advice="不必重做。")
    _revert(desk, event.undone_by, "redo", f"重做“{event.title}”")


def _revert(desk: Desk, event_id: EventId, act: Literal["undo", "redo"], title: str) -> None:
    desk.workspace.backup("undo")
    made = desk.act("undo", title) if act == "undo" else desk.act("redo", title)
    with desk.workspace.begin(made) as uow:
        uow.revert(event_id)
    refresh(desk)


def _line(view: ReadView, event: Event, issuing: frozenset[int]) -> ActLine:
    depth, act = 0, event
    while act.undoes is not None:
        depth, act = depth + 1, told(view.events.get(act.undoes))
    if depth == 0:
        return ActLine(event, *_state_of_act(event, issuing), act)
    if depth % 2:
        is_standing = act.undone_by == event.id
        return ActLine(event, *(("可重做", "redo") if is_standing else ("已重做", "")), act)
    is_standing = act.undone_by is None
    return ActLine(event, *(("可撤销", "undo") if is_standing else ("已再次撤销", "")), act)


def _state_of_act(event: Event, issuing: frozenset[int]) -> tuple[str, Move]:
    if event.undone_by is not None:
        return "已撤销，可重做", "redo"
    can = event.is_undoable and event.id not in issuing
    return ("可撤销", "undo") if can else ("不可撤销", "")


def _named(view: ReadView, lines: Iterable[ActLine]) -> tuple[ActLine, ...]:
    """The lines with what their acts were about, looked up kind by kind."""
    known = tuple(lines)
    keys: dict[str, set[int]] = {}
    for first in (line.act.subjects[0] for line in known if line.act.subjects):
        keys.setdefault(first.kind, set()).add(first.id)
    names = {kind: view.names.of(kind, own) for kind, own in keys.items()}
    return tuple(replace(line, about=_about(line.act, names)) for line in known)


def _about(act: Event, names: Mapping[str, Mapping[int, SubjectName]]) -> str:
    found = names[act.subjects[0].kind].get(act.subjects[0].id) if act.subjects else None
    if found is None:
        return ""
    words = f"{found.code} {found.name}".strip()
    return f"{words} 等 {len(act.subjects)} 项" if len(act.subjects) > 1 else words


def _outlook(view: ReadView, unnamed: ActLine) -> Outlook:
    (line,) = _named(view, (unnamed,))
    if not line.move and line.event is not line.act:
        return Outlook(line, (line.state,))
    target = line.act.undone_by if line.move == "redo" else line.act.id
    return Outlook(line, view.obstacles(target) if target is not None else ())
