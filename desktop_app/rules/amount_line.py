"""An amount line (金额线): an amount whose crossing changes the route."""

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_app.rules.dated import SettingValues, setting_quantity
from desktop_app.rules.kinds import Quantity
from desktop_app.rules.schema import LawValue, OfficeSetting
from desktop_app.values.money import Fen

if TYPE_CHECKING:
    from desktop_app.rules.pack import Pack

_NOTHING: SettingValues = MappingProxyType({})


@dataclass(frozen=True)
class AmountLine:
    """An amount whose crossing changes the route: id, label, amount in 分, clause."""

    id: str
    label: str
    fen: Fen
    clause: str
    is_house: bool = False
    """Set by the office, which is no law: a text must say so."""

    @property
    def origin(self) -> str:
        """What the line rests on, for a text: its clause, or that the office set it."""
        return "本办设定" if self.is_house else self.clause


def amount_lines(
    pack: "Pack", on: date, settings: SettingValues = _NOTHING
) -> tuple[AmountLine, ...]:
    """Every amount line in force, of the law and of the office, smallest first."""
    law = [_line(pack, each, pack.value(each.id, on)) for each in pack.parameters if each.is_line]
    own = [
        _line(pack, each, setting_quantity(each, settings.get(each.id)))
        for each in pack.settings
        if each.is_line
    ]
    found = (line for line in (*law, *own) if line is not None)
    return tuple(sorted(found, key=lambda line: (line.fen, line.id)))


def _line(
    pack: "Pack", entry: LawValue | OfficeSetting, found: Quantity | None
) -> AmountLine | None:
    if found is None:
        return None
    return AmountLine(
        entry.id,
        entry.label,
        Fen(int(found.number)),
        "、".join(pack.clauses(entry.rows)),
        is_house=isinstance(entry, OfficeSetting),
    )
