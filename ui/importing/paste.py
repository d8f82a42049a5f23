"""Ctrl+V in a list: the range goes through the same checks as a workbook, preview first."""

from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_app.use_cases.imports.pasting import pasted_range
from ui.importing.wizard import ImportWizard
from ui.shell import Shell
from ui.table.grid import GridView


def take_pasted(shell: Shell, grid: GridView[Any], sheet: str, parent: QWidget) -> None:
    """Let a grid take ranges for one kind of sheet; one paste is one act to be undone."""
    grid.takes_paste = True

    def open_preview(cells: list[list[str]]) -> None:
        if not cells:
            shell.say("剪贴板里没有可以粘贴的内容：先在表格软件里选中一片并复制")
            return
        wizard = ImportWizard(shell, parent, sheet)
        wizard.show_sized(1100, 680)
        wizard.read([pasted_range(cells, grid.headings_from_cursor())])

    grid.pasted.connect(open_preview)
