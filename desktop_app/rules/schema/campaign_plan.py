"""`campaigns.toml`: the plan a voucher regulation lays down: batches, faces, goods, brackets."""

from typing import Annotated

from pydantic import Field
from pydantic.functional_validators import BeforeValidator

from desktop_app.rules.schema.common import Count, Day, Entry, Flag, PlainId, RowId, Text
from desktop_app.values.money import AmountFault, fen_from_wan, fen_from_yuan, parse_amount


def _amount(value: object) -> int:
    """A written amount with its unit, `150万元`, in 分."""
    if not isinstance(value, str):
        message = "金额要连单位一起写成文字，如 150万元"
        raise ValueError(message)  # noqa: TRY004 - pydantic reports ValueError as a fault
    try:
        amount = parse_amount(value)
    except AmountFault as fault:
        message = f"金额{fault}"
        raise ValueError(message) from None
    if amount.unit is None:
        message = f"金额“{value}”没有单位，写成 150万元 或 100元"
        raise ValueError(message)
    return (fen_from_wan if amount.unit == "万元" else fen_from_yuan)(amount.number)


Amount = Annotated[int, BeforeValidator(_amount)]
"""Money as the law writes it, with its unit; held in 分."""


class PlannedShare(Entry):
    """The money of one kind in a batch of the text.

    ```toml
    [[campaign.batch.share]]
    kind = "general"
    money = "100万元"
    ```
    """

    kind: PlainId
    money: Amount
    rows: tuple[RowId, ...] = ()


class PlannedFace(Entry):
    """A face of the text with its threshold (that sum included) and its number of vouchers.

    ```toml
    [[campaign.batch.face]]
    kind = "general"
    face = "10元"
    threshold = "50元"
    count = 8000
    ```
    """

    kind: PlainId
    face: Amount
    threshold: Amount
    count: Count = Field(ge=1)
    rows: tuple[RowId, ...] = ()


class PlannedBatch(Entry):
    """A batch of the text; without shares it is not split yet and cannot be opened.

    ```toml
    [[campaign.batch]]
    number = 2
    title = "第二批"
    money = "150万元"
    ```
    """

    number: Count = Field(ge=1)
    title: Text
    money: Amount
    opens_on: Day | None = None
    closes_on: Day | None = None
    share: tuple[PlannedShare, ...] = ()
    face: tuple[PlannedFace, ...] = ()
    rows: tuple[RowId, ...] = ()


class PlannedGoods(Entry):
    """One group of the list of goods.

    ```toml
    [[campaign.goods_list]]
    kind = "appliance"
    category = "绿色节水产品"
    names = ["洗碗机", "净水器"]
    grade_kind = "水效"
    grades = [1]
    words = { "洗碗机" = ["刷碗机"] }
    ```
    `words`: by name, other words invoices have for the goods.
    """

    kind: PlainId
    category: Text
    names: tuple[Text, ...] = Field(min_length=1)
    grade_kind: str = ""
    grades: tuple[Count, ...] = ()
    words: dict[Text, tuple[Text, ...]] = Field(default={})
    is_open: Flag = False
    """The group ends in 等: goods found by it alone need a decision."""
    rows: tuple[RowId, ...] = ()


class PlannedBracket(Entry):
    """A price bracket of the text: from `low` (included) to `high` (not included).

    ```toml
    [[campaign.bracket]]
    kind = "car"
    fuel = "fuel"
    low = "3万元"
    high = "5万元"
    subsidy = "1000元"
    ```
    An end that is left out is open; `low_included = false`, `high_included = true` say otherwise.
    """

    kind: PlainId
    fuel: PlainId
    low: Amount | None = None
    high: Amount | None = None
    subsidy: Amount
    low_included: Flag = True
    high_included: Flag = False
    rows: tuple[RowId, ...] = ()
