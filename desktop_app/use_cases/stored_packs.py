"""Packs as a workspace keeps them; reading one takes the rule libraries."""

from db.unit_of_work import ReadView
from desktop_app.errors import UserFacingError
from desktop_app.rules.loader import load_pack
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.desk import Desk


def pack_as_stored(desk: Desk, view: ReadView, pack: str, version: str) -> Pack:
    """The pack exactly as this workspace stored it under that version."""
    key = (pack, version)
    if key not in desk.packs:
        stored = view.packs.version(pack, version)
        if stored is None:
            raise UserFacingError(
                f"工作区里没有规则包 {pack} {version}", advice="请从备份恢复，或重新导入该规则包。"
            )
        result = load_pack(view.packs.files(stored.id))
        if result.pack is None:
            raise UserFacingError(
                f"工作区里的规则包 {pack} {version} 读不出来", advice="请先自检，再从备份恢复。"
            )
        desk.packs[key] = result.pack
    return desk.packs[key]
