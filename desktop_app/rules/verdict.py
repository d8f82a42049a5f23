"""What a check says: outcome, clause, facts used, arithmetic and what would turn it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

JsonValue = bool | int | str | tuple[str, ...] | None


class Outcome(StrEnum):
    """The four answers of a check."""

    PASS = "pass"  # noqa: S105 - an outcome, not a password
    FAIL = "fail"
    JUDGE = "judge"
    INSUFFICIENT = "insufficient"


class Severity(StrEnum):
    """What a failing check does: block the step, warn and take a reason, or ask a person."""

    BLOCK = "block"
    WARN = "warn"
    JUDGE = "judge"


LIGHT_WORDS = {
    "fail": "不通过",
    "judge": "需人工判断",
    "insufficient": "资料不足",
    "warn": "提醒",
    "pass": "通过",
    "none": "",
}
"""The lights of screens and papers, the gravest first, each with its word."""
NOT_JUDGED = "未核查"
"""What stands in place of the word until the checks have been made."""
LIGHT_ORDER = tuple(LIGHT_WORDS)
ANSWERED = "已说明"
"""The word of a check that did not pass and was answered when its step was signed."""


def light_of(outcome: Outcome, severity: Severity, *, is_due: bool) -> str:
    """The light an answer shows; a lack of what is not due yet shows none."""
    if outcome is Outcome.FAIL:
        return "warn" if severity is Severity.WARN else "fail"
    if outcome is Outcome.INSUFFICIENT:
        return "insufficient" if is_due else "none"
    return "pass" if outcome is Outcome.PASS else "judge"


@dataclass(frozen=True)
class FactUsed:
    """One fact as the check saw it; `value` as in `FactValue` (分, ISO date), None if missing."""

    name: str
    label: str
    value: JsonValue
    unit: str
    source: str
    text: str
    """The value as a clerk reads it, e.g. `198.00 万元`."""
    lines: tuple[str, ...] = ()
    """What a computed value is made of, e.g. the projects of a sum."""


@dataclass(frozen=True)
class Verdict:
    """The explained answer of one check for one subject."""

    rule: str
    title: str
    outcome: Outcome
    severity: Severity
    clauses: tuple[str, ...]
    message: str
    arithmetic: str = ""
    turns_if: str = ""
    facts: tuple[FactUsed, ...] = ()
    reading: str = ""
    discretion: str = ""
    """Softening word of the text (原则上) with its clause; empty = no discretion."""
    is_undecided: bool = False
    """True while a reading of the text is unsigned: nobody may decide the check alone."""
    advice: str = ""
    """What to do now; empty if it passes or the pack says nothing."""
    is_due: bool = True
    """False while the check's step has not come: a missing fact is then not shown as a lack."""
    answered_on: date | None = None
    """The day it was signed in this form and nothing it rests on changed since; None: open."""
    answer: str = ""
    """The reason recorded then for going on; empty where none was needed."""

    @property
    def word(self) -> str:
        """通过, 不通过, 提醒, 需人工判断, 资料不足, 已说明; empty for what is not due yet."""
        return ANSWERED if self._is_answered else LIGHT_WORDS[self.light]

    @property
    def _is_answered(self) -> bool:
        return self.answered_on is not None and self.outcome is not Outcome.PASS

    @property
    def answer_text(self) -> str:
        """When and why it was gone on with; empty unless it was answered."""
        if not self._is_answered:
            return ""
        return f"{self.answered_on} 登记时已说明：{self.answer or '见当时的签批意见'}"

    @property
    def sums(self) -> str:
        """The arithmetic worth showing: a check that passes by a mere yes needs none."""
        is_told = self.word != "通过" or any(char.isdigit() for char in self.arithmetic)
        return self.arithmetic if is_told else ""

    @property
    def light(self) -> str:
        """Colour role for screens and papers: pass, warn, fail, judge, insufficient or none."""
        if self._is_answered:
            return "none"
        return light_of(self.outcome, self.severity, is_due=self.is_due)

    @property
    def blocks(self) -> bool:
        """Whether a step this check stands at may not be approved now."""
        if self.outcome is Outcome.PASS:
            return False
        return self.outcome is Outcome.JUDGE or self.severity is not Severity.WARN

    @property
    def needs_reason(self) -> bool:
        """Whether going on takes a recorded reason: a reminder (提醒) that does not pass."""
        return self.outcome is not Outcome.PASS and not self.blocks

    @property
    def can_be_decided(self) -> bool:
        """Whether a person may go on with a recorded reason although it blocks."""
        if not self.blocks or self.is_undecided:
            return False
        is_judgement = self.severity is Severity.JUDGE and self.outcome is Outcome.JUDGE
        return is_judgement or bool(self.discretion)


def worst_light(verdicts: Iterable[Verdict]) -> str:
    """The light a row shows in a list: the gravest of its verdicts, `none` without any."""
    return worst_of(verdict.light for verdict in verdicts)


def worst_of(lights: Iterable[str]) -> str:
    """The gravest of some lights, `none` without any."""
    found = set(lights)
    return next((light for light in LIGHT_WORDS if light in found), "none")


def verdict_json(verdict: Verdict) -> dict[str, object]:
    """The verdict as `check --json` prints it: money as whole 分, dates as ISO text."""
    return {
        "rule": verdict.rule,
        "title": verdict.title,
        "outcome": verdict.outcome.value,
        "severity": verdict.severity.value,
        "clauses": list(verdict.clauses),
        "message": verdict.message,
        "arithmetic": verdict.arithmetic,
        "turns_if": verdict.turns_if,
        "facts": [_fact_json(fact) for fact in verdict.facts],
        "reading": verdict.reading,
    }


def _fact_json(fact: FactUsed) -> dict[str, JsonValue]:
    return {
        "name": fact.name,
        "label": fact.label,
        "value": fact.value,
        "unit": fact.unit,
        "source": fact.source,
    }
