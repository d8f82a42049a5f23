"""A tab whose pages are registers, each read when first shown; a stage puts its own in front."""

from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop_app.use_cases.registers.heads import RegisterHead, registers_of_regime
from ui.pane_page import PanePage
from ui.registers.register_pane import RegisterPane
from ui.shell import Shell


class RegisterTab(PanePage):
    """The registers of a stage behind the page a stage puts in front."""

    def __init__(self, shell: Shell, stage: str, title: str, first: QWidget, words: str) -> None:
        super().__init__(shell, title)
        self._stage = stage
        self.help_topic = stage.replace("_", "-")
        self.first = first
        self.panes: dict[str, RegisterPane] = {}
        self._wanted: tuple[str, int] | None = None
        self._first_is_last = False
        self.tabs.setUsesScrollButtons(True)
        self.tabs.addTab(first, words)

    @override
    def reload(self) -> None:
        super().reload()
        if not self.panes:
            self.shell.run(
                lambda desk, _task: registers_of_regime(desk),
                self._add_registers,
                owner=self,
                key=f"registers.{self._stage}",
            )

    def _add_registers(self, heads: tuple[RegisterHead, ...]) -> None:
        """One register in each turn of the window: all of a stage at once would be felt."""
        if self.panes:
            return
        shown = [each for each in heads if each.stage == self._stage and self.shows_register(each)]
        pieces = [partial(self._add_register, head, heads) for head in shown]
        self.shell.background.turns.run([*pieces, self._registers_added], self, "registers")

    def _add_register(self, head: RegisterHead, heads: tuple[RegisterHead, ...]) -> None:
        below = tuple(each for each in heads if each.owner == head.id)
        pane = RegisterPane(self.shell, head, below)
        self.panes[head.id] = pane
        place = self.tabs.addTab(pane, head.label)
        self.tabs.setTabToolTip(place, head.title)

    def _registers_added(self) -> None:
        if self._wanted is not None:
            self.open_entry(*self._wanted)
        elif self._first_is_last:
            self.put_first_last()

    def put_first_last(self) -> None:
        """The registers come before a first page that has nothing to show."""
        self._first_is_last = True
        bar = self.tabs.tabBar()
        if self.panes and self.tabs.indexOf(self.first) == 0:
            was_in_view = self.tabs.currentWidget() is self.first
            bar.moveTab(0, self.tabs.count() - 1)
            if was_in_view:
                self.tabs.setCurrentIndex(0)

    def shows_register(self, head: RegisterHead) -> bool:
        """Whether a register of the stage has a page of its own here."""
        return bool(head.id)

    @override
    def open_target(self, target: str) -> None:
        """Show a register row as `entry:register:key`, or a register as `register:id`."""
        kind, _, rest = target.partition(":")
        if kind == "entry":
            register, _, key = rest.partition(":")
            self.open_entry(register, int(key))
        elif kind == "register":
            self.open_entry(rest, 0)
        else:
            self.tabs.setCurrentWidget(self.first)

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
