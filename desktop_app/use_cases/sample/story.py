"""The story of the sample years as data: acts in order of their days.

The story ships as chapters. Most days are fixed; the last chapter counts its days from the day the
sample is made (`today-6`), so that something is always due today, this week and too late.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from resources import resource

_OPENS = time(1, 0)
"""The desk opens at nine in the office's own time; the log keeps UTC."""
_PAUSE = timedelta(seconds=7)
_BETWEEN_ACTS = timedelta(minutes=12)
_COUNTED = re.compile(r"today([+-]\d+)?")


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

    def of_each(self, name: str, key: str) -> Mapping[str, object]:
        """What a table of tables says of one key, empty if it says nothing."""
        value = self.table(name).get(key, {})
        return value if isinstance(value, dict) else {}

    def tables(self, name: str) -> tuple[Mapping[str, object], ...]:
        """A list of tables, empty if the story does not give it."""
        value = self.values.get(name)
        rows = value if isinstance(value, list) else []
        return tuple(each for each in rows if isinstance(each, dict))

    def flag(self, name: str) -> bool:
        """Whether the story says yes to a question."""
        return self.values.get(name) is True


@dataclass(frozen=True)
class Story:
    """The whole tale: whose desk, who works there, and what happened."""

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


def read_story(today: date | None = None) -> Story:
    """The story that ships with the program, as it is told on a day.

    Told before its fixed days are over, the last chapter follows them at once.
    """
    table = tomllib.loads(resource("samples", "story.toml").read_text("utf-8"))
    told = [act for chapter in _chapters() for act in chapter]
    fixed = [act["on"] for act in told if isinstance(act["on"], date)]
    counted_from = max([*fixed, *([today] if today else [])])
    acts = [_act(table, _settled(act, counted_from)) for act in told]
    acts.sort(key=lambda act: act.on)
    return Story(table["office"], table["operator"], table["head"], table["begins"], tuple(acts))


def _chapters() -> list[list[dict[str, Any]]]:
    paths = sorted(resource("samples", "chapters").glob("*.toml"))
    return [tomllib.loads(path.read_text("utf-8"))["act"] for path in paths]


def _act(table: Mapping[str, Any], told: Mapping[str, Any]) -> StoryAct:
    """An act with what goes without saying for its kind, then for what it is like."""
    usual = table["defaults"].get(told["do"], {})
    like = table["like"][told["like"]] if "like" in told else {}
    return StoryAct(told["on"], told["do"], {**usual, **like, **told})


def _settled(value: Any, today: date) -> Any:
    """A value with every day that is counted from today as the day it is."""
    if isinstance(value, dict):
        return {name: _settled(each, today) for name, each in value.items()}
    if isinstance(value, list):
        return [_settled(each, today) for each in value]
    found = _COUNTED.fullmatch(value) if isinstance(value, str) else None
    return today + timedelta(days=int(found[1] or 0)) if found else value


def project_names() -> dict[str, tuple[str, str]]:
    """Unit and name of every project of the story, by its key."""
    names: dict[str, tuple[str, str]] = {}
    folder = resource("samples", "projects")
    for path in (resource("samples", "earlier.toml"), *sorted(folder.glob("*.toml"))):
        for entry in tomllib.loads(path.read_text("utf-8"))["project"]:
            names[entry["key"]] = (entry["unit"], entry["name"])
    return names
