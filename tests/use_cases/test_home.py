"""工作台: a number leads to a list of just as many."""

import pytest

from desktop_app.use_cases.home import home_page
from desktop_app.use_cases.reserve_pool.listing import FLAGGED, pool_list
from desktop_app.use_cases.standing.refresh import refresh


@pytest.mark.parametrize(
    ("state", "flagged"), [("applied", 2), ("accepting", 2), ("withdrawn", 1), ("terminated", 1)]
)
def test_what_is_flagged_is_listed_whatever_tab_it_stands_in(office, state, flagged):
    first, _second = office.apply("甲平台", content=""), office.apply("乙系统", content="")
    office.apply("丙系统")
    with office.desk.workspace.begin(office.desk.act("state", "改状态")) as uow:
        uow.projects.change(first.id, state=state)
    refresh(office.desk)

    pool = pool_list(office.desk)
    assert home_page(office.desk).flagged == flagged
    assert sum(FLAGGED in row.filters for row in pool.rows) == flagged
    assert next(each.count for each in pool.filters if each.id == FLAGGED) == flagged
