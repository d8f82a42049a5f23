"""What became of a project, in words for its page: handed over, split, merged, moved."""

from dataclasses import dataclass
from datetime import date

from db.unit_of_work import ReadView
from desktop_app.domain.succession import HANDED_OVER, MERGED, REPINNED, SPLIT, Succession
from desktop_app.use_cases.going_live.regimes import regimes


@dataclass(frozen=True)
class TurnLine:
    """One turn in the life of a project as its page tells it."""

    on: date
    title: str
    reason: str
    document_number: str
    other: str = ""
    """Code of the other project it is about."""

    @property
    def text(self) -> str:
        """The whole turn in one line."""
        grounds = "，".join(filter(None, (self.reason, self.document_number)))
        return f"{self.on} {self.title}" + (f"（{grounds}）" if grounds else "")


def turns_of(view: ReadView, project_id: int) -> tuple[TurnLine, ...]:
    """Every turn a project had a part in, the oldest first."""
    found = view.successions.of_project(project_id)
    ordered = sorted(found, key=lambda each: (each.happened_on, each.id))
    return tuple(_line(view, each, project_id) for each in ordered)


def unit_turns(view: ReadView, unit_id: int) -> tuple[TurnLine, ...]:
    """The names a unit had and the mergers it had a part in, the oldest first."""
    found = []
    for key, name, until in view.units.former_names():
        if key == unit_id:
            found.append(TurnLine(until, f"“{name}”用到这一天", "", ""))
    for turn in view.successions.of_unit(unit_id):
        is_from = turn.unit_id == unit_id
        other = turn.to_unit_id if is_from else turn.unit_id
        named = view.units.get(other).name if other is not None else ""
        title = f"并入“{named}”" if is_from else f"“{named}”并入"
        found.append(TurnLine(turn.happened_on, title, turn.reason, turn.document_number))
    return tuple(sorted(found, key=lambda each: each.on))


def _line(view: ReadView, turn: Succession, project_id: int) -> TurnLine:
    is_from = turn.project_id == project_id
    other = turn.to_project_id if is_from else turn.project_id
    project = view.projects.find(other) if other is not None else None
    code = project.code if project else ""
    named = f"{code}“{project.name}”" if project else ""
    words = {
        HANDED_OVER: lambda: f"由“{_unit(view, turn, is_old=True)}”移交给“{_unit(view, turn)}”",
        SPLIT: lambda: f"拆分出 {named}" if is_from else f"由 {named}拆分而来",
        MERGED: lambda: f"并入 {named}" if is_from else f"并入了 {named}",
        REPINNED: lambda: f"由{_regime(view, turn.before)}改按{_regime(view, turn.after)}办理",
    }
    return TurnLine(turn.happened_on, words[turn.kind](), turn.reason, turn.document_number, code)


def _unit(view: ReadView, turn: Succession, *, is_old: bool = False) -> str:
    """The name the unit had on that day."""
    key = turn.unit_id if is_old else turn.to_unit_id
    return view.units.name_on(key, turn.happened_on) if key is not None else ""


def _regime(view: ReadView, text: str) -> str:
    """A pack version by its title; the name of an older regime as it is."""
    labels = {f"{each.pack} {each.version}": each.label for each in regimes(view)}
    return f"《{labels.get(text, text)}》"
