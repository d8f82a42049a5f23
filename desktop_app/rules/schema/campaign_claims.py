"""Claims made at the shop: what `campaigns.toml` says of their register and their money."""

from pydantic import Field

from desktop_app.rules.schema.common import Entry, PlainId, RowId, Text


class ClaimKind(Entry):
    """How the claims of one kind are kept, queued and given their money.

    ```toml
    [[campaign.claim]]
    kind = "car"
    register = "car_claim"
    reservation = "claim_review.reserve=agreed"
    waiting = ["cc_complete"]
    reserved = ["cc_reserved"]
    passing = "reading.last_claim=smaller"
    rows = ["MX-039"]
    ```
    The subsidy follows from the brackets of the kind. The queue is in the order of `complete_on`;
    the money is that of the claim's batch, less what its reserved claims hold.
    """

    kind: PlainId
    register_: PlainId = Field(alias="register")
    reservation: Text
    """The step, with its result, that gives a claim its money: `procedure.step=result`."""
    waiting: tuple[PlainId, ...] = ()
    """States of claims whose papers are complete and that wait for money."""
    reserved: tuple[PlainId, ...] = ()
    """States of claims that hold money."""
    passing: Text | None = None
    """The reading, with its option, by which a smaller claim may pass one the rest is too little
    for; signed otherwise or not at all: nobody is passed."""
    by_net_price: Text | None = None
    """The reading, with its option, by which the price without tax counts."""
    rows: tuple[RowId, ...] = ()

    @property
    def reservation_step(self) -> str:
        """`procedure.step` of `reservation`."""
        return self.reservation.partition("=")[0]

    @property
    def reservation_outcome(self) -> str:
        """The result recorded at `reservation`."""
        return self.reservation.partition("=")[2]
