"""`procedures.toml`: states, tracks, holds, rounds, and the procedures with their steps."""

from typing import Literal

from pydantic import Field

from desktop_app.rules.schema.common import (
    Condition,
    Count,
    Entry,
    FactName,
    Flag,
    Outcome,
    PlainId,
    RowId,
    SheetId,
    Stage,
    SubjectKind,
    Text,
)

Effect = Text
"""One effect as `kind:target`; the closed list is EFFECT_KINDS."""
EFFECT_KINDS: dict[str, str] = {
    "state": "设状态：state:<状态>",
    "amount": "记金额：amount:<金额种类>（declared、planned、feasibility、estimate、reviewed 等）",
    "date": "记日期事项：date:<日期事项>（取办理日期）",
    "set": "记事项：set:<事项>=<选项或 true/false>",
    "open": "开办件：open:<办件>",
    "close": "结办件：close:<办件>",
    "open_deadline": "起期限：open_deadline:<期限>",
    "close_deadline": "结期限：close_deadline:<期限>",
    "hold": "限制：hold:<限制>",
    "release": "解除限制：release:<限制>",
    "track": "转轨道：track:<轨道>",
    "create": "新建：create:need 或 create:<台账>（可写列的值：create:publicity?kind=approval）",
    "project_state": "设所属项目的状态：project_state:<状态>（只用于台账的办件）",
    "project_back": "所属项目回到停下以前的状态：project_back（只用于台账的办件）",
    "earlier": "较早各版的状态：earlier:<状态>（只用于有版次的台账，设同一份较早的各版）",
    "each": "逐项登记到各条的项目上：each:<台账>.<办件>.<步骤>=<结果>?<列>=<选项>|<选项>#<意见列>",
    "end": "办结：end",
}
"""Everything a step may change; nothing else can be written."""


class State(Entry):
    """One state of a subject; a project starts in the first state of its kind.

    ```toml
    [[state]]
    id = "in_pool"
    title = "在库"
    stage = "reserve_pool"
    ```
    `is_live = false`: the application no longer counts (退出, 并入, 终止).
    `is_end = true`: nothing follows. `only_from`: a step's effect brings a subject here only from
    these states; from any other it stays where it is (a late answer does not set it back).
    `freezes`: a row of a register in this state, and every row below it, may not be added, changed
    or taken out by hand any more; the text says what to do instead.
    """

    id: PlainId
    title: Text
    stage: Stage
    subject: SubjectKind = "project"
    is_live: Flag = True
    is_end: Flag = False
    only_from: tuple[PlainId, ...] = ()
    freezes: str = ""
    rows: tuple[RowId, ...] = ()


class Track(Entry):
    """A regime part a subject moves on: `id = "planned"`, `title = "列入计划"`.

    A procedure that names tracks stands only for subjects on one of them.

    ```toml
    [[track]]
    id = "planned"
    title = "列入年度计划"
    ```
    """

    id: PlainId
    title: Text
    rows: tuple[RowId, ...] = ()


class Hold(Entry):
    """A restriction put on a unit or project by an effect, and the procedures it stops.

    ```toml
    [[hold]]
    id = "no_new_projects"
    title = "暂缓安排新项目"
    subject = "unit"
    stops = ["pool_entry"]
    while = "unit_open_findings > 0"
    rows = ["MX-102"]
    ```
    It stands until a step releases it, and no longer than `while` holds of what it stops: a date
    (`today <= suspended_until`) or a fact. What cannot be answered leaves it standing.
    """

    id: PlainId
    title: Text
    subject: Literal["unit", "project", "system"]
    stops: tuple[PlainId, ...] = Field(min_length=1)
    while_: Condition = Field(default="true", alias="while")
    rows: tuple[RowId, ...] = Field(min_length=1)


class RoundKind(Entry):
    """A round of handing out and taking back: application, needs call, joint review.

    ```toml
    [[round]]
    id = "pool_round"
    title = "储备库申报"
    sheet = "reserve_pool"
    unit_kinds = ["department", "development_zone"]
    rows = ["MX-013"]
    ```
    """

    id: PlainId
    title: Text
    sheet: SheetId | None = None
    unit_kinds: tuple[PlainId, ...] = ()
    """Choices of `unit_kind` offered as recipients; empty = all units."""
    through_superior: Flag = False
    """Subordinate units get it from their superior, which gathers and sends in for them."""
    offices: tuple[PlainId, ...] = ()
    """Roles of the pack that receive it instead of units."""
    reminder: PlainId | None = None
    """Form of the letter to who is late; without one a plain letter is written."""
    rows: tuple[RowId, ...] = ()


