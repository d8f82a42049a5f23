"""Which rule packs there are, shipped or written by the office, and whether they hold together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desktop_app.errors import Refused
from desktop_app.rules.loader import available_packs, load_pack, read_pack_folder
from desktop_app.rules.pack import Pack
from desktop_app.rules.verify import PackReport, verify_pack
from desktop_app.rules.wording import listed
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.example_runs import RUNNERS
from desktop_app.use_cases.imports.heading_clashes import load_checked
from desktop_app.use_cases.outlines import pins_in_force
from desktop_app.use_cases.regime import PACKS, own_packs, shipped_packs


@dataclass(frozen=True)
class PackLine:
    """One pack: shipped with the program or written by the office."""

    id: str
    title: str
    version: str
    number: str
    issuer: str
    in_force_from: date | None
    in_force_until: date | None
    in_force: str = ""
    """Its version that is in force here, for new projects or as another kind of regime."""
    basis: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    """What ceased to be in force with it."""
    folder: Path | None = None
    """Where the office writes it; None for a pack of the program."""
    faults: int = 0
    """How many faults keep it from being taken up."""

    @property
    def is_current(self) -> bool:
        """Whether this very version is in force."""
        return self.in_force == self.version != ""

    @property
    def may_be_taken_up(self) -> bool:
        """Whether it is sound and neither it nor a later version of it is in force."""
        return not self.faults and _order(self.in_force) < _order(self.version)


def packs(desk: Desk) -> tuple[PackLine, ...]:
    """Every pack that ships, and those the office writes, with faults or without."""
    with desk.workspace.read() as view:
        in_force = dict(pins_in_force(desk, view))
    shipped = [_pack_line(pack, in_force) for pack in _shipped()]
    own = [_own_line(folder, in_force) for folder in own_packs(desk).values()]
    return (*shipped, *own)


def _own_line(folder: Path, in_force: Mapping[str, str]) -> PackLine:
    result = load_checked(read_pack_folder(folder))
    if result.pack is None:
        return PackLine(
            folder.name, folder.name, "", "", "", None, None,
            folder=folder, faults=len(result.faults),
        )  # fmt: skip
    line = _pack_line(result.pack, in_force)
    return replace(line, folder=folder, faults=len(result.faults))


def pack_lines_at(own: Path | None) -> tuple[PackLine, ...]:
    """Every pack that ships and those in the folder of the office's own, no workspace opened."""
    mine = available_packs(own) if own is not None else ()
    written = [load_pack(read_pack_folder(each.path)).pack for each in mine]
    return tuple(_pack_line(pack, {}) for pack in (*_shipped(), *written) if pack is not None)


def _shipped() -> list[Pack]:
    results = (load_pack(files) for files in shipped_packs().values())
    return [result.pack for result in results if result.pack is not None]


def _pack_line(pack: Pack, in_force: Mapping[str, str]) -> PackLine:
    document = pack.document
    return PackLine(
        pack.id,
        pack.title,
        pack.version,
        document.number,
        document.issuer,
        document.from_,
        document.until,
        in_force=in_force.get(pack.id, ""),
        basis=document.basis,
        replaces=document.replaces,
    )


def _order(version: str) -> tuple[int, ...]:
    """Versions in their order; none comes before any."""
    return tuple(int(part) for part in version.split(".") if part)


def verify_packs(ids: Sequence[str] = (), own: Path | None = None) -> tuple[PackReport, ...]:
    """Load and check packs with their examples; all of them where none is named.

    Args:
        ids: ids of packs, or folders that hold one.
        own: the folder of the packs the office writes, None without a workspace.
    """
    mine = available_packs(own) if own is not None else ()
    sources = {source.id: source.path for source in (*available_packs(PACKS), *mine)}
    folders = [sources.get(each, Path(each)) for each in ids] or list(sources.values())
    unknown = [each for each, at in zip(ids, folders, strict=False) if not _holds_pack(at)]
    if unknown:
        raise Refused(
            f"没有规则包“{unknown[0]}”",
            advice=f"可用的规则包：{listed(sources)}；也可以写一个文件夹，里面有 pack.toml。",
        )
    return tuple(verified(read_pack_folder(each)) for each in folders)


def verified(files: Mapping[str, bytes]) -> PackReport:
    """The report of one pack from its files, every example run."""
    return verify_pack(load_checked(files), runners=RUNNERS)


def _holds_pack(folder: Path) -> bool:
    return (folder / "pack.toml").is_file()
