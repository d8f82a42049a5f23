"""Refusals of many at once: each reason with whom it concerns, raised as one."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from desktop_app.domain.record import Subject
from desktop_app.errors import Refused

MOST_TOLD = 5
"""So many are told in full; the others are counted."""


class Refusals:
    """Gathers what is refused; without names the first refusal stands as it is."""

    def __init__(self, names: Mapping[Subject, str]) -> None:
        self._names = names
        self._found: list[tuple[str, Refused]] = []

    @contextmanager
    def of(self, subject: Subject) -> Iterator[None]:
        """Keep a refusal of this subject for later; one of nobody named goes up at once."""
        try:
            yield
        except Refused as refusal:
            if subject not in self._names:
                raise
            self._found.append((self._names[subject], refusal))

    def raise_all(self) -> None:
        """Raise what was gathered as one refusal."""
        if not self._found:
            return
        first = self._found[0][1]
        told = "；".join(f"“{name}”：{each.what}" for name, each in self._found[:MOST_TOLD])
        more = len(self._found) - MOST_TOLD
        many = f"{len(self._found)} 项不能办理：" if len(self._found) > 1 else ""
        advice = dict.fromkeys(each.advice for _, each in self._found)
        raise Refused(
            f"{many}{told}" + (f"；另有 {more} 项" if more > 0 else ""),
            advice="".join(list(advice)[:2]),
            clauses=tuple(dict.fromkeys(c for _, each in self._found for c in each.clauses)),
        ) from first
