"""Acts of the log as they are shown: numbers of persons masked, damage named.

The values themselves are told only by the rows; the log keeps old ones so that an act can be
taken back, and never shows them in full.
"""

from dataclasses import dataclass, replace

from desktop_app.domain.record import Event
from desktop_app.values.identity import mask_text

NO_MOMENT = "（读不出）"


@dataclass(frozen=True)
class ChangeLine:
    """One cell of one record, before and after an act; or what happened to records of a kind."""

    record: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ActChanges:
    """One act and what it changed, as far as it can be told line by line."""

    event: Event
    lines: tuple[ChangeLine, ...]
    left_out: int = 0
    """Further changed rows beyond those shown."""


def told(event: Event) -> Event:
    """An act as it is shown, whatever the log holds."""
    damage = f"（日志已损坏：{event.spoilt}读不出来，请核验日志）" if event.spoilt else ""
    return replace(event, title=mask_text(event.title) + damage, reason=mask_text(event.reason))


def moment_text(event: Event, form: str = "%Y-%m-%d %H:%M") -> str:
    """When an act was, or that the log no longer tells."""
    return NO_MOMENT if event.at is None else event.at.strftime(form)
