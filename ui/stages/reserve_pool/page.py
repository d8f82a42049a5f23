"""储备库: quick filters, actions, the grid, and the current project at the right."""

from typing_extensions import override

from desktop_app.use_cases.reserve_pool.views import PoolList, PoolRow
from desktop_app.values.ids import IncomingPaperId, PaperId
from ui.dossier.project_page import ProjectStagePage
from ui.handing_out.handout_dialog import HandoutDialog
from ui.handing_out.rounds_dialog import RoundsDialog
from ui.importing.paste import take_pasted
from ui.importing.wizard import ImportWizard
from ui.shell import Shell
from ui.stage_page import StagePage
from ui.stages.reserve_pool import work
from ui.stages.reserve_pool.columns import pool_columns, pool_search_text
from ui.stages.reserve_pool.more_menu import MoreMenu
from ui.table.filters import ValueFilter
from ui.table.grid import GridView
from ui.table.output import EXPORT_KEYS, ListOutput
from ui.widgets.basics import button
from ui.widgets.shortcuts import keyed_button

STAGE = "reserve_pool"
MISSING, NEEDS = "missing", "needs"
FIRST_CHIPS = frozenset({"all", "flagged", MISSING})
"""Before the states of the pack, so that they never go into the menu at the end."""


class PoolPage(ProjectStagePage[PoolRow]):
    """The applications of the reserve pool."""

    help_topic = "reserve-pool"

    def __init__(self, shell: Shell) -> None:
        grid: GridView[PoolRow] = GridView(
            STAGE,
            pool_columns(),
            row_key=lambda each: each.id,
            store=shell.store,
            search_text=pool_search_text,
        )
        super().__init__(shell, grid)
        self.output = ListOutput(shell, grid, f"{shell.called(STAGE)}清单", self, has_papers=True)
        take_pasted(shell, grid, STAGE, self)
        self._target = ""
        self._filter = ""
        self.more = MoreMenu(shell, self)
        self.chips.chosen.connect(self._choose_filter)
        self.detail.more_asked.connect(self.more.open_menu)
        self.lay_out(
            keyed_button(self, "催报", "Ctrl+R", self.open_rounds),
            keyed_button(self, "下发模板", "Ctrl+D", self.open_handout),
            keyed_button(self, "新建", "Ctrl+N", self.more.open_new),
            keyed_button(self, "打印", "Ctrl+P", self.acts.open_print),
            button("导出", self.output.export, tip=EXPORT_KEYS),
            keyed_button(self, "导入工作簿", "Ctrl+I", self.open_import, "primary"),
        )

    # -- reading

    @override
    def reload(self) -> None:
        self.shell.run(
            lambda desk, _task: work.read_pool(desk),
            self._show_list,
            on_error=self._failed,
            owner=self,
            key="pool",
        )

    def _failed(self, _error: BaseException) -> bool:
        self.grid.cover.show_failure(
            "列表没有读出来", "请重试；仍不行请看系统页的自检。", self.reload
        )
        return False

    def _show_list(self, pool: PoolList) -> None:
        chips = [(each.id, each.label, each.count) for each in pool.filters]
        chips.sort(key=lambda chip: chip[0] not in FIRST_CHIPS)
        self.chips.show_chips(chips)
        self.grid.set_rows(pool.rows)
        if self.chips.current != self._filter:
            self._choose_filter(self.chips.current)
        self.output.title = f"{pool.title}清单"
        self._show_cover(pool)
        if self._target:
            self.open_target(self._target)
        elif self.grid.current_row is not None:
            self.read_project(self.grid.current_row)

    def _show_cover(self, pool: PoolList) -> None:
        if pool.rows:
            self.grid.cover.hide()
            return
        self.grid.cover.show_empty(
            f"{pool.title}还是空的",
            "先下发模板给各单位，收回后导入；也可以直接导入单位报来的表。",
            "导入工作簿",
            self.open_import,
        )

    def _choose_filter(self, key: str) -> None:
        if key == MISSING:
            self.chips.choose(self._filter)
            self.open_rounds()
            return
        self._filter = key
        chosen = key or "all"
        self.grid.set_keep(lambda each: chosen in each.filters, self.chips.words_of(chosen))

    @override
    def open_target(self, target: str) -> None:
        """Show a project by its code, or the rows of a quick filter."""
        self._target = target
        kind, _, key = target.partition(":")
        if target in {MISSING, NEEDS} or kind in {"step", "paper", "incoming"}:
            self._target = ""
            self._open_named(kind, key)
            return
        found = next((r for r in self.grid.model.all_rows if r.code == target), None)
        if found is not None:
            self._target = ""
            self.grid.clear_filters()
            self.grid.set_words("")
            self.chips.choose(next(iter(self.chips.keys), ""))
            self.grid.select_key(found.id)
            self.grid.table.setFocus()
        elif target in self.chips.keys:
            self._target = ""
            self.chips.choose(target)

    def _open_named(self, kind: str, key: str) -> None:
        """The registers, the rows waiting at one step, an issued or a received paper."""
        if kind == "step":
            self.grid.filter_column("step", ValueFilter(frozenset({key})))
        elif kind == "paper":
            self.acts.open_paper(PaperId(int(key)))
        elif kind == "incoming":
            self.acts.open_received(IncomingPaperId(int(key)))
        elif kind == NEEDS:
            self.more.open_needs()
        else:
            self.open_rounds()

    # -- actions

    def open_import(self) -> ImportWizard:
        """Open the import wizard for any workbook a unit may send."""
        wizard = ImportWizard(self.shell, self)
        wizard.show_sized(1100, 680)
        return wizard

    def open_handout(self) -> None:
        """Hand workbooks out."""
        HandoutDialog(self.shell, STAGE).show_sized(560, 640)

    def open_rounds(self) -> None:
        """See who has not returned theirs."""
        RoundsDialog(self.shell).show_sized(960, 640)


def build(shell: Shell) -> StagePage:
    """Make the page."""
    return PoolPage(shell)
