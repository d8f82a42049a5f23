"""`round`: hand workbooks out, see who is late, chase, note answers, close."""

from argparse import Namespace
from collections.abc import Sequence

from desktop_app.cli.output import Answer, table
from desktop_app.cli.subjects import entry_id, unit_id
from desktop_app.cli.usage_words import UsageError
from desktop_app.errors import Refused
from desktop_app.use_cases import rounds as round_cases
from desktop_app.use_cases.base_data import unit_index
from desktop_app.use_cases.chasing import note_answer, send_reminders
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.handouts import Addressee, HandOut, addressees, hand_outs
from desktop_app.use_cases.rounds import RoundPage
from desktop_app.values.ids import RecipientId, RoundId
from desktop_app.values.text import normal_name


def rounds(arguments: Namespace, desk: Desk) -> Answer:
    """Hand workbooks out, or show who has not returned them."""
    actions = {"status": _status, "send": _send, "remind": _remind, "close": _close}
    return actions.get(arguments.action, _returned)(arguments, desk)


def _send(arguments: Namespace, desk: Desk) -> Answer:
    if arguments.out is None:
        raise UsageError("下发要用 --out 指定文件夹")
    kind = next((each for each in hand_outs(desk) if each.sheet == arguments.sheet), None)
    if kind is None:
        sheets = "、".join(each.sheet for each in hand_outs(desk))
        raise UsageError(f"没有“{arguments.sheet}”的下发轮次，可选：{sheets}")
    chosen = _addressees(arguments, desk, kind)
    page = round_cases.hand_out(
        desk,
        kind=kind.id,
        title=arguments.title or f"{desk.today.year}年{kind.title}",
        units=[each.unit.id for each in chosen if each.unit],
        offices=[each.office for each in chosen if each.office],
        under=entry_id(desk, str(arguments.under)) if arguments.under else None,
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
    round_id = _round(arguments, desk)
    chosen = _recipients(arguments, desk, round_id)
    files = send_reminders(desk, round_id, arguments.out, recipients=chosen)
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


def _addressees(arguments: Namespace, desk: Desk, kind: HandOut) -> Sequence[Addressee]:
    """Those named, by name or role; without any, everybody the round is meant for."""
    known = addressees(desk, kind.id)
    if not arguments.unit and not arguments.office:
        return [each for each in known if each.is_meant]
    if arguments.unit and kind.offices:
        raise UsageError(f"{kind.title}发给部门，请用 --office")
    with desk.workspace.read() as view:
        index = unit_index(view)
    missing = [name for name in arguments.unit if normal_name(name) not in index]
    if missing:
        raise UsageError(f"单位名录里没有：{'、'.join(missing)}")
    wanted = [index[normal_name(name)] for name in arguments.unit]
    offices = [_office(name, known, kind) for name in arguments.office]
    return [*(Addressee(unit.name, unit) for unit in wanted), *offices]


def _office(name: str, known: Sequence[Addressee], kind: HandOut) -> Addressee:
    for each in known:
        if each.office and name in {each.office, each.name}:
            return each
    offices = "、".join(f"{each.office}（{each.name}）" for each in known if each.office)
    raise UsageError(f"{kind.title}不发给“{name}”，可选：{offices or '没有'}")


def _recipients(arguments: Namespace, desk: Desk, round_id: RoundId) -> list[RecipientId]:
    """The recipients of a round that are named by unit, office or role."""
    rows = round_cases.round_page(desk, round_id).recipients
    found = []
    for name in (*arguments.unit, *arguments.office):
        wanted = normal_name(name)
        keys = [r.id for r in rows if wanted in {normal_name(r.unit), r.office}]
        if not keys:
            raise Refused(f"这一轮没有发给“{name}”", advice="请用 hengce round status 查看。")
        found += keys
    return found


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
        lines += [f"  缺 {r.unit}：{each.text}" for r in page.recipients for each in r.owed]
    data = {"rounds": [_page_json(page) for page in pages]}
    return Answer(lines or ["还没有下发过。"], data)


def _page_json(page: RoundPage) -> dict[str, object]:
    return {
        "round": page.round.id,
        "title": page.round.title,
        "sheet": page.round.sheet,
        "missing": [r.unit for r in page.missing],
        "returned": [r.unit for r in page.recipients if r.returned_on],
        "owed": [
            {"recipient": r.unit, "code": o.code, "name": o.name, "sheet": o.sheet, "row": o.row}
            for r in page.recipients
            for o in r.owed
        ],
    }
