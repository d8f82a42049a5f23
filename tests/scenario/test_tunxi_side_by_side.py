"""Running projects of Qingyang looked at under the Tunxi regime: nothing is carried over."""

import pytest

from desktop_app.use_cases.standing.judging import check_project
from tests.life import PREREVIEW


@pytest.fixture
def running(bureau):
    """A project in the pool, its filing with the city begun, a doubt answered with a reason."""

    def make(wan, **more):
        life = bureau.project("不动产登记", wan, **more)
        life.hand_in("pool_entry")
        why = "与城管平台的边界已核对。"
        life.record("pool_entry.prereview", "agreed", facts=PREREVIEW, override_reason=why)
        return life

    return make


def under(life, pack):
    judged = check_project(life.desk, life.project.id, pack=pack)
    assert judged.pack == pack
    return {verdict.rule: verdict for verdict in judged.verdicts}


def test_a_check_is_cited_by_the_clause_of_the_regime_it_is_asked_under(running):
    life = running(300)
    here, there = under(life, "qingyang-2024"), under(life, "tunxi-2023")
    assert here["no_splitting"].clauses == ("二(一)2",)
    shared = [there[rule] for rule in here.keys() & there.keys()]
    assert shared
    assert {clause[0] for verdict in shared for clause in verdict.clauses} == {"第"}
    assert not [verdict.title for verdict in shared if verdict.answered_on]


@pytest.mark.parametrize(
    ("nature", "wan", "there"),
    [("continuing", 820, "需人工判断"), ("service", 120, "需人工判断"), ("new", 500, None)],
)
def test_which_papers_is_asked_of_what_the_text_does_not_name(running, nature, wan, there):
    recorded = {"parent_project": "QY-1"} if nature == "continuing" else {}
    life = running(wan, nature=nature, recorded=recorded)
    words = [
        found["papers_named"].word if "papers_named" in found else None
        for found in (under(life, "qingyang-2024"), under(life, "tunxi-2023"))
    ]
    assert words == [None, there]


def test_nothing_is_stored_by_looking(running):
    life = running(500)
    before = life.digest()
    under(life, "tunxi-2023")
    assert life.digest() == before
