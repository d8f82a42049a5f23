"""Building blocks every file of a rule pack shares: strict scalars, ids and closed lists."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic.functional_validators import BeforeValidator
from pydantic.types import Strict


def _exact_number(value: object) -> object:
    """Accept a TOML number only; a text or a truth value is a fault, never converted."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        message = "应为数字"
        raise ValueError(message)  # noqa: TRY004 - pydantic reports ValueError as a fault
    return Decimal(value)


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""A text with at least one visible character."""
Flag = Annotated[bool, Strict()]
Count = Annotated[int, Strict()]
Day = Annotated[date, Strict()]
Number = Annotated[Decimal, BeforeValidator(_exact_number)]
"""An exact TOML number, whole or decimal."""
PlainId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
"""Lower-case letters, digits and underscores: facts, rules, steps, states, forms, ..."""
DottedId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$")]
"""At least one dot: values, settings and readings, e.g. `limit.big_project`."""
FactName = PlainId | DottedId
"""A fact, or a column of a register as a fact: `merchant.credit_result`."""
PackId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
RowId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
"""Id of a row of the regulation in articles.toml."""
Rows = Annotated[tuple[RowId, ...], ...]
Condition = Text
"""A rule-engine expression over facts and values, e.g. `nature in ['new', 'upgrade']`."""

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""A placeholder in a message or a form text: `{declared_amount}`, `{limit.big_project}`."""

WORKED_OUT = re.compile(r"([\w.]+)([/-])([\w.]+)")
"""A placeholder of a paper worked out of two amounts: `{change.moved/estimate_amount}` is the
share of the first in the second, `{om_line.price-om_line_guide}` what it is above it, if it is."""

OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
"""A part of a form text that is left out where something named in it is unknown."""

SubjectKind = PlainId
"""What an entry is about: one of `SUBJECT_LABELS`, or a register of the pack (one of its rows)."""
SUBJECT_LABELS: dict[str, str] = {
    "project": "项目", "unit": "单位", "system": "系统", "need": "需求", "round": "征集轮次",
    "regime": "制度本身",
}  # fmt: skip
"""`regime` is the regulation itself (expiry, yearly duties)."""

Stage = Literal[
    "general", "reserve_pool", "annual_plan", "approval", "construction", "acceptance",
    "evaluation", "oversight", "vouchers", "home", "base_data", "regulations", "system",
]  # fmt: skip
"""The stage ids that name the same step in every folder, plus `general`."""

Outcome = Literal[
    "agreed", "filed", "reported", "noted", "done", "issued", "signed",
    "returned", "refused", "withdrawn", "deferred", "terminated",
]  # fmt: skip
OUTCOME_LABELS: dict[str, str] = {
    "agreed": "同意", "filed": "备案", "reported": "已报送", "noted": "已知悉", "done": "已办",
    "issued": "已印发", "signed": "已签订", "returned": "退回", "refused": "不同意",
    "withdrawn": "撤回", "deferred": "暂缓", "terminated": "终止",
}  # fmt: skip
"""What can be recorded as the result of a step; a pack may relabel one on a step."""
POSITIVE_OUTCOMES = frozenset({"agreed", "filed", "reported", "noted", "done", "issued", "signed"})
"""Outcomes that carry the work on; blocking checks and gates stand before these."""
STOPPING_OUTCOMES = frozenset(OUTCOME_LABELS) - POSITIVE_OUTCOMES
"""Outcomes that end the attempt, unless the step says otherwise."""

AmountId = Literal[
    "declared", "planned", "feasibility", "estimate", "reviewed", "contract", "paid", "settled"
]

BUILTIN_SHEETS = (
    "reserve_pool", "needs", "units", "experts", "systems", "catalogue", "city_results", "holidays",
    "running_projects", "past_steps",
)  # fmt: skip
SheetId = PlainId
"""One of `BUILTIN_SHEETS`, or a register of the pack: its rows are exchanged as that sheet."""

BUILTIN_ROLES: dict[str, str] = {"unit": "项目单位", "superior_unit": "主管部门"}
"""Actors that are never offices of the pack: the project's own unit and its superior unit."""


class Entry(BaseModel):
    """Base of everything a pack may say: frozen, and an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


E = TypeVar("E", bound=Entry)
"""Any kind of entry."""
