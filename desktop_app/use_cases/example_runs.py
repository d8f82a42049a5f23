"""How examples of a pack are run that need more than its rules: courses and bulk checks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from db.vouchers.trial import tried
from desktop_app.domain.example_course import course_pairs
from desktop_app.domain.vouchers.checks import BY_ID
from desktop_app.domain.vouchers.participation import Stay
from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.domain.vouchers.planned import planned_campaign
from desktop_app.domain.vouchers.terms import Participant
from desktop_app.domain.vouchers.terms import Terms as AuditTerms
from desktop_app.rules.examples import Pairs, Runner
from desktop_app.rules.facts import Facts
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms
from desktop_app.rules.schema import Example
from desktop_app.rules.schema.examples import TriedRedemption
from desktop_app.use_cases.vouchers.terms import bare_terms
from desktop_app.values.money import Fen, yuan_text

Cells = dict[str, Any]


def campaign_pairs(pack: Pack, example: Example, _facts: Facts, _terms: Terms) -> Pairs:
    """What an example of a campaign says and what the bulk checks find on its redemptions."""
    kind = next(each for each in pack.campaigns if each.id == example.campaign)
    campaign = planned_campaign(pack, kind)
    suggested = {each.id: each.suggested for each in pack.settings if each.suggested is not None}
    bare = bare_terms(pack, kind, campaign, {**suggested, **example.settings})
    lists = _Lists(campaign)
    lists.issue_unused()
    for row in example.redemptions:
        lists.add(row)
    outcome, found = tried(replace(bare, merchants=tuple(lists.merchants)), lists.rows)
    wanted = example.found or {}
    compared = {check: rows for check, rows in found.items() if check in wanted or _cuts(check)}
    pairs = [(_found_text(wanted, bare), _found_text(compared, bare))]
    if example.taken is not None:
        pairs.append(
            (
                _taken_text(example.taken),
                _taken_text(sum(each.counted_fen for each in outcome.causes)),
            )
        )
    return pairs


RUNNERS: Mapping[str, Runner] = {"course": course_pairs, "campaign": campaign_pairs}
"""By kind of example, as `run_examples` takes them."""


@dataclass
class _Lists:
    """The lists the redemptions of an example would come in."""

    campaign: Campaign
    merchants: list[Participant] = field(default_factory=list)
    rows: dict[str, list[Cells]] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)
    issued: set[str] = field(default_factory=set)

    def add(self, row: TriedRedemption) -> None:
        number = len(self.merchants) + 1
        kind, face = self.campaign.kind(row.kind), row.face
        own = str(number)
        code = row.code or own
        used: Cells = {"batch": row.batch, "kind": row.kind, "face_fen": face, "code": code}
        account = self._key(row.account or row.code or own)
        self.merchants.append(self._merchant(row, own))
        self._put("voucher_redemption", {
            **used, "id": number, "transaction_no": row.purchase or own,
            "claimed_fen": face if row.claimed is None else row.claimed, "spent_fen": row.spent,
            "code": code if kind.is_issued else None, "merchant": own,
            "at": f"{row.on or self.campaign.starts_on} 10:00:{number:02}",
            "account_key": account, "person_key": None if row.person == ""
            else self._key(row.person or f"person {own}"), "invoice": row.invoice, "vin": row.vin,
            "fuel": row.fuel, "goods": row.goods, "grade": row.grade,
            "papers": "complete" if row.has_papers else "lacking",
        })  # fmt: skip
        if kind.is_issued and row.is_issued and code not in self.issued:
            self.issued.add(code)
            given = self._key(row.given_to) if row.given_to else account
            status = "void" if row.is_void else "used"
            self._put("voucher_issued", {**used, "account_key": given, "status": status})
        if row.refund is not None:
            at = (row.on or self.campaign.starts_on).isoformat()
            refund = {"transaction_no": row.purchase or own, "amount_fen": row.refund, "at": at}
            self._put("voucher_refund", refund)

    def issue_unused(self) -> None:
        """One voucher nobody used, so that there is a list of those issued."""
        kind = self.campaign.kinds[0].id
        row = {"batch": 1, "kind": kind, "face_fen": 0, "code": "", "status": "issued"}
        self._put("voucher_issued", {**row, "account_key": self._key("")})

    def _merchant(self, row: TriedRedemption, code: str) -> Participant:
        trades = self.campaign.kind(row.kind).trades
        category = row.category or next(iter(trades), "")
        since = Stay(row.joined or self.campaign.starts_on)
        return Participant(code, code, category, (since,) if row.is_participant else ())

    def _put(self, table: str, cells: Cells) -> None:
        self.rows.setdefault(table, []).append(cells)

    def _key(self, name: str) -> int:
        return self.keys.setdefault(name, len(self.keys) + 1)


def _cuts(check: str) -> bool:
    return BY_ID[check].stand == "disallow"


def _found_text(found: Mapping[str, Sequence[int]], terms: AuditTerms) -> str:
    return "；".join(_told(found, terms)) or "没有问题"


def _told(found: Mapping[str, Sequence[int]], terms: AuditTerms) -> Iterator[str]:
    """The findings in words, in the order of the checks."""
    for check in BY_ID:
        if found.get(check):
            clause = f"（{terms.clauses[check]}）" if terms.clauses.get(check) else ""
            where = "、".join(str(number) for number in sorted(found[check]))
            yield f"{BY_ID[check].title}{clause}第 {where} 笔"


def _taken_text(fen: int) -> str:
    return f"剔除 {yuan_text(Fen(fen))} 元"
