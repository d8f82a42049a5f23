"""Facts about splitting: alike applications of the own family, and parts of an official split."""

from functools import partial

from desktop_app.domain.pool_facts_surroundings import Split, Surroundings, split_of, window_text
from desktop_app.domain.project import Project
from desktop_app.rules.facts import FactValue
from desktop_app.values.money import Fen, wan_text

MOST_FRAGMENTS = 6
"""Shared wording named in a line of text; the whole of it stands in the group."""
COMPARED = "相似比对"
"""What facts found by comparing name as their source."""
Facts = dict[str, FactValue]


def split_facts(project: Project, around: Surroundings) -> Facts:
    """What is alike in its own unit family: how many, what they come to, which lines they cross."""
    split = split_of(project, around)
    lines = partial(_split_lines, split)
    return {
        "similar_family_count": FactValue(split.suspects(project, around.parts), COMPARED, lines),
        "similar_family_sum": FactValue(split.sum_fen, COMPARED, lines),
        "split_lines_crossed": FactValue(
            len(split.lines),
            COMPARED,
            lambda: tuple(_line_text(split, at) for at in range(len(split.lines))),
        ),
    }


def part_facts(project: Project, around: Surroundings) -> Facts:
    """What became of an official split: how many other parts, and what all come to."""
    whole = (project, *around.parts)
    amounts = [found[1] for each in whole if (found := each.route_amount) is not None]

    def lines() -> tuple[str, ...]:
        return tuple(map(project_text, whole)) if around.parts else ()

    return {
        "split_part_count": FactValue(len(around.parts), "项目拆分", lines),
        "split_part_sum": FactValue(Fen(sum(amounts)) if amounts else None, "项目拆分", lines),
    }


def _split_lines(split: Split) -> tuple[str, ...]:
    if len(split.members) == 1:
        return ()
    first, last = split.members[0].applied_on, split.members[-1].applied_on
    more = " 等" if len(split.fragments) > MOST_FRAGMENTS else ""
    shared = f"相同处：{'、'.join(split.fragments[:MOST_FRAGMENTS])}{more}"
    return (window_text(first, last), *map(project_text, split.members), shared)


def _line_text(split: Split, at: int) -> str:
    line = split.lines[at]
    return (
        f"{line.label}{wan_text(line.fen)}万元（{line.origin}）："
        f"合计{wan_text(split.sum_fen)}万元达到，单项均未达到"
    )


def project_text(project: Project) -> str:
    """An application in one line: code, name, amount, day."""
    amount = project.declared_fen
    money = "金额未填" if amount is None else f"{wan_text(amount)}万元"
    return f"{project.code} {project.name} {money} {project.applied_on.isoformat()}".strip()
