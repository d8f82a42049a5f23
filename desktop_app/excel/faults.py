"""Why a single cell is refused, raised by the converters and turned into problems."""

from desktop_app.excel.grid import quote
from desktop_app.excel.problems import Cause

_SHOWN = 14
LONGEST_MESSAGE = 40


class CellFault(Exception):  # noqa: N818 - a value for the report, raised to leave the converter
    """One cell refused; `advice` is empty where the cause's own advice is best."""

    def __init__(self, cause: Cause, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.cause = cause
        self.message = message
        self.advice = advice


def shown(value: object) -> str:
    """The value in quotation marks, shortened so that a message stays readable."""
    text = " ".join(quote(value).split())
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"
