"""A stop at any look leaves nothing of an import; what was not judged is judged later (T-I4)."""

from collections import Counter

import pytest

from desktop_app.errors import Cancelled
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.checking import judge_preview, judge_stored
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.reserve_pool.listing import pool_list
from tests.use_cases.import_books import StopAt, pool_book


def stand(office):
    """Everything an act could leave: content, end of the log, backups."""
    workspace = office.desk.workspace
    kept = sorted((workspace.folder / "backups").iterdir())
    return office.digest(), workspace.log_head(), kept


@pytest.fixture
def book(tmp_path):
    return pool_book(tmp_path / "a.xlsx", 60)


@pytest.mark.parametrize("look", range(12))
def test_a_stopped_preview_leaves_nothing(office, book, look):
    before = stand(office)

    with pytest.raises(Cancelled):
        preview_import(office.desk, [book], cancelled=StopAt(look))

    assert stand(office) == before


@pytest.mark.parametrize("look", range(4))
def test_stopped_checks_of_a_preview_leave_the_preview_as_it_was(office, book, look):
    planned = preview_import(office.desk, [book])
    before = stand(office)

    with pytest.raises(Cancelled):
        judge_preview(office.desk, planned, cancelled=StopAt(look))

    assert stand(office) == before
    assert planned.flagged is None
    assert apply_import(office.desk, planned).new == 60


@pytest.mark.parametrize("look", [0, 1, 5, 9])
def test_an_import_stopped_at_its_backup_leaves_nothing(office, book, look):
    planned = preview_import(office.desk, [book])
    before = stand(office)

    with pytest.raises(Cancelled):
        apply_import(office.desk, planned, cancelled=StopAt(look))

    assert stand(office) == before


class StopOn:
    """Answers that the work is to stop once it has told of a certain stage."""

    def __init__(self, stage):
        self.stage = stage
        self.is_reached = False

    def progress(self, _done, _total, text):
        self.is_reached |= text == self.stage
        if self.is_reached:
            raise Cancelled


@pytest.mark.parametrize("stage", ["正在写入", "正在写入日志"])
def test_an_import_stopped_while_it_writes_is_rolled_back(office, book, stage):
    planned = preview_import(office.desk, [book])
    content, head, _ = stand(office)

    with pytest.raises(Cancelled):
        apply_import(office.desk, planned, progress=StopOn(stage).progress)

    assert stand(office)[:2] == (content, head)
    assert apply_import(office.desk, planned).new == 60


@pytest.fixture
def waiting(office, tmp_path):
    """More applications than an import judges at once: all wait for their checks."""
    planned = preview_import(office.desk, [pool_book(tmp_path / "many.xlsx", 230)])
    apply_import(office.desk, planned)
    return office


def words(office):
    return Counter(row.light_word == "未核查" for row in pool_list(office.desk).rows)


def test_an_import_of_many_rows_answers_before_their_checks(waiting):
    assert words(waiting) == {True: 230}


@pytest.mark.parametrize("look", [0, 1, 2, 3, 5])
def test_checks_stopped_after_an_import_go_on_where_they_were(waiting, look):
    before = waiting.digest()

    with pytest.raises(Cancelled):
        judge_stored(waiting.desk, cancelled=StopAt(look))
    left = words(waiting)[True]
    judge_stored(waiting.desk)

    assert 0 < left <= 230
    assert words(waiting) == {False: 230}
    assert waiting.digest() == before
