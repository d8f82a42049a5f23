"""The scoring of platforms: criteria with weights, points of every scorer, matching money."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from desktop_app.values.money import Fen, wan_text

FULL = 100


@dataclass(frozen=True)
class Criterion:
    """What platforms are scored by; with `by_money` the points follow from the matching money."""

    title: str
    weight: Fraction
    by_money: bool = False


@dataclass(frozen=True)
class Mark:
    """The points one scorer gives a platform for one criterion, 0 to 100."""

    criterion: str
    scorer: str
    points: Fraction


@dataclass(frozen=True)
class Applicant:
    """One platform with the marks it was given."""

    key: int
    name: str
    matching_fen: Fen | None
    marks: Sequence[Mark] = ()


@dataclass(frozen=True)
class PlatformScore:
    """What a platform comes to; equal totals share a rank."""

    key: int
    name: str
    total: Fraction
    rank: int
    words: str


def scoring_faults(
    criteria: Sequence[Criterion], applicants: Sequence[Applicant]
) -> tuple[str, ...]:
    """Everything that keeps the scores from being worked out, as sentences without full stops."""
    found = []
    total = sum((each.weight for each in criteria), Fraction(0))
    if not criteria:
        found.append("还没有登记评审标准和权重")
    elif total != FULL:
        found.append(f"评审标准的权重合计 {_text(total)}，应为 {FULL}")
    known = {each.title for each in criteria if not each.by_money}
    scorers = sorted({mark.scorer for each in applicants for mark in each.marks})
    if known and not scorers:
        found.append("还没有登记打分")
    for each in applicants:
        found += _faults_of(each, criteria, known, scorers)
    return tuple(found)


def _faults_of(
    applicant: Applicant, criteria: Sequence[Criterion], known: set[str], scorers: Sequence[str]
) -> list[str]:
    strangers = sorted({mark.criterion for mark in applicant.marks} - known)
    found = [f"“{applicant.name}”的打分“{each}”不是要打分的标准" for each in strangers]
    given = {(mark.criterion, mark.scorer) for mark in applicant.marks}
    found += [
        f"“{applicant.name}”缺{scorer}对“{title}”的打分"
        for title in sorted(known)
        for scorer in scorers
        if (title, scorer) not in given
    ]
    if applicant.matching_fen is None and any(each.by_money for each in criteria):
        found.append(f"“{applicant.name}”没有写承诺配比资金")
    return found


def platform_scores(
    criteria: Sequence[Criterion], applicants: Sequence[Applicant]
) -> tuple[PlatformScore, ...]:
    """The platforms by score, the best first; only where `scoring_faults` finds nothing."""
    highest = max((each.matching_fen or Fen(0) for each in applicants), default=Fen(0))
    found = {each.key: [(c, _points(c, each, highest)) for c in criteria] for each in applicants}
    totals = {
        key: sum((points * c.weight / FULL for c, points in parts), Fraction(0))
        for key, parts in found.items()
    }
    names = {each.key: each for each in applicants}
    order = sorted(totals, key=lambda key: (-totals[key], key))
    return tuple(
        PlatformScore(
            key,
            names[key].name,
            totals[key],
            1 + sum(other > totals[key] for other in totals.values()),
            _words(names[key], found[key]),
        )
        for key in order
    )


def _points(criterion: Criterion, applicant: Applicant, highest: Fen) -> Fraction:
    if criterion.by_money:
        return Fraction((applicant.matching_fen or 0) * FULL, highest) if highest else Fraction(0)
    given = [mark.points for mark in applicant.marks if mark.criterion == criterion.title]
    return sum(given, Fraction(0)) / len(given) if given else Fraction(0)


def _words(applicant: Applicant, parts: Sequence[tuple[Criterion, Fraction]]) -> str:
    told = []
    for criterion, points in parts:
        money = ""
        if criterion.by_money:
            money = f"（配比 {wan_text(applicant.matching_fen or Fen(0))} 万元）"
        told.append(f"{criterion.title}{money} {_text(points)} 分×权重 {_text(criterion.weight)}")
    return "；".join(told)


def rounded(number: Fraction) -> str:
    """A score with two decimals, half up, as it is kept."""
    hundredths = (number * 200 + 1) // 2
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _text(number: Fraction) -> str:
    return rounded(number).removesuffix(".00")
