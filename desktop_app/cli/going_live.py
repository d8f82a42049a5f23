"""`unit`, `handover`, `split`, `repin`: units and projects that change on the way."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Any

from desktop_app.cli.output import DONE, PROBLEMS, Answer, table
from desktop_app.cli.subjects import project_id, unit_id
from desktop_app.cli.usage_words import UsageError
from desktop_app.domain.project import AMOUNT_LABELS, AmountKind
from desktop_app.rules.difference import Difference
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.former_names import former_names
from desktop_app.use_cases.going_live.grounds import Grounds
from desktop_app.use_cases.going_live.offices import OfficeLine, office_lines, rename_office
from desktop_app.use_cases.going_live.projects import Part, hand_over, remainder, split_project
from desktop_app.use_cases.going_live.repinning import (
    RepinLine,
    RepinOutlook,
    pinned_to,
    repin,
    repin_outlook,
    target_named,
)
from desktop_app.use_cases.going_live.units import merge_units, merger_outlook, rename_unit
from desktop_app.values.money import Fen, fen_from_wan, wan_text

NAMES_OF_RENAME = 2
FIELDS_OF_PART = 3


def unit(arguments: Namespace, desk: Desk) -> Answer:
    """Former names; a new name from a day on; units merged into another."""
    if arguments.action == "list":
        return _former(desk)
    if arguments.action == "offices":
        return _offices(office_lines(desk))
    act = {"rename": _rename, "merge": _merge, "rename-office": _rename_office}
    return act[arguments.action](arguments, desk)


def _offices(lines: Sequence[OfficeLine]) -> Answer:
    rows = [
        (
            each.role,
            each.label,
            each.name,
            each.since.isoformat() if each.since else "",
            "；".join(f"{name} 至 {until}" for name, until in each.earlier),
        )
        for each in lines
    ]
    data = [
        {
            "role": each.role,
            "label": each.label,
            "name": each.name,
            "since": each.since.isoformat() if each.since else None,
            "earlier": [{"name": n, "until": u.isoformat()} for n, u in each.earlier],
        }
        for each in lines
    ]
    return Answer(
        table(("角色", "办法里叫", "现在的名称", "自", "曾用名"), rows), {"offices": data}
    )


def _rename_office(arguments: Namespace, desk: Desk) -> Answer:
    if len(arguments.names) != NAMES_OF_RENAME:
        raise UsageError("rename-office 后面写机关的角色和新名称")
    role, new = arguments.names
    return _offices([rename_office(desk, role, new, _grounds(arguments, desk))])


def writes_units(arguments: Namespace) -> bool:
    """Whether the command about units changes anything: a merger only where it is confirmed."""
    if arguments.action == "merge":
        return bool(arguments.apply)
    return arguments.action in ("rename", "rename-office")


def _former(desk: Desk) -> Answer:
    with desk.workspace.read() as view:
        today = {each.id: each.name for each in view.units.all()}
        found = former_names(view)
    rows = [
        (
            each.name,
            each.until.isoformat(),
            today[each.unit_id],
            "并入" if each.is_merged else "更名",
        )
        for each in found
    ]
    data = [
        {"name": name, "until": until, "today": now, "is_merged": kind == "并入"}
        for name, until, now, kind in rows
    ]
    return Answer(table(("曾用名", "用到", "现在的单位", "原因"), rows), {"names": data})


def _rename(arguments: Namespace, desk: Desk) -> Answer:
    if len(arguments.names) != NAMES_OF_RENAME:
        raise UsageError("rename 后面写旧名称和新名称")
    old, new = arguments.names
    renamed = rename_unit(desk, unit_id(desk, old), new, _grounds(arguments, desk))
    since = _grounds(arguments, desk).since.isoformat()
    return Answer(
        [f"已登记：{old} 自 {since} 起更名为 {renamed.name}。"],
        {"id": renamed.id, "name": renamed.name, "since": since},
    )


def _merge(arguments: Namespace, desk: Desk) -> Answer:
    if not arguments.names or not arguments.into:
        raise UsageError("merge 后面写并入的单位，--into 写并入哪个单位")
    absorbed = [unit_id(desk, name) for name in arguments.names]
    into = unit_id(desk, arguments.into)
    seen = merger_outlook(desk, absorbed)
    moved = (
        f"随之转过去的：在办项目 {len(seen.projects)} 个、已建系统 {seen.systems} 个、"
        f"数据目录 {seen.items} 项、统筹需求 {seen.needs} 项、下级单位 {len(seen.below)} 个。"
    )
    lines = [
        moved,
        f"已经办结的 {seen.ended} 个项目仍记在原单位名下。",
    ]
    data = {
        "projects": list(seen.projects),
        "ended": seen.ended,
        "systems": seen.systems,
        "catalogue_items": seen.items,
        "needs": seen.needs,
        "units_below": list(seen.below),
        "applied": bool(arguments.apply),
    }
    if not arguments.apply:
        return Answer([*lines, "这是预览，没有写入；确认请加 --apply。"], data)
    kept = merge_units(desk, absorbed, into, _grounds(arguments, desk))
    return Answer([*lines, f"已登记：{'、'.join(arguments.names)}并入{kept.name}。"], data)


def handover(arguments: Namespace, desk: Desk) -> Answer:
    """Give projects to another unit."""
    ids = [project_id(desk, code) for code in arguments.codes]
    to = unit_id(desk, arguments.to)
    hand_over(desk, ids, to, _grounds(arguments, desk))
    return Answer(
        [f"已移交：{'、'.join(arguments.codes)} 交给 {arguments.to}。"],
        {"codes": arguments.codes, "to": arguments.to},
    )


def split(arguments: Namespace, desk: Desk) -> Answer:
    """Split a project into several whose amounts add up to it."""
    key = project_id(desk, arguments.code)
    with desk.workspace.read() as view:
        whole = view.projects.get(key)
    parts = [_part(desk, text) for text in arguments.part]
    amounts, funding = _amounts(arguments.keep) if arguments.keep else remainder(whole, parts)
    kept = Part(whole.name, whole.unit_id, amounts, funding)
    made = split_project(desk, key, kept, parts, _grounds(arguments, desk))
    lines = [f"已拆分：{whole.code} 留下 {_told(kept.amounts)}"]
    lines += [f"  {each.code} {each.name} {_told(each.amounts)}" for each in made]
    data = {
        "code": whole.code,
        "kept": {f"{kind.value}_fen": fen for kind, fen in kept.amounts.items()},
        "parts": [
            {
                "code": each.code,
                "name": each.name,
                "amounts": {f"{kind.value}_fen": fen for kind, fen in each.amounts.items()},
            }
            for each in made
        ],
    }
    return Answer(lines, data)


def _part(desk: Desk, text: str) -> Part:
    fields = [each.strip() for each in text.replace("；", ";").split(";")]
    if len(fields) != FIELDS_OF_PART:
        raise UsageError(f"“{text}”应写作 名称;单位;declared=40,county=40")
    name, owner, given = fields
    amounts, funding = _amounts(given)
    return Part(name, unit_id(desk, owner), amounts, funding)


def _amounts(text: str) -> tuple[dict[AmountKind, Fen], dict[str, Fen]]:
    """`declared=40,county=40` in 万元: amounts by kind, and money by source."""
    amounts: dict[AmountKind, Fen] = {}
    funding: dict[str, Fen] = {}
    kinds = {kind.value: kind for kind in AmountKind}
    for pair in filter(None, text.replace("，", ",").split(",")):
        name, mark, wan = (each.strip() for each in pair.partition("="))
        if not mark:
            raise UsageError(f"“{pair}”应写作 declared=40")
        try:
            fen = fen_from_wan(wan)
        except ValueError as fault:
            raise UsageError(f"“{pair}”里的金额读不出来，应写万元数") from fault
        if name in kinds:
            amounts[kinds[name]] = fen
        else:
            funding[name] = fen
    return amounts, funding


def _told(amounts: Mapping[AmountKind, Fen]) -> str:
    return "，".join(f"{AMOUNT_LABELS[kind]} {wan_text(fen)} 万元" for kind, fen in amounts.items())


def repin_projects(arguments: Namespace, desk: Desk) -> Answer:
    """What moving projects to a pack version would change; with `--apply` move them."""
    target = target_named(desk, arguments.to)
    ids = [project_id(desk, code) for code in arguments.codes]
    if arguments.source:
        ids += pinned_to(desk, target_named(desk, arguments.source))
    if not ids:
        raise UsageError("还要写项目编号，或用 --from 写现在的规则包版本")
    seen = repin_outlook(desk, ids, target)
    lines, data = outlook_lines(seen), outlook_data(seen)
    if not arguments.apply:
        hint = "这是预览，没有写入；确认请加 --apply 和 --reason。"
        return Answer([*lines, hint], data, DONE if seen.can_move else PROBLEMS)
    moved = repin(desk, ids, target, arguments.reason, arguments.number)
    done = f"已改按《{target.label}》办理：{'、'.join(each.code for each in moved)}。"
    return Answer([*lines, done], {**data, "applied": True})


def outlook_lines(seen: RepinOutlook) -> list[str]:
    """What versions say differently and what that would do to each project, for people."""
    lines = []
    for told in seen.differences:
        lines.append(f"{told.before} → {told.after}：{len(told.entries)} 处不同")
        pairs = zip(told.entries, told.words, strict=True)
        lines += [f"  {_entry_text(entry, words)}" for entry, words in pairs]
    for line in seen.lines:
        lines.append(f"{line.code} {line.name}（现按《{line.before}》）{_verdict_on(line)}")
        lines += [f"  {text}" for text in (*line.obstacles, *line.route, *line.checks)]
        lines += [f"  开始办理“{title}”" for title in line.opens]
    return lines


def _verdict_on(line: RepinLine) -> str:
    if line.obstacles:
        return "：不能改用"
    return "：没有影响" if line.changes_nothing else "："


def _entry_text(entry: Difference, words: tuple[str, str, str]) -> str:
    what, before, after = words
    turn = f"：{before or '（无）'} → {after or '（无）'}" if before or after else ""
    return f"{what}{turn}（{'、'.join(entry.clauses)}）" if entry.clauses else f"{what}{turn}"


def outlook_data(seen: RepinOutlook) -> dict[str, Any]:
    """The same for programs."""
    return {
        "pack": seen.target.pack,
        "version": seen.target.version,
        "differences": [
            {
                "from": told.before,
                "to": told.after,
                "entries": [
                    {
                        "kind": e.kind, "id": e.id, "title": e.title, "change": e.change,
                        "key": e.key, "before": e.before, "after": e.after,
                        "clauses": list(e.clauses),
                    }
                    for e in told.entries
                ],
            }
            for told in seen.differences
        ],
        "projects": [
            {
                "code": line.code, "name": line.name, "from": line.before,
                "obstacles": list(line.obstacles), "checks": list(line.checks),
                "route": list(line.route), "opens": list(line.opens),
            }
            for line in seen.lines
        ],
        "applied": False,
    }  # fmt: skip


def _grounds(arguments: Namespace, desk: Desk) -> Grounds:
    return Grounds(arguments.since or desk.today, arguments.reason, arguments.number)
