"""Examples of courses and of bulk checks: known steps with their results, known vouchers."""

from desktop_app.rules.checks.context import CheckContext
from desktop_app.rules.faults import FaultPlace
from desktop_app.rules.row_examples import entry_rows
from desktop_app.rules.schema import (
    CampaignKind,
    DeadlineSpec,
    Entry,
    Example,
    Procedure,
    RecordedFact,
    Rule,
)
from desktop_app.rules.steps import flat_steps
from desktop_app.rules.wording import listed, nearest

_MODELS: dict[str, type[Entry]] = {
    "rule": Rule,
    "procedure": Procedure,
    "deadline": DeadlineSpec,
    "fact": RecordedFact,
    "campaign": CampaignKind,
}


def check_course(example: Example, place: FaultPlace, context: CheckContext) -> None:
    """Results recorded before, and the steps and the state expected after them."""
    for index, written in enumerate(example.recorded):
        where = place.under("recorded", index)
        step, _, outcome = written.partition("=")
        context.known("step", step, where)
        outcomes = _outcomes(step, context)
        if outcomes and outcome not in outcomes:
            where.add(f"“{outcome}”不是“{step}”的结果", f"写成 {step}=结果：{listed(outcomes)}")
    if example.recorded and not example.is_course:
        place.under("recorded").add("没有写预期的答案", "补上 opens、turn 或 state")
    for index, path in enumerate(example.turn or ()):
        context.known("step", f"{example.procedure}.{path}", place.under("turn", index))
    if example.state:
        context.known("state", example.state, place.under("state"))


def check_redemptions(example: Example, place: FaultPlace, context: CheckContext) -> None:
    """Redemptions of kinds the campaign has, and findings of its own checks on those rows."""
    campaigns = {campaign.id: campaign for campaign, _ in context.of(CampaignKind)}
    campaign = campaigns.get(example.campaign or "")
    if campaign is None:
        return
    kinds = [kind.id for kind in campaign.kind]
    for index, row in enumerate(example.redemptions):
        if row.kind not in kinds:
            where = place.under("redemptions", index).under("kind")
            where.add(f"没有“{row.kind}”这种券", nearest(row.kind, kinds))
    if not example.rows:
        place.under("rows").add("没有写说明哪一条", "写上 rows：一个活动关系到许多条")
    checks = [rule.id for rule in campaign.audit_rule]
    for check, numbers in (example.found or {}).items():
        where = place.under("found").under(check)
        if checks and check not in checks:
            where.add(f"“{check}”不是这个活动的核查", nearest(check, checks))
        if not all(1 <= number <= len(example.redemptions) for number in numbers):
            where.add("写的不是第几笔", f"从 1 数起，共 {len(example.redemptions)} 笔")


def check_shown_rows(example: Example, place: FaultPlace, context: CheckContext) -> None:
    """The rows an example says it shows are rows of the entry it tries."""
    kind, name = example.subject
    if not example.rows or kind not in _MODELS:
        return
    entries = {str(getattr(entry, "id", "")): entry for entry, _ in context.of(_MODELS[kind])}
    own = sorted(set(entry_rows(entries[name]))) if name in entries else list(example.rows)
    for index, row in enumerate(example.rows):
        if row not in own:
            where = place.under("rows", index)
            where.add(f"“{name}”没有依据“{row}”", f"写它依据的条：{listed(own)}")


def _outcomes(step: str, context: CheckContext) -> tuple[str, ...]:
    """Results that may be recorded at a step `procedure.step`; none for an unknown one."""
    known = {procedure.id: procedure for procedure, _ in context.of(Procedure)}
    head, _, path = step.partition(".")
    steps = flat_steps(known[head], known) if head in known else ()
    return next((flat.step.outcomes for flat in steps if flat.path == path), ())
