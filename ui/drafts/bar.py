"""The line under the tabs that offers what was typed and not saved."""

from PySide6.QtWidgets import QFrame

from ui.drafts.drafts_dialog import DraftsDialog
from ui.shell import Shell
from ui.widgets.basics import button, label, row


class DraftsBar(QFrame):
    """Shown while drafts wait; 以后再说 hides it until others come."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._hidden_at = 0
        self.setProperty("role", "offer")
        self.words = label()
        self.open_button = button("", self.open_list, "link")
        later = button("以后再说", self._put_off, "link")
        line = row(self.words, self.open_button, None, later)
        line.setContentsMargins(16, 4, 16, 4)
        self.setLayout(line)
        shell.drafts.changed.connect(self._show_count)
        self.hide()

    def open_list(self) -> DraftsDialog:
        """Show the drafts one by one."""
        dialog = DraftsDialog(self._shell)
        dialog.show_sized(640, 520)
        return dialog

    def _put_off(self) -> None:
        self._hidden_at = len(self._shell.drafts.waiting)
        self.hide()

    def _show_count(self) -> None:
        count = len(self._shell.drafts.waiting)
        self._hidden_at = min(self._hidden_at, count)
        self.words.setText(f"有 {count} 处修改没有保存。")
        self.open_button.setText(f"恢复未保存的 {count} 处修改…")
        self.setVisible(count > self._hidden_at)
