"""Annotates in a child process, so that the window stays alive and a stop is a stop."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection

from desktop_app.errors import Cancelled, EnvironmentProblem
from desktop_app.excel.annotate import AnnotatedCopy, AnnotateJob, annotate
from desktop_app.excel.output import draft_of

_ASKED_EVERY = 0.05
"""Seconds between two questions whether to stop."""
Answer = AnnotatedCopy | tuple[str, str]
"""The copy, or what went wrong and the advice."""


def annotate_in_child(
    job: AnnotateJob, *, cancelled: Callable[[], bool] = lambda: False
) -> AnnotatedCopy:
    """The copy, made in a process of its own; raises Cancelled, leaving nothing, when stopped."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(job, sender), daemon=True)
    child.start()
    sender.close()
    try:
        answer = _answer(receiver, cancelled)
    except Cancelled:
        child.terminate()
        raise
    finally:
        child.join()
        receiver.close()
        draft_of(job.out.with_suffix(".xlsx")).unlink(missing_ok=True)
    if isinstance(answer, tuple):
        raise EnvironmentProblem(answer[0], advice=answer[1])
    return answer


def _work(job: AnnotateJob, sender: Connection) -> None:
    try:
        sender.send(annotate(job.source, job.out, job.problems, spec=job.spec, remarks=job.remarks))
    except EnvironmentProblem as error:
        sender.send((error.what, error.advice))


def _answer(receiver: Connection, cancelled: Callable[[], bool]) -> Answer:
    while not receiver.poll(_ASKED_EVERY):
        if cancelled():
            raise Cancelled
    try:
        answer: Answer = receiver.recv()
    except EOFError:
        raise RuntimeError("the annotating process ended without an answer") from None
    return answer
