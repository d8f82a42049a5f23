from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.errors import EnvironmentProblem, Refused
from ui.error_dialog import BugReport, Question, ask, show_bug, show_error
from ui.widgets.fields import Form, TextField
from ui.widgets.help_panel import reading_pane


def _texts(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


def _press(qtbot, dialog, text):
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_error_says_what_happened_where_what_to_do_and_the_clause(qtbot):
    error = Refused("不能入库", advice="请先补报材料。", record="QY2026-014", clauses=("二(二)6",))
    dialog = show_error(None, error)
    qtbot.addWidget(dialog)
    assert {"不能入库", "请先补报材料。", "QY2026-014", "二(二)6"} <= set(_texts(dialog))


def test_error_can_be_copied_whole(qtbot):
    dialog = show_error(None, Refused("不能入库", advice="请先补报材料。"))
    qtbot.addWidget(dialog)
    _press(qtbot, dialog, "复制")
    assert QGuiApplication.clipboard().text() == "不能入库\n怎么办：请先补报材料。"


def test_trouble_with_the_machine_is_named_so(qtbot):
    dialog = show_error(None, EnvironmentProblem("磁盘已满", advice="请清理磁盘。"))
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "环境问题"


def test_bug_shows_its_log_number_and_no_trace(qtbot):
    dialog = show_bug(None, BugReport("20261122-080000", "Traceback: detail"))
    qtbot.addWidget(dialog)
    shown = "".join(_texts(dialog))
    assert "20261122-080000" in shown
    assert "Traceback" not in shown


def test_bug_report_can_be_copied(qtbot):
    dialog = show_bug(None, BugReport("1", "报告全文"))
    qtbot.addWidget(dialog)
    _press(qtbot, dialog, "复制报告")
    assert QGuiApplication.clipboard().text() == "报告全文"


def test_question_acts_only_on_its_verb(qtbot):
    done = []
    dialog = ask(
        None, Question("撤销导入", "61 行将删除。", "撤销", "不撤销"), lambda: done.append(1)
    )
    qtbot.addWidget(dialog)
    _press(qtbot, dialog, "不撤销")
    assert done == []


def test_question_runs_its_act(qtbot):
    done = []
    dialog = ask(
        None, Question("撤销导入", "61 行将删除。", "撤销", "不撤销"), lambda: done.append(1)
    )
    qtbot.addWidget(dialog)
    _press(qtbot, dialog, "撤销")
    assert done == [1]


def test_dangerous_question_keeps_the_safe_answer_under_enter(qtbot):
    question = Question("删除", "不能恢复。", "删除", "不删除", is_dangerous=True)
    dialog = ask(None, question, lambda: None)
    qtbot.addWidget(dialog)
    default = next(b for b in dialog.findChildren(QPushButton) if b.isDefault())
    assert default.text() == "不删除"


def test_text_of_a_message_is_never_markup(qtbot):
    dialog = show_error(None, Refused("<b>粗体</b>", advice="请核对。"))
    qtbot.addWidget(dialog)
    formats = {label.textFormat() for label in dialog.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


def test_the_caption_of_a_field_stands_at_its_first_line(qtbot):
    field = TextField("签批人", hint="按签批件上的署名")
    form = Form()
    form.add(field, required=True)
    qtbot.addWidget(form)
    form.resize(400, 80)
    form.show()
    caption = next(each for each in form.findChildren(QLabel) if each.buddy() is field.editor)
    text = caption.contentsRect()
    middle = caption.mapTo(form, text.topLeft()).y() + caption.fontMetrics().height() / 2
    line = field.editor.mapTo(form, field.editor.rect().center()).y()
    assert caption.alignment() & Qt.AlignmentFlag.AlignTop
    assert abs(middle - line) <= 3


def test_a_long_text_to_read_begins_at_its_top(qtbot):
    pane = reading_pane("\n\n".join(f"第 {n} 段" for n in range(200)))
    qtbot.addWidget(pane)
    pane.resize(300, 200)
    pane.show()
    assert pane.verticalScrollBar().value() == 0
    assert pane.verticalScrollBar().maximum() > 0
