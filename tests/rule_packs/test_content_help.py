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


PRESSED = re.compile(r"点[^“”，。；、]{0,8}“([^”…]+)…?”")
SHOWN = re.compile(r'"([^"\n]+)"')


def _on_screen() -> set[str]:
    """Every word of the window and of the steps of the packs, without dots and marked letters."""
    root = HELP.parents[1]
    lists = root / "desktop_app" / "use_cases" / "stage_lists.py"
    packs = HELP.parent.glob("rule_packs/*/procedures.toml")
    files = [*(root / "ui").rglob("*.py"), lists, *packs]
    words = {word for path in files for word in SHOWN.findall(path.read_text(encoding="utf-8"))}
    return {re.sub(r"\(&.\)|…|\\t.*| ▾", "", word) for word in words}


@pytest.mark.parametrize("page", PAGES, ids=[page["id"] for page in PAGES])
def test_what_a_page_says_to_press_is_on_a_screen(page: dict[str, object]):
    if page["id"] == GROWING:
        return
    asked = {part for each in PRESSED.findall(page_text(page)) for part in re.split("－| · ", each)}
    assert asked - _on_screen() == set()


@pytest.mark.parametrize("page", PAGES, ids=[page["id"] for page in PAGES])
def test_a_page_that_is_named_exists(page: dict[str, object]):
    titles = {str(each["title"]) for each in PAGES}
    named = set(re.findall(r"见“([^”]+)”", page_text(page)))
    assert named - titles == set()
