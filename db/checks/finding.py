"""What a rule of the self-check found, and how it may be mended."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from db.tracker import Tracker

Repair = Callable[[Connection, Tracker], None]


@dataclass(frozen=True)
class Finding:
    """One fault: which row, what is wrong and what to do, in Chinese."""

    rule: str
    message: str
    advice: str
    repair: Repair | None = field(default=None, compare=False, repr=False)
    """Mends the fault in one transaction; None where a person has to decide."""

    @property
    def is_repairable(self) -> bool:
        """Whether the program can mend it by itself."""
        return self.repair is not None
