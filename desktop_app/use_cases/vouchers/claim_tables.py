"""The page of claims as columns, rows and words: for the screen, the command line and print."""

from desktop_app.domain.vouchers.sums import numbered_batch
from desktop_app.use_cases.shown_lists import ShownColumn, ShownList
from desktop_app.use_cases.vouchers.claims import ClaimBoard, Reservation
from desktop_app.values.money import yuan_text

COLUMNS = (
    ShownColumn("place", "排队号", "number", width=70),
    ShownColumn("number", "受理序号", "number", width=80),
    ShownColumn("batch", "批次", "number", width=60),
    ShownColumn("dealer", "汽车销售企业", width=200),
    ShownColumn("fuel", "车辆类型", width=90),
    ShownColumn("price", "发票价格", "money", "元", 120, is_sum=True),
    ShownColumn("subsidy", "补贴", "money", "元", 100, is_sum=True),
    ShownColumn("state", "状态", width=130),
    ShownColumn("turn", "额度", width=80),
    ShownColumn("light", "核查", width=90),
    ShownColumn("problems", "要处理的", width=260),
)


def claim_table(board: ClaimBoard) -> ShownList:
    """The claims by their place in the queue."""
    rows = tuple(
        (
            row.place, row.number, row.batch, row.dealer, row.fuel, row.price_fen,
            row.subsidy_fen, row.state_label, row.turn, row.light_word,
            "；".join(each.rstrip("。") for each in row.problems),
        )
        for row in board.rows
    )  # fmt: skip
    return ShownList("购车补贴排队", COLUMNS, rows, board.campaign)


def claim_words(board: ClaimBoard) -> str:
    """How queue and money stand, in one or two sentences for each batch."""
    first = (
        f"已留 {board.reserved} 笔；等额度 {board.waiting} 笔，其中余额够的 {board.next} 笔，"
        f"候补 {board.waiting - board.next} 笔。"
    )
    lines = [first]
    lines += [
        f"{numbered_batch(each.batch)}额度 {yuan_text(each.money_fen)} 元，"
        f"已留 {yuan_text(each.reserved_fen)} 元，余 {yuan_text(each.balance_fen)} 元。"
        for each in board.money
    ]
    if not board.money:
        lines.append("还没有开放的批次有这个券种的额度。")
    if board.waiting > board.next:
        how = (
            "顺延给金额较小的下一笔（本办签定）"
            if board.is_passing
            else "后面的都等着，不拆开付；要顺延的，先在“法规”签定“余额不够一笔时”"
        )
        lines.append(f"余额不够一笔时：{how}。")
    return "\n".join(lines)


def reserved_words(found: Reservation) -> str:
    """What a reservation came to."""
    return (
        f"已给 {found.reserved} 笔留出 {yuan_text(found.amount_fen)} 元，候补 {found.waiting} 笔。"
    )
