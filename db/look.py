"""What long work calls now and then: whoever looks on may stop it by raising."""

from collections.abc import Callable

Look = Callable[[], object]


def nobody() -> None:
    """Nobody looks on and nobody stops it."""
