"""The office's own rule packs: begun from the blank, checked, taken up, passed on as one file.

A clerk who writes a regulation down picks 新建规则包, gets a folder of files with hints, writes in
them with a text editor, checks as often as wanted and takes the pack up when no fault is left.
Until then nothing of it is in the workspace; once taken up, the workspace keeps it byte for byte.
"""

import re
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop_app.errors import EnvironmentProblem, Refused
from desktop_app.rules.loader import available_packs, load_pack, pack_digest, read_pack_folder
from desktop_app.rules.pack import Pack
from desktop_app.rules.register_columns import register_guide
from desktop_app.rules.schema import FILES
from desktop_app.rules.wording import listed
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.going_live.repinning import RepinOutlook, new_version_outlook
from desktop_app.use_cases.imports.heading_clashes import load_checked
from desktop_app.use_cases.outlines import PACK_SETTING
from desktop_app.use_cases.places import make_folder, write_file
from desktop_app.use_cases.regime import (
    OWN_FOLDER,
    PACKS,
    PROJECTS,
    is_template,
    own_folder,
    own_packs,
    pack_files,
    pack_head,
    shipped_packs,
    store_pack,
)
from desktop_app.use_cases.standing.refresh import refresh

GUIDE, GUIDE_COPY = "README.md", "怎样编写.md"
REGISTERS_COPY = "自带台账.md"
DIGEST_FILE = "digest.sm3"
LARGEST_FILE = 20 * 1024 * 1024
"""Bytes all files of a pack may take unpacked; the largest known pack takes half of one."""
_ID = re.compile(r"[a-z][a-z0-9-]{1,40}")
_HEAD = (
    (re.compile(r'^id = "[^"]*"', re.MULTILINE), 'id = "{id}"'),
    (re.compile(r'^title = "[^"]*"', re.MULTILINE), 'title = "{title}"'),
    (re.compile(r"^# 模板标记.*\nis_template = true\n+", re.MULTILINE), ""),
)


@dataclass(frozen=True)
class PackInFile:
    """A pack read from one file: what it is and the digest over its contents."""

    id: str
    version: str
    title: str
    digest: str
    """SM3, 64 hex digits."""


def new_pack(desk: Desk, pack_id: str, title: str) -> Path:
    """Copy the blank under a name of its own, with the guide beside it; gives the folder."""
    require(desk, "regulations.packs")
    if not _ID.fullmatch(pack_id):
        raise Refused(
            f"规则包编号不能写“{pack_id}”",
            advice="只用小写字母、数字和短横，字母开头，如 mouxian-2025。",
        )
    if not title.strip():
        raise Refused("没有写规则包名称", advice="请写办法的简称，如“某县项目管理 2025”。")
    folder = own_folder(desk) / pack_id
    if pack_id in shipped_packs() or folder.exists():
        raise Refused(f"已有编号为“{pack_id}”的规则包", advice="请换一个编号。")
    for name, content in _begun(pack_id, title.strip()).items():
        write_file(folder / name, content)
    return folder


def _begun(pack_id: str, title: str) -> Mapping[str, bytes]:
    """The blank's files under the new name, the guide and the built-in registers beside them."""
    blanks = (read_pack_folder(each.path) for each in available_packs(PACKS))
    files = next(dict(each) for each in blanks if is_template(each))
    head = files["pack.toml"].decode("utf-8")
    safe = title.replace("\\", "").replace('"', "”")
    for pattern, text in _HEAD:
        head = pattern.sub(text.format(id=pack_id, title=safe), head, count=1)
    guide = (PACKS / GUIDE).read_bytes()
    columns = register_guide().encode("utf-8")
    beside = {GUIDE_COPY: guide, REGISTERS_COPY: columns}
    return {**files, "pack.toml": head.encode("utf-8"), **beside}


def export_pack(desk: Desk, pack_id: str, target: Path) -> PackInFile:
    """Write a pack without faults as one file; equal contents make an equal file."""
    files = pack_files(desk, pack_id)
    pack = sound_pack(files)
    digest = pack_digest(files)
    whole = {**files, DIGEST_FILE: f"{digest}\n".encode()}
    make_folder(target.parent)
    try:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(whole):
                archive.writestr(zipfile.ZipInfo(f"{pack_id}/{name}"), whole[name])
    except OSError as problem:
        raise EnvironmentProblem(
            "规则包写不进这个文件", advice="请换一个能写入的位置，确认磁盘有空间。"
        ) from problem
    return PackInFile(pack.id, pack.version, pack.title, digest)


