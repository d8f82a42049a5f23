"""Acts on a campaign's lists: checks, decisions, sample, the auditor's result, payout, payment."""

import csv
from itertools import cycle

from db.vouchers.verdicts import sheet_rows
from desktop_app.domain.vouchers.checks import BY_ID
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.use_cases.sample.campaign_acts import terms
from desktop_app.use_cases.sample.player import Player
from desktop_app.use_cases.sample.story import StoryAct
from desktop_app.use_cases.vouchers.auditing import (
    Decision,
    audit,
    decide_finding,
    finding_lines,
)
from desktop_app.use_cases.vouchers.auditor_results import ResultOrder, import_result
from desktop_app.use_cases.vouchers.paying import (
    PaymentOrder,
    RecoveryOrder,
    record_payment,
    record_recovery,
)
from desktop_app.use_cases.vouchers.sampling import draw_sample, record_call
from desktop_app.use_cases.vouchers.settling import settle, settlement_page
from desktop_app.values.money import Fen, fen_from_yuan, yuan_text

ANSWERS = ("confirmed", "confirmed", "unreached", "confirmed", "confirmed", "doubtful")
HEAD = ("核销号", "交易流水号", "券码", "申报金额", "认可金额", "核减原因")


def check(player: Player, _act: StoryAct) -> None:
    """Run every check over the redemptions."""
    audit(player.desk, terms(player))


def decide(player: Player, act: StoryAct) -> None:
    """Decide on the first findings of a check."""
    found, name = terms(player), act.text("check")
    lines = finding_lines(player.desk, found, name, count=act.number("count"))
    rows = [each.row.row_id for each in lines]
    decision: Decision = "disallowed" if act.flag("cut") else "dismissed"
    decide_finding(player.desk, found, rows, name, decision, act.text("reason"))


def sample(player: Player, act: StoryAct) -> None:
    """Draw a sample and note what the calls gave."""
    permille = act.number("permille")
    page = draw_sample(player.desk, terms(player), seed=act.text("seed"), permille=permille)
    called = page.rows[: act.number("called")]
    for row, outcome in zip(called, cycle(ANSWERS), strict=False):
        record_call(player.desk, row.id, outcome)


def result(player: Player, act: StoryAct) -> None:
    """The auditor's result: what the office found is cut, the rest accepted, row by row."""
    found, path = terms(player), player.scratch / f"审计结果{act.on}.csv"
    with player.desk.workspace.read() as view:
        rows = sheet_rows(
            view.connection, found.campaign.id, is_whole=False, without=found.claimed_kind
        )
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for row in rows:
            why = "、".join(BY_ID[each].title for each in (row.checks or "").split(",") if each)
            left = row.claimed_fen - row.cut_fen
            told = why if row.cut_fen else ""
            about = (row.id, row.transaction_no, row.code or "")
            writer.writerow((*about, _yuan(row.claimed_fen), _yuan(left), told))
        writer.writerows(_claims(found))
    order = ResultOrder(path, act.text("number"), act.text("auditor"), act.on)
    import_result(player.desk, found, order)


def _claims(found: Terms) -> list[list[str]]:
    """Every approved claim, accepted as it stands."""
    approved = found.claims.approved if found.claims else ()
    return [
        ["", each.name, "", _yuan(each.claimed_fen), _yuan(each.claimed_fen), ""]
        for each in approved
    ]


def draw_up(player: Player, act: StoryAct) -> None:
    """Draw up the next version of the payout list."""
    settle(player.desk, terms(player), reason=act.text("reason"))


def recover(player: Player, act: StoryAct) -> None:
    """A merchant gives something back: the first line of the payout list."""
    found = terms(player)
    line = settlement_page(player.desk, found).lines[0]
    amount = fen_from_yuan(act.text("yuan"))
    order = RecoveryOrder(line.merchant, line.kind, amount, act.on, act.text("reason"))
    record_recovery(player.desk, found, order)


def pay(player: Player, act: StoryAct) -> None:
    """The treasury pays the newest payout list."""
    record_payment(player.desk, terms(player), PaymentOrder(act.text("number"), act.on))


def _yuan(fen: int) -> str:
    return yuan_text(Fen(fen)).replace(",", "")
