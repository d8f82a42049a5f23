"""额度: what the ceiling lets through down the agenda, where the money ends, what falls out."""

from PySide6.QtWidgets import QCheckBox
from typing_extensions import override

from desktop_app.domain.plans.ceiling import LINES, Line, Proposal, Share
from desktop_app.use_cases.annual_plan.deciding import proposed, take_proposal
from desktop_app.use_cases.annual_plan.tables import proposal_table
from desktop_app.use_cases.annual_plan.views import ProposalPage
from desktop_app.values.money import wan_text
from ui.shell import Shell
from ui.stages.annual_plan.forms import Target, open_form
from ui.stages.annual_plan.view import PlanView
from ui.stages.annual_plan.work import Book
from ui.table.shown_grid import ShownRow
from ui.widgets.basics import button, name
from ui.widgets.fields import ChoiceField


class CeilingView(PlanView):
    """A proposal; nothing is written before it is taken, and then it can be taken back."""

    title = "额度"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "ceiling")
        self._line = ChoiceField("压线的项目", list(LINES.items()))
        self._line.setMinimumWidth(320)
        self._line.changed.connect(self.reload)
        self._afresh = QCheckBox("全部重新提出")
        name(self._afresh, "全部重新提出", "不勾时，已经定了处理意见的不变")
        self._afresh.toggled.connect(self.reload)
        self._set = button("登记总额度…(&M)", self.open_ceiling)
        self._take = button("采用建议(&T)", self.take, "primary")
        for each in (self._line, self._afresh, self._set, self._take):
            self.bar.addWidget(each)

    @property
    def line(self) -> Line:
        """What is to become of the first project that does not fit."""
        return next(line for line in LINES if line == self._line.value)

    @override
    def show_book(self, book: Book) -> None:
        super().show_book(book)
        self._set.setEnabled(not book.plan.is_frozen)

    @override
    def reload(self) -> None:
        if self.book is None:
            return
        key, line, is_afresh = self.plan_id, self.line, self._afresh.isChecked()
        self._take.setEnabled(False)
        self.tell("")
        self.read(lambda desk: proposed(desk, key, line, is_afresh=is_afresh), self._show)

    def _show(self, page: ProposalPage) -> None:
        found = page.proposal
        keys = [share.item.id for share in found.shares]
        first = next((share.item.id for share in found.shares if share.is_out), None)
        self.show_rows(
            proposal_table(page),
            keys,
            found.shares,
            is_weak=_falls_out,
            is_line=lambda row: row.key == first,
        )
        self.show_chips()
        self._take.setEnabled(bool(found.changed) and not self.is_frozen)
        lines = [
            _words(found),
            "" if found.changed else "每个项目都已有处理意见；要全部重排的，勾“全部重新提出”。",
            *page.doubts,
        ]
        role = "banner-warn" if page.doubts or found.rest_fen < 0 else "banner-info"
        self.tell("\n".join(line for line in lines if line), role)

    # -- actions

    def open_ceiling(self) -> None:
        """Enter the money there is in all."""
        if self.book is not None:
            open_form(self._shell, "ceiling", Target(self.book.page))

    def take(self) -> None:
        """Write what is proposed as decisions with their reasons, as one act."""
        key, line, is_afresh = self.plan_id, self.line, self._afresh.isChecked()
        self._shell.run(
            lambda desk, _task: take_proposal(desk, key, line, is_afresh=is_afresh),
            lambda found: self._taken(len(found.changed)),
            owner=self,
        )

    def _taken(self, count: int) -> None:
        self._shell.changed("projects", "registers")
        self._shell.say(f"已按额度定下 {count} 个项目的处理意见，可以撤销")


def _words(found: Proposal) -> str:
    return (
        f"额度 {wan_text(found.ceiling_fen)} 万元：列入 {found.number_of('included')} 项，"
        f"核减 {found.number_of('cut')} 项，暂缓 {found.number_of('deferred')} 项；"
        f"安排 {wan_text(found.planned_fen)}，余 {wan_text(found.rest_fen)}，"
        f"没有安排的 {wan_text(found.not_planned_fen)} 万元。"
    )


def _falls_out(row: ShownRow) -> bool:
    return isinstance(row.about, Share) and row.about.is_out
