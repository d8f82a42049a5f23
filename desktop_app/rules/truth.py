"""What a condition says, and where it looks its names up."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.rules.kinds import Quantity

Lookup = Callable[[str], Quantity | None]
"""Gives the quantity of a name now; None = missing."""


@dataclass(frozen=True)
class Truth:
    """What a condition says: true, false, or None while a missing name could change it."""

    value: bool | None
    missing: tuple[str, ...] = ()


TRUE, FALSE = Truth(value=True), Truth(value=False)
