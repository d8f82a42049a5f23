"""The rows of a register in a grid, with the actions on them: of everybody, or of one subject."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.domain.record import Subject
from desktop_app.errors import UserFacingError
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.registers.editing import remove_entry
from desktop_app.use_cases.registers.expert_draw import draw_outlook
from desktop_app.use_cases.registers.heads import owner_choices, owner_of
from desktop_app.use_cases.registers.listing import EntryRow, RegisterPage, register_page
from desktop_app.use_cases.registers.project_draw import project_lot_outlook
from desktop_app.values.ids import EntryId
from ui.error_dialog import Question
from ui.registers.columns import entry_columns, entry_search_text
from ui.registers.draw_dialog import DrawDialog
from ui.registers.entry_dialog import EntryDialog, EntryPlace
from ui.registers.lot import ask_to_draw
from ui.shell import Shell
from ui.table.column import starting_unit
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.basics import button, column, row
from ui.widgets.reflow import Reflow
from ui.widgets.states import StateCover


def read_rows(desk: Desk, register: str, about: Subject | None) -> RegisterPage:
    """The rows of a register: all of them, or those about a subject."""
    if about is None:
        return register_page(desk, register)
    with desk.workspace.read() as view:
        owner = owner_of(view, about)
    return register_page(desk, register, owner)


def read_place(desk: Desk, page: RegisterPage, about: Subject | None) -> EntryPlace:
    """What the dialog for a new row needs."""
    choices = owner_choices(desk, page.id)
    if about is None:
        return EntryPlace(page, choices)
    with desk.workspace.read() as view:
        return EntryPlace(page, choices, owner_of(view, about))


class EntryList(QWidget):
    """Grid with 新增, 修改, 删除; the grid is made once the columns are known."""

    current_changed = Signal(object)
    """The row under the cursor, None when there is none."""

    def __init__(
        self,
        shell: Shell,
        register: str,
        *,
        is_small: bool = False,
        is_drawn: bool = False,
        is_lot: bool = False,
    ) -> None:
        """`is_drawn`: experts, `is_lot`: projects are drawn by lot for the subject shown."""
        super().__init__()
        self._shell = shell
        self.register = register
        self._is_small = is_small
        self._about: Subject | None = None
        self._words = ""
        self._wanted: int | None = None
        self.page: RegisterPage | None = None
        self.grid: GridView[EntryRow] | None = None
        self._new = button("新增…(&N)", self.open_new)
        self._change = button("修改…(&M)", self.open_change)
        self._remove = button("删除…(&X)", self.ask_remove, "danger")
        self.bar = row(self._new, self._change, self._remove, None)
        if is_drawn or is_lot:
            draw = self.open_draw if is_drawn else self.ask_lot
            self.bar.insertWidget(0, button("抽取…(&L)", draw, "primary"))
        self._own_bar = QWidget()
        self._own_bar.setLayout(self.bar)
        self._layout = column(self._own_bar, spacing=8)
        self.setLayout(self._layout)
        self.cover = StateCover(self)
        self.cover.show_loading()

    # -- reading

    def show_about(self, subject: Subject | None, words: str = "") -> None:
        """Show the rows about one subject, named in words; None shows everybody's."""
        self._about, self._words = subject, words
        self.reload()

    def reload(self) -> None:
        """Read the rows again."""
        register, about = self.register, self._about
        key = f"register.{register}.{about.kind if about else 'all'}"
        self._shell.run(
            lambda desk, _task: (about, read_rows(desk, register, about)),
            self._show,
            on_error=self._failed,
            owner=self,
            key=key,
        )

    def show_key(self, key: int) -> None:
        """Make the row with this key current, now or once the rows are read."""
        self._wanted = key
        if self.grid is not None and self.grid.select_key(key):
            self._wanted = None

    def _failed(self, error: BaseException) -> bool:
        if not isinstance(error, UserFacingError):
            return False
        self.cover.show_failure(error.what, error.advice, self.reload)
        return True

    def _show(self, found: tuple[Subject | None, RegisterPage]) -> None:
        about, page = found
        if about != self._about:
            return
        self.page = page
        self.cover.hide()
        if self.grid is None:
            self._make_grid(page)
        if self.grid is None:
            return
        self.grid.set_rows(page.rows)
        if page.rows:
            self.grid.cover.hide()
        else:
            self.grid.cover.show_empty(f"还没有{page.label}", "点“新增”登记一条，或导入工作簿。")
        if self._wanted is not None:
            self.show_key(self._wanted)
        self._show_current(self.grid.current_row)

    def _make_grid(self, page: RegisterPage) -> None:
        names_owner = not self._is_small
        place = f"register.{page.id}{'.small' if self._is_small else ''}"
        self.grid = GridView(
            place,
            entry_columns(page, names_owner=names_owner),
            row_key=lambda each: each.id,
            store=self._shell.store,
            search_text=entry_search_text,
            money_unit=starting_unit(c.unit for c in page.columns if c.type == "money"),
        )
        self.grid.setMinimumWidth(220 if self._is_small else 320)
        self.grid.current_changed.connect(self._show_current)
        self.grid.opened.connect(lambda _: self.open_change())
        self.output = ListOutput(self._shell, self.grid, page.title, self)
        self._layout.addWidget(self.grid, 1)

    def _show_current(self, current: EntryRow | None) -> None:
        for each in (self._change, self._remove):
            each.setEnabled(current is not None)
        self.current_changed.emit(current)

    @property
    def current(self) -> EntryRow | None:
        """The row under the cursor."""
        return self.grid.current_row if self.grid is not None else None

    # -- actions

    def offer(self, *more: QPushButton) -> None:
        """Further buttons beside those of the list, or below them where there is no room."""
        bar = QWidget()
        bar.setLayout(row(None, *more))
        self._layout.removeWidget(self._own_bar)
        self._layout.insertWidget(0, Reflow((self._own_bar, bar), (1, 0), gap=8))

    def open_new(self) -> None:
        """Key a row in."""
        page, about = self.page, self._about
        if page is not None:
            self._shell.run(
                lambda desk, _task: read_place(desk, page, about),
                lambda place: EntryDialog(self._shell, place).show_sized(620, 660),
                owner=self,
            )

    def open_draw(self) -> None:
        """Draw experts for the subject shown."""
        if self._about is None:
            return
        review = EntryId(self._about.id)
        self._shell.run(
            lambda desk, _task: draw_outlook(desk, review),
            lambda outlook: DrawDialog(self._shell, review, self._words, outlook).show_sized(
                560, 600
            ),
            owner=self,
        )

    def ask_lot(self) -> None:
        """Say how many projects may be drawn, ask, then draw them for the subject shown."""
        if self._about is None:
            return
        above = EntryId(self._about.id)
        self._shell.run(
            lambda desk, _task: project_lot_outlook(desk, above),
            lambda outlook: ask_to_draw(self._shell, above, outlook),
            owner=self,
        )

    def open_change(self) -> None:
        """Correct the current row."""
        page, current = self.page, self.current
        if page is not None and current is not None:
            self._shell.run(
                lambda desk, _task: EntryPlace(page, owner_choices(desk, page.id), row=current),
                lambda place: EntryDialog(self._shell, place).show_sized(620, 660),
                owner=self,
            )

    def ask_remove(self) -> None:
        """Ask, then take the current row out."""
        page, current = self.page, self.current
        if page is None or current is None:
            return
        question = Question(
            f"删除{page.label}“{current.name}”？",
            "删除会记入日志，可以撤销；已登记办理环节或出具文书的不能删除。",
            "删除",
            is_dangerous=True,
        )
        self._shell.ask(question, lambda: self._take_out(current, page.label))

    def _take_out(self, current: EntryRow, label: str) -> None:
        def done(_: None) -> None:
            self._shell.changed("projects", "registers")
            self._shell.say(f"已删除{label}“{current.name}”")

        self._shell.run(lambda desk, _task: remove_entry(desk, current.id), done, owner=self)
