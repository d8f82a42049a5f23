"""What the placeholders of a paper stand for: the facts of a subject as an office writes them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from desktop_app.rules.facts import FactValue
from desktop_app.rules.kinds import Kind, Quantity, fact_quantity
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import IN_WORDS, RegisterField
from desktop_app.rules.schema.common import OPTIONAL, PLACEHOLDER, WORKED_OUT
from desktop_app.values.dates import long_date
from desktop_app.values.money import Fen, round_fen, uppercase, wan_text, yuan_text

Later = Mapping[str, Callable[[], str]]
"""Texts worked out only when a paper asks for them."""
YUAN = "元"
NAME = ""
"""How a personal text without a format of its own is written: the name of a person."""
SHARE = Kind("number", "%")
_GAP = re.compile(r"(?<=[\d%]) (?=[\u4e00-\u9fff])")
_STOP_TWICE = re.compile("。(?=[”）]*[。，；、])")


@dataclass(frozen=True)
class Texts:
    """The texts of one subject by placeholder: given ones first, then its facts."""

    pack: Pack
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    later: Later = field(default_factory=dict)
    money: Mapping[str, Fen] = field(default_factory=dict)
    """Amounts that are no facts of the subject, by the name a paper uses."""
    names_people: bool = False
    """Whether names of people are written in full; numbers stay masked."""

    def __call__(self, name: str) -> str:
        """What stands for a placeholder; empty where nothing is known."""
        if name.endswith(IN_WORDS):
            return self._in_words(name.removesuffix(IN_WORDS))
        if name in self.given:
            return self.given[name]
        if name in self.later:
            return self.later[name]()
        found = self.quantity(name)
        return "" if found is None else self._written(name, found)

    def quantity(self, name: str) -> Quantity | None:
        """The value behind a placeholder that is a fact; None where it is missing."""
        worked = WORKED_OUT.fullmatch(name)
        if worked is not None:
            return self._worked_out(*worked.groups())
        if name not in self.pack.names.facts:
            return None
        value = FactValue(self.money[name]) if name in self.money else self.facts.get(name)
        found = fact_quantity(self.pack.fact(name), value)
        if found is not None and self.names_people and found.kind.personal == NAME:
            return replace(found, kind=replace(found.kind, personal=None))
        return found

    def _worked_out(self, first: str, sign: str, second: str) -> Quantity | None:
        """The share of one amount in another, or what it is above it; None where there is none."""
        amount, other = self.quantity(first), self.quantity(second)
        if amount is None or other is None:
            return None
        if sign == "/":
            share = amount.number / other.number if other.number else None
            return None if share is None else Quantity(SHARE, share)
        excess = amount.number - other.number
        return Quantity(amount.kind, excess) if excess > 0 else None

    def _written(self, name: str, found: Quantity) -> str:
        if isinstance(found.value, date):
            return long_date(found.value)
        if found.kind is SHARE:
            return _percent(found)
        column = column_of(self.pack, name)
        if found.kind.base == "money" and column is not None:
            return amount_text(round_fen(found.number), column.unit)
        return tight(found.text)

    def _in_words(self, name: str) -> str:
        found = self.quantity(name)
        return uppercase(round_fen(found.number)) if found else self.given.get(name + IN_WORDS, "")

    @cached_property
    def label(self) -> str:
        """The subject in the words of a refusal: code and name, or whose it is."""
        parts = (self("project_code"), self("project_name") or self("unit_name"))
        return " ".join(part for part in parts if part)


def _percent(share: Quantity) -> str:
    """A share as papers write it, `6.10%`, rounded half up."""
    exact = Decimal(share.number.numerator) / Decimal(share.number.denominator) * 100
    return f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP)}%"


def column_of(pack: Pack, name: str) -> RegisterField | None:
    """The register column a fact `register.column` is; None for any other fact."""
    register, _, column = name.partition(".")
    spec = next((each for each in pack.registers if each.id == register), None)
    return next((each for each in spec.field if each.id == column), None) if spec else None


def amount_text(fen: Fen, unit: str) -> str:
    """An amount in the unit of its column, `350.00万元`, `5,000.00元`."""
    return f"{yuan_text(fen)}元" if unit == YUAN else f"{wan_text(fen)}万元"


def tight(text: str) -> str:
    """A number and its unit as papers write them, without the gap screens leave between them."""
    return _GAP.sub("", text)


def tidy(text: str) -> str:
    """A filled sentence without the full stop a filled-in text brought before another mark.

    A quotation or bracket that closes between the two changes nothing: `到位。）。` is `到位）。`.
    """
    return _STOP_TWICE.sub("", text)


def fill(text: str, find: Callable[[str], str]) -> str:
    """The text with its placeholders replaced; what is not known stays empty.

    A part in square brackets stands only if everything named in it is known.
    """
    whole = OPTIONAL.sub(lambda match: _if_known(match.group(1), find), text)
    return PLACEHOLDER.sub(lambda match: find(match.group(1)), whole)


def _if_known(part: str, find: Callable[[str], str]) -> str:
    is_known = all(find(name) for name in PLACEHOLDER.findall(part))
    return part if is_known else ""


def required_names(text: str) -> tuple[str, ...]:
    """The placeholders a text cannot do without: those outside square brackets."""
    return tuple(PLACEHOLDER.findall(OPTIONAL.sub("", text)))


def lone_name(text: str) -> str:
    """The name a text consists of, `{contract.amount}`; empty for any other text."""
    found = PLACEHOLDER.fullmatch(text)
    return found[1] if found else ""
