"""Whether the parts of a campaign's plan add up to the 分, and what differs where they do not."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.domain.vouchers.plan import Batch, Campaign, Share
from desktop_app.values.money import Fen, wan_text
from desktop_app.values.numerals import ordinal


@dataclass(frozen=True)
class Difference:
    """Two sums that should be the same; for a batch that is not split both are its money."""

    what: str
    """What was added up, as shown."""
    found_fen: Fen
    wanted_name: str
    """What it should come to, as shown."""
    wanted_fen: Fen
    batch: int | None = None
    kind_id: str = ""
    reason: str = ""
    """Said instead of the sums where there is nothing to add up."""

    @property
    def over_fen(self) -> Fen:
        """How much too much; below nothing: too little."""
        return Fen(self.found_fen - self.wanted_fen)

    @property
    def told(self) -> str:
        """The difference as a sentence without its full stop."""
        if self.reason:
            return self.reason
        word = "多" if self.over_fen > 0 else "少"
        return (
            f"{self.what}合计 {wan_text(self.found_fen)} 万元，{self.wanted_name}"
            f" {wan_text(self.wanted_fen)} 万元，{word} {wan_text(Fen(abs(self.over_fen)))} 万元"
        )


def told(differences: tuple[Difference, ...]) -> str:
    """All differences in one text; empty where there is none."""
    return "；".join(each.told for each in differences) + ("。" if differences else "")


def plan_differences(campaign: Campaign) -> tuple[Difference, ...]:
    """The batches against the total."""
    if campaign.batches_fen == campaign.total_fen:
        return ()
    return (Difference("各批次", campaign.batches_fen, "总额", campaign.total_fen),)


def split_differences(campaign: Campaign, batch: Batch) -> tuple[Difference, ...]:
    """The kinds against the batch, and the faces of every kind against its money."""
    name = batch_name(batch)
    if not batch.is_split:
        reason = f"{name}还没有分到券种，不能开放"
        return (Difference(name, batch.total_fen, "", batch.total_fen, batch.number, "", reason),)
    found = [difference for share in batch.shares for difference in _faces(campaign, batch, share)]
    if batch.shares_fen != batch.total_fen:
        what = f"{name}各券种额度"
        found.insert(
            0, Difference(what, batch.shares_fen, "本批金额", batch.total_fen, batch.number)
        )
    return tuple(found)


def opening_differences(campaign: Campaign, batch: Batch) -> tuple[Difference, ...]:
    """Everything that must agree before a batch may be opened."""
    return (*plan_differences(campaign), *split_differences(campaign, batch))


def batch_name(batch: Batch) -> str:
    """The batch as it is called."""
    return batch.title or numbered_batch(batch.number)


def numbered_batch(number: int) -> str:
    """A batch by its number, 第二批."""
    return f"第{ordinal(number)}批"


def _faces(campaign: Campaign, batch: Batch, share: Share) -> Iterator[Difference]:
    kind = campaign.kind(share.kind_id)
    what = f"{batch_name(batch)}{kind.title}"
    if kind.is_money_only:
        if share.faces:
            reason = f"{what}用完即止，不定张数，却登记了 {share.pieces} 张"
            yield Difference(
                what, share.faces_fen, "额度", share.money_fen, batch.number, kind.id, reason
            )
        return
    if not share.faces and share.money_fen:
        reason = f"{what}有额度 {wan_text(share.money_fen)} 万元，还没有分到面额和张数"
        yield Difference(what, Fen(0), "额度", share.money_fen, batch.number, kind.id, reason)
    elif share.faces_fen != share.money_fen:
        yield Difference(
            f"{what}面额乘张数", share.faces_fen, "额度", share.money_fen, batch.number, kind.id
        )
