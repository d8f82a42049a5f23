"""Errors a user can act on; everything else is a bug and travels up to the hook in `bootstrap`."""


class UserFacingError(Exception):
    """Something the user can mend: what happened, to which record, and what to do now (Chinese)."""

    def __init__(self, what: str, *, advice: str, record: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice
        self.record = record

    def __str__(self) -> str:
        subject = f"（{self.record}）" if self.record else ""
        return f"{self.what}{subject}。{self.advice}"


class EnvironmentProblem(UserFacingError):  # noqa: N818 - the term of the field
    """Disk, lock or permission: the machine stands in the way, not the data."""


class Refused(UserFacingError):  # noqa: N818 - an answer, not a fault
    """A rule of the regulation or of the program forbids the act; `clauses` names the articles.

    `lacks` names the fields of the entry that were left empty, as the entry spells them.
    """

    def __init__(
        self,
        what: str,
        *,
        advice: str,
        record: str = "",
        clauses: tuple[str, ...] = (),
        lacks: tuple[str, ...] = (),
    ) -> None:
        super().__init__(what, advice=advice, record=record)
        self.clauses = clauses
        self.lacks = lacks


class Cancelled(Exception):  # noqa: N818 - not an error: the user stopped the work
    """The user cancelled long work; nothing was stored."""
