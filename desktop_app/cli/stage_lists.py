"""`list`: the rows of a stage's tab."""

from argparse import Namespace

from desktop_app.cli.output import Answer, table
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.reserve_pool.listing import pool_list
from desktop_app.use_cases.stage_lists import ALL, STARTABLE, StageRow, stage_list
from desktop_app.values.money import wan_text

POOL = "reserve_pool"
STAGES = ("annual_plan", "approval", "construction", "acceptance", "evaluation", "oversight")
"""The other stages whose tabs list projects."""
TITLES = ("项目编号", "项目名称", "申报单位", "性质", "万元", "核查", "环节")


def listing(arguments: Namespace, desk: Desk) -> Answer:
    """The rows of a stage's tab."""
    if arguments.stage == POOL:
        return _pool(desk)
    if arguments.stage not in STAGES:
        known = "、".join((POOL, *STAGES))
        raise Refused(f"没有“{arguments.stage}”这个环节", advice=f"可用：{known}。")
    return _stage(desk, arguments.stage)


def _pool(desk: Desk) -> Answer:
    found = pool_list(desk)
    rows = [
        (
            r.code,
            r.name,
            r.unit,
            r.nature,
            wan_text(r.amount_fen) if r.amount_fen is not None else "",
            r.light_word,
            r.step,
        )
        for r in found.rows
    ]
    lines = table(TITLES, rows)
    lines.append(f"共 {len(rows)} 行，申报金额合计 {wan_text(found.total_fen)} 万元")
    data = {
        "rows": [
            {
                "code": r.code,
                "name": r.name,
                "unit": r.unit,
                "nature": r.nature,
                "category": r.category,
                "amount_fen": r.amount_fen,
                "light": r.light,
                "state": r.state,
                "state_label": r.state_label,
                "step": r.step,
                "applied_on": r.applied_on.isoformat(),
                "attempt": r.attempt,
            }
            for r in found.rows
        ]
    }
    return Answer(lines, data)


def _stage(desk: Desk, stage: str) -> Answer:
    """Those that stand in the stage, and those something of it can be begun with."""
    found = stage_list(desk, stage)
    lines = [f"{each.label} {each.count}" for each in found.filters]
    titles = ("项目编号", "项目名称", "申报单位", "性质", "核查", "环节", "期限")
    rows = [
        (r.code, r.name, r.unit, r.nature, r.light_word, r.step, _day(r) or "") for r in found.rows
    ]
    return Answer(
        [*table(titles, rows), f"共 {len(rows)} 行：{'，'.join(lines)}"],
        {"rows": [_row_json(each) for each in found.rows]},
    )


def _row_json(row: StageRow) -> dict[str, object]:
    return {
        "code": row.code,
        "name": row.name,
        "unit": row.unit,
        "nature": row.nature,
        "category": row.category,
        "amounts": {f"{kind.value}_fen": fen for kind, fen in row.amounts.items()},
        "light": row.light,
        "state": row.state,
        "state_label": row.state_label,
        "step": row.step,
        "due_on": _day(row),
        "is_here": ALL in row.filters,
        "is_startable": STARTABLE in row.filters,
    }


def _day(row: StageRow) -> str | None:
    return row.due_on.isoformat() if row.due_on else None
