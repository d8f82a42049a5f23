"""The desk: open workspace, operator and clock; the first argument of every use case."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from db.workspace import Workspace
from desktop_app.domain.record import Act, Subject
from desktop_app.errors import Refused
from desktop_app.values.identity import mask_text

if TYPE_CHECKING:  # rules bring their libraries with them: not before the first list is shown
    from desktop_app.rules.pack import Pack
    from desktop_app.use_cases.office_names import Renames

Clock = Callable[[], datetime]


@dataclass
class Desk:
    """One open workspace with its operator; created by `bootstrap`, handed to every use case."""

    workspace: Workspace
    clock: Clock
    operator: str
    program: str = ""
    rights: frozenset[str] | None = None
    """None until accounts exist: every right is given."""
    is_in_a_row: bool = False
    """Whether many acts follow at once: what they touch is worked out after the last of them."""
    packs: "dict[tuple[str, str], Pack]" = field(default_factory=dict)
    """Cache of packs loaded from the workspace, by id and version."""
    renamed_packs: "dict[tuple[str, str, Renames], Pack]" = field(default_factory=dict)
    """The same where offices got new names here."""

    @property
    def today(self) -> date:
        """The day it is at this desk."""
        return self.clock().date()

    def act(
        self,
        act: str,
        title: str,
        *,
        reason: str = "",
        subjects: tuple[Subject, ...] = (),
        pack: str = "",
    ) -> Act:
        """The log entry an act will leave; `act` is its stable id, `title` the clerk's words.

        Numbers of persons are masked before they reach the log.
        """
        return Act(
            id=act,
            title=mask_text(title),
            actor=self.operator,
            reason=mask_text(reason),
            subjects=subjects,
            pack=pack,
        )


def require(desk: Desk, right: str) -> None:
    """Refuse the act unless the operator has the right; everybody has until accounts exist."""
    if desk.rights is not None and right not in desk.rights:
        raise Refused(
            f"{desk.operator}没有“{right}”的权限", advice="请联系系统管理员授权后再办理。"
        )
