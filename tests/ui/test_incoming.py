"""收文 in the window: the book, the scan, what is put right, and what a result takes over."""

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton
from reportlab.pdfgen.canvas import Canvas

from desktop_app.domain.record import IncomingPaper
from desktop_app.use_cases.papers.incoming import IncomingEntry, record_incoming
from desktop_app.use_cases.papers.incoming_book import incoming_book
from tests.ui.screens import press
from ui.dossier.incoming_choice import IncomingField
from ui.papers.incoming_book import IncomingBook
from ui.papers.incoming_dialog import IncomingDialog
from ui.papers.incoming_viewer import IncomingViewer
from ui.widgets.fields import DateField, TextField

ENTRY = IncomingEntry("青数〔2026〕7号", "关于储备项目的复函", "市数据局", date(2026, 7, 15))


def on_worker(stand, work):
    found = []
    stand.window.shell.run(lambda desk, _task: work(desk), found.append, owner=stand.window)
    stand.settle(lambda: bool(found))
    return found[0]


@pytest.fixture
def scan(tmp_path):
    canvas = Canvas(str(tmp_path / "复函.pdf"))
    for _ in range(2):
        canvas.drawString(72, 700, "scan")
        canvas.showPage()
    canvas.save()
    return tmp_path / "复函.pdf"


@pytest.fixture
def page(stand):
    """The pool with one project in view and another selected beside it."""
    found = stand.open_stage("reserve_pool")
    found.grid.select_key(found.grid.model.rows[0].id)
    stand.settle()
    return found


def received(stand, page, scan=None):
    subjects = page.acts.subjects()
    paper = on_worker(stand, lambda desk: record_incoming(desk, ENTRY, subjects, scan))
    stand.window.shell.changed("incoming")
    stand.settle()
    return paper


def links(page):
    page.detail.tabs.setCurrentWidget(page.detail.materials)
    buttons = page.detail.materials.findChildren(QPushButton)
    return [b for b in buttons if b.accessibleName() == f"查看收文{ENTRY.number}"]


def test_the_scan_is_a_click_away_from_the_project(stand, page, scan):
    received(stand, page, scan)
    (link,) = links(page)
    link.click()
    viewer = stand.dialog()
    assert isinstance(viewer, IncomingViewer)
    stand.settle(lambda: viewer.preview.page_count == 2)
    stand.close_dialogs()


def test_the_book_lets_a_paper_serve_the_selected_projects(stand, page):
    received(stand, page)
    others = [row.id for row in page.grid.model.rows[1:3]]
    page.grid.select_key(others[0])
    stand.settle()
    page.acts.open_incoming_book()
    book = stand.dialog()
    assert isinstance(book, IncomingBook)
    stand.settle(lambda: bool(book.grid.model.rows))
    book.grid.select_key(book.grid.model.rows[0].paper.id)
    press(book, "关联到选中的")
    stand.settle(lambda: len(book.grid.model.rows[0].about) == 2)
    assert not book._attach.isEnabled()
    stand.close_dialogs()
    (line,) = on_worker(stand, incoming_book)
    assert [each.id for each in line.paper.subjects][1] == others[0]


def test_what_was_misread_is_put_right_from_the_viewer(stand, page, scan):
    paper = received(stand, page, scan)
    page.acts.show_received(paper)
    press(stand.dialog(), "修改")
    dialog = stand.dialog()
    assert isinstance(dialog, IncomingDialog)
    assert dialog._title.value == ENTRY.title
    dialog._number.line.setText("青数〔2026〕17号")
    press(dialog, "保存")
    stand.settle()
    (line,) = on_worker(stand, incoming_book)
    assert (line.paper.number, line.paper.file_name) == ("青数〔2026〕17号", "复函.pdf")
    stand.close_dialogs()


def test_a_project_it_is_not_about_is_taken_out_after_a_question(stand, page):
    paper = received(stand, page)
    page.acts.show_received(paper)
    press(stand.dialog(), "移出本项")
    press(stand.dialog(), "移出")
    stand.settle()
    (line,) = on_worker(stand, incoming_book)
    assert line.paper.subjects == ()
    assert links(page) == []


def test_a_paper_without_a_scan_says_where_to_add_one(stand, page):
    page.acts.show_received(received(stand, page))
    viewer = stand.dialog()
    assert viewer.preview.cover.isVisible()
    assert not viewer._save.isEnabled()
    stand.close_dialogs()


def test_the_search_opens_it(stand, page):
    received(stand, page)
    found = on_worker(stand, incoming_book)[0]
    page.open_target(f"incoming:{found.paper.id}")
    assert isinstance(stand.dialog(), IncomingViewer)
    stand.close_dialogs()


@pytest.fixture
def fields(qapp):
    day, number = DateField("签批日期", date(2026, 7, 20)), TextField("文号")
    papers = [
        record(1, "青数〔2026〕7号", date(2026, 7, 15)),
        record(2, "青数〔2026〕8号", date(2026, 7, 16)),
    ]
    return IncomingField(papers, day, number), day, number


def record(key, number, dated):
    return IncomingPaper(key, number, "复函", "市数据局", dated, dated)


def test_the_paper_chosen_gives_its_day_and_number(fields):
    choice, day, number = fields
    choice.write("1")
    assert (day.written, number.value, choice.chosen) == ("2026-07-15", "青数〔2026〕7号", 1)
    choice.write("2")
    assert (day.written, number.value) == ("2026-07-16", "青数〔2026〕8号")
    choice.write("")
    assert (day.written, number.value, choice.chosen) == ("2026-07-20", "", None)


def test_what_was_typed_is_not_written_over(fields):
    choice, day, number = fields
    day.write("2026-07-18")
    choice.write("1")
    assert (day.written, number.value) == ("2026-07-18", "青数〔2026〕7号")
    number.write("自编1号")
    choice.write("2")
    assert (day.written, number.value) == ("2026-07-18", "自编1号")


def test_a_result_takes_day_and_number_over_in_its_own_dialog(stand, page):
    received(stand, page)
    page.detail.actions_offered["record"].click()
    dialog = stand.dialog()
    dialog._incoming.box.setCurrentIndex(1)
    assert (dialog._day.written, dialog._number.value) == ("2026-07-15", ENTRY.number)
    stand.close_dialogs()