def import_pack(desk: Desk, source: Path) -> PackInFile:
    """Lay a pack that came as one file among the office's own; refused with all its faults.

    The same contents again change nothing. Other contents under the same id take a version of
    their own: then the folder is replaced, and what the workspace keeps of it stays.
    """
    require(desk, "regulations.packs")
    files = read_pack_file(source)
    pack, digest = sound_pack(files), pack_digest(files)
    here = own_packs(desk).get(pack.id)
    if pack.id in shipped_packs():
        raise Refused(
            f"“{pack.id}”是随程序提供的规则包", advice="请对方换一个编号，或升级程序取得新版本。"
        )
    if here is not None:
        _refuse_other_contents(here, pack.version, digest)
    folder = own_folder(desk) / pack.id
    fresh = folder.with_name(f"{pack.id}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for name, content in files.items():
        write_file(fresh / name, content)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return PackInFile(pack.id, pack.version, pack.title, digest)


def _refuse_other_contents(folder: Path, version: str, digest: str) -> None:
    kept = read_pack_folder(folder)
    old = load_pack(kept).pack
    if pack_digest(kept) != digest and (old is None or old.version == version):
        raise Refused(
            f"本机已有内容不同的“{folder.name} {version}”",
            advice="请对方把改过的规则包换一个版本号再导出；本机正在写的请先导出留存。",
        )


def read_pack_file(source: Path) -> dict[str, bytes]:
    """The files of a pack that came as one file, checked against the digest it carries."""
    try:
        with zipfile.ZipFile(source) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
            if sum(each.file_size for each in entries) > LARGEST_FILE:
                raise Refused("这个文件太大，不像规则包", advice="请向对方核对文件。")
            files = {Path(each.filename).name: archive.read(each) for each in entries}
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as problem:
        raise Refused(
            f"“{source.name}”不是规则包文件",
            advice="请选用在“法规 · 规则包”点“导出”得到的 .zip 文件。",
        ) from problem
    said = files.pop(DIGEST_FILE, b"").decode("ascii", "replace").strip()
    known = {name: content for name, content in files.items() if name in FILES}
    if said != pack_digest(known):
        raise Refused(
            "规则包的内容和它带的校验值不符，可能被改过或传坏了", advice="请对方重新导出再发一次。"
        )
    return known


def version_outlook(desk: Desk, pack_id: str) -> RepinOutlook:
    """What taking this pack up would change against the versions in use; nothing is written."""
    return new_version_outlook(desk, sound_pack(pack_files(desk, pack_id)))


def take_up(desk: Desk, pack_id: str, *, reason: str) -> PackInFile:
    """Keep a pack in the workspace and start new projects under it from today on.

    Projects already here keep their version; office settings the pack asks for and the office has
    not answered stay open.
    """
    require(desk, "regulations.packs")
    if not reason.strip():
        raise Refused("没有写启用的理由", advice="请写明依据，如办法的文号和施行日期。")
    files = pack_files(desk, pack_id)
    pack, digest = sound_pack(files), pack_digest(files)
    with desk.workspace.read() as view:
        kept = view.packs.version(pack.id, pack.version)
        if kept is not None and kept.digest != digest:
            raise Refused(
                f"工作区里已有内容不同的“{pack.title} {pack.version}”",
                advice="改动后的规则包请换一个版本号（pack.toml 的 version）。",
            )
    act = desk.act("enable_pack", f"启用规则包“{pack.title} {pack.version}”", reason=reason)
    with desk.workspace.begin(act) as uow:
        if kept is None:
            store_pack(uow, files, desk.today)
        if pack.head.kind == PROJECTS:
            uow.settings.add(
                name=PACK_SETTING, value=pack.id, valid_from=desk.today, reason=reason,
                signer=desk.operator,
            )  # fmt: skip
    refresh(desk)
    return PackInFile(pack.id, pack.version, pack.title, digest)


def first_pack(source: str) -> Mapping[str, bytes]:
    """The files of the pack a workspace begins under: a shipped id, a folder, or a pack's file.

    A county that has written its pack need not begin under another county's.
    """
    shipped, place = shipped_packs(), Path(source)
    if source in shipped:
        files, kind = shipped[source], pack_head(shipped[source])["kind"]
    elif place.is_file() or (place / "pack.toml").is_file():
        files = read_pack_file(place) if place.is_file() else read_pack_folder(place)
        kind = sound_pack(files).head.kind
    else:
        raise Refused(
            f"没有规则包“{source}”",
            advice=f"可用的规则包：{listed(shipped)}；也可以写自己的规则包的文件夹或文件。",
        )
    if kind != PROJECTS:
        raise Refused("新建工作区要用项目管理的规则包", advice="消费券的规则包以后再启用。")
    return files


def pack_to_begin_with(source: Path) -> PackInFile:
    """What pack of one's own lies in a folder or file; refused where no workspace can begin so."""
    files = first_pack(str(source))
    pack = sound_pack(files)
    return PackInFile(pack.id, pack.version, pack.title, pack_digest(files))


def lay_out(folder: Path, pack_id: str, files: Mapping[str, bytes]) -> None:
    """Put the office's own pack among those of its workspace, where it goes on being written."""
    if pack_id not in shipped_packs():
        for name, content in files.items():
            write_file(folder / OWN_FOLDER / pack_id / name, content)


def sound_pack(files: Mapping[str, bytes]) -> Pack:
    """The pack of these files; refused with every fault at once."""
    result = load_checked(files)
    if result.pack is None or result.faults:
        told = "；".join(f"{each.file} {each.key}：{each.message}" for each in result.faults[:5])
        raise Refused(
            f"规则包有 {len(result.faults)} 处错误：{told}",
            advice="请点“校验规则包”查看全部错误和改法，改好再办。",
        )
    return result.pack
