"""What a clerk may record of a project now, with the words the command line wants for it."""

from collections.abc import Iterable, Mapping

from desktop_app.cli.lacks import lacking_places
from desktop_app.domain.procedure_view import StepView
from desktop_app.domain.record import Subject
from desktop_app.domain.typed_values import Wanted
from desktop_app.errors import Refused
from desktop_app.rules.facts import FactSpec, bounds_text
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import POSITIVE_OUTCOMES
from desktop_app.rules.steps import FlatStep
from desktop_app.rules.verdict import Verdict
from desktop_app.rules.wording import listed
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.dossiers import beginnings, case_pages
from desktop_app.use_cases.reserve_pool.views import Material
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.openings import steps_of_course
from desktop_app.use_cases.standing.step_checks import records_merger
from desktop_app.use_cases.standing.step_entry import OpenStep

MERGE = "hengce merge 留下的编号 并入的编号"
OPTIONS: Mapping[str, str] = {
    "override_reason": "--override 理由",
    "opinion": "--opinion 意见",
    "document_number": "--number 文号（或 --incoming 收文的文号）",
    "merged_into": f"{MERGE} --reason 理由",
}
"""How `record` takes a field of a step's entry; facts go by `--fact`."""


def next_lines(desk: Desk, subject: Subject) -> list[str]:
    """The steps whose turn it is with their results and facts, and the papers still to come."""
    with desk.workspace.read() as view:
        course = course_of(desk, view, subject)
        steps = steps_of_course(course)
        lines = [line for step in steps for line in _step_lines(desk, course, step)]
        missing = _missing(course)
    if lines:
        lines.insert(0, "现在可以办（hengce record 编号 步骤 结果 --signer 签批人）：")
    if missing:
        lines.append("还没有收到的材料（hengce handin 编号 办件.材料）：")
    return lines + missing


def _step_lines(desk: Desk, course: Course, step: OpenStep) -> list[str]:
    pack = course.pack
    outcomes = "、".join(f"{key} {label}" for key, label in step.labels.items())
    head = f"  {step.reference}　{step.title}：{outcomes or '还不能登记'}"
    if records_merger(pack, step):
        return [f"  {step.reference}　{step.title}：用 {OPTIONS['merged_into']}"]
    flat = next((f for f in pack.steps_of(step.procedure) if f.path == step.path), None)
    asks = _asked(pack, flat) if flat else []
    begun = step.view or _at_first(course, step)
    return [head, *asks, *(_wanted(desk, course, begun) if begun else ())]


def _at_first(course: Course, step: OpenStep) -> StepView | None:
    """A step of a procedure not begun yet, as it stands if it were begun now."""
    return next((v for v in course.first_steps(step.procedure) if v.id == step.path), None)


def _wanted(desk: Desk, course: Course, step: StepView) -> list[str]:
    """What stands in the way of a positive result, the 文号 and the reason it does not lack."""
    why = "；".join(step.why_not)
    is_open = any(outcome in POSITIVE_OUTCOMES for outcome, _ in step.outcomes)
    head = "填了上面的事项，登记时再判断" if is_open else "同意、办结还不能登记"
    lines = [f"    {head}：{why}"] if why else []
    barring = [each for each in step.verdicts if f"{each.title}：{each.word}" in why]
    lines += _told(barring)
    lines += ["    --number 文号，或 --incoming 收文的文号"] * (step.document == "required")
    points = listed(f"{each.title}（{each.word}）" for each in step.needs_reason)
    lines += [f"    --override 理由　须说明：{points}"] if points else []
    lines += _told(step.needs_reason)
    return [*lines, *lacking_places(desk, course, (*barring, *step.needs_reason))]


def _told(verdicts: Iterable[Verdict]) -> list[str]:
    """What checks say, and what helps."""
    texts = (f"{each.message}{each.advice}" for each in verdicts)
    return [f"      {text}" for text in texts if text]


def with_options(problem: Refused) -> Refused:
    """The refusal, saying with which options what it lacks is written."""
    options = "、".join(
        OPTIONS.get(field) or f"--fact {field.removeprefix('facts.')}=…" for field in problem.lacks
    )
    if not options:
        return problem
    advice = f"{problem.advice}写法：{options}。"
    return Refused(problem.what, advice=advice, record=problem.record, clauses=problem.clauses)


def _asked(pack: Pack, flat: FlatStep) -> list[str]:
    known = {each.name: each for each in pack.facts}
    return [f"    --fact {_fact(known[name])}" for name in flat.step.asks if name in known]


def _fact(spec: FactSpec) -> str:
    """`name=…` with what it is and what may be chosen."""
    choices = "｜".join(label for _, label in spec.choices) or f"{bounds_text(spec)} {spec.unit}"
    choices = choices.strip()
    if not choices and spec.type != "text":
        choices = "万元" if spec.type == "money" else Wanted(spec.type).expected
    need = "，必填" if spec.is_required else ""
    return f"{spec.name}=…　{spec.label}{f'（{choices}）' if choices else ''}{need}"


def _missing(course: Course) -> list[str]:
    pages = case_pages(course)
    running = [(c.case.procedure, c.materials) for c in pages if c.case.closed_on is None]
    groups = (*running, *((each.procedure, each.materials) for each in beginnings(course)))
    return [_material(procedure, each) for procedure, found in groups for each in found
            if not each.is_there]  # fmt: skip


def _material(procedure: str, material: Material) -> str:
    need = "" if material.is_required else "（如有）"
    return f"  {procedure}.{material.id}　{material.title}{need}"
