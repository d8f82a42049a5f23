"""The columns of the reserve-pool grid."""

from desktop_app.rules.verdict import LIGHT_ORDER
from desktop_app.use_cases.reserve_pool.views import PoolRow
from desktop_app.values.pinyin import sort_key
from ui.table.column import Column, Kind

_RANKS = {light: rank for rank, light in enumerate(LIGHT_ORDER)}


def pool_columns() -> tuple[Column[PoolRow], ...]:
    """Columns in the order of the stage tab; the rest can be chosen."""
    return (
        Column("code", "项目编号", lambda row: row.code, Kind.CODE, 102),
        Column("name", "项目名称", lambda row: row.name, width=172, sort_key=_by_name),
        Column("unit", "申报单位", lambda row: row.unit, width=140, sort_key=_by_unit),
        Column("nature", "性质", lambda row: row.nature, width=74),
        Column("amount", "申报金额", lambda row: row.amount_fen, Kind.MONEY, 134, is_sum=True),
        Column("light", "核查", _light, Kind.LIGHT, 106, sort_key=_by_rank),
        Column("step", "办理环节", lambda row: row.step, width=146),
        Column("funding", "资金来源", lambda row: row.funding, width=120, is_hidden=True),
        Column("state", "状态", lambda row: row.state_label, width=100, is_hidden=True),
        Column("category", "类别", lambda row: row.category, width=140, is_hidden=True),
        Column("applied", "申报日期", lambda row: row.applied_on, Kind.DATE, 110, is_hidden=True),
        Column("attempt", "报送次数", lambda row: row.attempt, Kind.NUMBER, 100, is_hidden=True),
    )


def _light(row: PoolRow) -> str | None:
    """What has left the pool shows no light."""
    return row.light if row.light_word else None


def _by_name(row: PoolRow) -> str:
    """The search key begins with the full pinyin of the name."""
    return row.pinyin or row.name


def _by_unit(row: PoolRow) -> str:
    return sort_key(row.unit)


def _by_rank(row: PoolRow) -> int:
    return _RANKS.get(row.light, len(_RANKS))


def pool_search_text(row: PoolRow) -> str:
    """What the words of the search are looked for in."""
    return f"{row.code} {row.name} {row.unit} {row.pinyin}"
