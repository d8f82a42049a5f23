"""Cells of the log that hold JSON or a moment, read without trust: a spoilt one is named.

The digests of the log tell that a cell was spoilt; whoever shows the log must not fall over it.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from desktop_app.domain.record import Subject

PAIR = 2


def entries(stored: object, widths: Sequence[int]) -> list[list[Any]] | None:
    """Lists kept in one cell, key first and of these lengths; None if the cell was spoilt."""
    found = _json(stored)
    is_whole = isinstance(found, list) and all(
        isinstance(each, list) and len(each) in widths and type(each[0]) is int for each in found
    )
    return found if is_whole else None


def subjects(stored: object) -> tuple[Subject, ...] | None:
    """What an event is about; None if the cell was spoilt."""
    found = _json(stored)
    is_whole = isinstance(found, list) and all(
        isinstance(each, list)
        and len(each) == PAIR
        and isinstance(each[0], str)
        and type(each[1]) is int
        for each in found
    )
    return tuple(Subject(kind, key) for kind, key in found) if is_whole else None


def moment(stored: object) -> datetime | None:
    """When an event was; None if the cell was spoilt or lacks its offset."""
    try:
        found = datetime.fromisoformat(str(stored))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _json(stored: object) -> Any:
    if not isinstance(stored, str):
        return None
    try:
        return json.loads(stored)
    except (ValueError, RecursionError):
        return None
