"""Long work: one worker thread runs every use case; results come back in the UI thread."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop_app.errors import Cancelled
from ui.turns import Turns

_log = logging.getLogger(__name__)
Result = TypeVar("Result")
SHUTDOWN_SECONDS = 0.9
"""How long closing waits for work that does not answer its cancel."""


@dataclass(frozen=True)
class Progress:
    """How far a piece of work is; `total` 0 means: cannot be said."""

    done: int
    total: int
    text: str = ""


class Task(Generic[Result]):
    """One piece of work under way; `cancel()` asks it to stop at its next progress report."""

    def __init__(self) -> None:
        self._is_cancelled = threading.Event()
        self.is_superseded = False
        """Newer work with the same key took its place; its result is dropped."""
        self.gives_way = False
        """No screen waits for it: it is cancelled once a screen wants the worker."""
        self.report: Callable[[Progress], None] = lambda _progress: None

    def cancel(self) -> None:
        """Ask the work to stop; it then stores nothing."""
        self._is_cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the work was asked to stop."""
        return self._is_cancelled.is_set()

    def look(self) -> None:
        """Go on or not, where nothing is worth telling; raises `Cancelled`."""
        if self.is_cancelled:
            raise Cancelled

    def progress(self, done: int, total: int = 0, text: str = "") -> None:
        """Tell the screen how far the work is; raises `Cancelled` once the user said stop."""
        self.look()
        self.report(Progress(done, total, text))


Work = Callable[[Task[Result]], Result]


@dataclass(frozen=True)
class _Job:
    """A piece of work with what happens afterwards."""

    task: Task[object]
    work: Callable[[Task[object]], object]
    on_done: Callable[[object], None]
    on_error: Callable[[BaseException], bool]
    on_progress: Callable[[Progress], None] | None
    owner: QObject | None
    key: str

    @property
    def is_wanted(self) -> bool:
        """False once the screen that asked is gone."""
        return self.owner is None or shiboken6.isValid(self.owner)


class Background(QObject):
    """The one worker thread."""

    failed = Signal(object)
    """An error that no `on_error` took."""
    _finished = Signal(object, object, object)
    _progressed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: deque[_Job] = deque()
        self._wake = threading.Condition()
        self._is_closing = False
        self._farewell: Callable[[], None] | None = None
        self._current: _Job | None = None
        self._undelivered = 0
        """Results under way to the window."""
        self.turns = Turns(self)
        """What the window itself has still to do, piece by piece."""
        queued = Qt.ConnectionType.QueuedConnection
        self._finished.connect(self._deliver, queued)
        self._progressed.connect(self._show_progress, queued)
        self._thread = threading.Thread(target=self._work_off, name="work", daemon=True)
        self._thread.start()

    def run(
        self,
        work: Work[Result],
        on_done: Callable[[Result], None],
        *,
        on_error: Callable[[BaseException], bool] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        owner: QObject | None = None,
        key: str = "",
    ) -> Task[Result]:
        """Queue `work`; `on_done` gets its result in the UI thread.

        Args:
            work: a plain function of the task; it touches no widget.
            on_done: called with the result, also when a cancel came too late to stop the work.
            on_error: gets the error first, `Cancelled` too; True means it has been dealt with.
            on_progress: gets each progress report.
            owner: the screen that asks; once it is deleted the result is dropped.
            key: newer work with the same key takes the place of older work still waiting
                or running.
        """
        task: Task[Result] = Task()
        job = _Job(
            task,  # type: ignore[arg-type]  # the queue holds work of any result
            work,  # type: ignore[arg-type]
            on_done,  # type: ignore[arg-type]
            on_error or (lambda _error: False),
            on_progress,
            owner,
            key,
        )
        task.report = lambda progress: self._progressed.emit(job, progress)
        with self._wake:
            self._drop_older(key)
            if self._current is not None and self._current.task.gives_way:
                self._current.task.cancel()
            self._jobs.append(job)
            self._wake.notify()
        return task

    @property
    def is_idle(self) -> bool:
        """Whether nothing runs, waits or is under way, on the worker or in the window."""
        return self._is_worker_idle and self.turns.is_idle

    @property
    def _is_worker_idle(self) -> bool:
        with self._wake:
            return self._current is None and not self._jobs and not self._undelivered

    @property
    def is_alive(self) -> bool:
        """Whether the worker thread still runs."""
        return self._thread.is_alive()

    def shutdown(self, farewell: Callable[[], None] | None = None) -> bool:
        """Cancel everything and end the thread; False if work did not answer in time.

        `farewell` is the last thing the thread does: close what it has opened.
        """
        with self._wake:
            self._farewell = farewell
            self._is_closing = True
            self._jobs.clear()
            if self._current is not None:
                self._current.task.cancel()
            self._wake.notify()
        self._thread.join(SHUTDOWN_SECONDS)
        return not self._thread.is_alive()

    def _drop_older(self, key: str) -> None:
        if not key:
            return
        older = [job for job in (self._current, *self._jobs) if job is not None and job.key == key]
        for job in older:
            job.task.is_superseded = True
            job.task.cancel()

    def _next_job(self) -> _Job | None:
        with self._wake:
            self._current = None
            while not self._jobs and not self._is_closing:
                self._wake.wait()
            if self._is_closing:
                return None
            self._current = self._jobs.popleft()
            return self._current

    def _work_off(self) -> None:
        while (job := self._next_job()) is not None:
            if not job.is_wanted or job.task.is_superseded:
                continue
            self._do(job)
        if self._farewell is not None:
            self._farewell()
        _log.debug("worker ended")

    def _do(self, job: _Job) -> None:
        result: object = None
        failure: BaseException | None = None
        try:
            result = job.work(job.task)
        except BaseException as error:  # noqa: BLE001 - carried whole to the UI thread, see _deliver
            failure = error
        if not self._is_closing:
            with self._wake:
                self._undelivered += 1
            self._finished.emit(job, result, failure)

    @Slot(object, object)
    def _show_progress(self, job: _Job, progress: Progress) -> None:
        if job.on_progress is not None and job.is_wanted and not job.task.is_cancelled:
            job.on_progress(progress)

    @Slot(object, object, object)
    def _deliver(self, job: _Job, result: object, failure: BaseException | None) -> None:
        with self._wake:
            self._undelivered -= 1
        if self._is_closing or not job.is_wanted or job.task.is_superseded:
            return
        if failure is not None:
            if not job.on_error(failure) and not isinstance(failure, Cancelled):
                self.failed.emit(failure)
        else:
            job.on_done(result)
