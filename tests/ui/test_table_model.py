from datetime import date

from PySide6.QtCore import QModelIndex, Qt

from ui.table.column import starting_unit
from ui.table.filters import EmptyFilter, GridState, Order, RangeFilter, ValueFilter, value_counts
from ui.table.model import RowsTableModel


def _model(columns, items):
    model = RowsTableModel(
        columns, row_key=lambda row: row.code, search_text=lambda row: row.name + row.pinyin
    )
    model.set_rows(items)
    return model


def _codes(model):
    return [row.code for row in model.rows]


def test_model_keeps_the_rules_of_qt(qtmodeltester, columns, items):
    qtmodeltester.check(_model(columns, items))


def test_model_keeps_the_rules_of_qt_without_rows(qtmodeltester, columns):
    qtmodeltester.check(_model(columns, ()))


def test_a_cell_has_no_rows_under_it(columns, items):
    model = _model(columns, items)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.rowCount(QModelIndex()) == 4


def test_money_is_shown_in_wan_and_kept_in_fen(columns, items):
    index = _model(columns, items).index(0, 3)
    assert index.data() == "198.00"
    assert index.data(Qt.ItemDataRole.UserRole) == 198000000


def test_money_switches_to_yuan_with_its_heading(columns, items):
    model = _model(columns, items)
    model.set_money_unit("yuan")
    assert model.index(0, 3).data() == "1,980,000.00"
    assert model.headerData(3, Qt.Orientation.Horizontal) == "金额（元）"


def test_a_list_in_yuan_throughout_starts_in_yuan():
    found = [starting_unit(units) for units in (("元", "元"), ("元", "万元"), ("万元",), ())]
    assert found == ["yuan", "wan", "wan", "wan"]


def test_numbers_stand_at_the_right(columns, items):
    align = _model(columns, items).index(0, 3).data(Qt.ItemDataRole.TextAlignmentRole)
    assert align & Qt.AlignmentFlag.AlignRight


def test_light_is_shown_with_sign_and_word(columns, items):
    assert _model(columns, items).index(2, 5).data() == "× 不通过"


def test_chinese_is_ordered_by_pinyin(columns, items):
    model = _model(columns, items)
    model.set_state(GridState({}, (Order("name"),)))
    assert _codes(model) == ["A2", "A4", "A3", "A1"]


def test_several_columns_are_ordered_one_after_the_other(columns, items):
    model = _model(columns, items)
    model.set_state(GridState({}, (Order("unit"), Order("name"))))
    assert _codes(model) == ["A2", "A3", "A1", "A4"]


def test_rows_without_value_come_last_in_both_directions(columns, items):
    model = _model(columns, items)
    model.set_state(GridState({}, (Order("amount"),)))
    up = _codes(model)
    model.set_state(GridState({}, (Order("amount", is_ascending=False),)))
    assert (up[-1], _codes(model)[-1]) == ("A3", "A3")


def test_value_filter_keeps_chosen_values(columns, items):
    model = _model(columns, items)
    model.set_state(GridState({"unit": ValueFilter(frozenset({"甲局"}))}))
    assert _codes(model) == ["A1", "A3"]


def test_value_filter_keeps_empty_cells_when_asked(columns, items):
    model = _model(columns, items)
    model.set_state(GridState({"unit": ValueFilter(frozenset({""}))}))
    assert _codes(model) == ["A4"]


def test_money_range_includes_its_bounds(columns, items):
    model = _model(columns, items)
    model.set_state(GridState({"amount": RangeFilter(500_00, 1_960_000_00)}))
    assert _codes(model) == ["A2", "A4"]


def test_date_range_drops_rows_without_date(columns, items):
    model = _model(columns, items)
    model.set_state(GridState({"on": RangeFilter(date(2026, 1, 1), None)}))
    assert _codes(model) == ["A1", "A2", "A4"]


def test_empty_and_filled_rows_are_told_apart(columns, items):
    model = _model(columns, items)
    model.set_state(GridState({"amount": EmptyFilter(is_empty=True)}))
    empty = _codes(model)
    model.set_state(GridState({"amount": EmptyFilter(is_empty=False)}))
    assert (empty, len(_codes(model))) == (["A3"], 3)


def test_words_find_pinyin_too(columns, items):
    model = _model(columns, items)
    model.set_words("anyang")
    assert _codes(model) == ["A4"]


def test_values_offered_by_a_filter_ignore_its_own_choice(columns, items):
    model = _model(columns, items)
    model.set_state(GridState({"unit": ValueFilter(frozenset({"甲局"}))}))
    offered = value_counts(model.candidates("unit"), model.all_rows, model.columns[2])
    assert dict(offered) == {"乙局": 1, "甲局": 2, "": 1}


def test_sum_is_exact(columns, items):
    model = _model(columns, items)
    assert model.sum_of(model.columns[3], items) == 198000000 + 196000000 + 50000


def test_tooltips_show_markup_as_text(columns, items):
    model = _model(columns, [*items[:1]])
    changed = [type(items[0])("A", "<b>粗</b>", "", None, None)]
    model.set_rows(changed)
    assert model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "&lt;b&gt;粗&lt;/b&gt;"
