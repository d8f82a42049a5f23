"""The sheets on which the third-party auditor gives its result: row by row, and by merchant."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from desktop_app.excel.kinds import FileRefused
from desktop_app.excel.lists.heading import MOST_ABOVE, title_name
from desktop_app.excel.lists.source import open_list, sheet_names
from desktop_app.excel.lists.spec import REDEMPTION, CellKind, ListColumn, ListSpec

_OPINION = (
    ListColumn(
        "claimed_fen", "申报金额", CellKind.MONEY, aliases=("核销金额", "申请金额", "送审金额")
    ),
    ListColumn("outcome", "审计意见", CellKind.CHOICE, aliases=("审计结论", "结果", "审计结果")),
    ListColumn(
        "accepted_fen", "认可金额", CellKind.MONEY, aliases=("审定金额", "审计认可金额", "核定金额")
    ),
    ListColumn("cut_fen", "核减金额", CellKind.MONEY, aliases=("审减金额", "不予认可金额")),
    ListColumn(
        "reason", "核减原因", CellKind.TEXT, aliases=("审减原因", "原因", "核减理由", "说明")
    ),
)
_MERCHANT = REDEMPTION.column("merchant")
_KIND = REDEMPTION.column("kind")
RESULT_ROWS = ListSpec(
    "result_rows",
    "审计结果（逐笔）",
    (
        ListColumn("row", "核销号", CellKind.CODE),
        REDEMPTION.column("transaction_no"),
        REDEMPTION.column("code"),
        ListColumn("merchant", _MERCHANT.title, _MERCHANT.kind, aliases=_MERCHANT.aliases),
        *_OPINION,
    ),
)
RESULT_SUMS = ListSpec("result_sums", "审计结果（按商户）", (_MERCHANT, _KIND, *_OPINION))
OUTCOMES = {
    "accepted": ("认可", "全部认可", "属实", "通过"),
    "cut": ("核减", "不认可", "剔除", "部分认可"),
}


def result_sheets(path: Path, look: Callable[[], object]) -> tuple[tuple[str, ListSpec], ...]:
    """Each sheet that holds results, with what it is; a file that cannot be read: as rows."""
    try:
        found = [(name, _spec_of(_first(path, name, look))) for name in sheet_names(path)]
    except (OSError, FileRefused):
        return (("", RESULT_ROWS),)
    return tuple((name, spec) for name, spec in found if spec is not None)


def _first(path: Path, sheet: str, look: Callable[[], object]) -> Sequence[Sequence[object]]:
    return next(open_list(path, sheet, look).parts, [])


def _spec_of(rows: Sequence[Sequence[object]]) -> ListSpec | None:
    """What a sheet is, by the titles of one of its first rows; None: neither."""
    for row in rows[:MOST_ABOVE]:
        titles = {title_name(str(cell)) for cell in row if cell is not None}
        if any(titles & column.names for column in _OPINION[1:4]):
            keys = _keys(titles)
            return RESULT_ROWS if "transaction_no" in keys else RESULT_SUMS
    return None


def _keys(titles: Iterable[str]) -> set[str]:
    known = {name: column.key for column in RESULT_ROWS.columns for name in column.names}
    return {known[title] for title in titles if title in known}
