"""The use cases behind the top bar; imported on the worker after the first paint."""

from desktop_app.use_cases import home, workspaces
from desktop_app.use_cases.desk import Desk
from ui.search_box import Found
from ui.top_bar import Headline


def headline(desk: Desk) -> Headline:
    """What the top bar says."""
    opened = workspaces.opened(desk)
    names = tuple(each.name for each in workspaces.operators(desk))
    return Headline(
        office=opened.office,
        year=opened.year,
        regime=opened.pack_title,
        due_today=home.due_count(desk),
        operator=desk.operator,
        operators=names,
        is_sample=opened.is_sample,
        tabs=opened.tabs,
        tab_titles=opened.tab_titles,
        notice=opened.notice,
    )


def search(desk: Desk, words: str) -> tuple[Found, ...]:
    """What the words find."""
    return tuple(
        Found(hit.title, hit.detail, hit.place.stage, hit.place.target)
        for hit in home.search(desk, words)
    )


def choose_operator(desk: Desk, person: str) -> None:
    """Sit down under another name."""
    workspaces.choose_operator(desk, person)
