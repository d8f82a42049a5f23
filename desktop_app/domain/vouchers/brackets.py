"""Price brackets: gaps, overlaps, and what a purchase gets just below, on and above every end."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop_app.domain.vouchers.plan import Bracket, Kind
from desktop_app.values.money import Fen, yuan_text


@dataclass(frozen=True)
class EdgeTest:
    """What one price gets."""

    fuel: str
    fuel_title: str
    price_fen: Fen
    subsidy_fen: Fen


def bracket_faults(kind: Kind) -> tuple[str, ...]:
    """Gaps and overlaps between the brackets of a kind, as sentences without full stops."""
    return tuple(
        fault for brackets in _by_fuel(kind.brackets) for fault in _faults(sorted_up(brackets))
    )


def edge_tests(kind: Kind) -> tuple[EdgeTest, ...]:
    """The subsidy one 分 below, on and one 分 above every end, sort by sort."""
    return tuple(
        EdgeTest(brackets[0].fuel, brackets[0].fuel_title, price, subsidy)
        for brackets in _by_fuel(kind.brackets)
        for price in _prices(brackets)
        for subsidy in (kind.subsidy_fen(brackets[0].fuel, price),)
    )


def sorted_up(brackets: Iterable[Bracket]) -> list[Bracket]:
    """Brackets from the lowest price; one without a lower end comes first."""
    return sorted(brackets, key=lambda each: (each.low_fen is not None, each.low_fen or 0))


def _by_fuel(brackets: Iterable[Bracket]) -> list[list[Bracket]]:
    found: dict[str, list[Bracket]] = {}
    for bracket in brackets:
        found.setdefault(bracket.fuel, []).append(bracket)
    return list(found.values())


def _prices(brackets: Sequence[Bracket]) -> list[Fen]:
    ends = {end for each in brackets for end in (each.low_fen, each.high_fen) if end is not None}
    return sorted({Fen(end + step) for end in ends for step in (-1, 0, 1) if end + step >= 0})


def _faults(brackets: Sequence[Bracket]) -> Iterator[str]:
    for bracket in brackets:
        if _is_empty(bracket):
            yield f"{bracket.fuel_title}“{bracket_text(bracket)}”这一档没有价格落得进去"
    for lower, upper in pairwise(brackets):
        yield from _between(lower, upper)


def _is_empty(bracket: Bracket) -> bool:
    low, high = bracket.low_fen, bracket.high_fen
    if low is None or high is None:
        return False
    return low > high or (
        low == high and not (bracket.is_low_included and bracket.is_high_included)
    )


def _between(lower: Bracket, upper: Bracket) -> Iterator[str]:
    title, high, low = lower.fuel_title, lower.high_fen, upper.low_fen
    pair = f"“{bracket_text(lower)}”和“{bracket_text(upper)}”"
    if high is None or low is None or high > low:
        yield f"{title}{pair}两档重叠"
    elif high < low:
        yield f"{title}{yuan_text(high)} 元到 {yuan_text(low)} 元之间没有档"
    elif lower.is_high_included and upper.is_low_included:
        yield f"{title}正好 {yuan_text(high)} 元落在{pair}两档"
    elif not lower.is_high_included and not upper.is_low_included:
        yield f"{title}正好 {yuan_text(high)} 元哪一档也不在"


def bracket_text(bracket: Bracket) -> str:
    """The bracket as the plan writes it: `30,000.00（含）—50,000.00 元`."""
    low = "" if bracket.low_fen is None else yuan_text(bracket.low_fen)
    high = "" if bracket.high_fen is None else yuan_text(bracket.high_fen)
    low += "（含）" if low and bracket.is_low_included else ""
    high += "（含）" if high and bracket.is_high_included else ""
    if not high:
        return f"{low}以上" if low else "不限价格"
    return f"{low}—{high} 元" if low else f"{high}以下"
