"""`deadlines.toml`: duties by date; due dates are always computed, never stored."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from desktop_app.rules.schema.common import (
    Condition,
    Count,
    DottedId,
    Entry,
    PlainId,
    RowId,
    SubjectKind,
    Text,
)

MonthDay = Annotated[str, StringConstraints(pattern=r"^\d\d-\d\d$")]


class DeadlineSpec(Entry):
    """One duty by date. Exactly one of `offset`, `month_day` and `date_fact` says when.

    ```toml
    [[deadline]]
    id = "city_filing"
    title = "入库后报市级审核备案"
    subject = "project"
    rows = ["MX-015"]
    starts = ["pool_entry.opinion"]
    offset = "house.report_term"
    done = ["city_filing.report"]
    remind = [5, 1]
    ```
    * `starts`: events that must all have come: a step (`procedure.step`, any positive outcome, or
      `procedure.step:returned` for one outcome), a state (`state:in_pool`), a date fact or
      another duty of the same subject (`deadline:city_filing`: the day it is due); the latest
      counts, or the earliest with `pick = "earliest"`.
    * `offset`: a value or setting in 日, 工作日, 个月, 季度 or 年. A setting makes it a house
      period, shown as the office's own; undefined, there is no due date and the page says so.
      `direction = "before"` counts back from the event (90 days before the contract ends).
    * `opens`: a second term: the duty may be done from then on (`12个月` to `24个月`).
    * `month_day = "12-31"`: in the event's year, or with `year = "next"` the year after, `year =
      "each"` every year while `while` holds, or of the year in `year_fact`.
      A value of unit 月日 may stand instead: `month_day_value = "date.year_end"`.
    * `date_fact`: the due date is recorded (回执 date, notice's closing date).
    * `while`: the duty stands only then; `held`: it stands, and is told as 暂停中.
    * `repeat`: a term value after each completion, or `"month"` with `day = 5` / `"quarter"` with
      `month = 3` and `day = 25` / `"year"`. A `day_value` of unit 工作日 is that working day of
      the month. `rest_day = "keep"` leaves a due date on a rest day; by default it moves to the
      next working day and the original is kept.
    * `done`: steps or date facts that complete it. `remind`: days before the due date.
    """

    id: PlainId
    title: Text
    subject: SubjectKind = "project"
    rows: tuple[RowId, ...] = Field(min_length=1)
    starts: tuple[Text, ...] = ()
    pick: Literal["latest", "earliest"] = "latest"
    offset: DottedId | None = None
    direction: Literal["after", "before"] = "after"
    opens: DottedId | None = None
    month_day: MonthDay | None = None
    month_day_value: DottedId | None = None
    year: Literal["same", "next", "each"] = "same"
    year_fact: PlainId | None = None
    date_fact: Text | None = None
    while_: Condition = Field(default="true", alias="while")
    held: Condition = "false"
    """Its matter rests (建设暂停): it goes on standing, and its title says so."""
    repeat: DottedId | Literal["month", "quarter", "year"] | None = None
    month: Count | None = Field(default=None, ge=1, le=3)
    """Which month of the quarter the day is in; the first unless said."""
    day: Count | None = Field(default=None, ge=1, le=31)
    day_value: DottedId | None = None
    """The day of the month where a value or setting (unit 日 or 工作日) says it."""
    done: tuple[Text, ...] = ()
    remind: tuple[Count, ...] = ()
    rest_day: Literal["next", "keep"] = "next"
    is_house: bool = False
    """True for a reminder the text does not give; always shown as the office's own."""
    can_extend: bool = False
    actor: PlainId | None = None
    """Who owes it: a role, `unit` or `superior_unit`."""
    form: PlainId | None = None
    """Paper that chases it."""
    help: str = ""


class DeadlinesFile(Entry):
    """The whole of `deadlines.toml`: `[[deadline]]` entries."""

    deadline: tuple[DeadlineSpec, ...] = ()
