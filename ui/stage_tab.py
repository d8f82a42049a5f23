"""The one pattern of the tabs after the pool: the projects of the stage, then its registers."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from typing_extensions import override

from desktop_app.domain.project import AMOUNT_LABELS, AmountKind
from desktop_app.rules.verdict import LIGHT_ORDER
from desktop_app.use_cases.stage_lists import ALL, WAITING, StageList, StageRow, stage_list
from desktop_app.values.pinyin import sort_key
from ui.dossier.project_page import ProjectStagePage
from ui.register_tab import RegisterTab
from ui.shell import Shell
from ui.table.column import Column, Kind
from ui.table.filters import ValueFilter
from ui.table.grid import GridView
from ui.table.output import EXPORT_KEYS, ListOutput
from ui.widgets.basics import button
from ui.widgets.shortcuts import keyed_button

_RANKS = {light: rank for rank, light in enumerate(LIGHT_ORDER)}


def stage_columns(shown: Sequence[AmountKind]) -> tuple[Column[StageRow], ...]:
    """The columns of a stage's list: whose it is, what waits and until when, then the amounts.

    What waits must be seen without moving the list sideways; the amounts of the stage follow.
    """
    return (
        Column("code", "项目编号", lambda row: row.code, Kind.CODE, 102),
        Column("name", "项目名称", lambda row: row.name, width=172, sort_key=_by_name),
        Column("unit", "项目单位", lambda row: row.unit, width=126, sort_key=_by_unit),
        Column("light", "核查", _light, Kind.LIGHT, 106, sort_key=_by_rank),
        Column("step", "办理环节", lambda row: row.step, width=140),
        Column("due", "最近到期", lambda row: row.due_on, Kind.DATE, 108),
        *(_amount_column(kind, is_hidden=kind not in shown) for kind in AmountKind),
        Column("nature", "性质", lambda row: row.nature, width=74),
        Column("state", "状态", lambda row: row.state_label, width=110, is_hidden=True),
        Column("category", "类别", lambda row: row.category, width=140, is_hidden=True),
        Column("year", "年度", lambda row: str(row.year), Kind.CODE, 80, is_hidden=True),
    )


def _amount_column(kind: AmountKind, *, is_hidden: bool) -> Column[StageRow]:
    return Column(
        f"amount.{kind.value}",
        f"{AMOUNT_LABELS[kind]}金额",
        lambda row: row.amounts.get(kind),
        Kind.MONEY,
        128,
        is_sum=True,
        is_hidden=is_hidden,
    )


def _by_name(row: StageRow) -> str:
    return row.pinyin or row.name


def _by_unit(row: StageRow) -> str:
    return sort_key(row.unit)


def _light(row: StageRow) -> str | None:
    return row.light if row.light_word else None


def _by_rank(row: StageRow) -> int:
    return _RANKS.get(row.light, len(_RANKS))


class StageProjects(ProjectStagePage[StageRow]):
    """The projects that stand in a stage, or that something of it can be done with."""

    found_none = Signal()
    """No project can stand in this stage, and none does."""

    def __init__(self, shell: Shell, stage: str, title: str, shown: Sequence[AmountKind]) -> None:
        grid: GridView[StageRow] = GridView(
            f"stage.{stage}",
            stage_columns(shown),
            row_key=lambda each: each.id,
            store=shell.store,
            search_text=lambda each: f"{each.code} {each.name} {each.unit} {each.pinyin}",
        )
        super().__init__(shell, grid, stage)
        self._stage = stage
        self._target = ""
        self.output = ListOutput(shell, grid, f"{title}项目清单", self, has_papers=True)
        self.chips.chosen.connect(self._choose_filter)
        self.detail.more_asked.connect(self.acts.open_more)
        self.lay_out(
            keyed_button(self, "打印", "Ctrl+P", self.acts.open_print),
            button("导出", self.output.export, tip=EXPORT_KEYS),
            is_inner=True,
        )

    @override
    def reload(self) -> None:
        stage = self._stage
        self.shell.run(
            lambda desk, _task: stage_list(desk, stage),
            self._show_list,
            owner=self,
            key=f"stage.{stage}",
        )

    def _show_list(self, found: StageList) -> None:
        self.chips.show_chips([(each.id, each.label, each.count) for each in found.filters])
        self.grid.set_rows(found.rows)
        self._choose_filter(self.chips.current or ALL)
        if found.rows:
            self.grid.cover.hide()
        else:
            self.grid.cover.show_empty(
                "这个环节还没有项目", "前一环节办结的项目会出现在这里；可以开始办的在“可开始”里。"
            )
        if not found.rows and not found.is_stood_in:
            self.found_none.emit()
        if self._target:
            self.open_target(self._target)
        elif self.grid.current_row is not None:
            self.read_project(self.grid.current_row)

    def _choose_filter(self, key: str) -> None:
        chosen = key or ALL
        self.grid.set_keep(lambda each: chosen in each.filters, self.chips.words_of(chosen))

    @override
    def open_target(self, target: str) -> None:
        """Show a project by its code, the rows waiting at a step, or those of a quick filter."""
        kind, _, step = target.partition(":")
        if kind == "step":
            self.chips.choose(WAITING)
            self.grid.filter_column("step", ValueFilter(frozenset({step})))
            return
        self._target = target
        found = next((r for r in self.grid.model.all_rows if r.code == target), None)
        if found is not None:
            self._target = ""
            self.grid.clear_filters()
            self.grid.set_words("")
            if (self.chips.current or ALL) not in found.filters:
                own = sorted(found.filters, key=lambda key: key != ALL)
                self.chips.choose(next(iter(own), ALL))
            self.grid.select_key(found.id)
            self.grid.table.setFocus()
        elif target in self.chips.keys:
            self._target = ""
            self.chips.choose(target)


class StageTab(RegisterTab):
    """The projects of a stage and its registers."""

    def __init__(self, shell: Shell, stage: str, title: str, shown: Sequence[AmountKind]) -> None:
        self.projects = StageProjects(shell, stage, title, shown)
        super().__init__(shell, stage, title, self.projects, "项目")
        self.projects.found_none.connect(self.put_first_last)

    @override
    def open_target(self, target: str) -> None:
        """Show a project by code or quick filter, or a register row as `entry:register:key`.

        `register:id` shows the register, `step:title` the projects waiting at a step.
        """
        super().open_target(target)
        if target.partition(":")[0] not in ("entry", "register"):
            self.projects.open_target(target)
