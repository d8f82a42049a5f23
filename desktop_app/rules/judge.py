"""Judging: facts in, explained verdicts out; a missing fact is 资料不足, never a silent pass."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop_app.rules.comparisons import (
    Answer,
    Scene,
    answer_all,
    comparison_names,
    rule_comparisons,
)
from desktop_app.rules.expression import condition_names, evaluate_condition
from desktop_app.rules.facts import Facts, FactSpec
from desktop_app.rules.kinds import Quantity
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms, scene
from desktop_app.rules.schema import Rule
from desktop_app.rules.schema.common import PLACEHOLDER
from desktop_app.rules.verdict import (
    FactUsed,
    JsonValue,
    Outcome,
    Severity,
    Verdict,
    light_of,
)

__all__ = ["Facts", "Terms", "judge", "judge_subject", "lights_of"]


@dataclass(frozen=True)
class _Desk:
    """What all checks of one subject are judged with."""

    pack: Pack
    facts: Facts
    terms: Terms
    scene: Scene


@dataclass(frozen=True)
class _Case:
    """One rule being judged."""

    pack: Pack
    rule: Rule
    facts: Facts
    terms: Terms
    scene: Scene


@dataclass(frozen=True)
class _Finding:
    """The answer of a rule before it is put into words."""

    outcome: Outcome
    answer: Answer
    reading: str = ""
    is_undecided: bool = False


def judge(pack: Pack, rule_id: str, facts: Facts, terms: Terms) -> Verdict | None:
    """The verdict of one check; None if the check does not apply to these facts."""
    return _judge(pack.rule(rule_id), _Desk(pack, facts, terms, scene(pack, facts, terms)))


def _judge(rule: Rule, desk: _Desk) -> Verdict | None:
    case = _Case(desk.pack, rule, desk.facts, desk.terms, _scene(rule, desk))
    finding = _finding(case)
    return None if finding is None else _worded(case, finding)


def _finding(case: _Case) -> _Finding | None:
    applies = evaluate_condition(case.rule.applies, case.scene.lookup)
    if applies.value is False:
        return None
    missing = applies.missing or _missing_day(case)
    if missing:
        return _Finding(Outcome.INSUFFICIENT, Answer(None, missing))
    return _found(case)


def _missing_day(case: _Case) -> tuple[str, ...]:
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
    desk = _Desk(pack, facts, terms, scene(pack, facts, terms))
    found = []
    for rule in pack.rules:
        if rule.subject == subject_kind and terms.concerns(rule.at):
            case = _Case(pack, rule, facts, terms, _scene(rule, desk))
            finding = _finding(case)
            if finding is not None:
                severity, is_due = Severity(rule.on_fail), terms.is_due(rule.at)
                found.append((rule.id, light_of(finding.outcome, severity, is_due=is_due)))
    return tuple(found)


def _scene(rule: Rule, desk: _Desk) -> Scene:
    """The common scene, or one with the values of the day the check names."""
    found = desk.scene.lookup(rule.value_on) if rule.value_on else None
    if found is None:
        return desk.scene
    return scene(desk.pack, desk.facts, desk.terms, values_on=found.day)


def _found(case: _Case) -> _Finding:
    passes = case.rule.passes
    if not isinstance(passes, dict):
        answer = answer_all(passes, case.scene)
        return _Finding(_outcome(answer, case.rule), answer)
    reading = case.pack.reading(case.rule.reading or "")
    labels = {option.id: option.label for option in reading.options}
    signed = case.terms.readings.get(reading.id)
    if signed in passes:
        answer = answer_all(passes[signed], case.scene)
        return _Finding(_outcome(answer, case.rule), answer, f"{labels[signed]}（本单位签定）")
    answers = {option: answer_all(passes[option], case.scene) for option in labels}
    return _unsigned(case.rule, answers, labels, reading.label)


def _unsigned(
    rule: Rule, answers: Mapping[str, Answer], labels: Mapping[str, str], title: str
) -> _Finding:
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
    return _Finding(outcome, answer, f"“{title}”未签定", is_undecided=True)


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


def _worded(case: _Case, finding: _Finding) -> Verdict:
    rule, answer = case.rule, finding.answer
    is_pass = finding.outcome is Outcome.PASS
    return Verdict(
        rule=rule.id,
        title=rule.title,
        outcome=finding.outcome,
        severity=Severity(rule.on_fail),
        clauses=case.pack.clauses(rule.rows),
        message=_message(case, finding),
        arithmetic="；".join(answer.arithmetic),
        turns_if=_turns(case, finding),
        facts=_facts_used(case),
        reading=finding.reading,
        discretion=_discretion(case),
        is_undecided=finding.is_undecided,
        advice="" if is_pass else _filled(rule.message.advice, case),
        is_due=case.terms.is_due(rule.at),
    )


def _discretion(case: _Case) -> str:
    word = case.rule.discretion
    return f"{word}（{'、'.join(case.pack.clauses(case.rule.rows))}）" if word else ""


def _message(case: _Case, finding: _Finding) -> str:
    texts, rule = case.rule.message, case.rule
    if finding.outcome is Outcome.INSUFFICIENT:
        own = _filled(texts.insufficient, case)
        return own + _lacking(finding.answer.missing, case)
    if finding.is_undecided:
        text = _filled(texts.judge or texts.fail, case)
        return f"{text}文件可作不同理解，须先签定口径；签定前不算通过。"
    if finding.outcome is Outcome.PASS:
        return _filled(texts.pass_, case) or f"{rule.title}：符合。"
    is_judge = finding.outcome is Outcome.JUDGE
    return _filled((texts.judge if is_judge else "") or texts.fail, case)


def _lacking(missing: tuple[str, ...], case: _Case) -> str:
    """Names what is missing; an undefined setting is named as the office's own."""
    names = case.pack.names
    facts = [names.facts[name].label for name in missing if name in names.facts]
    settings = [names.settings[name].label for name in missing if name in names.settings]
    values = [names.values[name].label for name in missing if name in names.values]
    readings = [names.readings[name].label for name in missing if name in names.readings]
    parts = [
        f"缺少：{'、'.join(facts)}。" if facts else "",
        f"须先设定：{'、'.join(settings)}（本单位设置，文件没有规定）。" if settings else "",
        f"须先签定口径：{'、'.join(readings)}。" if readings else "",
        f"当日没有现行值：{'、'.join(values)}。" if values else "",
    ]
    return "".join(parts)


