"""The one pattern of the tabs after the pool: the projects of the stage, then its registers."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QTabWidget, QWidget
from typing_extensions import override

from desktop_app.domain.project import AMOUNT_LABELS, AmountKind
from desktop_app.rules.verdict import LIGHT_ORDER
from desktop_app.use_cases.registers.heads import RegisterHead, registers_of_regime
from desktop_app.use_cases.stage_lists import ALL, WAITING, StageList, StageRow, stage_list
from desktop_app.values.pinyin import sort_key
from ui.dossier.project_page import ProjectStagePage
from ui.registers.register_pane import RegisterPane
from ui.shell import Shell
from ui.stage_page import StagePage
from ui.table.column import Column, Kind
from ui.table.filters import ValueFilter
from ui.table.grid import GridView
from ui.table.output import EXPORT_KEYS, ListOutput
from ui.widgets.basics import button, column
from ui.widgets.shortcuts import keyed_button

_RANKS = {light: rank for rank, light in enumerate(LIGHT_ORDER)}


def stage_columns(shown: Sequence[AmountKind]) -> tuple[Column[StageRow], ...]:
    """The columns of a stage's list; the amounts that matter in it are shown at first."""
    return (
        Column("code", "项目编号", lambda row: row.code, Kind.CODE, 102),
        Column("name", "项目名称", lambda row: row.name, width=180, sort_key=_by_name),
        Column("unit", "项目单位", lambda row: row.unit, width=140, sort_key=_by_unit),
        Column("nature", "性质", lambda row: row.nature, width=74),
        *(_amount_column(kind, is_hidden=kind not in shown) for kind in AmountKind),
        Column("light", "核查", _light, Kind.LIGHT, 106, sort_key=_by_rank),
        Column("step", "办理环节", lambda row: row.step, width=150),
        Column("due", "最近到期", lambda row: row.due_on, Kind.DATE, 108),
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


@runtime_checkable
class Reloading(Protocol):
    """A sub-page that reads its data when it comes into view."""

    def reload(self) -> None:
        """Read the data again."""


class StageTab(StagePage):
    """The projects of a stage and its registers, each read when first shown."""

    def __init__(self, shell: Shell, stage: str, title: str, shown: Sequence[AmountKind]) -> None:
        super().__init__(shell)
        self._stage = stage
        self.help_topic = stage.replace("_", "-")
        self.projects = StageProjects(shell, stage, title, shown)
        self.panes: dict[str, RegisterPane] = {}
        self._fresh: set[QWidget] = set()
        self._wanted: tuple[str, int] | None = None
        self.tabs = QTabWidget()
        self.tabs.setProperty("role", "pane")
        self.tabs.setAccessibleName(f"{title}页签")
        self.tabs.setUsesScrollButtons(True)
        self.tabs.addTab(self.projects, "项目")
        self.tabs.currentChanged.connect(self._enter_tab)
        layout = column(self.tabs)
        layout.setContentsMargins(16, 6, 16, 14)
        self.setLayout(layout)

    @override
    def reload(self) -> None:
        self._fresh.clear()
        self._enter_tab(self.tabs.currentIndex())
        if not self.panes:
            self.shell.run(
                lambda desk, _task: registers_of_regime(desk),
                self._add_registers,
                owner=self,
                key=f"registers.{self._stage}",
            )

    def _add_registers(self, heads: tuple[RegisterHead, ...]) -> None:
        if self.panes:
            return
        for head in heads:
            if head.stage == self._stage and self.shows_register(head.id):
                below = tuple(each for each in heads if each.owner == head.id)
                pane = RegisterPane(self.shell, head, below)
                self.panes[head.id] = pane
                place = self.tabs.addTab(pane, head.label)
                self.tabs.setTabToolTip(place, head.title)
        if self._wanted is not None:
            self.open_entry(*self._wanted)

    def shows_register(self, register: str) -> bool:
        """Whether a register of the stage has a page of its own here."""
        return bool(register)

    def _enter_tab(self, place: int) -> None:
        """Read a sub-page when it comes into view after a change."""
        page = self.tabs.widget(place)
        if page in self._fresh or not self.isVisible():
            return
        self._fresh.add(page)
        if isinstance(page, Reloading):
            page.reload()

    @override
    def open_target(self, target: str) -> None:
        """Show a project by code or quick filter, or a register row as `entry:register:key`.

        `register:id` shows the register, `step:title` the projects waiting at a step.
        """
        kind, _, rest = target.partition(":")
        if kind == "entry":
            register, _, key = rest.partition(":")
            self.open_entry(register, int(key))
            return
        if kind == "register":
            self.open_entry(rest, 0)
            return
        self.tabs.setCurrentWidget(self.projects)
        self.projects.open_target(target)

    def open_entry(self, register: str, key: int) -> None:
        """Show a register and, unless the key is 0, one of its rows."""
        pane = self.panes.get(register)
        if pane is None:
            self._wanted = (register, key)
            return
        self._wanted = None
        self.tabs.setCurrentWidget(pane)
        if key:
            pane.show_key(key)
