"""The joint review: every office's opinion on every item side by side, what lacks and conflicts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.plans.ceiling import unit_doubt
from desktop_app.domain.plans.item import PlanItem
from desktop_app.domain.register import RegisterEntry
from desktop_app.values.ids import EntryId, ProjectId
from desktop_app.values.money import Fen, wan_text


@dataclass(frozen=True)
class Opinion:
    """What one office says of one item; the amount in 分, None where it suggests none."""

    id: EntryId
    project_id: ProjectId | None
    office: str
    opinion: str
    amount_fen: Fen | None = None
    comment: str = ""
    signer: str = ""
    signed_on: date | None = None


@dataclass(frozen=True)
class ReviewedItem:
    """One item with the opinions on it."""

    item: PlanItem
    opinions: Mapping[str, Opinion]
    """By office."""
    missing: tuple[str, ...]
    """Offices that owe an opinion, by id."""

    @property
    def refused_by(self) -> tuple[str, ...]:
        """Offices that say no."""
        return tuple(o.office for o in self.opinions.values() if o.opinion == "refused")

    @property
    def altered_by(self) -> tuple[str, ...]:
        """Offices that suggest another amount than asked."""
        return tuple(o.office for o in self.opinions.values() if is_altered(o, self.item))

    @property
    def suggested(self) -> tuple[Fen, ...]:
        """The amounts suggested besides the one asked, each once, the lowest first."""
        found = {
            o.amount_fen
            for o in self.opinions.values()
            if is_altered(o, self.item) and o.amount_fen is not None
        }
        return tuple(sorted(found))

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Where the offices disagree, or an opinion contradicts itself, in words."""
        given = list(self.opinions.values())
        found = []
        if self.refused_by and len(self.refused_by) < len(given):
            found.append("有的部门同意，有的不同意")
        if len(self.suggested) > 1:
            amounts = "、".join(wan_text(fen) for fen in self.suggested)
            found.append(f"建议金额不一致：{amounts} 万元")
        return (*found, *(doubt for each in given for doubt in doubts_about(each, self.item)))


def is_altered(opinion: Opinion, item: PlanItem) -> bool:
    """Whether the office suggests another amount than asked."""
    return opinion.amount_fen is not None and opinion.amount_fen != item.asked_fen


def doubts_about(opinion: Opinion, item: PlanItem) -> tuple[str, ...]:
    """What does not fit within one opinion, in words."""
    amount, asked = opinion.amount_fen, item.asked_fen
    if amount is None:
        return ("写了调整金额，没有写建议金额",) if opinion.opinion == "adjusted" else ()
    head = f"建议金额 {wan_text(amount)} 万元"
    doubt = ""
    if asked is not None:
        doubt = unit_doubt(amount, asked)
        if not doubt and amount > asked:
            doubt = f"高于申请的 {wan_text(asked)} 万元"
        elif not doubt and opinion.opinion == "agreed" and amount < asked:
            doubt = "低于申请金额，却写了同意"
    return (f"{head}，{doubt}",) if doubt else ()


def opinion_of(entry: RegisterEntry) -> Opinion:
    """The opinion a row holds."""
    cells = entry.cells
    amount, signed = cells.get("amount"), cells.get("signed_on")
    return Opinion(
        entry.id,
        entry.project_id,
        str(cells.get("office") or ""),
        str(cells.get("opinion") or ""),
        Fen(amount) if isinstance(amount, int) else None,
        str(cells.get("comment") or ""),
        str(cells.get("signer") or ""),
        date.fromisoformat(signed) if isinstance(signed, str) else None,
    )


def reviewed(
    items: Sequence[PlanItem], opinions: Iterable[Opinion], asked: Sequence[str]
) -> tuple[ReviewedItem, ...]:
    """Every item with the opinions on it; `asked` are the offices that owe one."""
    by_project: dict[ProjectId, dict[str, Opinion]] = {}
    for opinion in opinions:
        if opinion.project_id is not None:
            by_project.setdefault(opinion.project_id, {})[opinion.office] = opinion
    return tuple(
        ReviewedItem(item, found, tuple(office for office in asked if office not in found))
        for item in items
        for found in (by_project.get(item.project_id, {}),)
    )
