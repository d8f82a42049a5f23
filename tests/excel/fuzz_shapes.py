"""Shapes of a sheet that leave its rows as they are: each changes a case in place."""

import re

from tests.excel.fuzz_books import TITLES, Case


def titles_above(case: Case) -> None:
    """More title rows, some of them blank."""
    for _ in range(case.rng.randint(1, 3)):
        case.above.insert(1, [case.rng.choice((None, "2026年度", "（征求意见稿）"))])


def no_titles(case: Case) -> None:
    """The header stands in row 1."""
    case.above = []


def merged_title(case: Case) -> None:
    """The title is merged over the table."""

    def merge(_book, sheet, _row) -> None:
        if case.above:
            sheet.merge_range(0, 0, 0, 8, "储备库申报表")

    case.notes.append(merge)


def two_header_rows(case: Case) -> None:
    """A group over the money columns, merged headers beside it."""
    if case.headers:
        return
    top = ["序号", *(TITLES.get(key, key) for key in case.order)]
    money = 1 + case.order.index("funding.county")
    case.headers = [[*top[:money], "资金来源", *top[money + 1 :]],
                    [None] * money + [TITLES["funding.county"]]]  # fmt: skip
    others = [column for column in range(len(top)) if column != money]

    def merge(_book, sheet, first) -> None:
        for column in others:
            sheet.merge_range(first - 2, column, first - 1, column, top[column])

    case.notes.append(merge)


def notes_below(case: Case) -> None:
    """Notes and signatures under the table."""
    case.body.append([None])
    case.body.append(["注：1.金额单位为万元。"])
    case.body.append(["单位负责人：张某", None, "填报人：李某", None, "联系电话：0512-65001234"])


def notes_at_right(case: Case) -> None:
    """Remarks beside the table, without a header."""
    for line in case.body[:2]:
        line += [None, None, "请核对后填写"]


def blank_gap(case: Case) -> None:
    """Blank rows among the data."""
    place = case.rng.randrange(1, len(case.body))
    gap = case.rng.randint(1, 12)
    case.body[place:place] = [[None] for _ in range(gap)]
    case.truth = {row + gap if row >= place else row: v for row, v in case.truth.items()}


def example_row(case: Case) -> None:
    """An example row first."""
    case.body.insert(0, ["示例", "示范项目", "新建", 198, 198, "略", "略", "13800138000", "否"])
    case.truth = {row + 1: values for row, values in case.truth.items()}


def hidden_rows(case: Case) -> None:
    """One row hidden, as a filter leaves it."""
    place = case.rng.randrange(len(case.body))
    case.notes.append(
        lambda _b, sheet, first: sheet.set_row(first + place, None, None, {"hidden": True})
    )


def hidden_column(case: Case) -> None:
    """The column of goals is hidden."""
    case.notes.append(lambda _b, sheet, _row: sheet.set_column(5, 5, 10, None, {"hidden": True}))


def lying_dimension(case: Case) -> None:
    """The dimension says A1."""
    case.patches.append(
        lambda xml: re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1"/>', xml)
    )


def styled_to_the_end(case: Case) -> None:
    """Empty styled cells in the last column and the last row."""

    def style(book, sheet, _row) -> None:
        look = book.add_format({"bold": True})
        sheet.write_blank(3, 16_383, None, look)
        sheet.write_blank(1_048_575, 0, None, look)

    case.notes.append(style)


def repeated_header(case: Case) -> None:
    """The header again between the rows, as after a page break."""
    place = case.rng.randrange(1, len(case.body))
    case.body.insert(place, ["序号", *(TITLES.get(key, key) for key in case.order)])
    case.truth = {row + 1 if row >= place else row: v for row, v in case.truth.items()}


def more_sheets(case: Case) -> None:
    """A hidden copy and a sheet of notes beside the form."""

    def add(book, _sheet, _row) -> None:
        copy = book.add_worksheet("旧稿")
        copy.hide()
        copy.write_row(0, 0, ["序号", *TITLES.values()])
        copy.write_row(1, 0, [1, "旧项目", "新建", 1, 1, "a", "b", "13800138000", "否"])
        book.add_worksheet("说明").write(0, 0, "请如实填写")

    case.notes.append(add)


def frozen_and_filtered(case: Case) -> None:
    """Frozen panes, a filter and a protected sheet."""

    def fix(_book, sheet, first) -> None:
        sheet.freeze_panes(first, 2)
        sheet.autofilter(first - 1, 0, first + 5, 8)
        sheet.protect()

    case.notes.append(fix)


SHAPES = (titles_above, no_titles, merged_title, two_header_rows, notes_below, notes_at_right,
          blank_gap, example_row, hidden_rows, hidden_column, lying_dimension, styled_to_the_end,
          repeated_header, more_sheets, frozen_and_filtered)  # fmt: skip