class Material(Entry):
    """One paper the subject must hand in before a step.

    ```toml
    [[procedure.material]]
    id = "merged_report"
    title = "合并编报文本"
    when = "nature != 'om'"
    at = "experts"
    rows = ["MX-043"]
    ```
    Handed in is recorded per material; `required` (default) stops the step `at` (default: the
    first step), `required = false` is only asked for.
    """

    id: PlainId
    title: Text
    when: Condition = "true"
    required: Flag = True
    at: PlainId | None = None
    copies: Count = 1
    items: tuple[Text, ...] = ()
    """What the paper must contain; printed as a checklist."""
    rows: tuple[RowId, ...] = ()


class Step(Entry):
    """One step: who acts, when it is needed, on what, with which results and effects.

    Steps run in file order, each after all earlier ones; steps with the same `group` run in
    parallel (`open = true` on one of them lets the clerk add reviewers). A step is done when a
    positive outcome is recorded.

    ```toml
    [[procedure.step]]
    id = "opinion"
    title = "县级预审"
    actor = "authority"
    outcomes = ["agreed", "returned", "refused"]
    asks = ["sector_design"]
    gates = ["no_township_building"]
    form = "review_sheet"
    document = "optional"
    effects.agreed = ["state:in_pool", "date:in_pool_on"]
    effects.refused = ["state:refused", "end"]
    ```
    An embedded procedure: `use = "city_and_province"`; `satisfied_by = ["upward.city"]` lets a
    result recorded there (`procedure.step`) count here. `returns_to` names the step work goes back
    to after 退回; without it 退回 ends the attempt and a new attempt starts from the beginning.
    `stops` lists the outcomes that end the attempt (default: all but the positive ones); `[]` =
    an opinion that stops nothing.
    """

    id: PlainId
    title: Text
    actor: PlainId | None = None
    """A role of pack.toml, or `unit`, `superior_unit`; not for an embedded procedure."""
    outcomes: tuple[Outcome, ...] = ()
    labels: dict[Outcome, Text] = Field(default={})
    """Own words for an outcome, e.g. `labels.agreed = "通过"`."""
    group: PlainId | None = None
    open: Flag = False
    use: PlainId | None = None
    satisfied_by: tuple[Text, ...] = ()
    when: Condition = "true"
    """The step is needed only then; otherwise it is skipped and says so."""
    required: Condition | None = None
    """False = the step may be done (可以) but nothing waits for it."""
    after: tuple[Text, ...] = ()
    """Further steps (`procedure.step`), procedures or states that must have come."""
    gates: tuple[PlainId, ...] = ()
    """Rules that must be 通过 before a positive outcome."""
    asks: tuple[FactName, ...] = ()
    """Facts recorded with the step; of a row of a register also columns of that row."""
    form: PlainId | None = None
    document: Literal["none", "optional", "required"] = "optional"
    """文号 of the result."""
    returns_to: PlainId | None = None
    stops: tuple[Outcome, ...] | None = None
    effects: dict[Outcome, tuple[Effect, ...]] = Field(default={})
    rows: tuple[RowId, ...] = ()
    help: str = ""


class Procedure(Entry):
    """One procedure (办件) of one kind of subject.

    ```toml
    [[procedure]]
    id = "pool_entry"
    title = "储备库预审"
    stage = "reserve_pool"
    subject = "project"
    rows = ["MX-014"]
    applies = "by_reference_kind == 'none'"
    after = ["declared"]
    opens = "auto"
      [[procedure.step]]
      id = "opinion"
      title = "县级预审"
      actor = "authority"
      outcomes = ["agreed", "returned", "refused"]
      effects.agreed = ["state:in_pool"]
    ```
    `after`: states, procedures or steps that must have come; `excludes`: procedures that may not
    run or have run; `opens`: auto = opened as soon as it applies and `after` has come.
    """

    id: PlainId
    title: Text
    stage: Stage
    subject: SubjectKind = "project"
    rows: tuple[RowId, ...] = ()
    tracks: tuple[PlainId, ...] = ()
    applies: Condition = "true"
    after: tuple[Text, ...] = ()
    excludes: tuple[PlainId, ...] = ()
    opens: Literal["manual", "auto", "embedded"] = "manual"
    repeats: Flag = False
    """May run again for the same subject after it ended well."""
    material: tuple[Material, ...] = ()
    step: tuple[Step, ...] = Field(min_length=1)
    help: str = ""


class ProceduresFile(Entry):
    """The whole of `procedures.toml`: state, track, hold, round and procedure entries."""

    state: tuple[State, ...] = ()
    track: tuple[Track, ...] = ()
    hold: tuple[Hold, ...] = ()
    round: tuple[RoundKind, ...] = ()
    procedure: tuple[Procedure, ...] = ()
