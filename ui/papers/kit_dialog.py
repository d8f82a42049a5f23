"""成套文书: the papers of a plan or a meeting with those of its items, in agenda order."""

from typing_extensions import override

from desktop_app.domain.record import Paper
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.kits import (
    KitForm,
    KitPart,
    issue_kit,
    kit_forms,
    kit_parts,
    kit_pdf,
)
from desktop_app.values.ids import EntryId
from ui.papers.previewing import BatchDialog
from ui.shell import Shell
from ui.widgets.basics import label
from ui.widgets.tick_list import CARRIED

HINT = "先是计划或会议自己的文书，再按议程逐项排列；已出具的照原样，没有出具的是预览。"


class KitDialog(BatchDialog):
    """The own papers are ticked beforehand; those of the items are chosen."""

    help_topic = "kits"

    def __init__(self, shell: Shell, entry: EntryId, about: str) -> None:
        super().__init__(shell, "成套文书", f"{about}\n{HINT}", "要哪些文书")
        self._entry = entry
        self._parts: tuple[KitPart, ...] = ()
        self._count = label("", "muted", wrap=True)
        self.side.addLayout(self.list.all_or_none())
        self.side.addWidget(self.list, 1)
        self.side.addWidget(self._count)
        self.side.addWidget(self.look_button)
        self._action.setEnabled(False)
        self.preview.cover.show_empty("还没有预览", "勾选要的文书，点“预览”。")
        shell.run(lambda desk, _task: kit_forms(desk, entry), self._show_forms, owner=self)

    def _show_forms(self, forms: tuple[KitForm, ...]) -> None:
        self.list.offer(
            (each.title if each.is_own else f"逐项：{each.title}", each.id, each.is_own)
            for each in forms
        )
        self.look_button.setEnabled(bool(forms))
        self.forget()

    @override
    def forget(self) -> None:
        self._parts = ()
        self._action.setEnabled(False)
        self._count.setText(f"已选 {len(self.chosen)} 种文书")

    @property
    def chosen(self) -> tuple[str, ...]:
        """The forms ticked, in the order they come in."""
        return tuple(item.data(CARRIED) for item in self.list.ticked)

    @override
    def look(self) -> None:
        forms, entry = self.chosen, self._entry
        if not forms:
            self._shell.say("没有勾选文书")
            return
        made: list[KitPart] = []

        def make(desk: Desk) -> bytes:
            made[:] = kit_parts(desk, entry, forms)
            return kit_pdf(desk, made)

        def show() -> None:
            self._parts = tuple(made)
            drafts = sum(part.paper is None for part in made)
            self._count.setText(f"共 {len(made)} 份，其中 {drafts} 份还没有出具")
            self._action.setEnabled(True)

        self.show_pdf(make, show)

    @override
    def issue(self, desk: Desk) -> tuple[Paper, ...]:
        return issue_kit(desk, self._parts)
