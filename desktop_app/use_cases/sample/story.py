"""The story of the sample year as data: acts in order of their days."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from resources import resource

_OPENS = time(1, 0)
"""The desk opens at nine in the office's own time; the log keeps UTC."""
_PAUSE = timedelta(seconds=7)
_BETWEEN_ACTS = timedelta(minutes=12)


@dataclass(frozen=True)
class StoryAct:
    """One thing done on one day; what it needs stands in `values` by name."""

    on: date
    do: str
    values: Mapping[str, object]

    def text(self, name: str) -> str:
        """A text of the act, empty if the story does not give it."""
        return str(self.values.get(name, ""))

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, empty if the story does not give it."""
        value = self.values.get(name, ())
        return tuple(map(str, value)) if isinstance(value, list) else ()

    def day(self, name: str) -> date | None:
        """A date of the act, None if the story does not give it."""
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def number(self, name: str) -> int:
        """A whole number of the act; the story must give it."""
        value = self.values[name]
        if not isinstance(value, int):
            raise TypeError(name)
        return value

    def table(self, name: str) -> Mapping[str, object]:
        """Named values of the act, empty if the story does not give them."""
        value = self.values.get(name, {})
        return value if isinstance(value, dict) else {}

    def flag(self, name: str) -> bool:
        """Whether the story says yes to a question."""
        return self.values.get(name) is True


@dataclass(frozen=True)
class Story:
    """The whole year: whose desk, who works there, and what happened."""

    office: str
    operator: str
    head: str
    begins: date
    acts: tuple[StoryAct, ...]


class StoryClock:
    """The clock of the story: stands on the day of the act in hand and never goes back."""

    def __init__(self, day: date) -> None:
        self._now = datetime.combine(day, _OPENS, UTC)

    def __call__(self) -> datetime:
        """The instant now; every look at the clock takes a few seconds."""
        self._now += _PAUSE
        return self._now

    def turn_to(self, day: date) -> None:
        """Go on to the next act: later the same day, or the morning of a later day."""
        morning = datetime.combine(day, _OPENS, UTC)
        self._now = max(morning, self._now + _BETWEEN_ACTS)


def read_story() -> Story:
    """The story that ships with the program."""
    table = tomllib.loads(resource("samples", "story.toml").read_text("utf-8"))
    defaults = table["defaults"]
    acts = tuple(
        StoryAct(each["on"], each["do"], {**defaults.get(each["do"], {}), **each})
        for each in table["act"]
    )
    return Story(table["office"], table["operator"], table["head"], table["begins"], acts)


def project_names() -> dict[str, tuple[str, str]]:
    """Unit and name of every project of the story, by its key."""
    names: dict[str, tuple[str, str]] = {}
    for path in sorted(resource("samples", "projects").glob("*.toml")):
        for entry in tomllib.loads(path.read_text("utf-8"))["project"]:
            names[entry["key"]] = (entry["unit"], entry["name"])
    return names
