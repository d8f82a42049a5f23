"""The bounds of a range filter as a clerk types and reads them."""

from datetime import date

from desktop_app.values.dates import parse_date
from desktop_app.values.money import Fen, fen_from_wan, fen_from_yuan
from ui.table.column import Kind, cell_text

Bound = int | date | None


def show_bound(kind: Kind, money_unit: str, bound: Bound) -> str:
    """A bound as text for its field; empty for an open one."""
    return cell_text(kind, bound, money_unit).replace(",", "")


def read_bound(kind: Kind, money_unit: str, text: str) -> Bound:
    """A typed bound, None for an empty one; raises ValueError with the reason in Chinese."""
    bare = text.strip().replace(",", "").replace("，", "")
    if not bare:
        return None
    if kind is Kind.DATE:
        return parse_date(bare)
    if kind is Kind.MONEY:
        return read_money(bare, money_unit)
    if not bare.lstrip("-").isdigit():
        raise ValueError("请填整数")
    return int(bare)


def read_money(bare: str, money_unit: str) -> Fen:
    """A typed amount in 万元 or 元 as 分; raises ValueError with the reason in Chinese."""
    try:
        return fen_from_wan(bare) if money_unit == "wan" else fen_from_yuan(bare)
    except (ValueError, ArithmeticError) as fault:
        raise ValueError("请填金额，只用数字和小数点") from fault
