"""Project codes, and the state a project begins in."""

from collections.abc import Callable

from db.unit_of_work import ReadView
from desktop_app.errors import UserFacingError
from desktop_app.rules.pack import Pack


def first_state(pack: Pack) -> str:
    """Id of the state an application starts in."""
    state = pack.first_state("project")
    if state is None:
        raise UserFacingError(
            f"规则包“{pack.title}”没有项目状态", advice="请在 procedures.toml 里声明后再办理。"
        )
    return state.id


def code_giver(view: ReadView, pack: Pack) -> Callable[[int], str]:
    """Gives the next free project code of a year, e.g. `XM2026-015`; none is given twice."""
    last: dict[int, int] = {}

    def next_code(year: int) -> str:
        start = f"{pack.head.code_prefix}{year}-"
        if year not in last:
            code = view.projects.last_code(start)
            last[year] = int(code.removeprefix(start)) if code else 0
        last[year] += 1
        return f"{start}{last[year]:03}"

    return next_code
