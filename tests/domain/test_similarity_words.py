"""The shipped word list is sound: one place for each word, carriers that exist."""

import tomllib
from collections import Counter

from desktop_app.domain.similarity import read_synonyms
from resources import resource

TABLE = tomllib.loads(resource("similarity", "synonyms.toml").read_text(encoding="utf-8"))
SECTIONS = ("sector", "subject", "function", "technology")


def test_no_word_stands_in_two_groups():
    groups = [words for section in SECTIONS for words in TABLE[section].values()]
    words = [word for text in (*groups, TABLE["generic"]["words"]) for word in text.split()]

    assert [word for word, times in Counter(words).items() if times > 1] == []


def test_every_carrier_is_a_subject_group():
    names = {group.partition("<")[0].strip() for group in TABLE["subject"]}

    assert set(TABLE["carrier"]["groups"].split()) - names == set()


def test_every_parent_is_a_sector():
    parents = {group.partition("<")[2].strip() for group in TABLE["subject"]} - {""}

    assert parents - TABLE["sector"].keys() == set()


def test_the_carriers_are_read():
    assert "S视频监控" in read_synonyms().carriers
