"""The ceiling of a plan: what fits in the order of the agenda, and the line where money ends."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from desktop_app.domain.plans.item import PlanItem, total
from desktop_app.rules.plans import LISTED
from desktop_app.values.ids import EntryId
from desktop_app.values.money import Fen, wan_text

Line = Literal["cut", "defer", "skip"]
LINES: dict[Line, str] = {
    "cut": "压线的项目核减到余额，后面的暂缓",
    "defer": "压线的项目和后面的都暂缓",
    "skip": "压线的项目暂缓，后面放得下的继续列入",
}
"""What to do with the first project that does not fit, and with those behind it."""


@dataclass(frozen=True)
class Share:
    """What the proposal says of one item."""

    item: PlanItem
    decision: str
    planned_fen: Fen | None
    reason: str
    running_fen: Fen
    """Money taken up to and with this item."""
    is_line: bool = False
    """The money ends at this item."""
    is_kept: bool = False
    """Decided before and left as it is."""
    is_out: bool = False
    """It falls out: at the line or behind it, without money."""


@dataclass(frozen=True)
class Proposal:
    """Who gets what under a ceiling, in the order of the agenda; amounts in 分."""

    ceiling_fen: Fen
    line: Line
    shares: tuple[Share, ...]
    unknown: tuple[PlanItem, ...]
    """Items without an asked amount, left out."""

    @property
    def changed(self) -> tuple[Share, ...]:
        """The shares that would be written."""
        return tuple(share for share in self.shares if not share.is_kept)

    @property
    def planned_fen(self) -> Fen:
        """Money taken in all."""
        return total(s.planned_fen for s in self.shares if s.decision in LISTED)

    @property
    def rest_fen(self) -> Fen:
        """Money left; below nothing where earlier decisions alone take more than there is."""
        return Fen(self.ceiling_fen - self.planned_fen)

    @property
    def asked_fen(self) -> Fen:
        """Asked for in all."""
        return total(share.item.asked_fen for share in self.shares)

    @property
    def not_planned_fen(self) -> Fen:
        """Cut, put off and refused in all."""
        return Fen(self.asked_fen - self.planned_fen)

    def number_of(self, decision: str) -> int:
        """How many items get this decision."""
        return sum(1 for share in self.shares if share.decision == decision)


def proposal(
    items: Sequence[PlanItem], ceiling: Fen, line: Line, *, is_afresh: bool = False
) -> Proposal:
    """What fits under a ceiling, first come first served.

    Decisions that stand are left as they are and their money is set aside first, unless
    `is_afresh` asks for a proposal about every item.
    """
    kept = [] if is_afresh else [item for item in items if item.is_decided]
    unknown = tuple(item for item in items if item.asked_fen is None and item not in kept)
    open_items = [item for item in items if item not in kept and item not in unknown]
    rest = Fen(ceiling - total(item.listed_fen for item in kept))
    found = {item.id: _kept(item) for item in kept}
    for share in _shared(open_items, rest, ceiling, line):
        found[share.item.id] = share
    return Proposal(ceiling, line, tuple(_running(items, found)), unknown)


def _kept(item: PlanItem) -> Share:
    return Share(item, item.decision, item.planned_fen, item.reason, Fen(0), is_kept=True)


def _shared(items: Iterable[PlanItem], rest: Fen, ceiling: Fen, line: Line) -> Iterable[Share]:
    is_over = False
    for item in items:
        asked = item.asked_fen or Fen(0)
        if asked <= rest and not (is_over and line != "skip"):
            rest = Fen(rest - asked)
            yield Share(item, "included", asked, "", Fen(0))
        elif not is_over and line == "cut" and rest > 0:
            reason = _cut_reason(asked, rest, ceiling)
            yield Share(item, "cut", rest, reason, Fen(0), is_line=True)
            rest, is_over = Fen(0), True
        else:
            reason = _deferred_reason(asked, rest, ceiling, is_line=not is_over)
            yield Share(item, "deferred", None, reason, Fen(0), is_line=not is_over)
            is_over = True


def _cut_reason(asked: Fen, rest: Fen, ceiling: Fen) -> str:
    return (
        f"资金总额度 {wan_text(ceiling)} 万元按排序安排到本项目，只余 {wan_text(rest)} 万元，"
        f"核减 {wan_text(Fen(asked - rest))} 万元"
    )


def _deferred_reason(asked: Fen, rest: Fen, ceiling: Fen, *, is_line: bool) -> str:
    if is_line:
        return (
            f"资金总额度 {wan_text(ceiling)} 万元按排序安排到本项目，余 {wan_text(rest)} 万元，"
            f"不够申请的 {wan_text(asked)} 万元，暂缓"
        )
    return f"资金总额度 {wan_text(ceiling)} 万元按排序已安排给前面的项目，暂缓"


def _running(items: Iterable[PlanItem], found: Mapping[EntryId, Share]) -> Iterable[Share]:
    """The shares in the order of the agenda with the money taken so far."""
    taken, is_over = Fen(0), False
    for item in items:
        share = found.get(item.id)
        if share is None:
            continue
        is_listed, is_over = share.decision in LISTED, is_over or share.is_line
        if is_listed:
            taken = Fen(taken + (share.planned_fen or Fen(0)))
        yield replace(share, running_fen=taken, is_out=is_over and not is_listed)


HUNDREDFOLD = 100
THOUSANDFOLD = 1_000


def ceiling_doubts(ceiling: Fen | None, items: Sequence[PlanItem]) -> tuple[str, ...]:
    """What looks wrong about a ceiling, in words: too small for anything, or another unit."""
    asked = [item.asked_fen for item in items if item.asked_fen]
    if ceiling is None or not asked:
        return ()
    head = f"资金总额度 {wan_text(ceiling)} 万元"
    first, least = items[0].asked_fen or Fen(0), min(asked)
    doubt = ""
    if ceiling < least:
        doubt = f"比申请最少的项目（{wan_text(least)} 万元）还小，一个也放不下，请核对单位"
    elif ceiling < first:
        doubt = f"不够排在第一的“{items[0].name}”申请的 {wan_text(first)} 万元"
    elif ceiling > HUNDREDFOLD * sum(asked):
        doubt = "是申请合计的一百倍以上，是不是把元填到了万元的格里"
    return (f"{head}，{doubt}。",) if doubt else ()


def unit_doubt(given: Fen, known: Fen) -> str:
    """Whether an amount looks typed in 元 where 万元 was asked, or the other way round."""
    if given <= 0 or known <= 0:
        return ""
    if given >= THOUSANDFOLD * known:
        in_yuan = Fen(given // 10_000)
        return f"是不是把元填成了万元？按元算是 {wan_text(in_yuan)} 万元。"
    if THOUSANDFOLD * given <= known:
        return f"是不是把万元填成了元？按万元算是 {wan_text(Fen(given * 10_000))} 万元。"
    return ""
