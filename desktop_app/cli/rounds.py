"""`round`: hand workbooks out, see who is late, chase, note answers, close."""

from argparse import Namespace
from collections.abc import Sequence

from desktop_app.cli.arguments import UsageError
from desktop_app.cli.output import Answer, table
from desktop_app.cli.subjects import unit_id
from desktop_app.domain.base_data import Unit
from desktop_app.errors import Refused
from desktop_app.use_cases import rounds as round_cases
from desktop_app.use_cases.base_data import unit_index
from desktop_app.use_cases.chasing import note_answer, send_reminders
from desktop_app.use_cases.desk import Desk
from desktop_app.values.ids import RoundId
from desktop_app.values.text import normal_name


def rounds(arguments: Namespace, desk: Desk) -> Answer:
    """Hand workbooks out, or show who has not returned them."""
    actions = {"status": _status, "send": _send, "remind": _remind, "close": _close}
    return actions.get(arguments.action, _returned)(arguments, desk)


def _send(arguments: Namespace, desk: Desk) -> Answer:
    if arguments.out is None:
        raise UsageError("下发要用 --out 指定文件夹")
    kinds = {sheet: kind for kind, _, sheet in round_cases.round_kinds(desk)}
    titles = {kind: title for kind, title, _ in round_cases.round_kinds(desk)}
    if arguments.sheet not in kinds:
        raise UsageError(f"没有“{arguments.sheet}”的下发轮次，可选：{'、'.join(kinds)}")
    kind = kinds[arguments.sheet]
    page = round_cases.hand_out(
        desk,
        kind=kind,
        title=arguments.title or f"{desk.today.year}年{titles[kind]}",
        units=[unit.id for unit in _units(arguments, desk, kind)],
        folder=arguments.out,
        due_on=arguments.due,
    )
    names = [each.unit for each in page.recipients]
    return Answer(
        [f"已下发 {len(names)} 个单位：{arguments.out}"],
        {"round": page.round.id, "units": names, "folder": str(arguments.out)},
    )


def _remind(arguments: Namespace, desk: Desk) -> Answer:
    """Letters to the units that are late, one PDF each."""
    if arguments.out is None:
        raise UsageError("催报要用 --out 指定催报函写到的文件夹")
    chosen = [unit_id(desk, name) for name in arguments.unit]
    files = send_reminders(desk, _round(arguments, desk), arguments.out, units=chosen)
    return Answer(
        [f"已催报 {len(files)} 个单位，催报函在：{arguments.out}"],
        {"files": [str(file) for file in files]},
    )


def _returned(arguments: Namespace, desk: Desk) -> Answer:
    """Units that answered without a workbook."""
    if not arguments.unit:
        raise UsageError("登记答复要用 --unit 写明单位")
    round_id = _round(arguments, desk)
    for name in arguments.unit:
        note_answer(desk, round_id, unit_id(desk, name), arguments.note)
    return Answer(
        [f"已登记答复：{'、'.join(arguments.unit)}。"],
        {"round": round_id, "units": arguments.unit},
    )


def _close(arguments: Namespace, desk: Desk) -> Answer:
    round_id = _round(arguments, desk)
    round_cases.close_round(desk, round_id)
    return Answer([f"已结束第 {round_id} 轮下发。"], {"round": round_id})


def _round(arguments: Namespace, desk: Desk) -> RoundId:
    """The round named, the latest one if none is."""
    known = [page.round.id for page in round_cases.rounds(desk)]
    if not known or (arguments.round is not None and arguments.round not in known):
        raise Refused("没有这一轮下发", advice="请用 hengce round status 查看轮次编号。")
    return RoundId(arguments.round) if arguments.round is not None else known[0]


def _units(arguments: Namespace, desk: Desk, kind: str) -> Sequence[Unit]:
    proposed = round_cases.proposed_units(desk, kind)
    if not arguments.unit:
        return proposed
    with desk.workspace.read() as view:
        index = unit_index(view)
    missing = [name for name in arguments.unit if normal_name(name) not in index]
    if missing:
        raise UsageError(f"单位名录里没有：{'、'.join(missing)}")
    return [index[normal_name(name)] for name in arguments.unit]


def _status(_arguments: Namespace, desk: Desk) -> Answer:
    pages = round_cases.rounds(desk)
    lines: list[str] = []
    for page in pages:
        lines.append(f"{page.round.title}（{page.sheet_title}）：未报 {len(page.missing)} 个单位")
        rows = [
            (r.unit, str(r.sent_on or ""), str(r.returned_on or "未报"), str(len(r.reminders)))
            for r in page.recipients
        ]
        lines += table(("单位", "下发", "报回", "催报次数"), rows)
    data = {
        "rounds": [
            {
                "round": page.round.id,
                "title": page.round.title,
                "missing": [r.unit for r in page.missing],
                "returned": [r.unit for r in page.recipients if r.returned_on],
            }
            for page in pages
        ]
    }
    return Answer(lines or ["还没有下发过。"], data)
