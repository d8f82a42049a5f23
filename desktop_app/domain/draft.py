"""A draft (草稿): what was typed into a dialog and not saved yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from desktop_app.domain.record import Subject


@dataclass(frozen=True)
class DraftPlace:
    """Which dialog it is about what; one draft is kept per place."""

    kind: str
    """The dialog, as the list of reopeners names it."""
    title: str
    about: str
    """The records in words."""
    subjects: tuple[Subject, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)
    """What else is needed to open the dialog again."""
    turn: int = 0
    """Above 0 where an earlier draft of the same place waits undecided."""

    @property
    def key(self) -> str:
        """The same dialog about the same records has the same key."""
        subjects = ",".join(f"{each.kind}:{each.id}" for each in self.subjects)
        more = ",".join(f"{name}={self.more[name]}" for name in sorted(self.more))
        return f"{self.kind}|{subjects}|{more}|{self.turn}"

    def is_same_dialog(self, other: "DraftPlace") -> bool:
        """Whether both are the same dialog about the same records, whatever their turn."""
        return replace(self, turn=0).key == replace(other, turn=0).key


@dataclass(frozen=True)
class Draft:
    """What was typed, by field, when and by whom."""

    place: DraftPlace
    values: Mapping[str, str]
    saved_at: datetime
    actor: str = ""

    @property
    def key(self) -> str:
        """The key of its place."""
        return self.place.key
