"""年度计划: one plan at a time: its money, its views at the left, its way at the right."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QSplitter
from typing_extensions import override

from desktop_app.use_cases.annual_plan.views import PlanRow
from desktop_app.use_cases.registers.editing import remove_entry
from desktop_app.values.ids import EntryId
from ui.choosing import ChoosingPane, Nothing
from ui.error_dialog import Question
from ui.registers.entry_dialog import EntryDialog
from ui.shell import Shell
from ui.stages.annual_plan import work
from ui.stages.annual_plan.additions_view import AdditionsView
from ui.stages.annual_plan.card import PlanCard
from ui.stages.annual_plan.ceiling_view import CeilingView
from ui.stages.annual_plan.editions_view import EditionsView
from ui.stages.annual_plan.forms import open_new_plan
from ui.stages.annual_plan.items_view import ItemsView
from ui.stages.annual_plan.ranking_view import RankingView
from ui.stages.annual_plan.review_view import ReviewView
from ui.stages.annual_plan.summary import Summary
from ui.stages.annual_plan.view import PlanView
from ui.stages.annual_plan.work import Book
from ui.stages.annual_plan.year_end_view import YearEndView
from ui.widgets.basics import button, column, framed, row


class PlanPane(ChoosingPane):
    """The newest plan is in view at first; the choice stays when data change."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "计划", 22)
        self._fresh: set[PlanView] = set()
        self.book: Book | None = None
        self._new = button("新建…(&N)", self.open_new)
        self._more = button("改名、删除 ▾", self.open_menu)
        self.summary = Summary()
        self.card = PlanCard(shell)
        self.items = ItemsView(shell)
        self.ranking = RankingView(shell)
        self.review = ReviewView(shell)
        self.ceiling = CeilingView(shell)
        self.editions = EditionsView(shell)
        self.additions = AdditionsView(shell)
        self.year_end = YearEndView(shell)
        self.views: tuple[PlanView, ...] = (
            self.items, self.ranking, self.review, self.ceiling, self.editions,
            self.additions, self.year_end,
        )  # fmt: skip
        self._build()

    def _build(self) -> None:
        for view in self.views:
            self.tabs.addTab(view, view.title)
            view.current_changed.connect(lambda about, v=view: self._follow(v, about))
            view.made.connect(self.show_key)
        self.tabs.currentChanged.connect(self._enter_view)
        card = framed(column(self.card), margin=0)
        split = QSplitter()
        split.addWidget(self.tabs)
        split.addWidget(card)
        split.setSizes([940, 380])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        top = row(self.choice, self._new, self._more, self.summary, spacing=8)
        top.setStretch(3, 1)
        layout = column(top, split, spacing=8)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.cover.raise_()

    # -- reading

    @override
    def reload(self) -> None:
        self.read(work.read_plans, self._show_plans, "plan.list")

    @override
    def read_one(self, key: int) -> None:
        self.read(lambda desk: work.read_book(desk, EntryId(key)), self._show_book, "plan.book")

    def _show_plans(self, plans: tuple[PlanRow, ...]) -> None:
        called, pool = self._shell.called("annual_plan"), self._shell.called("reserve_pool")
        nothing = Nothing(
            f"还没有{called}",
            f"一个年度一份：新建后从{pool}列入项目，再排序、送部门出意见、按额度定清单。",
            f"新建{called}",
            self.open_new,
        )
        self.offer([(str(plan.id), _words(plan)) for plan in plans], nothing)

    def _show_book(self, book: Book) -> None:
        self.cover.hide()
        self.book = book
        self._fresh.clear()
        self.summary.show_plan(book.plan)
        self.card.show_book(book)
        for view in self.views:
            view.show_book(book)
        shape = book.page.shape
        self._offer(self.ranking, offered=shape.is_ranked)
        self._offer(self.review, offered=shape.opinions is not None)
        self._offer(self.additions, offered=shape.has_additions)
        self._name_views(book)
        self._enter_view()

    def _offer(self, view: PlanView, *, offered: bool) -> None:
        self.tabs.setTabVisible(self.tabs.indexOf(view), offered)

    def _name_views(self, book: Book) -> None:
        """What is still to be done stands in the names of the views."""
        missing = book.review.missing if book.review else 0
        self.tabs.setTabText(self.tabs.indexOf(self.items), f"清单 {book.plan.sums.items}")
        called = book.page.shape.review
        title = f"{called} 缺 {missing}" if missing and not book.plan.is_frozen else called
        self.tabs.setTabText(self.tabs.indexOf(self.review), title)

    def _enter_view(self) -> None:
        """Read what the view in front needs; tell the card what is current there."""
        view = self.tabs.currentWidget()
        if self.book is None or not isinstance(view, PlanView):
            return
        if view not in self._fresh:
            self._fresh.add(view)
            view.reload()
        self._follow(view, view.about(view.list.current) if view.list.current else None)

    def _follow(self, view: PlanView, about: object) -> None:
        if view is self.tabs.currentWidget():
            self.card.follow(about)

    # -- actions

    def open_new(self) -> None:
        """Begin the plan of a year."""
        open_new_plan(self._shell, lambda key: self.show_key(int(str(key))))

    def open_menu(self) -> QMenu:
        """Open the menu of what else can be done with the plan itself."""
        menu = QMenu(self._more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("修改名称和备注…", self.open_change)
        menu.addAction("删除这一版…", self.ask_remove)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
        return menu

    def open_change(self) -> None:
        """Correct the plan's own columns."""
        if self.book is not None:
            register, key = self.book.page.shape.plan, self.book.plan.id
            self._shell.run(
                lambda desk, _task: work.read_plan_row(desk, register, key),
                lambda place: EntryDialog(self._shell, place).show_sized(620, 660),
                owner=self,
            )

    def ask_remove(self) -> None:
        """Ask, then take the edition in view out; refused where anything rests on it."""
        if self.book is None:
            return
        plan = self.book.plan
        question = Question(
            f"删除“{plan.title}”第 {plan.edition} 版？",
            "有项目、意见或办理环节的不能删除，要先移出；删除会记入日志，可以撤销。",
            "删除",
            is_dangerous=True,
        )
        self._shell.ask(question, lambda: self._remove(plan))

    def _remove(self, plan: PlanRow) -> None:
        def done(_: None) -> None:
            self._shell.changed("projects", "registers")
            self._shell.say(f"已删除“{plan.title}”第 {plan.edition} 版")

        self._shell.run(lambda desk, _task: remove_entry(desk, plan.id), done, owner=self)


def _words(plan: PlanRow) -> str:
    return f"{plan.year} 年度　第 {plan.edition} 版　{plan.state_label}"
