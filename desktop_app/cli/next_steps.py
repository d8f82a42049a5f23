"""What a clerk may record of a project now, with the words the command line wants for it."""

from collections.abc import Mapping

from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.facts import FactSpec
from desktop_app.rules.pack import Pack
from desktop_app.rules.steps import FlatStep
from desktop_app.rules.wording import listed
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.reserve_pool.steps import steps_now
from desktop_app.use_cases.reserve_pool.views import Material, ProjectPage
from desktop_app.use_cases.standing.courses import course_of
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


def next_lines(desk: Desk, subject: Subject, page: ProjectPage) -> list[str]:
    """The steps whose turn it is with their results and facts, and the papers still to come."""
    lines = step_lines(desk, subject)
    missing = list(_missing(page))
    if missing:
        lines.append("还没有收到的材料（hengce handin 编号 办件.材料）：")
    return lines + missing


def step_lines(desk: Desk, subject: Subject) -> list[str]:
    """The steps whose turn it is with their results, facts and what else they want."""
    with desk.workspace.read() as view:
        pack = course_of(desk, view, subject).pack
    lines = [line for step in steps_now(desk, subject) for line in _step_lines(pack, step)]
    if lines:
        lines.insert(0, "现在可以办（hengce record 编号 步骤 结果 --signer 签批人）：")
    return lines


def _step_lines(pack: Pack, step: OpenStep) -> list[str]:
    outcomes = "、".join(f"{key} {label}" for key, label in step.labels.items())
    head = f"  {step.reference}　{step.title}：{outcomes or '还不能登记'}"
    if records_merger(pack, step):
        return [f"  {step.reference}　{step.title}：用 {OPTIONS['merged_into']}"]
    flat = next((f for f in pack.steps_of(step.procedure) if f.path == step.path), None)
    asks = _asked(pack, flat) if flat else []
    return [head, *asks, *_wanted(step)]


def _wanted(step: OpenStep) -> list[str]:
    """What stands in the way of a positive result, the 文号 and the reason it does not lack."""
    if step.view is None:
        return []
    why = "；".join(step.view.why_not)
    lines = [f"    同意、办结还不能登记：{why}"] if why else []
    lines += ["    --number 文号，或 --incoming 收文的文号"] * (step.view.document == "required")
    points = listed(f"{each.title}（{each.word}）" for each in step.view.needs_reason)
    return [*lines, f"    --override 理由　须说明：{points}"] if points else lines


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
    choices = "｜".join(label for _, label in spec.choices) or spec.unit
    need = "，必填" if spec.is_required else ""
    return f"{spec.name}=…　{spec.label}{f'（{choices}）' if choices else ''}{need}"


def _missing(page: ProjectPage) -> list[str]:
    running = [(c.case.procedure, c.materials) for c in page.cases if c.case.closed_on is None]
    groups = (*running, *((each.procedure, each.materials) for each in page.beginnings))
    return [_material(procedure, each) for procedure, found in groups for each in found
            if not each.is_there]  # fmt: skip


def _material(procedure: str, material: Material) -> str:
    need = "" if material.is_required else "（如有）"
    return f"  {procedure}.{material.id}　{material.title}{need}"
