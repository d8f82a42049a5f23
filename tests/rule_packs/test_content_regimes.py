"""The further regimes: every row of their texts built, explained and tried at least thrice."""

from functools import cache

import pytest

from desktop_app.rules.loader import load_pack, read_pack_folder
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema.articles import MACHINE_KINDS
from desktop_app.rules.verify import PackReport, verify_pack
from resources import resource

PACKS = {"dongying-2024": ("DY", 68), "yiyang-2020": ("YY", 73)}


@cache
def loaded(pack_id: str) -> tuple[Pack, PackReport]:
    result = load_pack(read_pack_folder(resource("rule_packs", pack_id)))
    assert result.faults == ()
    assert result.pack is not None
    return result.pack, verify_pack(result)


@pytest.mark.parametrize(("pack_id", "rows"), PACKS.items())
def test_every_row_of_the_text_is_listed_once_in_order(pack_id, rows):
    prefix, count = rows
    expected = tuple(f"{prefix}-{number:03}" for number in range(1, count + 1))
    assert tuple(article.id for article in loaded(pack_id)[0].articles) == expected


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_example_comes_out_and_every_row_is_built(pack_id):
    _, report = loaded(pack_id)
    assert (report.examples_failed, report.unbuilt, report.gaps) == ((), (), ())


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_machine_row_has_three_examples_with_different_answers(pack_id):
    assert [(row.row, row.lacks) for row in loaded(pack_id)[1].thin] == []


@pytest.mark.parametrize("pack_id", PACKS)
def test_rows_the_machine_does_not_check_say_why(pack_id):
    articles = loaded(pack_id)[0].articles
    assert [a.id for a in articles if a.handling != "machine" and not a.reason] == []
    must = [a.id for a in articles if a.kind in MACHINE_KINDS and a.handling != "machine"]
    assert must == []


@pytest.mark.parametrize("pack_id", PACKS)
def test_summaries_are_short(pack_id):
    articles = loaded(pack_id)[0].articles
    assert [a.id for a in articles if len(a.summary) > 100 or a.summary.count("。") > 2] == []


def test_softening_words_are_kept():
    kept = {
        pack_id: {a.id: a.strength for a in loaded(pack_id)[0].articles if a.strength}
        for pack_id in PACKS
    }
    assert kept == {
        "dongying-2024": {"DY-016": "原则上", "DY-039": "原则上", "DY-049": "原则上"},
        "yiyang-2020": {"YY-007": "原则上", "YY-047": "一般", "YY-060": "一般"},
    }


def test_the_dates_in_force_are_those_of_the_texts():
    spans = {pack_id: loaded(pack_id)[0].document for pack_id in PACKS}
    assert str(spans["dongying-2024"].from_) == "2024-10-29"
    assert str(spans["dongying-2024"].until) == "2027-10-28"
    assert str(spans["yiyang-2020"].from_) == "2020-06-30"
    assert spans["yiyang-2020"].until is None


def test_only_the_texts_own_numbers_are_law():
    law = {
        pack_id: {value.id: value.value for value in loaded(pack_id)[0].names.values.values()}
        for pack_id in PACKS
    }
    assert {key: str(value) for key, value in law["dongying-2024"].items()} == {
        "limit.contract_filing": "10",
        "limit.acceptance_filing": "10",
        "limit.evaluation": "12",
        "limit.third_quarter": "09-30",
        "change.self_rate": "15",
    }
    assert {key: str(value) for key, value in law["yiyang-2020"].items()} == {
        "limit.audit": "2000",
        "limit.settlement": "2000",
        "limit.om_term": "3",
    }
