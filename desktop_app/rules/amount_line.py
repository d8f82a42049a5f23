"""An amount line (金额线): an amount whose crossing changes the route."""

from dataclasses import dataclass

from desktop_app.values.money import Fen


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
