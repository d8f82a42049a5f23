"""`show`, `check`, `record`, `findings`, `handin`: one project."""

from argparse import Namespace

from desktop_app.cli.arguments import parse_facts
from desktop_app.cli.dossiers import case_lines, paper_lines, show_unit
from desktop_app.cli.entries import show_entry
from desktop_app.cli.next_steps import next_lines, with_options
from desktop_app.cli.output import DONE, PROBLEMS, Answer
from desktop_app.cli.subjects import entry_id, incoming_id, is_unit, project_id, step_subject
from desktop_app.cli.usage_words import UsageError
from desktop_app.errors import Refused
from desktop_app.rules.verdict import verdict_json
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.reserve_pool.detail import project_page
from desktop_app.use_cases.reserve_pool.materials import hand_in_material
from desktop_app.use_cases.reserve_pool.steps import note_findings, record_step
from desktop_app.use_cases.reserve_pool.views import ProjectPage
from desktop_app.use_cases.standing.judging import check_project
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.values.money import wan_text


def show_project(arguments: Namespace, desk: Desk) -> Answer:
    """One project with amounts, stage and procedures; a register row by its number; a unit."""
    if arguments.code.isdecimal():
        return show_entry(desk, entry_id(desk, arguments.code))
    if is_unit(desk, arguments.code):
        return show_unit(desk, arguments.code)
    page = project_page(desk, project_id(desk, arguments.code))
    project = page.project
    lines = [
        f"{project.code} {project.name}",
        f"{page.unit}　{page.state_label}　{page.light_word}",
    ]
    lines += [f"{label}金额：{wan_text(fen)} 万元" for label, fen in page.amounts]
    lines += [f"{field.label}：{field.text}" for field in page.fields if field.text]
    lines += _taken_over_lines(page)
    lines += [*case_lines(page.cases), *_inherited_lines(page), *paper_lines(page.papers)]
    lines += next_lines(desk, page.subject)
    if "resubmit" in page.actions:
        lines.append(
            "退回待补正：改好的申报表导入即为重报；原样重报用 hengce resubmit 编号 --reason 理由。"
        )
    data = {
        "code": project.code,
        "name": project.name,
        "unit": page.unit,
        "submitting_unit": page.submitting_unit,
        "state": project.state,
        "state_label": page.state_label,
        "pack": project.pack,
        "pack_version": project.pack_version,
        "amounts": {f"{kind.value}_fen": fen for kind, fen in project.amounts.items()},
        "funding": [
            {"source": line.source, "amount_fen": line.amount_fen} for line in project.funding
        ],
        "procedures": [
            {
                "procedure": case.case.procedure,
                "attempt": case.case.attempt,
                "opened_on": case.case.opened_on.isoformat(),
                "closed_on": case.case.closed_on.isoformat() if case.case.closed_on else None,
                "outcome": case.case.outcome,
                "steps": [
                    {
                        "step": r.step,
                        "outcome": r.outcome,
                        "acted_on": r.acted_on.isoformat(),
                        "signer": r.signer,
                        "document_number": r.document_number,
                        "is_past": bool(r.is_past),
                    }
                    for r in case.records
                ],
            }
            for case in page.cases
        ],
        "version": project.version,
        "taken_over_on": page.taken_over_on.isoformat() if page.taken_over_on else None,
        "older_regime": page.older_regime,
        "doubts": list(page.doubts),
        "turns": [
            {
                "on": turn.on.isoformat(),
                "title": turn.title,
                "reason": turn.reason,
                "document_number": turn.document_number,
                "other": turn.other,
            }
            for turn in page.turns
        ],
        "inherited": [
            {
                "on": event.on.isoformat(),
                "kind": event.kind,
                "title": event.title,
                "detail": event.detail,
                "document_number": event.number,
                "from": event.origin,
            }
            for event in page.inherited
        ],
    }
    return Answer(lines, data)


def _inherited_lines(page: ProjectPage) -> list[str]:
    """What was done before it was split off, under the project it lies with."""
    lines = []
    for origin in dict.fromkeys(each.origin for each in page.inherited):
        lines.append(f"拆分以前的经过（承自 {origin}）：")
        own = (each for each in page.inherited if each.origin == origin)
        lines += [f"  {e.on} {e.title} {e.detail} {e.number}".rstrip() for e in own]
    return lines


