"""What `vouchers claims` prints."""

from collections.abc import Sequence
from dataclasses import asdict

from desktop_app.cli.output import Answer, table
from desktop_app.use_cases.vouchers.claim_tables import claim_words
from desktop_app.use_cases.vouchers.claims import ClaimBoard, ClaimRow
from desktop_app.values.money import yuan_text


def claims_answer(board: ClaimBoard, told: Sequence[str] = ()) -> Answer:
    """The queue with its money."""
    lines = [
        *told,
        f"{board.campaign}：{board.title or '没有到店申报的券种'}，申报 {len(board.rows)} 笔。",
        *claim_words(board).split("\n"),
        *table(
            ("排队", "序号", "批次", "企业", "类型", "发票价格", "补贴", "状态", "额度", "问题"),
            [_cells(row) for row in board.rows],
        ),
    ]
    data = {
        "money": [asdict(each) for each in board.money],
        "reserved": board.reserved,
        "waiting": board.waiting,
        "next": board.next,
        "is_passing": board.is_passing,
        "rows": [asdict(row) for row in board.rows],
    }
    return Answer(lines, data)


def _cells(row: ClaimRow) -> tuple[str, ...]:
    price, subsidy = (
        "" if fen is None else yuan_text(fen) for fen in (row.price_fen, row.subsidy_fen)
    )
    return (
        str(row.place or ""), str(row.number), str(row.batch or ""), row.dealer, row.fuel,
        price, subsidy, row.state_label, row.turn, "；".join(row.problems),
    )  # fmt: skip
