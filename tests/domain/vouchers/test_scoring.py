"""Scores of platforms worked out by hand."""

from fractions import Fraction

from desktop_app.domain.vouchers.scoring import (
    Applicant,
    Criterion,
    Mark,
    platform_scores,
    rounded,
    scoring_faults,
)
from desktop_app.values.money import fen_from_wan

CRITERIA = (
    Criterion("配比资金", Fraction(50), by_money=True),
    Criterion("发券便捷", Fraction(30)),
    Criterion("核销便捷", Fraction(20)),
)


def applicant(key, wan, *points):
    """A platform with the points of two scorers for two criteria, scorer by scorer."""
    titles = ("发券便捷", "核销便捷")
    marks = [
        Mark(title, f"评委{n}", Fraction(each))
        for n, given in enumerate(zip(points[::2], points[1::2], strict=True))
        for title, each in zip(titles, given, strict=True)
    ]
    return Applicant(key, f"平台{key}", fen_from_wan(wan), tuple(marks))


def test_matching_money_counts_in_proportion_to_the_highest():
    first = applicant(1, 60, 80, 90, 90, 100)
    second = applicant(2, 45, 100, 100, 90, 80)

    best, other = platform_scores(CRITERIA, (first, second))

    # 60 万: 100×0.5 + 85×0.3 + 95×0.2 = 94.5; 45 万: 75×0.5 + 95×0.3 + 90×0.2 = 84
    assert [(e.key, e.rank, rounded(e.total)) for e in (best, other)] == [
        (1, 1, "94.50"), (2, 2, "84.00"),
    ]  # fmt: skip
    assert other.words.startswith("配比资金（配比 45.00 万元） 75 分×权重 50；")


def test_equal_scores_share_a_rank():
    twins = [applicant(key, 60, 80, 80) for key in (1, 2)]
    last = applicant(3, 30, 80, 80)
    assert [each.rank for each in platform_scores(CRITERIA, (*twins, last))] == [1, 1, 3]


def test_weights_that_do_not_come_to_a_hundred_are_named():
    lighter = (*CRITERIA[:2], Criterion("核销便捷", Fraction("19.5")))
    assert scoring_faults(lighter, (applicant(1, 60, 80, 80),)) == (
        "评审标准的权重合计 99.50，应为 100",
    )


def test_a_missing_mark_is_named_with_scorer_and_criterion():
    whole, partly = applicant(1, 60, 80, 80, 90, 90), applicant(2, 50, 80, 80)
    assert scoring_faults(CRITERIA, (whole, partly)) == (
        "“平台2”缺评委1对“发券便捷”的打分",
        "“平台2”缺评委1对“核销便捷”的打分",
    )


def test_a_platform_without_matching_money_cannot_be_scored_by_it():
    bare = Applicant(1, "平台1", None, applicant(1, 60, 80, 80).marks)
    assert scoring_faults(CRITERIA, (bare,)) == ("“平台1”没有写承诺配比资金",)


def test_marks_for_something_else_are_named():
    odd = Applicant(1, "平台1", fen_from_wan(1), (Mark("名气", "评委0", Fraction(90)),))
    assert scoring_faults(CRITERIA[:1], (odd,))[0] == "评审标准的权重合计 50，应为 100"
    assert "“平台1”的打分“名气”不是要打分的标准" in scoring_faults(CRITERIA, (odd,))


def test_without_criteria_nothing_is_scored():
    assert scoring_faults((), ())[0] == "还没有登记评审标准和权重"


def test_scores_are_rounded_half_up():
    assert [rounded(Fraction(n)) for n in ("84.005", "84.0049", "0")] == ["84.01", "84.00", "0.00"]
