"""Verdicts as JSON and back; frozen with a step, so old text must stay readable."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from desktop_app.rules.verdict import FactUsed, Outcome, Severity, Verdict


def verdicts_to_json(verdicts: Sequence[Verdict]) -> list[dict[str, Any]]:
    """The verdicts as plain lists and texts; facts without lines of their own say so by silence."""
    plain = [asdict(each) for each in verdicts]
    for verdict in plain:
        del verdict["answered_on"], verdict["answer"]  # said of it later, never frozen
    for fact in (fact for verdict in plain for fact in verdict["facts"]):
        if not fact["lines"]:
            del fact["lines"]
    return plain


def verdicts_from_json(stored: Sequence[Mapping[str, Any]]) -> tuple[Verdict, ...]:
    """The verdicts as they were frozen; fields added later take their defaults."""
    return tuple(_verdict(each) for each in stored)


def _verdict(stored: Mapping[str, Any]) -> Verdict:
    return Verdict(
        **{
            **stored,
            "outcome": Outcome(stored["outcome"]),
            "severity": Severity(stored["severity"]),
            "clauses": tuple(stored["clauses"]),
            "facts": tuple(_fact(fact) for fact in stored["facts"]),
        }
    )


def _fact(stored: Mapping[str, Any]) -> FactUsed:
    lines = tuple(stored.get("lines", ()))
    return FactUsed(**{**stored, "value": fact_value(stored["value"]), "lines": lines})


def fact_value(stored: Any) -> Any:
    """A fact's value from JSON: a list comes back as the tuple it was."""
    return tuple(stored) if isinstance(stored, list) else stored
