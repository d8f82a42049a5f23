"""Which rule packs this workspace judges by, and the office's own settings and readings."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.project import Project
from desktop_app.errors import Refused, UserFacingError
from desktop_app.rules.judge import Terms
from desktop_app.rules.loader import available_packs, load_pack, pack_digest, read_pack_folder
from desktop_app.rules.pack import Pack
from desktop_app.rules.verdict import JsonValue
from desktop_app.rules.wording import listed
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.office_names import Renames, renames_of, with_office_names
from desktop_app.use_cases.outlines import chosen_pack, keep_outline, pins_in_force
from desktop_app.use_cases.stored_packs import pack_as_stored
from resources import resource

VERIFY = "在“法规 · 规则包”点“校验规则包”，或用 hengce packs verify"
PACKS = resource("rule_packs")
OWN_FOLDER = "rule_packs"
"""Beside the database: the packs the office writes."""


def default_pack() -> str:
    """Id of the pack a new workspace gets, from `resources/defaults.toml`."""
    settings = tomllib.loads(resource("defaults.toml").read_text("utf-8"))
    return str(settings["pack"])


def shipped_packs() -> dict[str, Mapping[str, bytes]]:
    """The files of every pack that ships with the program, by id; templates are left out."""
    packs = {each.id: read_pack_folder(each.path) for each in available_packs(PACKS)}
    return {pack_id: files for pack_id, files in packs.items() if not is_template(files)}


PROJECTS = "projects"
"""The kind of pack a workspace begins under."""


def packs_to_begin_with() -> tuple[tuple[str, str], ...]:
    """Id and title of every shipped pack a workspace can begin under, the usual one first."""
    usual = default_pack()
    heads = {pack_id: pack_head(files) for pack_id, files in shipped_packs().items()}
    found = [(key, str(head["title"])) for key, head in heads.items() if head["kind"] == PROJECTS]
    return tuple(sorted(found, key=lambda each: each[0] != usual))


def own_folder(desk: Desk) -> Path:
    """Where the packs the office writes lie; it need not be there yet."""
    return desk.workspace.folder / OWN_FOLDER


def own_packs(desk: Desk) -> dict[str, Path]:
    """The folders of the packs the office is writing, by id."""
    return {each.id: each.path for each in available_packs(own_folder(desk))}


def pack_files(desk: Desk, pack_id: str) -> Mapping[str, bytes]:
    """The files of a pack: the office's own or the program's, of two the later version."""
    own, shipped = own_packs(desk), shipped_packs()
    if pack_id in own:
        mine = read_pack_folder(own[pack_id])
        theirs = shipped.get(pack_id)
        return theirs if theirs is not None and _version(theirs) > _version(mine) else mine
    if pack_id not in shipped:
        raise Refused(
            f"没有规则包“{pack_id}”", advice=f"可用的规则包：{listed([*own, *shipped])}。"
        )
    return shipped[pack_id]


def _version(files: Mapping[str, bytes]) -> tuple[int, ...]:
    return tuple(int(part) for part in str(pack_head(files).get("version", "0")).split("."))


def pack_head(files: Mapping[str, bytes]) -> dict[str, object]:
    """What `pack.toml` says, of a pack known to be sound."""
    return tomllib.loads(files["pack.toml"].decode("utf-8"))


def is_template(files: Mapping[str, bytes]) -> bool:
    """Whether these files are the blank to write a pack from, not a pack."""
    return bool(pack_head(files).get("is_template", False))


def store_pack(uow: UnitOfWork, files: Mapping[str, bytes], on: date) -> Pack:
    """Keep a pack in the workspace byte for byte; refused with its faults if it has any."""
    result = load_pack(files)
    if result.pack is None or result.faults:
        fault = result.faults[0]
        raise UserFacingError(
            f"规则包有 {len(result.faults)} 处错误，如 {fault.file} {fault.key}：{fault.message}",
            advice=f"{fault.advice} 改好后复核：{VERIFY}。",
        )
    pack = result.pack
    stored = uow.packs.store(pack.id, pack.version, pack_digest(files), files, on=on)
    keep_outline(uow, stored, pack)
    return pack


def stored_pack(desk: Desk, view: ReadView, pack: str, version: str) -> Pack:
    """The pack as this workspace stored it, with the names its offices got here."""
    return _as_named(desk, pack_as_stored(desk, view, pack, version), renames_of(view))


def _as_named(desk: Desk, pack: Pack, renames: Renames) -> Pack:
    """The pack with the new names its offices got here."""
    if not renames:
        return pack
    key = (pack.id, pack.version, renames)
    if key not in desk.renamed_packs:
        desk.renamed_packs[key] = with_office_names(pack, renames)
    return desk.renamed_packs[key]


def current_pack(desk: Desk, view: ReadView) -> Pack:
    """The pack new projects start under: the office's choice in its newest stored version."""
    chosen = chosen_pack(desk, view)
    return stored_pack(desk, view, chosen.pack, chosen.version)


def packs_in_force(desk: Desk, view: ReadView) -> tuple[Pack, ...]:
    """The pack new projects start under, then the newest one of every other kind of regime."""
    return tuple(stored_pack(desk, view, *pin) for pin in pins_in_force(desk, view))


def pack_having(desk: Desk, view: ReadView, has: Callable[[Pack], bool]) -> Pack:
    """The first pack in force that has something; the one new projects start under if none has."""
    packs = packs_in_force(desk, view)
    return next((pack for pack in packs if has(pack)), packs[0])


def pack_by_id(desk: Desk, view: ReadView, pack_id: str) -> Pack:
    """A pack for a trial: the newest stored version, else the office's own or the shipped one."""
    stored = [each for each in view.packs.all() if each.pack == pack_id]
    if stored:
        return stored_pack(desk, view, pack_id, stored[-1].version)
    files = pack_files(desk, pack_id)
    key = (pack_id, pack_digest(files))  # not kept here: as its files are now
    if key not in desk.packs:
        result = load_pack(files)
        if result.pack is None:
            raise UserFacingError(
                f"规则包“{pack_id}”有错误",
                advice=f"各处错误这样查看：{VERIFY}。",
            )
        desk.packs[key] = result.pack
    return desk.packs[key]


def project_pack(desk: Desk, view: ReadView, project: Project) -> Pack:
    """The pack version the project is pinned to."""
    return stored_pack(desk, view, project.pack, project.pack_version)


def terms_on(view: ReadView, on: date, reached: frozenset[str] = frozenset()) -> Terms:
    """The office's settings and signed readings valid on a day, and which steps have come."""
    settings = {n: e.value for n, e in view.settings.on(on).items() if e.value is not None}
    readings = {each.reading: each.choice for each in view.readings.on(on).values()}
    return Terms(on=on, settings=settings, readings=readings, reached=reached)


def plain(value: object) -> JsonValue:
    """A written value as it is stored: exact decimals and dates as text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return tuple(map(str, value))
    return value if isinstance(value, bool | int) else str(value)
