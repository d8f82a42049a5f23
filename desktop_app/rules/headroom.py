"""How much is left under each cap of a check: what its left side may still grow before it turns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.rules.comparisons import Scene, left_operand
from desktop_app.rules.expression import evaluate_condition
from desktop_app.rules.facts import Facts
from desktop_app.rules.kinds import NUMERIC, Quantity
from desktop_app.rules.operands import evaluate, operand_text
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms, scene
from desktop_app.rules.schema import Comparison, Rule

CAPS = {"<=": "不超过", "<": "不到"}
"""Operators under which a left side has room, as a clerk reads them."""


@dataclass(frozen=True)
class Room:
    """One cap of a check: what stands on its left, what it may come to, what is left."""

    rule: str
    title: str
    clauses: tuple[str, ...]
    reading: str
    """The option of the reading it is counted by; empty for a check with one reading."""
    reading_label: str
    is_applied: bool
    """False for a reading the office has not signed, or has signed otherwise."""
    used: Quantity
    cap: Quantity
    is_strict: bool
    """Whether the cap itself is already too much."""
    told: str
    """The cap with its arithmetic."""

    @property
    def left(self) -> Quantity:
        """What may still be added; negative once the cap is passed."""
        return Quantity(self.cap.kind, self.cap.number - self.used.number)

    @property
    def text(self) -> str:
        """The room as a clerk reads it."""
        left = self.left.number
        over = Quantity(self.cap.kind, abs(left)).text
        grows = "还可增加不到" if self.is_strict else "还可增加"
        word = "没有余量" if left == 0 else f"{grows if left > 0 else '已超出'} {over}"
        by = f"{self.reading_label}：" if self.reading_label else ""
        return f"{by}现为 {self.used.text}，{word}（{self.told}）"


def rooms_of(pack: Pack, rule: Rule, facts: Facts, terms: Terms) -> tuple[Room, ...]:
    """Every cap of a check, under every reading; none where it does not apply or a side lacks."""
    found = scene(pack, facts, terms)
    if evaluate_condition(rule.applies, found.lookup).value is not True:
        return ()
    return tuple(
        room
        for option, comparisons in _by_reading(rule)
        for each in _plain(comparisons, found)
        if (room := _room(pack, rule, option, each, found, terms)) is not None
    )


def by_check(rooms: Sequence[Room]) -> dict[str, list[Room]]:
    """What to tell of each check, by its id: its applied reading, or every one if none is."""
    found: dict[str, list[Room]] = {}
    for room in rooms:
        found.setdefault(room.rule, []).append(room)
    return {
        rule: [each for each in told if each.is_applied] or told for rule, told in found.items()
    }


def _by_reading(rule: Rule) -> Iterator[tuple[str, Sequence[Comparison]]]:
    if isinstance(rule.passes, dict):
        yield from rule.passes.items()
    else:
        yield "", rule.passes


def _plain(comparisons: Sequence[Comparison], found: Scene) -> Iterator[Comparison]:
    """The comparisons that all have to hold; where one of several is enough, none is a cap."""
    for each in comparisons:
        if each.when and evaluate_condition(each.when, found.lookup).value is not True:
            continue
        if each.all_:
            yield from _plain(each.all_, found)
        elif each.op in CAPS and each.value is not None:
            yield each


def _room(
    pack: Pack, rule: Rule, option: str, comparison: Comparison, found: Scene, terms: Terms
) -> Room | None:
    cap_operand = comparison.value
    if cap_operand is None:
        return None
    used = evaluate(left_operand(comparison), found.names, found.lookup)
    cap = evaluate(cap_operand, found.names, found.lookup)
    if not isinstance(used, Quantity) or not isinstance(cap, Quantity):
        return None
    if used.kind.base not in NUMERIC or cap.kind.base != used.kind.base:
        return None
    told = operand_text(cap_operand, found.names, found.lookup)
    plain = isinstance(cap_operand, str)
    signed = terms.readings.get(rule.reading or "")
    return Room(
        rule=rule.id,
        title=rule.title,
        clauses=pack.clauses(rule.rows),
        reading=option,
        reading_label=_label(pack, rule, option),
        is_applied=not option or option == signed,
        used=used,
        cap=cap,
        is_strict=comparison.op == "<",
        told=f"{CAPS[comparison.op or '<=']} {told}" + ("" if plain else f" ＝ {cap.text}"),
    )


def _label(pack: Pack, rule: Rule, option: str) -> str:
    options = pack.reading(rule.reading).options if rule.reading else ()
    return next((each.label for each in options if each.id == option), "")
