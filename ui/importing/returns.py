"""The annotated workbooks and cover notes that go back to the departments."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.use_cases.imports.returns import write_returns
from desktop_app.use_cases.imports.views import ReturnedFile
from ui.importing.work import Looked
from ui.shell import Shell


def ask_folder_and_write(shell: Shell, parent: QWidget, looked: Looked) -> None:
    """Ask for a folder and write the annotated copies and cover notes into it."""
    folder = QFileDialog.getExistingDirectory(parent, "退回件存放到")
    if not folder:
        return
    shell.say("正在生成退回件…")
    shell.run(
        lambda desk, task: write_returns(
            desk, looked.planned, Path(folder), progress=task.progress
        ),
        lambda made: shell.say(_sentence(made)),
        owner=parent,
    )


def _sentence(made: tuple[ReturnedFile, ...]) -> str:
    rebuilt = sum(1 for each in made if each.is_rebuilt)
    note = f"，其中 {rebuilt} 个旧格式已另存为新格式" if rebuilt else ""
    return f"已生成 {len(made)} 份退回件和说明函{note}"
