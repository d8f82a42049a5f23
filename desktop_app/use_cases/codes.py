"""Project codes, and the state a project begins in."""

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


def next_code(view: ReadView, pack: Pack, year: int) -> str:
    """The next free project code of a year, e.g. `XM2026-015`; none is given twice."""
    start = f"{pack.head.code_prefix}{year}-"
    last = view.projects.last_code(start)
    number = int(last.removeprefix(start)) if last else 0
    return f"{start}{number + 1:03}"
