"""What is loaded ahead besides modules; imported on the worker."""

from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regime import packs_in_force
from desktop_app.use_cases.standing.synonyms import shipped_synonyms
from desktop_app.values.pinyin import sort_key


def load_names(_desk: Desk) -> None:
    """The pinyin tables, which lists are sorted and searched by."""
    sort_key("衡册")


def load_rules(desk: Desk) -> None:
    """The packs new records start under."""
    with desk.workspace.read() as view:
        packs_in_force(desk, view)


def load_words(_desk: Desk) -> None:
    """The list of words applications are compared by."""
    shipped_synonyms().split("衡册")
