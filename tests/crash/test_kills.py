"""Killed at any moment and at every named place, the workspace stays whole (T-K1, T-K2)."""

import random
import re
import shutil
import time
from pathlib import Path

import pytest

from db.workspace import open_workspace
from desktop_app.errors import EnvironmentProblem

KILLS = 200
PER_PLACE = 20
PER_CAMPAIGN_PLACE = 5
"""Work on a campaign takes longer; the commit it goes through is killed often enough already."""
ANEW_AFTER = 10
HOUSE = Path(__file__).resolve().parents[2]
SOURCES = [HOUSE / name for name in ("db", "desktop_app", "ui")]
KILLED = {"signal": 9, "code": 0}


def named_places():
    """Every failpoint in the whole source."""
    texts = (path.read_text("utf-8") for source in SOURCES for path in source.rglob("*.py"))
    return sorted({name for text in texts for name in re.findall(r'failpoint\("([^"]+)"\)', text)})


SCENARIO_OF = {
    "commit": "one import",
    "anchor": "one import",
    "files": "one paper",
    "backup": "one backup",
    "create": "create",
    "migrate": "migrate",
    "restore": "restore",
    "swap": "restore",
    "import": "workbook",
    "purge": "classify",
    "voucher_import": "voucher list",
    "voucher_result": "voucher result",
    "voucher_purge": "campaign purge",
}
"""What is done to come to the places of a group; the test fails if it does not come there."""
BY_THE_DESK = {"workbook", "classify", "voucher list"}
OF_A_CAMPAIGN = {"voucher result", "campaign purge"}


def test_two_hundred_kills_at_random_lose_nothing(foreman, fresh, tmp_path, inspected):
    chance = random.Random(1)  # noqa: S311
    started = time.monotonic()
    foreman.do(fresh(), tmp_path / "measured", "day", seed=1)
    usual = time.monotonic() - started
    faults, cut_short = [], 0
    for number in range(KILLS):
        if number % ANEW_AFTER == 0:
            folder, journal = fresh(), tmp_path / f"journal-{number}"
        pid = foreman.order(folder, journal, "day", seed=number)
        ending = foreman.kill_after(chance.uniform(0, 1.2 * usual), pid)
        cut_short += ending == KILLED
        usual *= 1.03 if ending == KILLED else 0.9  # other work on this computer changes it
        faults += inspected(folder, journal)

    assert faults == []
    assert cut_short > KILLS // 4


@pytest.mark.parametrize("place", named_places())
def test_killed_at_a_named_place(foreman, copies, tmp_path, inspected, place):
    scenario = SCENARIO_OF[place.partition(".")[0]]
    copy = copies("campaign" if scenario in OF_A_CAMPAIGN else
                  "desk" if scenario in BY_THE_DESK else "rows")  # fmt: skip
    for number in range(PER_CAMPAIGN_PLACE if scenario in OF_A_CAMPAIGN else PER_PLACE):
        folder = tmp_path / f"new-{number}" if scenario == "create" else copy()
        journal = tmp_path / f"journal-{number}"
        ending = foreman.do(folder, journal, scenario, failpoint=place, hit=1, seed=number)

        assert ending == KILLED
        assert outcome(folder, journal, scenario, inspected) == []
        shutil.rmtree(folder)


def test_every_place_is_written_in_the_one_way_that_is_found():
    texts = [path.read_text("utf-8") for source in SOURCES for path in source.rglob("*.py")]
    calls = sum(len(re.findall(r"(?<!def )failpoint\((?!\))", text)) for text in texts)
    named = sum(len(re.findall(r'failpoint\("[a-z_]+\.[a-z_]+"\)', text)) for text in texts)
    assert calls == named
    assert {place.partition(".")[0] for place in named_places()} == set(SCENARIO_OF)


def outcome(folder, journal, scenario, inspected):
    if scenario == "create":
        return half_made(folder, inspected, journal)
    return inspected(folder, journal)


@pytest.mark.parametrize("place", ["purge.before_files", "purge.files_before_commit"])
def test_a_campaign_purge_killed_while_files_go_is_finished_on_opening(
    foreman, copies, tmp_path, inspected, place
):
    folder, journal = copies("campaign")(), tmp_path / "journal"
    ending = foreman.do(folder, journal, "campaign purge", failpoint=place, hit=1)

    assert ending == KILLED
    assert inspected(folder, journal) == []
    assert inspected(folder, journal, is_purged=True) == []


def half_made(folder, inspected, journal):
    """A folder is either no workspace yet, told in a sentence, or a whole one."""
    if (folder / "workspace.json").exists():
        return inspected(folder, journal)
    with pytest.raises(EnvironmentProblem, match="不是衡册工作区"):
        open_workspace(folder, clock=lambda: None, program="crash")
    return []


def test_the_workers_can_be_told_from_the_dead(foreman, fresh, tmp_path, inspected):
    folder, journal = fresh(), tmp_path / "journal"

    assert foreman.do(folder, journal, "day", seed=3) == {"signal": 0, "code": 0}
    assert inspected(folder, journal) == []
