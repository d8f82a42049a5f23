"""`entry`: the rows of registers listed, keyed in, corrected, taken out, looked at in full."""

from argparse import Namespace

from desktop_app.cli.arguments import parse_facts
from desktop_app.cli.dossiers import dossier_lines
from desktop_app.cli.next_steps import next_lines
from desktop_app.cli.output import Answer, table
from desktop_app.cli.subjects import entry_id, project_id, unit_id
from desktop_app.cli.usage_words import UsageError
from desktop_app.domain.project_lot import ProjectLot
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner
from desktop_app.errors import Refused
from desktop_app.rules.registers import builtin_registers
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.dossiers import dossier
from desktop_app.use_cases.registers.editing import EntryDraft, remove_entry, save_entry
from desktop_app.use_cases.registers.expert_draw import DrawRequest, draw_experts
from desktop_app.use_cases.registers.listing import RegisterPage, register_page
from desktop_app.use_cases.registers.project_draw import draw_projects, draws_projects
from desktop_app.use_cases.registers.revealing import reveal_entry
from desktop_app.values.ids import EntryId

SHOWN = 5
"""Columns printed on a line; `--json` gives all."""


def entry(arguments: Namespace, desk: Desk) -> Answer:
    """One of `list`, `add`, `set`, `remove`, `draw`, `reveal`."""
    if arguments.action == "list":
        return _listed(register_page(desk, arguments.what, _owner(arguments, desk)))
    if arguments.action == "add":
        given = parse_facts(arguments.set)
        owner = _owner(arguments, desk) or Owner()
        label = register_page(desk, arguments.what, owner).label
        key = _saved(
            desk, EntryDraft(arguments.what, given, owner, reason=arguments.reason), arguments.what
        )
        return Answer([f"已登记：{label}，序号 {key}。"], {"entry": key})
    return _one(desk, entry_id(desk, arguments.what), arguments)


def show_entry(desk: Desk, key: EntryId) -> Answer:
    """A row of a register: what it is, and what may be recorded of it now."""
    with desk.workspace.read() as view:
        kept = view.registers.get(key)
    page = register_page(desk, kept.register_id)
    row = next(each for each in page.rows if each.id == key)
    told = [(c.label, row.texts[c.id]) for c in page.columns if row.texts[c.id]]
    head = (page.label, f"序号 {key}", row.above or row.project or row.unit, row.state_label)
    lines = ["　".join(each for each in head if each), *(f"{a}：{b}" for a, b in told)]
    subject = Subject(ENTRY, key)
    left = [
        {"rule": r.rule, "reading": r.reading, "applied": r.is_applied, "left": r.left.json}
        for r in dossier(desk, subject).rooms
    ]
    data = {
        "id": key,
        "register": page.id,
        "cells": dict(row.cells),
        "state": row.state,
        "left": left,
    }
    return Answer([*lines, *dossier_lines(desk, subject), *next_lines(desk, subject)], data)


def _one(desk: Desk, key: EntryId, arguments: Namespace) -> Answer:
    """An act on a row that is there."""
    if arguments.action == "draw":
        return _drawn(desk, key, arguments)
    if arguments.action == "reveal":
        found = reveal_entry(desk, key, arguments.reason)
        return Answer([f"{title}：{text}" for title, text in found], {"cells": dict(found)})
    if arguments.action == "set":
        given = parse_facts(arguments.set)
        if not given:
            raise UsageError("要写改哪一列，如 --set amount=12.5")
        with desk.workspace.read() as view:
            register = view.registers.get(key).register_id
        _saved(desk, EntryDraft("", given, entry_id=key, reason=arguments.reason), register)
        return Answer([f"已更正第 {key} 条。"], {"entry": key})
    remove_entry(desk, key, reason=arguments.reason)
    return Answer([f"已删除第 {key} 条。"], {"entry": key})


def _saved(desk: Desk, draft: EntryDraft, register: str) -> EntryId:
    """The row kept; a refusal says where the names of the columns are found."""
    try:
        return save_entry(desk, draft)
    except Refused as problem:
        more = f"列的编号和选项见 hengce packs columns {register}。"
        raise _advised(problem, more if register in builtin_registers() else "") from problem


def _advised(problem: Refused, more: str) -> Refused:
    """The refusal with one more piece of advice."""
    return Refused(
        problem.what,
        advice=f"{problem.advice}{more}",
        record=problem.record,
        clauses=problem.clauses,
    )


def _drawn(desk: Desk, review: EntryId, arguments: Namespace) -> Answer:
    if draws_projects(desk, review):
        return _projects_drawn(draw_projects(desk, review))
    request = DrawRequest(arguments.members, arguments.reserves, tuple(arguments.field))
    try:
        lot = draw_experts(desk, review, request)
    except Refused as problem:
        raise _advised(problem, "空白表：hengce template experts --out 专家库.xlsx。") from problem
    names = [f"{each.name}（{each.unit_name}）" for each in lot.members]
    reserves = [f"{each.name}（{each.unit_name}）" for each in lot.reserves]
    lines = [
        f"候选 {lot.candidates} 人，抽签序号 {lot.seed}。",
        f"成员：{'、'.join(names)}",
        f"备选：{'、'.join(reserves) or '无'}",
    ]
    return Answer(lines, {"seed": lot.seed, "members": names, "reserves": reserves})


def _projects_drawn(lot: ProjectLot) -> Answer:
    lines = [
        f"候选 {len(lot.candidates)} 个，抽签序号 {lot.seed}。",
        f"抽中：{'、'.join(lot.drawn)}",
    ]
    return Answer(lines, {"seed": lot.seed, "drawn": list(lot.drawn)})


def _owner(arguments: Namespace, desk: Desk) -> Owner | None:
    if not (arguments.project or arguments.unit or arguments.under):
        return None
    return Owner(
        project_id=project_id(desk, arguments.project) if arguments.project else None,
        unit_id=unit_id(desk, arguments.unit) if arguments.unit else None,
        parent_id=entry_id(desk, str(arguments.under)) if arguments.under else None,
    )


def _sum_words(page: RegisterPage) -> str:
    """The sums with their unit; rows that have ended do not count, and that is said."""
    summed = [c for c in page.columns if c.id in page.sums]
    if not summed:
        return ""
    told = "，".join(f"{c.label}合计 {page.sums[c.id]} {c.unit}" for c in summed)
    ended = sum(not row.is_live for row in page.rows)
    return f"　{told}（不计已终止的 {ended} 条）" if ended else f"　{told}"


def _listed(page: RegisterPage) -> Answer:
    columns = page.columns[:SHOWN]
    titles = ("序号", "所属", *(_head(c.label, c.unit) for c in columns), "状态", "核查")
    rows = [
        (
            str(row.id),
            row.above or row.project or row.unit,
            *(row.texts[c.id] for c in columns),
            row.state_label,
            row.light_word,
        )
        for row in page.rows
    ]
    lines = [f"{page.title}　{len(rows)} 条{_sum_words(page)}", *table(titles, rows)]
    data = {
        "register": page.id,
        "title": page.title,
        "rows": [
            {
                "id": row.id,
                "project": row.project,
                "unit": row.unit,
                "above": row.above,
                "cells": dict(row.cells),
                "state": row.state,
                "light": row.light,
                "step": row.open_step,
                "source": row.source,
            }
            for row in page.rows
        ],
    }
    return Answer(lines, data)


def _head(label: str, unit: str) -> str:
    return f"{label}（{unit}）" if unit else label
