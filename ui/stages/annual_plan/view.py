"""One view of a plan: its own actions, a banner, a list; what is current is told to the pane."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.errors import UserFacingError
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.shown_lists import ShownList
from desktop_app.values.ids import EntryId
from ui.shell import Shell
from ui.stages.annual_plan.work import Book
from ui.table.shown_grid import ShownGrid, ShownRow
from ui.widgets.basics import column, label, row, set_role
from ui.widgets.quick_filters import QuickFilters

Result = TypeVar("Result")
Filters = dict[str, tuple[str, Callable[[ShownRow], bool]]]
"""Quick filters by id: what each is called and what it keeps."""


class PlanView(QWidget):
    """Shows the plan in view; reads what it needs when it comes into view."""

    current_changed = Signal(object)
    """Key of the item under the cursor, or the `Subject` of a project that is none of them."""
    made = Signal(int)
    """Another plan was made and is to be shown."""
    title = ""

    def __init__(self, shell: Shell, grid_id: str) -> None:
        super().__init__()
        self._shell = shell
        self.book: Book | None = None
        self.chips = QuickFilters()
        self.chips.chosen.connect(self._choose_filter)
        self.list = ShownGrid(shell, f"plan.{grid_id}")
        self.list.current_changed.connect(self._tell_current)
        self.banner = label("", "banner-warn", wrap=True)
        self.banner.hide()
        self.bar = row(self.chips, spacing=8)
        self.bar.setStretch(0, 1)
        layout = column(self.bar, self.banner, self.list, spacing=8)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.list)

    def show_book(self, book: Book) -> None:
        """Another plan, or another state of it, is in view."""
        self.book = book

    def reload(self) -> None:
        """Read what this view shows besides the plan itself."""

    @property
    def plan_id(self) -> EntryId:
        """The plan in view; asking for it without one is a bug."""
        if self.book is None:
            raise LookupError("no plan is in view")
        return self.book.plan.id

    @property
    def is_frozen(self) -> bool:
        """Whether nothing of the plan may be changed by hand."""
        return self.book is None or self.book.plan.is_frozen

    def tell(self, text: str, role: str = "banner-warn") -> None:
        """Say something above the list; empty says nothing."""
        set_role(self.banner, role)
        self.banner.setText(text)
        self.banner.setVisible(bool(text))

    def read(self, work: Callable[[Desk], Result], on_done: Callable[[Result], None]) -> None:
        """Run a reading use case; a refusal stands in the place of the list."""
        self._shell.run(
            lambda desk, _task: work(desk),
            on_done,
            on_error=self._failed,
            owner=self,
            key=f"plan.{type(self).__name__}",
        )

    def _failed(self, error: BaseException) -> bool:
        if not isinstance(error, UserFacingError):
            return False
        self.list.cover.show_empty(error.what, error.advice)
        return True

    def show_rows(
        self,
        shown: ShownList,
        keys: Sequence[Hashable],
        abouts: Sequence[object],
        *,
        is_weak: Callable[[ShownRow], bool] | None = None,
        is_line: Callable[[ShownRow], bool] | None = None,
    ) -> None:
        """Show a list whose rows are about these."""
        parts = zip(keys, shown.rows, abouts, strict=True)
        rows = [ShownRow(key, cells, about) for key, cells, about in parts]
        self.list.show_list(shown, rows, is_weak=is_weak, is_line=is_line)

    def filters(self) -> Filters:
        """Quick filters by id: what they are called and what they keep."""
        return {}

    def show_chips(self) -> None:
        """Offer the quick filters that keep anything, with counts."""
        if not self.filters():
            return
        grid = self.list.grid
        rows = grid.model.all_rows if grid is not None else ()
        chips = [("all", "全部", len(rows))]
        for key, (words, keep) in self.filters().items():
            count = sum(1 for each in rows if keep(each))
            if count:
                chips.append((key, words, count))
        self.chips.show_chips(chips)
        self._choose_filter(self.chips.current)

    def _choose_filter(self, key: str) -> None:
        if self.list.grid is None:
            return
        words, keep = self.filters().get(key, ("", None))
        self.list.grid.set_keep(keep, words)

    def _tell_current(self, current: ShownRow | None) -> None:
        self.current_changed.emit(self.about(current) if current is not None else None)

    def about(self, current: ShownRow) -> object:
        """What a row is about: the key of an item, or the subject of a project."""
        return current.key

    def selected_items(self) -> tuple[EntryId, ...]:
        """Keys of the items selected."""
        return tuple(EntryId(int(str(each.key))) for each in self.list.selected)
