"""`examples.toml`: facts in, expected answer out; run by the tests and by `packs verify`."""

from typing import Literal

from pydantic import Field

from desktop_app.rules.schema.campaign_plan import Amount
from desktop_app.rules.schema.common import Count, Day, Entry, Flag, Number, PlainId, Text

FactEntry = Flag | Number | Day | Text | tuple[Text, ...]
"""As TOML writes it; money as text with its unit: `"499.99万元"` or `"4999900元"`."""


class TriedRedemption(Entry):
    """One redemption, or claim made at the shop, the bulk checks of a campaign are tried on.

    ```toml
    kind = "general"
    face = "10元"
    spent = "49.99元"
    ```
    What is not written is in order: the first batch, the first day of the campaign, a merchant of
    the first trade of the kind, a voucher of its own issued to whoever uses it, complete papers.
    """

    kind: PlainId
    face: Amount | None = None
    claimed: Amount | None = None
    """Absent = the face."""
    spent: Amount | None = None
    """The single purchase; of a claim the price."""
    batch: Count = 1
    on: Day | None = None
    category: PlainId | None = None
    """Category of the merchant."""
    joined: Day | None = None
    """From when on the merchant takes part; absent = the first day of the campaign."""
    is_participant: Flag = True
    code: str | None = None
    is_issued: Flag = True
    is_void: Flag = False
    purchase: str | None = None
    """Number of the transaction; two rows with the same one are one purchase."""
    account: str | None = None
    given_to: str | None = None
    """The account the voucher was issued to; absent = the one that used it."""
    person: str | None = None
    """Empty = not known who bought."""
    invoice: str | None = None
    vin: str | None = None
    fuel: PlainId | None = None
    goods: str | None = None
    grade: Count | None = None
    has_papers: Flag = True
    refund: Amount | None = None


class Example(Entry):
    """One example of a rule, a procedure, a deadline, a counted fact or a campaign: one is named.

    A rule:
    ```toml
    [[example]]
    title = "刚好达到限额"
    rule = "big_project_needs_feasibility"
    on = 2024-09-01
    facts = { declared_amount = "500万元", nature = "new" }
    outcome = "fail"
    clauses = ["二(二)2"]
    ```
    `outcome`: pass, fail, judge, insufficient, or `not_applicable`. `settings` and `readings`
    are given by id: `readings = { "reading.change_sum" = "single" }`. `turns_if` and `message`
    are texts that must occur.

    A procedure: `procedure = "merged_approval"`, `applies = true` and, if wanted, `steps` (the
    ids needed, in order) and `materials` (the ids asked for). A deadline: `deadline =
    "contract_filing"`, `events = { "contract.sign" = 2025-01-24 }`, `due = 2025-02-13` (and
    `window_opens`). A counted fact: `fact = "change_total"`,
    `entries = { change = [{ moved = "60万元" }, { moved = "41.5万元" }] }`,
    `value = "101.50万元"`; without `value` the fact must be unknown. `entries` may stand in an
    example of a rule or procedure as well: the facts counted over them are worked out first.

    The course of a procedure: `recorded = ["merchant_entry.review=agreed"]` are results recorded
    before; then `opens` says whether the procedure may be opened, `turn` whose turn it is in it,
    `state` where the subject stands. The bulk checks of a campaign: `campaign = "spring"`,
    `redemptions = [...]`, and `found = { threshold = [1] }`: by check the rows it finds, counted
    from 1. A check that is only a sign is compared where it is named. `taken` is the money taken
    off.

    `rows`: of the rows the entry serves, those the example shows; without, all of them.
    """

    title: str = ""
    rule: PlainId | None = None
    procedure: PlainId | None = None
    deadline: PlainId | None = None
    fact: PlainId | None = None
    campaign: PlainId | None = None
    entries: dict[PlainId, tuple[dict[PlainId, FactEntry], ...]] = Field(default={})
    """Rows of registers; every scope sees all of them."""
    value: FactEntry | None = None
    on: Day | None = None
    """Day of the decision; absent = the first day the regulation is in force."""
    facts: dict[Text, FactEntry] = Field(default={})
    settings: dict[Text, Flag | Number | Day | Text | tuple[Text, ...]] = Field(default={})
    readings: dict[Text, PlainId] = Field(default={})
    outcome: Literal["pass", "fail", "judge", "insufficient", "not_applicable"] | None = None
    clauses: tuple[Text, ...] = ()
    message: str = ""
    turns_if: str = ""
    applies: Flag | None = None
    steps: tuple[Text, ...] = ()
    materials: tuple[Text, ...] | None = None
    recorded: tuple[Text, ...] = ()
    """Steps with their result recorded before, oldest first: `procedure.step=outcome`."""
    opens: Flag | None = None
    turn: tuple[Text, ...] | None = None
    state: PlainId | None = None
    redemptions: tuple[TriedRedemption, ...] = ()
    found: dict[PlainId, tuple[Count, ...]] | None = None
    taken: Amount | None = None
    events: dict[Text, Day] = Field(default={})
    due: Day | None = None
    window_opens: Day | None = None
    is_estimated: Flag | None = None
    rows: tuple[Text, ...] = Field(default=())

    @property
    def subject(self) -> tuple[str, str]:
        """The kind of entry it tries, by the key that names it, and its id."""
        kinds = ("rule", "procedure", "deadline", "fact", "campaign")
        return next(((kind, name) for kind in kinds if (name := getattr(self, kind))), ("", ""))

    @property
    def is_course(self) -> bool:
        """Whether it tries a course: what may be done after what was recorded."""
        return self.procedure is not None and (
            self.opens is not None or self.turn is not None or self.state is not None
        )


class ExamplesFile(Entry):
    """The whole of `examples.toml`: `[[example]]` entries."""

    example: tuple[Example, ...] = ()
