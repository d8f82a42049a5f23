"""A finding put into words: the message, what it rests on, and what would turn it."""

from dataclasses import dataclass

from desktop_app.rules.comparisons import Answer, Scene, comparison_names, rule_comparisons
from desktop_app.rules.expression import condition_names
from desktop_app.rules.facts import Facts, FactSpec
from desktop_app.rules.kinds import Quantity
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms
from desktop_app.rules.schema import Rule
from desktop_app.rules.schema.common import PLACEHOLDER
from desktop_app.rules.verdict import FactUsed, JsonValue, Outcome, Severity, Verdict


@dataclass(frozen=True)
class Case:
    """One rule being judged."""

    pack: Pack
    rule: Rule
    facts: Facts
    terms: Terms
    scene: Scene


@dataclass(frozen=True)
class Finding:
    """The answer of a rule before it is put into words."""

    outcome: Outcome
    answer: Answer
    reading: str = ""
    is_undecided: bool = False


def worded(case: Case, finding: Finding, *, is_brief: bool = False) -> Verdict:
    """The verdict in words; a brief one leaves out the lines that explain computed facts."""
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
        facts=_facts_used(case, is_brief=is_brief),
        reading=finding.reading,
        discretion=_discretion(case),
        is_undecided=finding.is_undecided,
        advice="" if is_pass else _filled(rule.message.advice, case),
        is_due=case.terms.is_due(rule.at),
    )


def _discretion(case: Case) -> str:
    word = case.rule.discretion
    return f"{word}（{'、'.join(case.pack.clauses(case.rule.rows))}）" if word else ""


def _message(case: Case, finding: Finding) -> str:
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


def _lacking(missing: tuple[str, ...], case: Case) -> str:
    """Names what is missing; an undefined setting is named as the office's own."""
    names = case.pack.names
    facts = [names.facts[name].label for name in missing if name in names.facts]
    settings = [names.settings[name].label for name in missing if name in names.settings]
    values = [names.values[name].label for name in missing if name in names.values]
    readings = [names.readings[name].label for name in missing if name in names.readings]
    parts = [
        f"缺少：{'、'.join(facts)}。" if facts else "",
        f"须先设定：{'、'.join(settings)}（本办设定，文件没有规定）。" if settings else "",
        f"须先签定口径：{'、'.join(readings)}。" if readings else "",
        f"当日没有现行值：{'、'.join(values)}。" if values else "",
    ]
    return "".join(parts)


def _turns(case: Case, finding: Finding) -> str:
    if finding.outcome in {Outcome.FAIL, Outcome.JUDGE}:
        return finding.answer.turns
    if finding.outcome is Outcome.INSUFFICIENT:
        facts = case.pack.names.facts
        labels = [facts[name].label for name in finding.answer.missing if name in facts]
        return f"补齐{'、'.join(labels)}后再判断" if labels else ""
    return ""


def _filled(text: str, case: Case) -> str:
    """A message with its placeholders replaced; what is missing reads （未填）."""

    def shown(name: str) -> str:
        if name.startswith("office."):
            return case.pack.office_name(name.removeprefix("office."), case.terms.on)
        found = case.scene.lookup(name)
        return found.text if found else "（未填）"

    return PLACEHOLDER.sub(lambda match: shown(match[1]), text)


def _facts_used(case: Case, *, is_brief: bool) -> tuple[FactUsed, ...]:
    rule = case.rule
    used = list(condition_names(rule.applies))
    for comparison in rule_comparisons(rule):
        used += comparison_names(comparison)
    used += [*rule.shows, *([rule.value_on] if rule.value_on else [])]
    specs = case.pack.names.facts
    names = (name for name in dict.fromkeys(used) if name in specs)
    return tuple(_fact_used(specs[name], case, is_brief=is_brief) for name in names)


def _fact_used(spec: FactSpec, case: Case, *, is_brief: bool) -> FactUsed:
    """One fact as a card shows it; the text of a missing one reads 未填."""
    found, value = case.scene.lookup(spec.name), case.facts.get(spec.name)
    return FactUsed(
        name=spec.name,
        label=spec.label,
        value=_kept(spec, found) if found else None,
        unit="分" if spec.type == "money" else spec.unit,
        source=value.source if value else "",
        text=found.text if found else "未填",
        lines=value.extra if value and not is_brief else (),
    )


def _kept(spec: FactSpec, found: Quantity) -> JsonValue:
    """The value as it is frozen with a step: of a person's no more than anybody may see."""
    return found.text if spec.personal is not None else found.json
