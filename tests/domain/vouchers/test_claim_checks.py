"""Approved claims held against the platform's redemptions and each other."""

from dataclasses import replace

from desktop_app.domain.vouchers.claim_checks import Redeemed, compare, cuts
from desktop_app.domain.vouchers.claim_pay import ClaimList, PaidClaim

ONE = PaidClaim(
    id=11, number=1, batch=1, dealer="D1", claimed_fen=200_000, price_fen=6_000_000,
    bought_on="2024-09-10", vin="V1", invoice="F1", person=1, is_approved=True,
)  # fmt: skip
TWO = replace(ONE, id=12, number=2, vin="V2", invoice="F2", person=2)
PAIR = Redeemed(1, "T1", 200_000, "D1", "2024-09-10", "V1", "F1", 1, "核销.csv第 2 行")
OTHER = replace(PAIR, id=2, transaction_no="T2", vin="V2", invoice="F2", person=2)


def told(claims, *rows):
    return [
        (each.check, each.claim.number if each.claim else 0, each.told)
        for each in compare(ClaimList("car", claims), rows)
    ]


def test_one_to_one_nothing_is_found():
    assert told((ONE, TWO), PAIR, OTHER) == []


def test_a_claim_without_redemption_and_a_redemption_without_claim():
    stranger = replace(OTHER, vin="V9", invoice="F9", person=9)
    assert told((ONE, TWO), PAIR, stranger) == [
        ("unclaimed", 0, "没有这辆车、这张发票、这个人的申报"),
        ("claim_unredeemed", 2, "平台核销明细里没有这辆车、这张发票、这个人"),
    ]


def test_a_claim_not_approved_yet_is_said_so():
    waiting = replace(TWO, is_approved=False)
    assert told((ONE, waiting), PAIR, OTHER) == [("unclaimed", 0, "申报2还没有批准")]


def test_without_any_redemption_nothing_is_said_of_single_claims():
    assert told((ONE, TWO)) == []


def test_amount_dealer_and_numbers_that_differ_are_named_together():
    row = replace(PAIR, claimed_fen=300_000, merchant="D2", invoice="F7")
    assert told((ONE,), row) == [
        (
            "claim_differs",
            1,
            "申报 2,000.00 元，平台核销 3,000.00 元；申报的企业 D1，平台写 D2；发票号码不同",
        )
    ]


def test_the_car_goes_before_invoice_and_person_in_finding_the_claim():
    row = replace(PAIR, invoice="F2", person=2)
    assert told((ONE, TWO), row, OTHER)[0] == ("claim_differs", 1, "发票号码不同；身份证号不同")


def test_a_second_redemption_of_one_claim_is_named():
    assert told((ONE,), PAIR, replace(PAIR, id=3, transaction_no="T3")) == [
        ("unclaimed", 1, "申报1已有一笔核销（T1）")
    ]


def test_the_same_person_car_or_invoice_twice_costs_the_later_claim_its_money():
    again = replace(TWO, person=1, vin="V1")
    findings = compare(ClaimList("car", (again, ONE)), ())

    assert [(x.check, x.claim.number, x.told) for x in findings] == [
        ("claim_repeated", 2, "车辆识别代号与申报1相同；身份证号与申报1相同")
    ]
    assert cuts(findings, {}) == {12: ("claim_repeated", 200_000)}
    assert cuts(findings, {("claim_repeated", 12): "dismissed"}) == {}


def test_a_claim_is_cut_on_a_sign_only_by_decision():
    findings = compare(ClaimList("car", (ONE,)), (OTHER,))

    assert cuts(findings, {}) == {}
    assert cuts(findings, {("claim_unredeemed", 11): "disallowed"}) == {
        11: ("claim_unredeemed", 200_000)
    }


def test_sums_are_by_dealer_and_of_approved_claims_alone():
    claims = ClaimList("car", (ONE, TWO, replace(TWO, id=13, number=3, is_approved=False)))
    assert claims.by_dealer() == {("D1", "car"): (2, 400_000)}
