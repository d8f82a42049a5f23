import pytest

from desktop_app.rules.verdict import Outcome, Severity, Verdict, worst_light


def verdict(outcome, severity=Severity.BLOCK, **more):
    return Verdict("r", "检查", outcome, severity, ("第一条",), "话", **more)


@pytest.mark.parametrize(
    ("outcome", "severity", "word", "light", "blocks"),
    [
        (Outcome.PASS, Severity.BLOCK, "通过", "pass", False),
        (Outcome.FAIL, Severity.BLOCK, "不通过", "fail", True),
        (Outcome.FAIL, Severity.WARN, "提醒", "warn", False),
        (Outcome.JUDGE, Severity.JUDGE, "需人工判断", "judge", True),
        (Outcome.JUDGE, Severity.WARN, "需人工判断", "judge", True),
        (Outcome.INSUFFICIENT, Severity.BLOCK, "资料不足", "insufficient", True),
        (Outcome.INSUFFICIENT, Severity.WARN, "资料不足", "insufficient", False),
    ],
)
def test_words_lights_and_blocking(outcome, severity, word, light, blocks):
    one = verdict(outcome, severity)

    assert (one.word, one.light, one.blocks) == (word, light, blocks)


def test_lack_ahead_of_its_step_shows_nothing():
    ahead = verdict(Outcome.INSUFFICIENT, is_due=False)

    assert (ahead.word, ahead.light) == ("", "none")


def test_judgement_may_be_decided_but_not_under_an_unsigned_reading():
    assert verdict(Outcome.JUDGE, Severity.JUDGE).can_be_decided
    assert not verdict(Outcome.JUDGE, Severity.JUDGE, is_undecided=True).can_be_decided
    assert not verdict(Outcome.FAIL).can_be_decided
    assert verdict(Outcome.FAIL, discretion="原则上").can_be_decided
    assert not verdict(Outcome.PASS).can_be_decided


def test_gravest_light_is_shown():
    one, two = verdict(Outcome.FAIL, Severity.WARN), verdict(Outcome.JUDGE, Severity.JUDGE)

    assert worst_light((one, two)) == "judge"
    assert worst_light(()) == "none"
