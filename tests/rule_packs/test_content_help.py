"""The help pages: listed, found, short, and without words a clerk does not know."""

import re
import tomllib

import pytest

from resources import resource

HELP = resource("help")
PAGES = tomllib.loads((HELP / "index.toml").read_text(encoding="utf-8"))["page"]
KNOWN_WORDS = {
    "F",
    "C",
    "A",
    "Z",
    "Y",
    "V",
    "P",
    "E",
    "Ctrl",
    "Shift",
    "Alt",
    "PgUp",
    "PgDn",
    "Esc",
    "Tab",
    "Enter",
    "I",
    "N",
    "D",
    "R",
    "F1",
    "F5",
    "Word",
}
GROWING = "changelog"
"""A list that is looked through, one line a change; it is never read whole."""
FOR_TECHNICIANS = {
    "command-line",
    "command-line-care",
    "command-line-more",
    "command-line-vouchers",
}


def page_text(page: dict[str, object]) -> str:
    return (HELP / str(page["file"])).read_text(encoding="utf-8")


def test_every_page_is_listed_once():
    files = sorted(path.name for path in HELP.glob("*.md"))
    assert sorted(page["file"] for page in PAGES) == files


def test_page_ids_are_unique():
    ids = [page["id"] for page in PAGES]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("page", PAGES, ids=[page["id"] for page in PAGES])
def test_a_page_begins_with_its_title_and_is_short(page: dict[str, object]):
    text = page_text(page)
    assert text.startswith(f"# {page['title']}\n")
    assert len(text) < 2000 or page["id"] == GROWING
    assert page["keywords"]


@pytest.mark.parametrize("page", PAGES, ids=[page["id"] for page in PAGES])
def test_a_page_has_no_foreign_words(page: dict[str, object]):
    words = set(re.findall(r"[A-Za-z]+\d*", page_text(page)))
    assert page["id"] in FOR_TECHNICIANS or words <= KNOWN_WORDS
