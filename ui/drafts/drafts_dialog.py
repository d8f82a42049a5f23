"""恢复未保存的修改: every waiting draft with what was typed; open it again or forget it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from ui.drafts.kinds import reopen
from ui.error_dialog import Question
from ui.shell import Shell
from ui.widgets.basics import button, clear, column, copyable, framed, label, name, row
from ui.widgets.dialog import Dialog

if TYPE_CHECKING:  # not before the first paint
    from desktop_app.domain.draft import Draft

LONGEST = 120
MOST_TEXTS = 3
HINT = "关闭程序或出错时正在填写的内容。打开后核对，保存才生效；保存或丢弃后草稿自动删除。"


class DraftsDialog(Dialog):
    """One card per draft, the newest first."""

    help_topic = "drafts"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.window, "恢复未保存的修改", hint=HINT)
        self._shell = shell
        self._cards = self.make_scrolling()
        self._all = button("全部丢弃…", self._ask_all, "danger")
        self.add_left(self._all)
        self.add_cancel("关闭")
        shell.drafts.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        clear(self._cards)
        drafts = self._shell.drafts.waiting
        for draft in drafts:
            self._cards.addWidget(self._card(draft))
        if not drafts:
            self._cards.addWidget(label("没有未保存的修改。", "muted"))
        self._cards.addStretch(1)
        self._all.setEnabled(bool(drafts))

    def _card(self, draft: "Draft") -> QFrame:
        place = draft.place
        take = button("打开", lambda: self._open(draft))
        name(take, f"打开{place.title}", place.about)
        forget = button("丢弃", lambda: self._shell.drafts.drop((draft.key,)), "link")
        name(forget, f"丢弃{place.title}", place.about)
        heading = row(label(place.title, "section", wrap=True), forget, take)
        heading.setStretch(0, 1)
        moment = f"{draft.saved_at:%Y-%m-%d %H:%M}　{draft.actor}"
        about = label(f"{place.about}　{moment}".strip(), "small", wrap=True)
        return framed(column(heading, about, copyable(_excerpt(draft)), spacing=4))

    def _open(self, draft: "Draft") -> None:
        self.accept()
        reopen(self._shell, draft)

    def _ask_all(self) -> None:
        drafts = self._shell.drafts.waiting
        text = f"{len(drafts)} 处未保存的修改全部丢弃，不能恢复。"
        question = Question("全部丢弃", text, "全部丢弃", "不丢弃", is_dangerous=True)
        keys = [draft.key for draft in drafts]
        self._shell.ask(question, lambda: self._shell.drafts.drop(keys))


def _excerpt(draft: "Draft") -> str:
    """The longest texts that were typed, to be recognised and copied; ids and dates are none."""
    typed = {text for text in draft.values.values() if not text.isascii()}
    shown = sorted(typed, key=len, reverse=True)[:MOST_TEXTS]
    return "\n".join(t if len(t) <= LONGEST else f"{t[:LONGEST]}…" for t in shown)
