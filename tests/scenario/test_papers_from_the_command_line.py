"""`print --all-of`, `kit`, `dispatch`, `dossier`, `due letters`: whole sets of papers."""

import io
import json

import pytest

from desktop_app.cli.arguments import parse
from desktop_app.cli.main import Surroundings, run
from desktop_app.use_cases.papers.press import page_count
from tests.county import HandClock


@pytest.fixture(scope="module")
def county(papers_county, tmp_path_factory):
    return papers_county.copied(tmp_path_factory.mktemp("console") / "ws")


@pytest.fixture
def console(county):
    """Runs one command line and gives its exit code and what it says."""

    def told(*words):
        out = io.StringIO()
        around = Surroundings(HandClock(county.day), "test", county.folder, out, out)
        line = [str(word) for word in words]
        code = run(parse([*line, "--data", str(county.folder), "--json"]), around)
        return code, json.loads(out.getvalue())

    return told


def test_the_kit_of_a_meeting_is_issued_once_and_taken_as_it_is(console, county, tmp_path):
    kit = ("kit", county.made.meeting.id, "meeting_notice", "meeting_agenda", "meeting_sign_in")
    code, told = console(*kit, "--out", tmp_path / "kit.pdf")
    assert (code, told["parts"], told["drafts"]) == (0, 3, 3)
    code, told = console(*kit, "--out", tmp_path / "kit.pdf", "--issue")
    assert (code, len(told["papers"])) == (0, 3)
    _, again = console(*kit, "--out", tmp_path / "again.pdf")
    assert (again["parts"], again["drafts"]) == (3, 0)
    assert page_count((tmp_path / "again.pdf").read_bytes()) >= 4  # the notice has its agenda


def test_a_form_that_fits_nothing_on_the_agenda_is_refused(console, county, tmp_path):
    code, told = console("kit", county.made.meeting.id, "exception_report", "--out", tmp_path / "k")
    assert code == 1
    assert told["error"].startswith(
        "议程上没有可出《关于〔项目名称〕不依托一体化平台建设备案的报告》的事项"
    )


def test_the_papers_of_all_projects_of_a_meeting_come_together(console, county, tmp_path):
    words = ("print", "gate_report", "--all-of", county.made.meeting.id, "--together", "--issue")
    code, told = console(*words, "--out", tmp_path / "all.pdf")
    assert (code, len(told["papers"])) == (0, 3)
    assert {each["file"] for each in told["papers"]} == {str(tmp_path / "all.pdf")}
    assert len({each["number"] for each in told["papers"]}) == 3


def test_a_letter_gets_its_sheet_and_a_table_none(console, county, tmp_path):
    words = ("print", "rectification_notice", "--for", county.made.finding.id, "--issue")
    _, letter = console(*words, "--out", tmp_path / "letter.pdf")
    key = letter["papers"][0]["paper"]
    sheet = ("dispatch", key, "--copies", 20, "--countersign", "县财政局", "--issue")
    code, told = console(*sheet, "--out", tmp_path / "sheet.pdf")
    assert (code, told["number"]) == (0, "发文〔2027〕1号")
    refused, why = console("dispatch", told["paper"], "--out", tmp_path / "no.pdf")
    assert (refused, why["advice"]) == (1, "发文稿纸只随公文使用。")


def test_every_unit_gets_its_letter_of_what_is_due(console, tmp_path):
    code, told = console("due", "letters", "--out", tmp_path / "due.pdf", "--issue")
    assert code == 0
    assert len(told["papers"]) == len(told["units"]) > 0
    assert page_count((tmp_path / "due.pdf").read_bytes()) >= len(told["units"])


def test_the_dossier_of_a_project_holds_its_papers(console, county, tmp_path):
    code, told = console("dossier", county.made.project.code, "--out", tmp_path / "dossier")
    assert code == 0
    assert any("逐项核查报告" in name for name in told["files"])
