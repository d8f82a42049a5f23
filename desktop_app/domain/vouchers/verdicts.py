"""What the third-party auditor says of one row or one merchant, and whether it can be so."""

from dataclasses import dataclass
from typing import Literal

from desktop_app.values.money import Fen, yuan_text

Outcome = Literal["accepted", "cut"]


@dataclass(frozen=True)
class Told:
    """What a row of the auditor's sheet says; None where nothing is written. Money in 分."""

    outcome: str | None = None
    claimed_fen: int | None = None
    accepted_fen: int | None = None
    cut_fen: int | None = None
    reason: str = ""

    @property
    def is_blank(self) -> bool:
        """The auditor wrote nothing."""
        return self.outcome is None and self.accepted_fen is None and self.cut_fen is None


@dataclass(frozen=True)
class Fault:
    """Why it cannot be taken, and what to do."""

    told: str
    advice: str = ""


UNSAID = Fault("没有填审计结果", "请填认可金额或核减金额，或写认可、核减。")


def accepted_of(told: Told, claimed: int) -> Fen | Fault:
    """The money accepted of what was claimed; a fault where the row contradicts itself or us.

    One of the two amounts is enough; 认可 without an amount accepts all, 核减 without one nothing.
    """
    accepted = _amount(told, claimed)
    if accepted is None:
        return UNSAID
    fault = _against_claimed(told, claimed, accepted) or _against_itself(told, claimed, accepted)
    return fault or Fen(accepted)


def _amount(told: Told, claimed: int) -> int | None:
    if told.accepted_fen is not None:
        return told.accepted_fen
    if told.cut_fen is not None:
        return claimed - told.cut_fen
    return {"accepted": claimed, "cut": 0}.get(told.outcome or "")


def _against_claimed(told: Told, claimed: int, accepted: int) -> Fault | None:
    ours = yuan_text(Fen(claimed))
    if told.claimed_fen is not None and told.claimed_fen != claimed:
        said = yuan_text(Fen(told.claimed_fen))
        return Fault(f"申报金额对不上：这里写 {said} 元，本办是 {ours} 元", "请照本办的结果表填。")
    if accepted > claimed:
        said = yuan_text(Fen(accepted))
        return Fault(f"认可 {said} 元，超过申报的 {ours} 元", "认可的金额不能超过申报。")
    if accepted < 0:
        said = yuan_text(Fen(claimed - accepted))
        return Fault(f"核减 {said} 元，超过申报的 {ours} 元", "核减的金额不能超过申报。")
    return None


def _against_itself(told: Told, claimed: int, accepted: int) -> Fault | None:
    cut = claimed - accepted
    if told.cut_fen is not None and told.cut_fen != cut:
        both = yuan_text(Fen(accepted + told.cut_fen))
        return Fault(
            f"认可加核减是 {both} 元，申报是 {yuan_text(Fen(claimed))} 元", "请核对两个金额。"
        )
    if told.outcome == "accepted" and cut:
        return Fault(f"写的是认可，却核减了 {yuan_text(Fen(cut))} 元", "请改审计意见或金额。")
    if told.outcome == "cut" and not cut:
        return Fault("写的是核减，金额却没有减", "请改审计意见或金额。")
    if cut and not told.reason:
        return Fault("核减没有写原因", "请写明核减的原因，会印在拨付表的依据里。")
    return None
