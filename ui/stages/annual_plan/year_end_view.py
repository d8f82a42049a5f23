"""结转: what becomes of every project at the year's end; done as one act that can be taken back."""

from collections.abc import Callable
from dataclasses import replace

from typing_extensions import override

from desktop_app.domain.record import Subject
from desktop_app.use_cases.annual_plan.change_tables import carry_table, confirm_tables
from desktop_app.use_cases.annual_plan.views import CarryOver, CarryRow
from desktop_app.use_cases.annual_plan.year_end import (
    CARRIED,
    CONFIRM,
    DEFERRED,
    FATES,
    carry_over_preview,
)
from desktop_app.use_cases.shown_lists import export_each
from desktop_app.values.ids import ProjectId
from ui.shell import Shell
from ui.stages.annual_plan.forms import Target, open_form
from ui.stages.annual_plan.view import Filters, PlanView
from ui.stages.annual_plan.work import Book
from ui.table.shown_grid import ShownRow
from ui.widgets.basics import button
from ui.widgets.saving import ask_folder

NOT_YET = "计划下达以后，到年底再办结转；现在只能先看清单"
LEFT_OUT = "本次不结转"


class YearEndView(PlanView):
    """The list first; single projects can be left out."""

    title = "结转"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "year_end")
        self._found: CarryOver | None = None
        self._left = set[ProjectId]()
        self._toggle = button("选中的不结转(&N)", self.toggle)
        self._save = button("另存各单位确认单…(&S)", self.save_confirmations)
        self._carry = button("办理结转…(&C)", self.open_carry, "primary")
        for each in (self._toggle, self._save, self._carry):
            self.bar.addWidget(each)
        self.list.current_changed.connect(lambda _: self._show_toggle())

    @override
    def show_book(self, book: Book) -> None:
        if self.book is None or self.book.plan.id != book.plan.id:
            self._left.clear()
        super().show_book(book)

    @override
    def reload(self) -> None:
        if self.book is not None:
            key = self.plan_id
            self.read(lambda desk: carry_over_preview(desk, key), self._show)

    def _show(self, found: CarryOver) -> None:
        self._found = found
        rows = found.rows
        shown = carry_table(found)
        place = [column.key for column in shown.columns].index("what")
        cells = tuple(
            (*each[:place], LEFT_OUT, *each[place + 1 :]) if row.project.id in self._left else each
            for row, each in zip(rows, shown.rows, strict=True)
        )
        self.show_rows(replace(shown, rows=cells), [row.project.id for row in rows], rows)
        self.show_chips()
        moved = [row for row in rows if _moves(row) and row.project.id not in self._left]
        self._carry.setEnabled(bool(moved) and self.is_frozen)
        self._carry.setToolTip("" if self.is_frozen else NOT_YET)
        self._save.setEnabled(any(row.what == CONFIRM for row in rows))
        self._show_toggle()
        self.tell(self._words(found, len(moved)), "banner-info")
        if not rows:
            self.list.cover.show_empty("没有要结转的项目", "没有办完的和暂缓的都已在下年计划里。")

    def _words(self, found: CarryOver, count: int) -> str:
        target = found.target
        into = f"“{target.title}”第 {target.edition} 版" if target else "新建的第 1 版"
        plans = self._shell.called("annual_plan")
        line = f"{count} 个项目转入 {found.to_year} {plans}（{into}）。"
        return line if self.is_frozen else f"{NOT_YET}。\n{line}"

    @override
    def filters(self) -> Filters:
        return {fate: (words, _fated(fate)) for fate, words in FATES.items()}

    @override
    def about(self, current: ShownRow) -> object:
        return Subject("project", int(str(current.key)))

    # -- actions

    def _show_toggle(self) -> None:
        current = self.list.current
        is_left = current is not None and current.key in self._left
        self._toggle.setText("选中的仍结转(&N)" if is_left else "选中的不结转(&N)")
        self._toggle.setEnabled(any(_moves(_carry(row)) for row in self.list.selected))

    def toggle(self) -> None:
        """Leave the projects selected out, or take them in again."""
        chosen = {_carry(row).project.id for row in self.list.selected if _moves(_carry(row))}
        current = self.list.current
        if current is not None and current.key in self._left:
            self._left -= chosen
        else:
            self._left |= chosen
        if self._found is not None:
            self._show(self._found)

    def open_carry(self) -> None:
        """Do it, after a last look."""
        if self.book is not None:
            left = tuple(Subject("project", key) for key in sorted(self._left))
            open_form(self._shell, "carry", Target(self.book.page, left))

    def save_confirmations(self) -> None:
        """Write a list for every unit of what it has to confirm."""
        found = self._found
        folder = ask_folder(self, "确认单存放到") if found is not None else None
        if found is not None and folder is not None:
            self._shell.run(
                lambda desk, _task: export_each(desk, confirm_tables(found), folder),
                lambda paths: self._shell.say(f"已写出 {len(paths)} 份确认单，放在 {folder.name}"),
                owner=self,
            )


def _fated(fate: str) -> Callable[[ShownRow], bool]:
    return lambda row: _carry(row).what == fate


def _carry(row: ShownRow) -> CarryRow:
    if not isinstance(row.about, CarryRow):
        raise TypeError(f"no row of the year's end: {row.about!r}")
    return row.about


def _moves(row: CarryRow) -> bool:
    return row.what in (CARRIED, DEFERRED)
