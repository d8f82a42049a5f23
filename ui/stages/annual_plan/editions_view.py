"""版次: two editions of a year held against each other, every difference with its reason."""

from typing_extensions import override

from desktop_app.domain.record import Subject
from desktop_app.use_cases.annual_plan.change_tables import comparison_table
from desktop_app.use_cases.annual_plan.editions import compare_editions
from desktop_app.use_cases.annual_plan.views import Comparison
from desktop_app.values.ids import EntryId
from desktop_app.values.money import Fen, wan_text
from ui.shell import Shell
from ui.stages.annual_plan.forms import Target, open_form
from ui.stages.annual_plan.view import PlanView
from ui.stages.annual_plan.work import Book
from ui.table.shown_grid import ShownRow
from ui.widgets.basics import button, label
from ui.widgets.fields import ChoiceField


class EditionsView(PlanView):
    """The edition in view against the one before, or any two of its year."""

    title = "版次"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "editions")
        self._old = ChoiceField("原来的一版", ())
        self._new = ChoiceField("与之对照的一版", ())
        self._make = button("新编一版…(&E)", self.open_edition, "primary")
        for each in (self._old, label("→", "muted"), self._new, self._make):
            self.bar.addWidget(each)
        self._old.changed.connect(self.reload)
        self._new.changed.connect(self.reload)

    @override
    def show_book(self, book: Book) -> None:
        super().show_book(book)
        editions = book.page.editions
        choices = [(str(e.id), f"第 {e.edition} 版　{e.state_label}") for e in editions]
        before = next((e for e in editions if e.edition < book.plan.edition), None)
        for field, chosen in ((self._old, before or book.plan), (self._new, book.plan)):
            field.box.blockSignals(True)  # noqa: FBT003 - Qt
            field.offer(choices, str(chosen.id))
            field.box.blockSignals(False)  # noqa: FBT003 - Qt
        self._make.setEnabled(book.plan.is_newest)
        self._make.setToolTip("" if book.plan.is_newest else "请从最新的一版新编")

    @override
    def reload(self) -> None:
        if self.book is None:
            return
        self.tell("")
        if len(self.book.page.editions) < len(("old", "new")):
            self.list.cover.show_empty(
                "这个年度只有一版", "改动大的新编一版：旧版留着查看，两版可以对照。"
            )
            return
        old, new = EntryId(int(self._old.value)), EntryId(int(self._new.value))
        self.read(lambda desk: compare_editions(desk, old, new), self._show)

    def _show(self, found: Comparison) -> None:
        keys = [row.project.id for row in found.rows]
        self.show_rows(comparison_table(found), keys, found.rows)
        moved = Fen(found.new.sums.planned_fen - found.old.sums.planned_fen)
        sign = "增加" if moved >= 0 else "减少"
        self.tell(
            f"第 {found.new.edition} 版与第 {found.old.edition} 版相比，{len(found.rows)} 处不同，"
            f"安排金额{sign} {wan_text(Fen(abs(moved)))} 万元。",
            "banner-info",
        )
        if not found.rows:
            self.list.cover.show_empty("两版没有不同")

    @override
    def about(self, current: ShownRow) -> object:
        return Subject("project", int(str(current.key)))

    def open_edition(self) -> None:
        """Draw up a new edition."""
        if self.book is not None:
            open_form(self._shell, "edition", Target(self.book.page), self._made)

    def _made(self, key: object) -> None:
        self.made.emit(int(str(key)))
