"""Judging: facts in, explained verdicts out; a missing fact is 资料不足, never a silent pass."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from desktop_app.rules.comparisons import Answer, Scene, answer_all
from desktop_app.rules.expression import evaluate_condition
from desktop_app.rules.facts import Facts
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms, scene
from desktop_app.rules.schema import Rule
from desktop_app.rules.verdict import Outcome, Severity, Verdict, light_of, worst_of
from desktop_app.rules.verdict_words import Case, Finding, worded

__all__ = ["Facts", "Terms", "flagged_of", "judge", "judge_subject", "lights_of"]
FLAGGED = frozenset({"fail", "judge"})


@dataclass(frozen=True)
class _Desk:
    """What all checks of one subject are judged with."""

    pack: Pack
    facts: Facts
    terms: Terms
    scene: Scene


def judge(pack: Pack, rule_id: str, facts: Facts, terms: Terms) -> Verdict | None:
    """The verdict of one check; None if the check does not apply to these facts."""
    return _judge(pack.rule(rule_id), _Desk(pack, facts, terms, scene(pack, facts, terms)))


def _judge(rule: Rule, desk: _Desk) -> Verdict | None:
    case = Case(desk.pack, rule, desk.facts, desk.terms, _scene(rule, desk))
    finding = _finding(case)
    return None if finding is None else worded(case, finding)


def _finding(case: Case) -> Finding | None:
    applies = evaluate_condition(case.rule.applies, case.scene.lookup)
    if applies.value is False:
        return None
    missing = applies.missing or _missing_day(case)
    if missing:
        return Finding(Outcome.INSUFFICIENT, Answer(None, missing))
    return _found(case)


def _missing_day(case: Case) -> tuple[str, ...]:
    """The date whose values count, if the check names one and it is missing."""
    name = case.rule.value_on
    return (name,) if name and case.scene.lookup(name) is None else ()


def judge_subject(
    pack: Pack, subject_kind: str, facts: Facts, terms: Terms, *, at_step: str | None = None
) -> tuple[Verdict, ...]:
    """Every check of a kind of subject that applies and is not far ahead, in the pack's order.

    Args:
        pack: the pack the subject is pinned to.
        subject_kind: `project`, `need`, `unit`, ...
        facts: what is known.
        terms: day, settings, readings and steps reached.
        at_step: only the checks standing at this step (`procedure.step`), judged as due.
    """
    rules = (rule for rule in pack.rules if rule.subject == subject_kind)
    if at_step is None:
        rules = (rule for rule in rules if terms.concerns(rule.at))
    else:
        standing = pack.standing_rules(at_step)
        rules = (rule for rule in rules if rule.id in standing)
        terms = replace(terms, reached=terms.reached | pack.step_references(at_step))
    desk = _Desk(pack, facts, terms, scene(pack, facts, terms))
    verdicts = (_judge(rule, desk) for rule in rules)
    return tuple(verdict for verdict in verdicts if verdict is not None)


def lights_of(
    pack: Pack, subject_kind: str, facts: Facts, terms: Terms
) -> tuple[tuple[str, str], ...]:
    """Id and light of every check that applies: what `judge_subject` finds, without the words."""
    found = _findings(pack, subject_kind, facts, terms)
    return tuple((case.rule.id, _light(case, finding)) for case, finding in found)


def flagged_of(
    pack: Pack, subject_kind: str, facts: Facts, terms: Terms
) -> tuple[str, tuple[Verdict, ...]]:
    """The gravest light of all checks, and briefly in words those 不通过 and 需人工判断."""
    found = [
        (_light(case, finding), case, finding)
        for case, finding in _findings(pack, subject_kind, facts, terms)
    ]
    flagged = tuple(worded(c, f, is_brief=True) for light, c, f in found if light in FLAGGED)
    return worst_of(light for light, *_ in found), flagged


def _findings(
    pack: Pack, subject_kind: str, facts: Facts, terms: Terms
) -> Iterator[tuple[Case, Finding]]:
    """Every check of a kind of subject that applies and is not far ahead, not yet in words."""
    desk = _Desk(pack, facts, terms, scene(pack, facts, terms))
    for rule in pack.rules:
        if rule.subject == subject_kind and terms.concerns(rule.at):
            case = Case(pack, rule, facts, terms, _scene(rule, desk))
            finding = _finding(case)
            if finding is not None:
                yield case, finding


def _light(case: Case, finding: Finding) -> str:
    severity, is_due = Severity(case.rule.on_fail), case.terms.is_due(case.rule.at)
    return light_of(finding.outcome, severity, is_due=is_due)


def _scene(rule: Rule, desk: _Desk) -> Scene:
    """The common scene, or one with the values of the day the check names."""
    found = desk.scene.lookup(rule.value_on) if rule.value_on else None
    if found is None:
        return desk.scene
    return scene(desk.pack, desk.facts, desk.terms, values_on=found.day)


def _found(case: Case) -> Finding:
    passes = case.rule.passes
    if not isinstance(passes, dict):
        answer = answer_all(passes, case.scene)
        return Finding(_outcome(answer, case.rule), answer)
    reading = case.pack.reading(case.rule.reading or "")
    labels = {option.id: option.label for option in reading.options}
    signed = case.terms.readings.get(reading.id)
    if signed in passes:
        answer = answer_all(passes[signed], case.scene)
        return Finding(_outcome(answer, case.rule), answer, f"{labels[signed]}（本单位签定）")
    answers = {option: answer_all(passes[option], case.scene) for option in labels}
    return _unsigned(case.rule, answers, labels, reading.label)


def _unsigned(
    rule: Rule, answers: Mapping[str, Answer], labels: Mapping[str, str], title: str
) -> Finding:
    """All readings shown; a person must sign one, so nothing passes."""

    def lines() -> tuple[str, ...]:
        return tuple(
            f"{labels[option]}：{'；'.join(answer.arithmetic) or '资料不足'}"
            f"（{_WORDS[_outcome(answer, rule)]}）"
            for option, answer in answers.items()
        )

    missing = tuple(dict.fromkeys(name for each in answers.values() for name in each.missing))
    all_open = all(answer.holds is None for answer in answers.values())
    outcome = Outcome.INSUFFICIENT if all_open else Outcome.JUDGE
    answer = Answer(None, missing, lines)
    return Finding(outcome, answer, f"“{title}”未签定", is_undecided=True)


_WORDS = {
    Outcome.PASS: "通过", Outcome.FAIL: "不通过", Outcome.JUDGE: "需人工判断",
    Outcome.INSUFFICIENT: "资料不足",
}  # fmt: skip


def _outcome(answer: Answer, rule: Rule) -> Outcome:
    if answer.holds is None:
        return Outcome.INSUFFICIENT
    if answer.holds:
        return Outcome.PASS
    return Outcome.JUDGE if rule.on_fail == "judge" else Outcome.FAIL
