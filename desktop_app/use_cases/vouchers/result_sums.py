"""The auditor's result by merchant: checked against its own rows, or taken where it has none."""

from collections.abc import Iterator, Mapping

from db.unit_of_work import ReadView
from db.vouchers.verdicts import Place, last_redemption
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.domain.vouchers.verdicts import Fault, accepted_of
from desktop_app.excel.lists.problems import Problems
from desktop_app.excel.lists.reader import Part
from desktop_app.use_cases.vouchers.payable import counted
from desktop_app.use_cases.vouchers.result_rows import PlaceSum, RowTold, tolds
from desktop_app.values.money import Fen, yuan_text


class ResultSums:
    """Takes the sums of one workbook; what cannot be is noted at its row."""

    def __init__(self, view: ReadView, terms: Terms) -> None:
        self._view = view
        self._terms = terms
        self.places: dict[Place, PlaceSum] = {}
        self._reasons: dict[Place, str] = {}
        self._claimed: dict[Place, tuple[int, int]] | None = None

    def take(self, part: Part, problems: Problems, rows: Mapping[Place, PlaceSum] | None) -> None:
        """Take a part; `rows` is what the workbook says row by row, None where it says nothing.

        Told row by row, sums the auditor left blank are not wanted.
        """
        for line, told in zip(part.lines, tolds(part), strict=True):
            if told.said.is_blank and rows is not None:
                continue
            fault = self._fault(line, told, rows)
            if fault is not None:
                problems.row(line, fault.told, fault.advice)

    def finish(self, problems: Problems, rows: Mapping[Place, PlaceSum]) -> None:
        """Note merchants that are among the rows but not among the sums."""
        left = [place for place in rows if place not in self.places]
        if left and self.places and not problems.total:
            told = "、".join(self._name(place) for place in left[:3])
            more = f"等 {len(left)} 处" if len(left) > len(left[:3]) else ""
            problems.row(0, f"按商户的合计里少了：{told}{more}", "请补上，或删去按商户的这一张。")

    def values(self) -> Iterator[dict[str, object]]:
        """The sums as they are stored."""
        for (merchant, kind), each in self.places.items():
            yield {
                "merchant": merchant,
                "kind": kind,
                "claimed_fen": Fen(each.claimed_fen),
                "accepted_fen": Fen(each.accepted_fen),
                "reason": self._reasons[merchant, kind],
            }

    def _fault(
        self, line: int, told: RowTold, rows: Mapping[Place, PlaceSum] | None
    ) -> Fault | None:
        if not told.merchant or not told.kind:
            return None  # the empty cell is noted by the reader
        place = (told.merchant, told.kind)
        if place in self.places:
            return Fault(f"{self._name(place)}在第 {self.places[place].line} 行已经写过")
        _, claimed = self._claims(rows).get(place, (0, None))
        if claimed is None:
            return self._unknown(place, rows)
        accepted = accepted_of(told.said, claimed)
        if isinstance(accepted, Fault):
            return accepted
        self.places[place] = PlaceSum(line, 0, claimed, accepted)
        self._reasons[place] = told.reason
        return self._differs(place, accepted, rows) or self._paid(place, accepted)

    def _claims(self, rows: Mapping[Place, PlaceSum] | None) -> Mapping[Place, tuple[int, int]]:
        if self._claimed is None:
            campaign = self._terms.campaign.id
            if rows is not None:
                self._claimed = {place: (x.rows, x.claimed_fen) for place, x in rows.items()}
            else:
                last = last_redemption(self._view.connection, campaign)
                self._claimed = counted(self._view, self._terms, last)
        return self._claimed

    def _unknown(self, place: Place, rows: Mapping[Place, PlaceSum] | None) -> Fault:
        if rows is not None:
            return Fault(f"{self._name(place)}在逐笔结果里没有", "请核对两张表。")
        return Fault(f"核销明细里没有{self._name(place)}", "请核对信用代码和券种。")

    def _differs(
        self, place: Place, accepted: Fen, rows: Mapping[Place, PlaceSum] | None
    ) -> Fault | None:
        if rows is None or rows[place].accepted_fen == accepted:
            return None
        summed, said = rows[place].accepted_fen, yuan_text(accepted)
        return Fault(
            f"逐笔合计认可 {yuan_text(Fen(summed))} 元，这里写 {said} 元，"
            f"差 {yuan_text(Fen(abs(summed - accepted)))} 元",
            "请核对两张表。",
        )

    def _paid(self, place: Place, accepted: Fen) -> Fault | None:
        """What was accepted and paid is not accepted away: money too much is recovered."""
        own, kept = {"merchant": place[0], "kind": place[1]}, self._view.vouchers
        payments = kept.payments.where(campaign_id=self._terms.campaign.id, **own)
        if not payments:
            return None
        (line,) = kept.lines.where(settlement_id=payments[-1].settlement_id, **own)
        before = Fen(line.claimed_fen - line.disallowed_fen)
        if before <= accepted:
            return None
        return Fault(
            f"已按认可 {yuan_text(before)} 元拨付（凭证 {payments[-1].number}），"
            f"不能再改成认可 {yuan_text(accepted)} 元",
            "多付的请登记追回，这里照原来认可的写。",
        )

    def _name(self, place: Place) -> str:
        names = {each.code: each.name for each in self._terms.merchants}
        titles = {kind.id: kind.title for kind in self._terms.campaign.kinds}
        return f"{names.get(place[0], place[0])}的{titles.get(place[1], place[1])}"
