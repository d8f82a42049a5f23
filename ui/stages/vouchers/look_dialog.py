"""A file is looked through first; what was looked through is then stored whole or not at all."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from desktop_app.errors import Cancelled
from desktop_app.use_cases.desk import Desk
from ui.background import Progress, Task
from ui.shell import Shell
from ui.widgets.basics import copyable, label
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field, Form

MOST_TOLD = 40
LOOK, STORE, STOP = "看一遍", "确认导入", "停止"
Order = TypeVar("Order")
Found = TypeVar("Found")


class LookDialog(Dialog, Generic[Order, Found]):
    """Choose the file and say what it is, look it through, then confirm."""

    def __init__(self, shell: Shell, title: str, hint: str) -> None:
        super().__init__(shell.window, title, hint=hint)
        self._shell = shell
        self._task: Task[Found] | None = None
        self._looked: Order | None = None
        self.words = label("还没有看。", "muted", wrap=True)
        self.problems = copyable("", "fail")

    def build(self, fields: Sequence[Field]) -> None:
        """Lay out the fields, what is found below them, and the one button."""
        form = Form()
        form.add(*fields)
        for field in fields:
            field.changed.connect(self._forget)
        layout = self.make_scrolling()
        layout.addWidget(form)
        layout.addWidget(self.words)
        layout.addWidget(self.problems)
        layout.addStretch(1)
        self.add_cancel("关闭")
        self.action = self.add_action(LOOK, self._act)

    @abstractmethod
    def order(self) -> Order | None:
        """What the fields say; None after a complaint."""

    @abstractmethod
    def look(self, desk: Desk, order: Order, task: Task[Found]) -> Found:
        """Look the file through, on the worker."""

    @abstractmethod
    def store(self, desk: Desk, order: Order, task: Task[Found]) -> Found:
        """Store it, on the worker."""

    @abstractmethod
    def sentence(self, found: Found) -> str:
        """What the file comes to."""

    @abstractmethod
    def faults(self, found: Found) -> tuple[Sequence[str], int]:
        """The problems in words, and how many there are in all."""

    @abstractmethod
    def can_store(self, found: Found) -> bool:
        """Whether it may be stored."""

    @abstractmethod
    def stored_words(self, found: Found) -> str:
        """What was stored; empty if nothing was."""

    def _forget(self) -> None:
        """Another file or another meaning: it has to be looked through again."""
        self._looked = None
        if self._task is None:
            self.action.setText(LOOK)

    def _act(self) -> None:
        if self._task is not None:
            self._task.cancel()
        elif self._looked is not None:
            self._store(self._looked)
        else:
            self._look()

    def _look(self) -> None:
        order = self.order()
        if order is None:
            return
        self.action.setText(STOP)
        self._task = self._shell.run(
            lambda desk, task: self.look(desk, order, task),
            lambda found: self._show(order, found),
            on_error=self._failed,
            on_progress=self._tell,
            owner=self,
        )

    def _store(self, order: Order) -> None:
        self.action.setText(STOP)
        self._task = self._shell.run(
            lambda desk, task: self.store(desk, order, task),
            self._stored,
            on_error=self._failed,
            on_progress=self._tell,
            owner=self,
        )

    def _tell(self, progress: Progress) -> None:
        self.words.setText(f"{progress.text}　{progress.done:,} / {progress.total:,}")

    def _failed(self, error: BaseException) -> bool:
        self._task = None
        self._forget()
        is_stopped = isinstance(error, Cancelled)
        self.words.setText("已停止，没有写入任何数据。" if is_stopped else "没有导入。")
        return is_stopped

    def _show(self, order: Order, found: Found) -> None:
        self._task = None
        can_store = self.can_store(found)
        self._looked = order if can_store else None
        self.action.setText(STORE if can_store else LOOK)
        self._say(found)

    def _stored(self, found: Found) -> None:
        self._task = None
        told = self.stored_words(found)
        if not told:
            self._forget()
            self._say(found)
            return
        self._shell.changed()
        self._shell.say(told)
        self.accept()

    def _say(self, found: Found) -> None:
        self.words.setText(self.sentence(found))
        lines, count = self.faults(found)
        shown = list(lines[:MOST_TOLD])
        if count > len(shown) > 0:
            shown.append(f"… 还有 {count - len(shown):,} 处")
        self.problems.setText("\n".join(shown))


def fault_line(place: str, message: str, advice: str) -> str:
    """One problem with its place and what to do."""
    return f"{place}　{message}{'。' + advice if advice else ''}"
