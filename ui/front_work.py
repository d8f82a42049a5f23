"""The use cases behind the top bar; imported on the worker after the first paint."""

from desktop_app.use_cases import home, workspaces
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.home import Hit
from ui.search_box import Found
from ui.top_bar import Headline

PLACES = {
    "project": "reserve_pool",
    "paper": "reserve_pool",
    "unit": "base_data",
    "expert": "base_data",
    "system": "base_data",
}


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
    )


def search(desk: Desk, words: str) -> tuple[Found, ...]:
    """What the words find."""
    return tuple(
        Found(hit.title, hit.detail, PLACES[hit.kind], _target(hit))
        for hit in home.search(desk, words)
    )


def _target(hit: Hit) -> str:
    """How the page finds the record: a project by its code, anything else by kind and key."""
    return hit.detail.partition(" · ")[0] if hit.kind == "project" else f"{hit.kind}:{hit.id}"


def choose_operator(desk: Desk, person: str) -> None:
    """Sit down under another name."""
    workspaces.choose_operator(desk, person)
