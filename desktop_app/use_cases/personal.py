"""The one way to personal data in full: with the right, for a reason, kept in the log."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from db.unit_of_work import UnitOfWork
from desktop_app.domain.record import Act, Subject
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk, require

RIGHT = "personal"


@contextmanager
def looking(
    desk: Desk, title: str, reason: str, subjects: tuple[Subject, ...] = ()
) -> Iterator[UnitOfWork]:
    """A look at personal data; who looked, at what and why stays in the log."""
    act = desk.act("personal_reveal", title, reason=reason, subjects=subjects)
    with _logged(desk, act, "查看") as uow:
        yield uow


@contextmanager
def exporting(
    desk: Desk, title: str, reason: str, subjects: tuple[Subject, ...] = ()
) -> Iterator[UnitOfWork]:
    """An export of personal data; what went out, who asked for it and why stays in the log."""
    act = desk.act("personal_export", title, reason=reason, subjects=subjects)
    with _logged(desk, act, "导出") as uow:
        yield uow


@contextmanager
def _logged(desk: Desk, act: Act, verb: str) -> Iterator[UnitOfWork]:
    """The transaction of such an act: it changes no row, but its event is kept."""
    require(desk, RIGHT)
    if not act.reason.strip():
        raise Refused(f"{verb}个人信息要写明理由", advice="请写明用途，会记入日志。")
    with desk.workspace.begin(replace(act, is_kept_empty=True, is_undoable=False)) as uow:
        yield uow
