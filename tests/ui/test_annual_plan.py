"""Case C4 in the window: 56 projects ask 6,842.50 under 4,000.00; then what is refused and empty.

Worked out by hand (see `plan_year`): the agenda is 1 to 34, 45 to 54, 55, 56, then 35 to 44. The
clerk takes what finance suggests: 45 gets 120.50, 55 gets 180.00, 56 gets 150.00, together 450.50,
29.50 + 62.50 + 50.00 = 142.00 less than asked. 4,000.00 - 450.50 = 3,549.50 are left: 1 to 34 take
3,400.00, 46 takes the last 149.50 of its 150.00, the line lies below it. 47 to 54 (1,200.00) and
35 to 44 (1,500.00) are put off. 142.00 + 0.50 + 2,700.00 = 2,842.50.
"""

import re

import pypdfium2
import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QLabel

from tests.ui.plan_year import PlanHand, code, standing_year
from tests.ui.screens import press
from ui.importing.wizard import DONE, PREVIEW

OFFICES = {"cyberspace": "网络安全", "planning": "发展和改革", "finance": "财政局"}
"""Words of the names the workbooks of the three offices go by."""
SILENT = (code(3), code(7))
ALTERED = {code(45): "120.50", code(55): "180.00", code(56): "150.00"}


def fill_opinions(folder):
    """What the three offices write into the workbooks they were sent."""
    for office, words in OFFICES.items():
        path = next(folder.glob(f"*{words}*.xlsx"))
        book = load_workbook(path)
        sheet = book.worksheets[1]
        head = next(r for r in range(1, 12) if "审查意见" in _texts(sheet, r))
        at = {text.split("（")[0].strip(" *"): n for n, text in enumerate(_texts(sheet, head), 1)}
        for row in range(head + 1, sheet.max_row + 1):
            _answer(sheet, row, at, office)
        book.save(path)
    return sorted(folder.glob("*.xlsx"))


def _texts(sheet, row):
    return [str(cell.value or "") for cell in sheet[row]]


def _answer(sheet, row, at, office):
    project = str(sheet.cell(row, at["项目编码"]).value or "")
    if not project.startswith("P2026-") or (office == "planning" and project in SILENT):
        return
    amount = ALTERED.get(project) if office == "finance" else None
    sheet.cell(row, at["审查意见"], "调整金额后同意" if amount else "同意")
    if amount:
        sheet.cell(row, at["建议金额"], float(amount))
        sheet.cell(row, at["意见说明"], "财力所限")
    sheet.cell(row, at["签字人"], "某科长")
    sheet.cell(row, at["签字日期"], "2026-11-20")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("year")


@pytest.fixture(scope="module")
def walk(qapp, filled_folder, folder):
    """The window on a pool of 56 projects."""
    with standing_year(qapp, filled_folder, folder) as stand:
        yield PlanHand(stand)


@pytest.fixture(scope="module")
def listed(walk):
    """A plan with its 56 projects, ranked."""
    walk.new_plan(ceiling="4000")
    walk.settle()
    walk.words = walk.add_all()
    ranking = walk.open(walk.pane.ranking)
    ranking._take.click()
    walk.settle()
    walk.open(walk.pane.items)
    return walk


@pytest.fixture(scope="module")
def reviewed(listed, folder):
    """The opinion sheets went out, were filled in and came back."""
    out = folder / "意见表"
    out.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(out))
        patch.setattr("ui.handing_out.handout_dialog.QDesktopServices.openUrl", lambda _: True)
        review = listed.open(listed.pane.review)
        review.open_handout()
        dialog = listed.stand.dialog()
        listed.sent_to = [each.name for each in dialog._chosen()]
        dialog._action.click()
        listed.settle()
    review.open_import()
    wizard = listed.stand.dialog()
    wizard.files.take(fill_opinions(out))
    listed.stand.settle(lambda: wizard.step == PREVIEW)
    press(wizard, "确认导入")
    listed.stand.settle(lambda: wizard.step == DONE)
    wizard.close()
    listed.settle()
    return listed


@pytest.fixture(scope="module")
def decided(reviewed):
    """Finance is heeded, the ceiling decides the rest."""
    items = reviewed.open(reviewed.pane.items)
    for project, wan in ALTERED.items():
        reviewed.select(items, {project})
        items.open_form("decide")
        reviewed.fill(decision="cut", amount=wan, reason="按财政意见核减")
    ceiling = reviewed.open(reviewed.pane.ceiling)
    reviewed.proposed = ceiling.banner.text()
    ceiling._take.click()
    reviewed.settle()
    reviewed.open(reviewed.pane.items)
    return reviewed


def test_the_56_projects_go_in_together_and_ask_for_6842_50(listed):
    assert listed.words == "列入 56 项"
    assert listed.pane.summary._words.text().startswith("56 项申请 6,842.50 万元 = 安排 0.00")
    assert listed.pane.tabs.tabText(0) == "清单 56"


def test_the_agenda_follows_the_scores_with_their_weights(listed):
    items = listed.pane.book.page.items
    order = [row.project.code for row in items]
    wanted = (*range(1, 35), *range(45, 57), *range(35, 45))

    assert order == [code(number) for number in wanted]
    assert {str(row.item.score) for row in items} == {"100.00", "91.11"}
    ranking = listed.pane.ranking
    assert "入库预审的必要性意见 10" in ranking.banner.text()
    assert "权重是本办设定，原文没有规定" in ranking.banner.text()
    listed.select(listed.pane.items, {code(35)})
    listed.pane.items.list.grid.select_key(listed.item(code(35)).item.id)
    listed.settle()
    texts = _labels(listed.pane.card.item)
    assert "（100.00×20 + 100.00×15 + 60.00×10）÷ 45 = 91.11" in texts
    assert "入库预审的必要性意见（权重 10）：基本具备，得 60.00 分" in texts


