"""The use cases behind the settling; imported on the worker after the first page has its data."""

from collections.abc import Callable

from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.freshness import waiting


def left(desk: Desk) -> int:
    """How many wait to be worked out; none where nothing may be written."""
    if desk.workspace.is_read_only:
        return 0
    with desk.workspace.read() as view:
        return waiting(desk, view)


def slice_of(desk: Desk, look: Callable[[], object]) -> int:
    """Work out some of them; gives how many are left. `look` raises to stop the slice."""
    from desktop_app.use_cases.standing.refresh import settle_some  # noqa: PLC0415 - loads packs

    return settle_some(desk, look)
