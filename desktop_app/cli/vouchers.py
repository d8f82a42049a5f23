"""`vouchers`: the plan of a campaign, its rehearsal, its platforms and merchants."""

from argparse import Namespace
from collections.abc import Callable

from desktop_app.cli import voucher_lists
from desktop_app.cli.output import Answer
from desktop_app.cli.usage_words import UsageError
from desktop_app.cli.voucher_claims import claims_answer
from desktop_app.cli.voucher_effect import effect_answer
from desktop_app.cli.voucher_reports import (
    merchants_answer,
    plan_answer,
    platforms_answer,
    rehearsal_answer,
)
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.vouchers.campaigns import campaign, find_campaign
from desktop_app.use_cases.vouchers.claim_tables import reserved_words
from desktop_app.use_cases.vouchers.claims import claim_board, reserve_claims
from desktop_app.use_cases.vouchers.effect_board import effect_board
from desktop_app.use_cases.vouchers.merchants import (
    admit_merchants,
    merchant_board,
    rank_merchants,
)
from desktop_app.use_cases.vouchers.platforms import platform_board, rank_platforms
from desktop_app.use_cases.vouchers.rehearsing import rehearsal
from desktop_app.use_cases.vouchers.settlement_papers import write_effect
from desktop_app.use_cases.vouchers.starting import start_campaign


def vouchers(arguments: Namespace, desk: Desk) -> Answer:
    """One of the actions of `vouchers`."""
    return (ACTIONS | voucher_lists.ACTIONS)[arguments.action](arguments, desk)


def writes(arguments: Namespace) -> bool:
    """Whether the action changes anything."""
    if arguments.action in voucher_lists.ACTIONS:
        return voucher_lists.writes(arguments)
    if arguments.action == "effect":
        return voucher_lists.is_issuing(arguments)
    return bool(arguments.start or arguments.rank or arguments.admit or arguments.reserve)


def _plan(arguments: Namespace, desk: Desk) -> Answer:
    if arguments.start:
        key = start_campaign(desk, pack=arguments.pack, title=arguments.title)
        return plan_answer(campaign(desk, key), "已照规则包新建活动。")
    return plan_answer(campaign(desk, find_campaign(desk, arguments.campaign)))


def _rehearse(arguments: Namespace, desk: Desk) -> Answer:
    key = find_campaign(desk, arguments.campaign)
    found = rehearsal(
        desk,
        key,
        daily=_daily(arguments.daily),
        weekend=arguments.weekend,
        seed=1 if arguments.seed is None else arguments.seed,
        runs=arguments.runs,
    )
    return rehearsal_answer(campaign(desk, key), found)


def _platforms(arguments: Namespace, desk: Desk) -> Answer:
    key = find_campaign(desk, arguments.campaign)
    if arguments.rank:
        rank_platforms(desk, key)
    return platforms_answer(platform_board(desk, key))


def _merchants(arguments: Namespace, desk: Desk) -> Answer:
    key = find_campaign(desk, arguments.campaign)
    told = []
    if arguments.rank:
        told.append(f"已排名 {rank_merchants(desk, key, seed=arguments.seed)} 户。")
    if arguments.admit:
        found = admit_merchants(
            desk,
            key,
            signer=arguments.signer,
            acted_on=arguments.acted_on,
            document_number=arguments.document,
        )
        told.append(f"已列入 {found.admitted} 户，候补 {found.waiting} 户。")
    return merchants_answer(merchant_board(desk, key), told)


def _claims(arguments: Namespace, desk: Desk) -> Answer:
    key = find_campaign(desk, arguments.campaign)
    told = []
    if arguments.reserve:
        found = reserve_claims(desk, key, signer=arguments.signer, acted_on=arguments.acted_on)
        told.append(reserved_words(found))
    return claims_answer(claim_board(desk, key), told)


def _effect(arguments: Namespace, desk: Desk) -> Answer:
    board = effect_board(desk, find_campaign(desk, arguments.campaign))
    if arguments.out is not None:
        write_effect(desk, board, arguments.out)
    return effect_answer(board, [arguments.out] if arguments.out else [])


def _daily(written: list[str]) -> dict[str, float]:
    found = {}
    for each in written:
        kind, _, number = each.partition("=")
        try:
            found[kind.strip()] = float(number)
        except ValueError as problem:
            raise UsageError(f"“{each}”写法不对，应写作 券种=笔数，如 general=400") from problem
    return found


ACTIONS: dict[str, Callable[[Namespace, Desk], Answer]] = {
    "plan": _plan,
    "rehearse": _rehearse,
    "platforms": _platforms,
    "merchants": _merchants,
    "claims": _claims,
    "effect": _effect,
}
