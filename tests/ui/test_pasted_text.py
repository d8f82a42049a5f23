"""Text pasted into a form: blocks of several lines, cells of a sheet, dates and amounts."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ui.widgets.fields import DateField, LongTextField, MoneyField, TextField
from ui.widgets.pasted_text import one_line, text_block

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("pasted", "line"),
    [
        (" 县数据资源\r\n管理局 ", "县数据资源管理局"),
        ("青数资〔2026〕\n12号", "青数资〔2026〕12号"),
        ("Hengce\nDesk", "Hengce Desk"),
        ("第 1 批\t共 3 项", "第 1 批共 3 项"),
        ("\u200b张三\u00a0", "张三"),
        ("", ""),
    ],
)
def test_several_lines_become_one(pasted, line):
    assert one_line(pasted) == line


@pytest.mark.parametrize(
    ("pasted", "block"),
    [
        ("\r\n　　同意入库。  \r\n\r\n\r\n请抓紧实施。\r\n\r\n", "同意入库。\n\n请抓紧实施。"),
        ('"第一行\n第二行"\n', "第一行\n第二行"),
        ("资金\t县级财政\n数据\t已归集\n", "资金　县级财政\n数据　已归集"),
        ("第一行\u2028第二行", "第一行\n第二行"),
        ('他说"同意"，照办。', '他说"同意"，照办。'),
        ("意见：\u00a0无\u200b", "意见： 无"),
    ],
)
def test_block_comes_in_trimmed(pasted, block):
    assert text_block(pasted) == block


def _paste(qtbot, field, text):
    qtbot.addWidget(field)
    field.show()
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(field.editor, Qt.Key.Key_V, CONTROL)


def test_line_takes_a_broken_name_as_one(qtbot):
    field = TextField("签批人")
    _paste(qtbot, field, " 张\r\n三 ")
    assert field.value == "张三"


def test_block_is_put_where_the_cursor_is(qtbot):
    field = LongTextField("意见", "一、")
    field.area.moveCursor(field.area.textCursor().MoveOperation.End)
    _paste(qtbot, field, "\n　　同意。\n\n\n请落实。\n")
    assert field.area.toPlainText() == "一、同意。\n\n请落实。"


@pytest.mark.parametrize("text", ["2026年2月28日", "2026/2/28", "2026.2.28", " 20260228 "])
def test_date_is_taken_however_it_is_written(qtbot, text):
    field = DateField("签批日期", date(2026, 11, 22))
    _paste(qtbot, field, text)
    assert field.value == date(2026, 2, 28)


def test_what_is_no_date_leaves_the_day(qtbot):
    field = DateField("签批日期", date(2026, 11, 22))
    _paste(qtbot, field, "上周五")
    assert field.value == date(2026, 11, 22)


@pytest.mark.parametrize(
    "text", ["1,234.50", "￥1,234.50", "\uff11\uff0c\uff12\uff13\uff14\uff0e\uff15", "1234.5万元"]
)
def test_amount_is_taken_as_it_is_copied(qtbot, text):
    field = MoneyField("申报金额")
    _paste(qtbot, field, text)
    assert field.amount == 1_234_500_000


def test_amount_in_yuan_is_not_taken_for_wan(qtbot):
    field = MoneyField("申报金额")
    _paste(qtbot, field, "12345元")
    with pytest.raises(ValueError, match="不是数字"):
        _ = field.amount
