"""Which rows of a list later rows stand in place of.

Rows of all lists share one table of corrections, where no earlier row may come twice: those of
refunds and issued vouchers are counted from far above the redemptions.
"""

BASES = {"redemption": 0, "refund": 1 << 40, "issued": 1 << 41}
"""What is added to the key of an earlier row, by list."""


def replaced(list_id: str) -> str:
    """A query of the keys that no longer count in a list.

    Refunds corrected by earlier versions are found by their own keys, without what is added.
    """
    base = BASES[list_id]
    key = f"CASE WHEN c.old_id > {base} THEN c.old_id - {base} ELSE c.old_id END"
    return (
        f"SELECT {key} FROM voucher_correction c JOIN voucher_file cf ON cf.id = c.file_id"  # noqa: S608 - own names
        f" WHERE cf.list = '{list_id}'"
    )
