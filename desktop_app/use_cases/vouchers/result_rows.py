"""The auditor's result row by row, held against the redemptions it is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.unit_of_work import ReadView
from db.vouchers.verdicts import (
    Asked,
    Place,
    RowFound,
    last_redemption,
    paid_before,
    rows_found,
)
from desktop_app.domain.vouchers.claim_pay import NAMED
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.domain.vouchers.verdicts import UNSAID, Fault, Told, accepted_of
from desktop_app.excel.lists.problems import Problems
from desktop_app.excel.lists.quick import Value
from desktop_app.excel.lists.reader import Part
from desktop_app.use_cases.vouchers.list_rows import Columns
from desktop_app.use_cases.vouchers.payable import counted, newest_words
from desktop_app.values.identity import mask_text
from desktop_app.values.money import Fen, yuan_text

_CLAIM = re.compile(rf"{NAMED}(\d+)号?")
COLUMNS = ("line", "row_id", "claim_id", "claimed_fen", "accepted_fen", "reason")


@dataclass
class PlaceSum:
    """What a workbook says of one merchant and kind."""

    line: int
    """Where it is named first."""
    rows: int = 0
    claimed_fen: int = 0
    accepted_fen: int = 0


class ResultRows:
    """Takes the rows of one workbook; what cannot be is noted at its row."""

    def __init__(self, view: ReadView, terms: Terms) -> None:
        self._view = view
        self._terms = terms
        self.count = 0
        self.places: dict[Place, PlaceSum] = {}
        self.blank: list[int] = []
        """Lines the auditor wrote nothing in."""
        self._seen: dict[tuple[bool, int], int] = {}
        self._paid = paid_before(view.connection, terms.campaign.id)
        self._summed = _summed(view, terms)

    def take(self, part: Part, problems: Problems) -> Columns:
        """The rows of a part as they are stored."""
        found = rows_found(self._view.connection, self._terms.campaign.id, _asked(part))
        taken: list[tuple[Value, ...]] = []
        for place, told in enumerate(tolds(part)):
            line = part.lines[place]
            if told.said.is_blank:
                self.blank.append(line)
                continue
            named = _claim_number(part, place) if self._terms.claims else None
            row = self._claim(named) if named else self._row(found.get(place, []))
            row = row if isinstance(row, Fault) else self._once(row, line)
            accepted = row if isinstance(row, Fault) else self._accepted(row, told)
            if isinstance(accepted, Fault):
                problems.row(line, accepted.told, accepted.advice)
            elif isinstance(row, RowFound):
                keys = (None, row.id) if row.is_claim else (row.id, None)
                taken.append((line, *keys, row.claimed_fen, accepted, told.reason or None))
                self._note(row, accepted, line)
        columns: Columns = {name: [row[at] for row in taken] for at, name in enumerate(COLUMNS)}
        columns["campaign_id"] = [self._terms.campaign.id] * len(taken)
        return columns

    def finish(self, problems: Problems) -> None:
        """Note lines left blank, and merchants accepted by a sum before that are not all here."""
        for line in self.blank:
            problems.row(line, UNSAID.told, UNSAID.advice)
        for place, told in self.places.items():
            whole = self._summed.get(place, told.rows)
            if whole != told.rows:
                problems.row(
                    told.line,
                    "这个商户此前按合计认可，这次逐笔的没有写全",
                    f"请把这个商户这种券的 {whole:,} 笔都写上。",
                )

    def _row(self, found: Sequence[RowFound]) -> RowFound | Fault:
        if not found:
            return Fault("核销明细里没有这一笔", "请核对核销号、交易流水号和券码；更正过的用新的。")
        if len(found) > 1:
            told = f"同一流水号和券码有 {len(found)} 笔核销，分不清是哪一笔"
            return Fault(told, "请写上核销号。")
        if found[0].kind == self._terms.claimed_kind:
            return Fault("这种券按批准的申报拨付", f"流水号请写{NAMED}和受理序号，如{NAMED}12。")
        return found[0]

    def _claim(self, number: int) -> RowFound | Fault:
        claims = self._terms.claims.approved if self._terms.claims else ()
        found = [each for each in claims if each.number == number]
        if len(found) != 1:
            told = "没有批准的" if not found else f"有 {len(found)} 笔"
            return Fault(f"{told}{NAMED}{number}", "请照本办的结果表填。")
        (claim,) = found
        kind = self._terms.claimed_kind
        return RowFound(claim.id, claim.name, claim.dealer, kind, claim.claimed_fen, is_claim=True)

    def _once(self, row: RowFound, line: int) -> RowFound | Fault:
        first = self._seen.setdefault((row.is_claim, row.id), line)
        return row if first == line else Fault(f"这一笔在第 {first} 行已经写过", "请只留一行。")

    def _accepted(self, row: RowFound, told: "RowTold") -> Fen | Fault:
        if told.merchant and told.merchant != row.merchant:
            return Fault(f"商户对不上：这一笔是 {row.merchant} 的", "请照本办的结果表填。")
        accepted = accepted_of(told.said, row.claimed_fen)
        if isinstance(accepted, Fault):
            return accepted
        number = self._paid.number_of(row, accepted)
        if number:
            said = yuan_text(accepted)
            return Fault(
                f"这一笔已经拨付（凭证 {number}），不能再改成认可 {said} 元", "多付的请登记追回。"
            )
        return accepted

    def _note(self, row: RowFound, accepted: Fen, line: int) -> None:
        self.count += 1
        place = self.places.setdefault(row.place, PlaceSum(line))
        place.rows += 1
        place.claimed_fen += row.claimed_fen
        place.accepted_fen += accepted


@dataclass(frozen=True)
class RowTold:
    """What one row of a sheet says."""

    said: Told
    merchant: str = ""
    kind: str = ""

    @property
    def reason(self) -> str:
        """Why money is taken off."""
        return self.said.reason


def tolds(part: Part) -> Iterator[RowTold]:
    """What each row of a part says; personal numbers in a reason are masked."""
    names = ("outcome", "claimed_fen", "accepted_fen", "cut_fen", "reason", "merchant", "kind")
    for outcome, claimed, accepted, cut, reason, merchant, kind in zip(
        *(part.column(name) for name in names), strict=True
    ):
        said = Told(
            _text(outcome) or None,
            _fen(claimed),
            _fen(accepted),
            _fen(cut),
            mask_text(_text(reason)),
        )
        yield RowTold(said, _text(merchant), _text(kind))


def _summed(view: ReadView, terms: Terms) -> dict[Place, int]:
    """Merchants and kinds the auditor gave a sum for last, with how many rows they have now."""
    words = newest_words(view, terms)
    whole = counted(view, terms, last_redemption(view.connection, terms.campaign.id))
    told_by_sum = (place for place, each in words.items() if each.now_fen is not None)
    return {place: whole.get(place, (0, 0))[0] for place in told_by_sum}


def _claim_number(part: Part, place: int) -> int | None:
    """The number of the claim a row names; None: it names a redemption."""
    found = _CLAIM.fullmatch(str(part.column("transaction_no")[place] or ""))
    return int(found[1]) if found else None


def _asked(part: Part) -> Asked:
    return Asked(part.column("transaction_no"), part.column("code"), part.column("row"))


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _fen(value: Value) -> int | None:
    return value if isinstance(value, int) else None
