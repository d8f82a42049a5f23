"""The use cases of this tab as the worker runs them."""

from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.domain.vouchers.rehearsal import Rehearsal
from desktop_app.domain.vouchers.sums import Difference, plan_differences, split_differences
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.vouchers.campaigns import CampaignRow, campaign, campaigns
from desktop_app.use_cases.vouchers.claims import ClaimBoard, claim_board
from desktop_app.use_cases.vouchers.effect_board import EffectBoard, effect_board
from desktop_app.use_cases.vouchers.merchants import MerchantBoard, merchant_board
from desktop_app.use_cases.vouchers.platforms import PlatformBoard, platform_board
from desktop_app.use_cases.vouchers.rehearsing import rehearsal
from desktop_app.use_cases.vouchers.settlement_papers import write_effect
from desktop_app.values.ids import CampaignId


@dataclass(frozen=True)
class Book:
    """One campaign as its pages show it."""

    campaign: Campaign
    differences: tuple[Difference, ...]
    platforms: PlatformBoard
    merchants: MerchantBoard
    claims: ClaimBoard


def read_campaigns(desk: Desk) -> tuple[CampaignRow, ...]:
    """Every campaign, the newest first."""
    return campaigns(desk)


def read_book(desk: Desk, key: CampaignId) -> Book:
    """One campaign with its sums, platforms and merchants."""
    plan = campaign(desk, key)
    splits = tuple(d for batch in plan.batches for d in split_differences(plan, batch))
    return Book(
        plan,
        (*plan_differences(plan), *splits),
        platform_board(desk, key),
        merchant_board(desk, key),
        claim_board(desk, key),
    )


def read_effect(desk: Desk, key: CampaignId) -> EffectBoard:
    """What the campaign has moved so far."""
    return effect_board(desk, key)


def write_report(desk: Desk, key: CampaignId, path: Path) -> None:
    """The effect report as a file."""
    write_effect(desk, effect_board(desk, key), path)


def read_rehearsal(desk: Desk, key: CampaignId, seed: int) -> Rehearsal:
    """The plan tried out with a seed, under the demand the office has set."""
    return rehearsal(desk, key, seed=seed)