def _turns(case: _Case, finding: _Finding) -> str:
    if finding.outcome in {Outcome.FAIL, Outcome.JUDGE}:
        return finding.answer.turns
    if finding.outcome is Outcome.INSUFFICIENT:
        facts = case.pack.names.facts
        labels = [facts[name].label for name in finding.answer.missing if name in facts]
        return f"补齐{'、'.join(labels)}后再判断" if labels else ""
    return ""


def _filled(text: str, case: _Case) -> str:
    """A message with its placeholders replaced; what is missing reads （未填）."""

    def shown(name: str) -> str:
        if name.startswith("office."):
            return case.pack.office_name(name.removeprefix("office."), case.terms.on)
        found = case.scene.lookup(name)
        return found.text if found else "（未填）"

    return PLACEHOLDER.sub(lambda match: shown(match[1]), text)


def _facts_used(case: _Case) -> tuple[FactUsed, ...]:
    rule = case.rule
    used = list(condition_names(rule.applies))
    for comparison in rule_comparisons(rule):
        used += comparison_names(comparison)
    used += [*rule.shows, *([rule.value_on] if rule.value_on else [])]
    specs = case.pack.names.facts
    names = (name for name in dict.fromkeys(used) if name in specs)
    return tuple(_fact_used(specs[name], case) for name in names)


def _fact_used(spec: FactSpec, case: _Case) -> FactUsed:
    """One fact as a card shows it; the text of a missing one reads 未填."""
    found, value = case.scene.lookup(spec.name), case.facts.get(spec.name)
    return FactUsed(
        name=spec.name,
        label=spec.label,
        value=_kept(spec, found) if found else None,
        unit="分" if spec.type == "money" else spec.unit,
        source=value.source if value else "",
        text=found.text if found else "未填",
        lines=value.extra if value else (),
    )


def _kept(spec: FactSpec, found: Quantity) -> JsonValue:
    """The value as it is frozen with a step: of a person's no more than anybody may see."""
    return found.text if spec.personal is not None else found.json
