"""Create, open and close a workspace; keep it safe: backup, restore, self-check, log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from db.backup import Backup, list_backups
from db.keys import RecoveryKey, default_key_file
from db.log import LogReport
from db.recovery import rebuild_key_file
from db.transfer import backup_to, restore_from
from db.unit_of_work import UnitOfWork
from db.workspace import create_workspace as create_files
from db.workspace import open_workspace
from desktop_app.domain.office import Operator
from desktop_app.domain.record import Event, LogHead
from desktop_app.errors import Refused
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.desk import Clock, Desk, require
from desktop_app.use_cases.log_events import ActChanges, told
from desktop_app.use_cases.outlines import PACK_SETTING, current_outline, outlines
from desktop_app.use_cases.places import make_folder
from desktop_app.use_cases.progress import SILENT, Steps

if TYPE_CHECKING:
    from db.selfcheck import SelfCheckReport

SAMPLE_SETTING = "workspace.is_sample"
"""Office setting that marks a workspace of made-up data; the window shows a frame around it."""
FIRST_REASON = "新建工作区时采用规则包的建议值，待负责人确认"


@dataclass(frozen=True)
class Opened:
    """What a screen shows about the open workspace."""

    folder: Path
    office: str
    pack_title: str
    year: int
    is_read_only: bool
    notice: str
    is_sample: bool
    tabs: frozenset[str] = frozenset()
    """Stage tabs that any of the packs kept here uses; empty where none says."""
    tab_titles: Mapping[str, str] = field(default_factory=dict)
    """Words of the pack in force for tabs, by tab."""


def create_workspace(
    folder: Path,
    *,
    clock: Clock,
    program: str,
    pack: str = "",
    office_name: str = "",
    operator: str = "",
) -> RecoveryKey:
    """Make a workspace in an empty folder under a pack; gives the key for the safe.

    `pack` is the id of a shipped pack, or the folder or file of one's own without faults.
    The pack's suggested office settings are adopted as the office's own, to be confirmed.
    """
    from desktop_app.use_cases.own_packs import first_pack  # noqa: PLC0415 - as below
    from desktop_app.use_cases.regime import default_pack  # noqa: PLC0415 - as below

    files = first_pack(pack or default_pack())
    make_folder(folder)
    key = create_files(folder, office_name=office_name, clock=clock, program=program)
    desk = open_desk(folder, clock=clock, program=program, operator=operator)
    try:
        _enable_first_pack(desk, files)
    finally:
        desk.workspace.close()
    return key


def rebuild_key(folder: Path, recovery_key: str, *, clock: Clock) -> Path:
    """Make the key file of a workspace anew from the key printed for the safe."""
    return rebuild_key_file(folder, RecoveryKey(recovery_key), clock())


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """The backups of a workspace that may not open, the newest first."""
    return list_backups(folder)


def key_file_of(folder: Path) -> Path:
    """Where the key file of a workspace lies."""
    return default_key_file(folder)


def _enable_first_pack(desk: Desk, files: Mapping[str, bytes]) -> None:
    from desktop_app.use_cases.own_packs import lay_out  # noqa: PLC0415 - as below
    from desktop_app.use_cases.regime import plain, store_pack  # noqa: PLC0415 - loading packs takes time

    act = desk.act("enable_pack", "启用规则包并采用建议的本办设定", reason=FIRST_REASON)
    with desk.workspace.begin(act) as uow:
        pack = store_pack(uow, files, desk.today)
        _adopt(uow, PACK_SETTING, pack.id, desk)
        for setting in pack.settings:
            if setting.suggested is not None:
                _adopt(uow, setting.id, plain(setting.suggested), desk)
        if desk.operator and uow.operators.named(desk.operator) is None:
            uow.operators.add(name=desk.operator)
    lay_out(desk.workspace.folder, pack.id, files)


def open_desk(
    folder: Path, *, clock: Clock, program: str, operator: str = "", writable: bool = True
) -> Desk:
    """Open a workspace for one operator; read-only where the place allows no writing."""
    workspace = open_workspace(folder, clock=clock, program=program, writable=writable)
    return Desk(workspace=workspace, clock=clock, operator=operator, program=program)


def _adopt(uow: UnitOfWork, name: str, value: JsonValue, desk: Desk) -> None:
    uow.settings.add(name=name, value=value, valid_from=desk.today, reason=FIRST_REASON)


def opened(desk: Desk) -> Opened:
    """The open workspace as the top bar shows it."""
    with desk.workspace.read() as view:
        pack = current_outline(desk, view)
        tabs = frozenset(tab for each in outlines(desk, view) for tab in each.tabs)
        is_sample = SAMPLE_SETTING in view.settings.on(desk.today)
    workspace = desk.workspace
    return Opened(
        folder=workspace.folder,
        office=workspace.marker.office or pack.office_name("authority", desk.today),
        pack_title=pack.title,
        year=desk.today.year,
        is_read_only=workspace.is_read_only,
        notice=workspace.notice,
        is_sample=is_sample,
        tabs=tabs,
        tab_titles=pack.tab_titles,
    )


def operators(desk: Desk) -> tuple[Operator, ...]:
    """The people who work at this desk."""
    with desk.workspace.read() as view:
        return tuple(each for each in view.operators.all() if each.is_active)


def choose_operator(desk: Desk, name: str) -> Operator:
    """Sit down at the desk under a name; a new name is registered."""
    if not name.strip():
        raise Refused("没有填姓名", advice="请写经办人姓名，日志里要用。")
    desk.operator = name.strip()
    with desk.workspace.begin(desk.act("choose_operator", f"经办人“{desk.operator}”登记")) as uow:
        return uow.operators.named(desk.operator) or uow.operators.add(name=desk.operator)


def events(desk: Desk, count: int = 200) -> tuple[Event, ...]:
    """The latest acts, the newest first."""
    with desk.workspace.read() as view:
        return tuple(map(told, view.events.latest(count)))


def act_changes(desk: Desk, event_id: int) -> ActChanges:
    """What one act changed, cell by cell; personal values masked."""
    from desktop_app.use_cases import log_reading  # noqa: PLC0415 - it loads packs

    return log_reading.act_changes(desk, event_id)


def verify_log(desk: Desk, printed: Sequence[LogHead] = ()) -> LogReport:
    """Recompute the whole log and hold it against the tables, the anchors and printed heads."""
    return desk.workspace.verify_log(printed)


def backups(desk: Desk) -> tuple[Backup, ...]:
    """The backups of this workspace, the newest first."""
    return desk.workspace.backups()


def backup_now(desk: Desk) -> Backup:
    """Take a verified backup among the workspace's own."""
    require(desk, "backup")
    return desk.workspace.backup("by_hand")


