"""What the lists around a plan share: head, project columns, columns of money."""

from collections.abc import Iterable, Sequence

from desktop_app.use_cases.annual_plan.views import PlanRow, ProjectWords
from desktop_app.use_cases.shown_lists import ShownColumn, ShownList, Value

NARROW, WIDE = 90, 240
ORDER = ShownColumn("order", "序号", "number", width=60)
PROJECT = (
    ShownColumn("code", "项目编号", width=110, is_extra=True),
    ShownColumn("name", "项目名称", width=170),
    ShownColumn("unit", "申报单位", width=130),
)


def plan_list_of(
    title: str,
    plan: PlanRow,
    columns: Sequence[ShownColumn],
    rows: Iterable[tuple[Value, ...]],
    view: str,
) -> ShownList:
    """A list about one edition of a plan; `view` says what of it is shown."""
    edition = f"{plan.title}第 {plan.edition} 版"
    return ShownList(title, tuple(columns), tuple(rows), f"{edition}　{view}")


def project_cells(words: ProjectWords) -> tuple[str, str, str]:
    """The cells of the project columns."""
    return words.code, words.name, words.unit


def money_column(key: str, title: str) -> ShownColumn:
    """A column of money that is added up."""
    return ShownColumn(key, title, "money", "万元", width=100, is_sum=True)


def running_column(key: str, title: str) -> ShownColumn:
    """A running total is not added up again."""
    return ShownColumn(key, title, "money", "万元", width=104)
