"""`route` and `trial`: the way a project will take, and what other figures would change."""

from argparse import Namespace
from collections.abc import Sequence

from desktop_app.cli.arguments import parse_facts
from desktop_app.cli.output import Answer
from desktop_app.cli.subjects import project_id
from desktop_app.domain.planned_route import PlannedProcedure
from desktop_app.domain.record import Subject
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.routes import route_of
from desktop_app.use_cases.trial import TrialLine, try_values

NEEDS = {"needed": "", "optional": "（可选）", "unclear": "（资料不足，待定）"}


def route(arguments: Namespace, desk: Desk) -> Answer:
    """The procedures ahead of one project, each with its clause."""
    ways = route_of(desk, Subject("project", project_id(desk, arguments.code)))
    lines = [line for way in ways for line in _way_lines(way)]
    data = {
        "code": arguments.code,
        "procedures": [
            {
                "procedure": way.id,
                "title": way.title,
                "stage": way.stage,
                "certain": way.is_certain,
                "missing": list(way.missing),
                "because": way.because,
                "clauses": list(way.clauses),
                "steps": [
                    {
                        "step": step.path,
                        "title": step.title,
                        "actor": step.actor,
                        "need": step.need,
                        "clauses": list(step.clauses),
                    }
                    for step in way.steps
                ],
                "materials": list(way.materials),
            }
            for way in ways
        ],
    }
    return Answer(lines, data)


def _way_lines(way: PlannedProcedure) -> list[str]:
    doubt = f"（缺：{'、'.join(way.missing)}）" if way.missing else ""
    lines = [f"{way.title}{_basis(way.clauses)}{doubt}"]
    if way.because:
        lines.append(f"    因为：{way.because}")
    lines += [f"    {step.title}{NEEDS[step.need]}{_basis(step.clauses)}" for step in way.steps]
    return lines


def _basis(clauses: Sequence[str]) -> str:
    return f"（{'、'.join(clauses)}）" if clauses else ""


def trial(arguments: Namespace, desk: Desk) -> Answer:
    """What would change with other figures; nothing is written."""
    found = try_values(desk, parse_facts(arguments.values))
    lines = [
        f"试算：{each.label}（{'、'.join(each.clauses)}）{each.now} → {each.tried}"
        for each in found.values
    ]
    lines.append(
        f"看了 {found.looked_at} 个项目，{len(found.rerouted)} 个改变办理路线，"
        f"{len(found.lines) - len(found.rerouted)} 个只有核查结果变化。没有写入任何数据。"
    )
    for line in found.lines:
        lines.append(f"{line.code} {line.name}　{line.unit}　{line.amount} 万元")
        lines += [f"    {text}" for text in (*line.route, *line.checks)]
    data = {
        "values": [
            {
                "id": each.id,
                "label": each.label,
                "clauses": list(each.clauses),
                "now": each.now,
                "tried": each.tried,
            }
            for each in found.values
        ],
        "looked_at": found.looked_at,
        "changed": [_line_json(line) for line in found.lines],
    }
    return Answer(lines, data)


def _line_json(line: TrialLine) -> dict[str, object]:
    return {
        "code": line.code,
        "name": line.name,
        "unit": line.unit,
        "reroutes": line.changes_route,
        "route": list(line.route),
        "checks": list(line.checks),
    }
