"""C1 and C2 through the command line, as the IT office's scripts see them."""

import io
import json
from io import BytesIO

import pdfplumber
import pytest

from desktop_app.cli.arguments import parse
from desktop_app.cli.main import Surroundings, run
from tests.scenario import intake
from tests.scenario.intake_walk import SPLIT_REASON

VERDICT_KEYS = {
    "rule", "title", "outcome", "severity", "clauses", "message", "arithmetic", "turns_if",
    "facts", "reading",
}  # fmt: skip


class Terminal:
    """A command line at one workspace, with the answers of every command kept."""

    def __init__(self, folder, clock):
        self.folder = folder
        self.clock = clock

    def __call__(self, *arguments):
        out, err = io.StringIO(), io.StringIO()
        around = Surroundings(self.clock, "test", self.folder, out, err)
        words = [str(word) for word in arguments]
        code = run(parse([*words, "--json", "--data", str(self.folder)]), around)
        return code, json.loads(out.getvalue())


@pytest.fixture(scope="module")
def terminal(tmp_path_factory, clock):
    terminal = Terminal(tmp_path_factory.mktemp("cli") / "工作区", clock)
    terminal("init", "--office", "县数据资源管理局")
    units, *others = intake.base_data_books()
    terminal("import", units, "--apply")
    terminal("import", *others, "--apply")
    return terminal


@pytest.fixture(scope="module")
def books(terminal, clock, tmp_path_factory):
    """The 23 workbooks after January's was taken in."""
    folder = tmp_path_factory.mktemp("books")
    clock.turn_to(intake.LAST_MONTH)
    terminal("import", intake.last_month(folder / "january"), "--apply")
    clock.turn_to(intake.FIRST)
    return intake.first_round(folder / "first")


@pytest.fixture(scope="module")
def preview(terminal, books):
    return terminal("import", *books)


@pytest.fixture(scope="module")
def applied(terminal, books, preview):
    return terminal("import", *books, "--apply")


@pytest.fixture(scope="module")
def codes(terminal, applied):
    """Project codes by the keys of the sample year."""
    _, listed = terminal("list", "reserve_pool")
    by_name = {row["name"]: row["code"] for row in listed["rows"]}
    keys = [key for _, members in intake.SENT.values() for key in members]
    return {key: by_name.get(intake.project_name(key)) for key in keys}


def test_a_preview_reports_61_rows_and_its_problems_and_writes_nothing(preview, terminal):
    code, answer = preview
    assert code == 1
    assert (answer["applied"], answer["batch"]) == (False, None)
    assert sum(file["rows"] for file in answer["files"]) == 61
    causes = {p["cause"] for file in answer["files"] for p in file["problems"]}
    assert causes == {"money_unit", "missing", "duplicate_row"}


def test_every_problem_names_its_cell_message_and_advice(preview):
    _, answer = preview
    problems = [problem for file in answer["files"] for problem in file["problems"]]
    assert all(p["cell"].startswith("申报表!") for p in problems)
    assert all(p["message"] and p["advice"] for p in problems)


def test_the_similar_groups_name_file_and_row_sum_and_both_amounts(preview):
    _, answer = preview
    split = next(group for group in answer["similar"] if group["sum_fen"] == 584_000_000)
    assert set(split["members"]) == {f"县城市管理局.xlsx!{row}" for row in (5, 6, 7)}
    told = "；".join(split["thresholds"])
    assert "200.00 万元" in told
    assert "500.00 万元" in told
    assert len(answer["similar"]) == 2


def test_applying_stores_the_workbooks_without_cell_problems(applied, terminal):
    _, answer = applied
    _, listed = terminal("list", "reserve_pool")
    assert answer["applied"]
    assert sum(file["new"] for file in answer["files"] if not file["stopped"]) == 38
    assert len(listed["rows"]) == 39


def test_applying_the_same_files_again_changes_nothing(applied, terminal, books):
    _, answer = terminal("import", *books, "--apply")
    assert (answer["applied"], answer["batch"]) == (False, None)
    assert all(file["changed"] == 0 for file in answer["files"])


def test_a_check_answers_in_the_agreed_shape_and_exits_with_one(terminal, codes):
    code, answer = terminal("check", codes["cg1"])
    split = next(v for v in answer["verdicts"] if v["rule"] == "no_splitting")
    assert code == 1
    assert set(answer) >= {"code", "pack", "on", "verdicts"}
    assert set(split) >= VERDICT_KEYS
    assert (split["outcome"], split["clauses"]) == ("judge", ["二(一)2"])


def test_a_township_is_not_let_into_the_pool(terminal, codes):
    code, answer = terminal("record", codes["xz1"], "prereview", "agreed", "--signer", "负责人甲")
    assert code == 1
    assert "二(一)2" in answer["clauses"]


def test_a_decision_is_stored_and_printed_on_the_opinion_sheet(terminal, codes, tmp_path):
    members = [codes[key] for key in intake.SPLIT]
    terminal("decide", *members, "--as", "separate", "--reason", SPLIT_REASON)
    out = tmp_path / "意见表.pdf"
    code, _ = terminal("print", "prereview_opinion", "--for", members[0], "--out", out, "--issue")
    _, checked = terminal("check", members[0])
    split = next(v for v in checked["verdicts"] if v["rule"] == "no_splitting")
    assert code == 0
    assert SPLIT_REASON in _text(out.read_bytes())
    assert split["outcome"] == "pass"


def test_the_second_round_can_be_taken_back_as_one_act(terminal, applied, clock, tmp_path):
    clock.turn_to(intake.SECOND)
    _, answer = terminal("import", *intake.second_round(tmp_path), "--apply")
    _, more = terminal("list", "reserve_pool")
    code, _ = terminal("undo", answer["batch"])
    _, fewer = terminal("list", "reserve_pool")
    assert code == 0
    assert (len(more["rows"]), len(fewer["rows"])) == (61, 39)


def test_the_log_and_the_data_are_sound_at_the_end(terminal, applied):
    code, log = terminal("log", "verify")
    checked, _ = terminal("selfcheck")
    assert (code, log["sound"]) == (0, True)
    assert checked == 0


def _text(pdf):
    with pdfplumber.open(BytesIO(pdf)) as document:
        return "".join("".join(page.extract_text().split()) for page in document.pages)
