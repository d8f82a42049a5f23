"""关于: version, where the data lies, licences of fonts, what changed."""

from pathlib import Path

from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

import resources
from desktop_app.use_cases import workspaces
from desktop_app.use_cases.workspaces import Opened
from ui.shell import Shell
from ui.widgets.basics import button, clear, column, framed, label, row
from ui.widgets.facts import FactList
from ui.widgets.help_panel import reading_pane


class AboutPane(QWidget):
    """The facts a maintainer asks for first, and the list of changes."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._facts = QVBoxLayout()
        changes = resources.resource("help", "changelog.md")
        self._text: QTextBrowser = reading_pane(_read(changes))
        licences = button("字体许可…(&L)", self._show_licences)
        layout = column(framed(self._facts), row(licences, None), self._text, spacing=10)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def reload(self) -> None:
        """Read what is open."""
        self._shell.run(
            lambda desk, _task: (workspaces.opened(desk), desk.program),
            lambda made: self._show(*made),
            owner=self,
            key="system.about",
        )

    def _show(self, opened: Opened, program: str) -> None:
        clear(self._facts)
        lines = FactList()
        lines.show_lines(
            [
                ("程序", f"衡册　{program.removeprefix('hengce').strip()}"),
                ("单位", opened.office),
                ("现行规则包", opened.pack_title),
                ("数据位置", str(opened.folder)),
                ("打开方式", "只读" if opened.is_read_only else "可办理"),
            ]
        )
        self._facts.addWidget(lines)
        if opened.notice:
            self._facts.addWidget(label(opened.notice, "banner-warn", wrap=True))

    def _show_licences(self) -> None:
        folder = resources.resource("fonts")
        names = sorted(p for p in folder.glob("**/*") if p.suffix in {".txt", ".md"})
        text = "\n\n".join(f"## {path.name}\n\n{_read(path)}" for path in names)
        self._text.document().setPlainText(text)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
