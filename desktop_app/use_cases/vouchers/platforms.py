"""Platforms: worked-out scores and ranks by the criteria and marks the office has entered."""

from dataclasses import dataclass
from fractions import Fraction

from desktop_app.domain.register import RegisterEntry
from desktop_app.domain.vouchers.scoring import (
    Applicant,
    Criterion,
    Mark,
    PlatformScore,
    platform_scores,
    rounded,
    scoring_faults,
)
from desktop_app.errors import Refused
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.standing.entries import change_rows, spec_of
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.use_cases.vouchers.campaigns import CampaignBook, open_campaign
from desktop_app.values.ids import CampaignId
from desktop_app.values.money import Fen

MOST_NAMED = 5


@dataclass(frozen=True)
class PlatformBoard:
    """The platforms as they score now, the best first, or what keeps them from being scored."""

    campaign: str
    applicants: int
    faults: tuple[str, ...]
    scores: tuple[PlatformScore, ...]


def platform_board(desk: Desk, campaign_id: CampaignId) -> PlatformBoard:
    """The scores as they come out now; nothing is written."""
    with desk.workspace.read() as view:
        book = open_campaign(desk, view, campaign_id)
        criteria, applicants = _criteria(book), _applicants(book)
        faults = scoring_faults(criteria, applicants)
        scores = () if faults else platform_scores(criteria, applicants)
        return PlatformBoard(book.campaign.name, len(applicants), faults, scores)


def rank_platforms(desk: Desk, campaign_id: CampaignId) -> tuple[PlatformScore, ...]:
    """Write score, rank and what the score is made of to every applicant."""
    require(desk, "vouchers.plan")
    with desk.workspace.begin(desk.act("platform_rank", "发放平台排名")) as uow:
        book = open_campaign(desk, uow, campaign_id)
        criteria, applicants = _criteria(book), _applicants(book)
        _refuse(scoring_faults(criteria, applicants), len(applicants))
        scores = platform_scores(criteria, applicants)
        rows = {row.id: row for row in _rows(book, book.kind.platforms)}
        by_key = {score.key: score for score in scores}
        changes = {
            key: {
                **row.cells,
                "score": rounded(by_key[key].total),
                "rank": by_key[key].rank,
                "score_basis": by_key[key].words,
            }
            for key, row in rows.items()
        }
        change_rows(uow, book.pack, spec_of(book.pack, book.kind.platforms or ""), changes)
        uow.concern((book.subject,))
    refresh(desk)
    return scores


def _refuse(faults: tuple[str, ...], applicants: int) -> None:
    if not applicants:
        raise Refused("还没有平台报名", advice="请先登记报名的平台。")
    if faults:
        more = f"等 {len(faults)} 处" if len(faults) > MOST_NAMED else ""
        told = "；".join(faults[:MOST_NAMED])
        raise Refused(f"还不能排名：{told}{more}", advice="补齐评审标准、权重和打分后再排名。")


def _rows(book: CampaignBook, register: str | None) -> list[RegisterEntry]:
    below = book.reading.shelf.of_owner(register or "", book.subject)
    return sorted(below, key=lambda row: row.id)


def _criteria(book: CampaignBook) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(row.name, _number(row.cells.get("weight")), row.cells.get("by_money") is True)
        for row in _rows(book, book.kind.criteria)
    )


def _applicants(book: CampaignBook) -> tuple[Applicant, ...]:
    return tuple(
        Applicant(
            row.id,
            row.name,
            Fen(money) if isinstance(money := row.cells.get("matching_money"), int) else None,
            tuple(
                Mark(
                    str(each.cells.get("criterion") or ""),
                    str(each.cells.get("scorer") or ""),
                    _number(each.cells.get("points")),
                )
                for each in book.reading.shelf.of_owner(book.kind.scores or "", row.subject)
            ),
        )
        for row in _rows(book, book.kind.platforms)
    )


def _number(value: JsonValue) -> Fraction:
    return Fraction(str(value)) if isinstance(value, str | int) and value != "" else Fraction(0)
