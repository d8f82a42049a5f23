"""Named places where a crash test may stop the program; nothing happens unless a hook is set."""

from collections.abc import Callable

Hook = Callable[[str], None]
_hooks: list[Hook] = []


def failpoint(name: str) -> None:
    """Tells the hook, if one was set, that the work has come to this place."""
    for hook in _hooks:
        hook(name)


def set_failpoint_hook(hook: Hook | None) -> None:
    """Sets the one hook (crash tests), or takes it away."""
    _hooks[:] = [] if hook is None else [hook]
