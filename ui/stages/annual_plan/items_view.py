"""清单: the agenda with amounts side by side, the running total, the line of the ceiling."""

from collections.abc import Callable

from typing_extensions import override

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.use_cases.annual_plan.tables import items_table
from desktop_app.use_cases.annual_plan.views import ItemRow
from ui.shell import Shell
from ui.stages.annual_plan.candidates_dialog import CandidatesDialog
from ui.stages.annual_plan.forms import Target, open_form
from ui.stages.annual_plan.view import Filters, PlanView
from ui.stages.annual_plan.work import Book
from ui.table.shown_grid import ShownRow
from ui.widgets.basics import button

NOT_ANY_MORE = "计划已下达或已被替代，清单冻结，不能再改"


class ItemsView(PlanView):
    """Projects go in here, are decided on, and get the answers from above."""

    title = "清单"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "items")
        self._drop = button("移出…(&X)", lambda: self.open_form("drop"), "danger")
        self._answer = button("登记上级审核…(&U)", lambda: self.open_form("answer"))
        self._decide = button("定处理意见…(&D)", lambda: self.open_form("decide"))
        self._add = button("列入项目…(&A)", self.open_candidates, "primary")
        for each in (self._drop, self._answer, self._decide, self._add):
            self.bar.addWidget(each)
        self.list.opened.connect(lambda _: self.open_form("decide"))

    @override
    def show_book(self, book: Book) -> None:
        super().show_book(book)
        page = book.page
        shown = items_table(page, book.review)
        keys = [row.item.id for row in page.items]
        self.show_rows(shown, keys, page.items, is_weak=_is_below, is_line=_is_line)
        self.show_chips()
        self.tell("\n".join(page.doubts))
        for each in (self._drop, self._answer, self._decide, self._add):
            is_possible = not book.plan.is_frozen and (bool(page.items) or each is self._add)
            each.setEnabled(is_possible)
            each.setToolTip(NOT_ANY_MORE if book.plan.is_frozen else "")
        self._answer.setVisible(bool(page.answers))
        if not page.items:
            self._show_empty()

    def _show_empty(self) -> None:
        if self.is_frozen:
            self.list.cover.show_empty("这一版没有项目")
            return
        self.list.cover.show_empty(
            "清单里还没有项目",
            f"从{self._shell.called('reserve_pool')}列入；没有入库的先办入库。",
            "列入项目",
            self.open_candidates,
        )

    @override
    def filters(self) -> Filters:
        page = self.book.page if self.book else None
        found = {key: (words, _decided(key)) for key, words in (page.decisions if page else ())}
        found["below"] = ("额度线以下", _is_below)
        found["outside"] = ("未入库", lambda row: _item(row).is_outside_pool)
        found["remarks"] = ("意见不一致", lambda row: bool(_item(row).remarks))
        return found

    # -- actions

    def open_candidates(self) -> None:
        """Choose projects to put in."""
        if self.book is not None:
            CandidatesDialog(self._shell, self.book.plan).show_sized(1100, 680)

    def open_form(self, key: str) -> None:
        """Open a form for the items selected."""
        items = self.selected_items()
        if self.book is None or self.is_frozen:
            self._shell.say(NOT_ANY_MORE)
        elif not items:
            self._shell.say("没有选中项目：先在清单中选中，可以全选")
        else:
            chosen = tuple(Subject(ENTRY, key) for key in items)
            open_form(self._shell, key, Target(self.book.page, chosen))


def _decided(key: str) -> Callable[[ShownRow], bool]:
    return lambda row: _item(row).item.decision == key


def _item(row: ShownRow) -> ItemRow:
    if not isinstance(row.about, ItemRow):
        raise TypeError(f"no item of a plan: {row.about!r}")
    return row.about


def _is_below(row: ShownRow) -> bool:
    return _item(row).is_below


def _is_line(row: ShownRow) -> bool:
    return _item(row).is_line