def _taken_over_lines(page: ProjectPage) -> list[str]:
    """That it was taken over in mid-life, what is in doubt about it, and what became of it."""
    lines = []
    if page.taken_over_on:
        lines.append(f"历史补录：{page.taken_over_on} 起接着办，此前的环节和期限不核查")
    if page.older_regime:
        lines.append(f"按原办法《{page.older_regime}》，不核查")
    lines += [f"补录存疑：{text}" for text in page.doubts]
    return [*lines, *(f"沿革：{turn.text}" for turn in page.turns)]


def check(arguments: Namespace, desk: Desk) -> Answer:
    """Verdicts with clause, facts and arithmetic; another pack or day can be tried."""
    checked = check_project(
        desk, project_id(desk, arguments.code), pack=arguments.pack or "", on=arguments.on
    )
    lines = [f"{checked.code} {checked.name}　{checked.pack}　{checked.on.isoformat()}"]
    lines += [checked.out_of_force] if checked.out_of_force else []
    for verdict in checked.verdicts:
        if not verdict.word:
            continue
        lines.append(f"{verdict.word}　{verdict.title}（{'、'.join(verdict.clauses)}）")
        told = (verdict.message, verdict.sums, verdict.answer_text)
        lines += [f"    {text}" for text in told if text]
        if verdict.turns_if:
            lines.append(f"    怎样可以通过：{verdict.turns_if}")
    data = {
        "code": checked.code,
        "pack": checked.pack,
        "on": checked.on.isoformat(),
        "verdicts": [verdict_json(each) for each in checked.verdicts],
    }
    stops = any(each.word in ("不通过", "需人工判断") for each in checked.verdicts)
    return Answer(lines, data, PROBLEMS if stops else DONE)


def record(arguments: Namespace, desk: Desk) -> Answer:
    """Record the signed result of a step; the signer is asked for as in the window."""
    if not arguments.signer.strip():
        raise UsageError("要写签批人，照签批件上的署名，如 --signer 王主任")
    entry = StepEntry(
        step=arguments.step,
        outcome=arguments.outcome,
        acted_on=arguments.date,
        signer=arguments.signer,
        opinion=arguments.opinion,
        document_number=arguments.number,
        incoming_paper_id=incoming_id(desk, arguments.incoming),
        override_reason=arguments.override,
        facts=parse_facts(arguments.fact),
    )
    subject = step_subject(desk, arguments.step, arguments.code)
    try:
        page = record_step(desk, subject, entry)
    except Refused as problem:
        raise with_options(problem) from problem
    now = f"，现为“{page.state_label}”" if page.state_label else ""
    return Answer(
        [f"已登记：{arguments.code} {page.title}{now}。"],
        {"code": arguments.code, "step": page.path, "outcome": page.outcome, "state": page.state},
    )


def findings(arguments: Namespace, desk: Desk) -> Answer:
    """Keep what a reviewer found before the result is signed."""
    facts = parse_facts(arguments.fact)
    subject = step_subject(desk, arguments.step, arguments.code)
    title = note_findings(desk, subject, arguments.step, facts)
    return Answer(
        [f"已记下：{arguments.code} {title}的审查情况 {len(facts)} 项。"],
        {"code": arguments.code, "step": arguments.step, "facts": sorted(facts)},
    )


def hand_in(arguments: Namespace, desk: Desk) -> Answer:
    """Mark a material of a procedure as handed in, or take the mark back."""
    procedure, _, material = arguments.material.partition(".")
    found = hand_in_material(
        desk,
        step_subject(desk, arguments.material, arguments.code),
        procedure,
        material,
        is_handed_in=not arguments.missing,
        note=arguments.note,
    )
    word = "已收到" if found.is_handed_in else "未收到"
    return Answer(
        [f"已登记：{arguments.code}“{found.title}”{word}。"],
        {"code": arguments.code, "material": arguments.material, "handed_in": found.is_handed_in},
    )
