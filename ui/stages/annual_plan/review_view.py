"""联审: every office's opinion beside the others, who is missing, workbooks out and back."""

from typing_extensions import override

from desktop_app.domain.record import Subject
from desktop_app.use_cases.annual_plan.review import reminders
from desktop_app.use_cases.annual_plan.tables import review_table
from desktop_app.use_cases.annual_plan.views import ReviewPage, ReviewRow
from ui.handing_out.handout_dialog import HandoutDialog
from ui.importing.wizard import ImportWizard
from ui.papers.dialog import PaperDialog
from ui.registers.entry_dialog import EntryDialog
from ui.shell import Shell
from ui.stages.annual_plan import work
from ui.stages.annual_plan.reminders_dialog import RemindersDialog
from ui.stages.annual_plan.view import Filters, PlanView
from ui.stages.annual_plan.work import Book
from ui.table.shown_grid import ShownRow
from ui.widgets.basics import button

NOTHING_MISSING = "各部门的意见都已收到"


class ReviewView(PlanView):
    """Opinions never change what was asked; the office decides item by item."""

    title = "意见"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "review")
        self._sheets = button("打印意见表…(&P)", self.open_print)
        self._one = button("登记意见…(&O)", self.open_opinion)
        self._remind = button("催办…(&R)", self.open_reminders)
        self._out = button("下发意见表…(&D)", self.open_handout)
        self._back = button("收回意见表…(&I)", self.open_import, "primary")
        for each in (self._sheets, self._one, self._remind, self._out, self._back):
            self.bar.addWidget(each)

    @override
    def show_book(self, book: Book) -> None:
        super().show_book(book)
        page = book.review
        has_rows = page is not None and bool(page.rows)
        for each in (self._remind, self._out, self._back, self._one):
            each.setEnabled(has_rows and not book.plan.is_frozen)
        self._sheets.setEnabled(has_rows)
        if page is None or not page.rows:
            self.tell("")
            self.list.cover.show_empty(
                "还没有送部门出意见的项目", "先在清单里列入项目，再下发意见表。"
            )
            return
        self._show(page)

    def _show(self, page: ReviewPage) -> None:
        self.show_rows(review_table(page), [row.item.id for row in page.rows], page.rows)
        self.show_chips()
        offices = "；".join(
            f"{each.label} 已出 {each.given}" + (f"，缺 {each.missing}" if each.missing else "")
            for each in page.offices
        )
        lost = "、".join(f"{office} {project}" for office, project in page.strangers)
        lines = [offices, f"清单里没有的项目也收到了意见：{lost}" if lost else ""]
        role = "banner-warn" if page.missing or lost else "banner-pass"
        self.tell("\n".join(line for line in lines if line), role)

    @override
    def filters(self) -> Filters:
        return {
            "missing": ("缺意见", lambda row: bool(_review(row).missing)),
            "altered": ("建议金额不同", lambda row: bool(_review(row).altered_by)),
            "refused": ("有不同意的", lambda row: bool(_review(row).refused_by)),
            "conflicts": ("不一致", lambda row: bool(_review(row).conflicts)),
        }

    # -- actions

    def open_handout(self) -> None:
        """Hand the opinion sheet out to the offices."""
        if self.book is not None:
            sheet = self.book.page.shape.opinions or ""
            HandoutDialog(self._shell, "annual_plan", sheet).show_sized(560, 640)

    def open_import(self) -> None:
        """Take the filled opinion sheets in."""
        if self.book is not None:
            sheet = self.book.page.shape.opinions or ""
            ImportWizard(self._shell, self, sheet).show_sized(1100, 680)

    def open_opinion(self) -> None:
        """Key one office's opinion on the current item in."""
        current, key = self.list.current, self.plan_id
        if current is None:
            return
        project = _review(current).project.id
        self._shell.run(
            lambda desk, _task: work.read_opinion_place(desk, key, project),
            lambda place: EntryDialog(self._shell, place).show_sized(620, 660),
            owner=self,
        )

    def open_reminders(self) -> None:
        """Show what each office still owes."""
        if self.book is None:
            return
        plan, key = self.book.plan, self.plan_id
        sheet = self.book.page.shape.opinions or ""
        self._shell.run(
            lambda desk, _task: reminders(desk, key),
            lambda found: (
                RemindersDialog(self._shell, plan, sheet, found).show_sized(760, 600)
                if found
                else self._shell.say(NOTHING_MISSING)
            ),
            owner=self,
        )

    def open_print(self) -> None:
        """Print the review sheets of the items shown, in the order of the agenda."""
        rows = self.list.grid.model.rows if self.list.grid is not None else []
        chosen = self.list.selected if len(self.list.selected) > 1 else rows
        subjects = [Subject("project", _review(row).project.id) for row in chosen]
        if subjects:
            about = f"{len(subjects)} 个项目的意见表，按清单次序"
            form = self.book.page.shape.sheet if self.book else ""
            PaperDialog(self._shell, subjects, about, form=form).show_sized(1120, 690)


def _review(row: ShownRow) -> ReviewRow:
    if not isinstance(row.about, ReviewRow):
        raise TypeError(f"no review of an item: {row.about!r}")
    return row.about