def test_before_any_decision_the_line_lies_where_the_total_passes_the_ceiling(listed):
    items = listed.pane.book.page.items
    # 34 × 100.00 + 4 × 150.00 = 4,000.00：第 38 项为止
    line = next(row for row in items if row.is_line)
    assert (line.item.order, line.project.code) == (39, code(49))
    before = items[line.item.order - 2]
    assert before.taken_fen == 4_000_000_000
    assert sum(row.is_below for row in items) == 18


def test_the_opinion_sheets_go_to_the_three_offices_that_owe_one(reviewed):
    assert len(reviewed.sent_to) == 3
    for words in OFFICES.values():
        assert sum(words in name for name in reviewed.sent_to) == 1


def test_two_opinions_are_chased_and_named(reviewed):
    review = reviewed.pane.review
    assert reviewed.pane.tabs.tabText(2) == "联审 缺 2"
    assert "县发展改革委 已出 54，缺 2" in review.banner.text()
    reviewed.open(review)
    review.open_reminders()
    dialog = reviewed.stand.dialog()
    assert "还有 2 个没有收到意见" in dialog._text.text()
    assert "第3号业务平台" in dialog._text.text()
    assert "第7号业务平台" in dialog._text.text()
    dialog.close()
    reviewed.settle()


def test_three_amounts_stand_side_by_side_and_nothing_is_overwritten(reviewed):
    view = reviewed.pane.review
    view.chips.choose("altered")
    rows = view.list.grid.model.rows
    found = {r.about.project.code: r.about.opinions["finance"].amount_fen for r in rows}
    assert found == {code(45): 120_500_000, code(55): 180_000_000, code(56): 150_000_000}
    assert reviewed.plan.sums.asked_fen == 6_842_500_000
    view.chips.choose("all")


def test_the_ceiling_cuts_and_puts_off_2842_50_to_the_cent(decided):
    sums = decided.plan.sums
    assert "安排 4,000.00，余 0.00，没有安排的 2,842.50 万元" in decided.proposed
    assert (sums.planned_fen, sums.cut_fen, sums.deferred_fen, sums.open_fen) == (
        4_000_000_000,
        142_500_000,
        2_700_000_000,
        0,
    )
    assert sums.by_decision == {"included": 34, "cut": 4, "deferred": 18}
    assert decided.pane.summary._words.text() == (
        "56 项申请 6,842.50 万元 = 安排 4,000.00 + 核减 142.50 + 暂缓和不列入 2,700.00"
        "　　总额度 4,000.00，余 0.00 万元"
    )


def test_the_line_is_drawn_below_the_project_the_money_ends_at(decided):
    items = decided.pane.book.page.items
    assert (decided.item(code(46)).item.planned_fen, decided.item(code(46)).taken_fen) == (
        149_500_000,
        3_670_000_000,
    )
    assert [row.project.code for row in items if row.is_line] == [code(47)]
    assert {row.project.code for row in items if row.is_below} == {
        code(number) for number in (*range(47, 55), *range(35, 45))
    }
    model = decided.pane.items.list.grid.model
    assert [model.looks(row)[1] for row in model.rows].index(True) == 36


def test_every_cut_has_its_reason_in_the_list(decided):
    items = decided.pane.book.page.items
    assert all(row.item.reason for row in items if row.item.decision != "included")
    assert decided.item(code(46)).item.reason.endswith("核减 0.50 万元")


def test_56_review_sheets_leave_in_the_order_of_the_agenda(decided):
    review = decided.open(decided.pane.review)
    review.chips.choose("all")
    review.open_print()
    dialog = decided.stand.dialog()
    decided.stand.settle(lambda: dialog._draft is not None)

    pages = _pages(dialog._draft.pdf)
    found = [n for text in pages for n in re.findall(r"第(\d+)号业务平台的目标", text)]
    assert dialog._draft.form.title == "年度计划项目联审会签表"
    assert [code(int(number)) for number in found] == [
        row.project.code for row in decided.pane.book.page.items
    ]
    altered = next(text for text in pages if "第45号业务平台的目标" in text)
    assert "120.50" in altered
    dialog.close()
    decided.open(decided.pane.items)


def test_the_printed_list_adds_up_to_the_plan(decided):
    decided.pane.card.file.open_print()
    dialog = decided.stand.dialog()
    decided.stand.settle(lambda: dialog.form != "")
    box = dialog._choice.box
    titles = [box.itemText(place) for place in range(box.count())]
    box.setCurrentIndex(next(n for n, words in enumerate(titles) if words.endswith("建设计划清单")))
    decided.stand.settle(lambda: dialog._draft is not None and "清单" in dialog._draft.form.title)

    text = "\n".join(_pages(dialog._draft.pdf))
    assert len(re.findall(r"P2026-\d{3}", text)) == 38
    # 34 × 100.00 + 150.00 × 2 + 242.50 + 200.00 = 4,142.50 申请，其中安排 4,000.00
    assert "4,142.50" in text
    assert "4,000.00" in text
    dialog.close()


def _pages(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def _labels(widget):
    return "\n".join(each.text() for each in widget.findChildren(QLabel))
