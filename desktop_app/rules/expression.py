"""Conditions: evaluated exactly, missing facts kept apart from false.

The library that reads them takes long to load: it is waited for by the first condition, not by
whoever only lists what is kept.
"""

from functools import cache
from importlib import import_module
from typing import Protocol, cast

from desktop_app.rules.truth import FALSE, TRUE, Lookup, Truth

_WRITTEN_OUT = frozenset({"true", "false"})


class _Trees(Protocol):
    """What is asked of the module that reads conditions."""

    def tree_names(self, text: str) -> tuple[str, ...]:
        """The names a condition uses."""

    def tree_truth(self, text: str, lookup: Lookup) -> Truth:
        """What it says now."""


def condition_names(text: str) -> tuple[str, ...]:
    """The names a sound condition uses, in the order they stand, each once."""
    return () if text in _WRITTEN_OUT else _trees().tree_names(text)


def evaluate_condition(text: str, lookup: Lookup) -> Truth:
    """What a sound condition says now; a missing name that could change it makes it unknown."""
    if text in _WRITTEN_OUT:
        return TRUE if text == "true" else FALSE
    return _trees().tree_truth(text, lookup)


@cache
def _trees() -> "_Trees":
    return cast("_Trees", import_module("desktop_app.rules.expression_tree"))
