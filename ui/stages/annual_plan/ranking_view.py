"""排序: every criterion with its weight, what it comes to, what is lacking; places by hand."""

from typing_extensions import override

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.use_cases.annual_plan.ranking import place_item, take_ranking
from desktop_app.use_cases.annual_plan.tables import ranking_table
from desktop_app.use_cases.annual_plan.views import RankingPage
from ui.shell import Shell
from ui.stages.annual_plan.forms import Target, open_form
from ui.stages.annual_plan.view import PlanView
from ui.stages.annual_plan.work import Book
from ui.widgets.basics import button

HOUSE = "权重是本办设定，原文没有规定"


class RankingView(PlanView):
    """The ranking as it comes out now; it counts once it is taken."""

    title = "排序"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "ranking")
        self._weights = button(
            "改权重",
            lambda: shell.go("regulations", "settings"),
            "link",
            tip="在法规页的本办设定里改",
        )
        self._back = button("恢复按得分(&B)", self.place_by_score)
        self._order = button("人工调整…(&O)", self.open_order)
        self._take = button("采用排序(&T)", self.take, "primary")
        for each in (self._weights, self._back, self._order, self._take):
            self.bar.addWidget(each)

    @override
    def show_book(self, book: Book) -> None:
        super().show_book(book)
        page = book.ranking
        for each in (self._back, self._order, self._take):
            each.setEnabled(page is not None and not book.plan.is_frozen)
        if page is None:
            self.tell("")
            self.list.cover.show_empty("还没有可以排序的项目", "先在清单里列入项目。")
            return
        self._show(page)

    def _show(self, page: RankingPage) -> None:
        keys = [row.item.id for row in page.rows]
        self.show_rows(ranking_table(page), keys, page.rows)
        self.show_chips()
        weights = "，".join(f"{title} {weight}" for _, title, weight, _ in page.criteria)
        lacking = "，".join(f"{title} {count} 项" for title, count in page.lacking)
        changed = sum(row.has_changed for row in page.rows)
        late = f"有 {changed} 项的得分与采用时不同，可以重新采用。" if changed else ""
        lines = [f"{HOUSE}：{weights}", f"资料不足、不计分的：{lacking}" if lacking else "", late]
        self.tell("\n".join(line for line in lines if line), "banner-info")

    # -- actions

    def take(self) -> None:
        """Write score, place and agenda as computed now."""
        key = self.plan_id
        self._shell.run(
            lambda desk, _task: take_ranking(desk, key),
            lambda count: self._done(f"已采用排序，{count} 项有得分，可以撤销"),
            owner=self,
        )

    def open_order(self) -> None:
        """Put the current item at a place by hand."""
        current = self.list.current
        if self.book is not None and current is not None:
            chosen = (Subject(ENTRY, int(str(current.key))),)
            open_form(self._shell, "order", Target(self.book.page, chosen))

    def place_by_score(self) -> None:
        """Let the current item go back to where its score puts it."""
        current, key = self.list.current, self.plan_id
        row = self.book.item(self.selected_items()[0]) if self.book and current else None
        if row is None or not row.item.order_reason:
            self._shell.say("这个项目没有人工调整过，本来就按得分排")
            return
        item = row.item
        self._shell.run(
            lambda desk, _task: place_item(desk, key, item.id, None),
            lambda _: self._done(f"“{item.name}”已恢复按得分排"),
            owner=self,
        )

    def _done(self, words: str) -> None:
        self._shell.changed("projects", "registers")
        self._shell.say(words)