def backup(desk: Desk, target: Path) -> Path:
    """Write a verified copy of the data to a place of the user's, e.g. a stick."""
    require(desk, "backup")
    if target.exists():
        raise Refused(f"“{target.name}”已经存在", advice="请换一个文件名，旧备份不会被覆盖。")
    make_folder(target.parent)
    return backup_to(desk.workspace, target)


def restore(folder: Path, source: Path, *, clock: Clock, program: str, actor: str = "") -> Path:
    """Put a backup in the place of the present data; gives where the replaced file was kept."""
    return restore_from(folder, source, clock=clock, program=program, actor=actor)


def selfcheck(desk: Desk, *, mend: bool = False, steps: Steps = SILENT) -> "SelfCheckReport":
    """Look for damage and contradictions; with `mend` repair what can be repaired."""
    from db.selfcheck import MoreRules, repair, run_selfcheck  # noqa: PLC0415 - at first use
    from desktop_app.use_cases.standing.proof import KEPT_RULES, kept_faults  # noqa: PLC0415 - packs
    from desktop_app.use_cases.standing.refresh import settle  # noqa: PLC0415 - packs

    more = MoreRules(KEPT_RULES, lambda view: kept_faults(desk, view, steps), lambda: settle(desk))
    if not mend:
        return run_selfcheck(desk.workspace, more)
    require(desk, "selfcheck.repair")
    return repair(desk.workspace, desk.operator, more)
