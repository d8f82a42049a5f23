"""The audit on lists with other figures: so many faults of each sort, each worth what it says."""

import pytest

from tests.scenario import voucher_lists as lists

WORTH = {"threshold": 100, "repeated_code": 10, "once_per_person": 1500, "reused_invoice": 300,
         "period": 40, "merchant": 200, "bracket": 500}  # fmt: skip


def plant(platform, counts):
    """As many faults of each sort as asked for, among rows without fault."""
    hundreds = platform.general(100, counts["threshold"] + 20)
    for row in hundreds[: counts["threshold"]]:
        row["消费金额"] = "499.99"
    tens = platform.general(10, counts["repeated_code"] + 10)
    for row in tens[: counts["repeated_code"]]:
        platform.add(lists.GENERAL, 10, "retail", 券码=row["券码"], 账号=row["账号"],
                     核销时间="2024-12-31 19:00:00")  # fmt: skip
    for row in platform.general(40, counts["period"] + 5)[: counts["period"]]:
        row["核销时间"] = "2025-01-02 12:00:00"
    for row in platform.appliances(200, counts["merchant"] + 5)[: counts["merchant"]]:
        row["商户代码"] = lists.STRANGERS[1]
    threes = platform.appliances(300, 2 * counts["reused_invoice"])
    for first, second in zip(threes[::2], threes[1::2], strict=True):
        second["发票号码"] = first["发票号码"]
    cars = platform.cars("new_energy", 45_000, 1500, 2 * counts["once_per_person"])
    for first, second in zip(cars[::2], cars[1::2], strict=True):
        second["身份证号"] = first["身份证号"]
    platform.cars("new_energy", 70_000, 3000, counts["bracket"])
    platform.dice.shuffle(platform.rows)


@pytest.mark.parametrize(
    "counts",
    [
        dict.fromkeys(WORTH, 1),
        {"threshold": 7, "repeated_code": 3, "once_per_person": 2, "reused_invoice": 4,
         "period": 11, "merchant": 2, "bracket": 5},
        {"threshold": 0, "repeated_code": 9, "once_per_person": 0, "reused_invoice": 1,
         "period": 0, "merchant": 6, "bracket": 0},
    ],
)  # fmt: skip
def test_the_sums_follow_the_faults(office, counts):
    plant(office.platform, counts)
    office.take_in()
    found = office.found()

    expected = {check: (n, float(n * WORTH[check])) for check, n in counts.items() if n}
    disallowing = {line.check.id for line in office.page.causes}
    told = {check: each for check, each in found.items() if check in disallowing}
    assert told == expected
    total = sum(n * WORTH[check] for check, n in counts.items())
    assert office.page.audit.disallowed_fen == total * 100
    assert office.page.audit.disallowed_rows == sum(counts.values())
