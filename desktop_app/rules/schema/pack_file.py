"""`pack.toml`: what the pack is, the document it encodes, the offices and the tabs."""

from typing import Literal

from pydantic import Field

from desktop_app.rules.schema.common import Day, Entry, PackId, PlainId, RowId, Text


class DatedName(Entry):
    """One name of an office in a period; both days are included, `until` absent = still so.

    ```toml
    name = "某某县数据资源管理局"
    from = 2024-01-01
    ```
    """

    name: Text
    short: str = ""
    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None


Tab = Literal[
    "reserve_pool", "annual_plan", "approval", "construction", "acceptance",
    "evaluation", "oversight", "vouchers",
]  # fmt: skip
"""A page of the window a regulation may use."""


class Office(Entry):
    """One role of the regulation and the office that fills it here; names are dated.

    Roles are free ids of the pack (authority, superior, province, government, finance, ...);
    `unit` and `superior_unit` exist always and are not declared.

    ```toml
    [[office]]
    role = "authority"
    label = "县数据资源管理部门"
    names = [{ name = "某某县数据资源管理局", short = "县数据局", from = 2024-01-01 }]
    ```
    """

    role: PlainId
    label: Text
    """The office as the regulation calls it."""
    names: tuple[DatedName, ...] = Field(min_length=1)
    is_outside: bool = False
    """True for an office that answers by paper and never sits at this program (市局, 省局)."""
    rows: tuple[RowId, ...] = ()
    """Rows of the text that give the office its part."""


class Document(Entry):
    """The regulation itself.

    ```toml
    [document]
    title = "某某县政务信息化项目管理实施方案"
    number = "某政办〔2024〕38号"
    issuer = "某某县人民政府办公室"
    issued = 2024-08-09
    from = 2024-08-09
    basis = ["皖数安〔2022〕2号"]
    ```
    """

    title: Text
    number: str = ""
    issuer: Text
    issued: Day
    from_: Day = Field(alias="from")
    """First day in force."""
    until: Day | None = None
    """Last day in force; absent = no expiry."""
    basis: tuple[Text, ...] = ()
    replaces: tuple[Text, ...] = ()
    text_sm3: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    """SM3 of the text that was encoded, 64 hex digits; empty if not taken."""
    rows: tuple[RowId, ...] = ()
    """Rows of the text that are about the document itself (number, basis, in force)."""
    note: str = ""


class PackFile(Entry):
    """The whole of `pack.toml`.

    ```toml
    id = "mouxian-2024"
    version = "1.0.0"
    schema = 1
    kind = "projects"
    title = "某某县项目管理 2024"
    tabs = ["reserve_pool"]
    [document]
    title = "某某县政务信息化项目管理实施方案"
    issuer = "某某县人民政府办公室"
    issued = 2024-08-09
    from = 2024-08-09
    [[office]]
    role = "authority"
    label = "县数据资源管理部门"
    names = [{ name = "某某县数据资源管理局" }]
    ```
    """

    id: PackId
    version: Text = Field(pattern=r"^\d+\.\d+\.\d+$")
    schema_: Literal[1] = Field(alias="schema")
    kind: Literal["projects", "vouchers"]
    title: Text
    code_prefix: str = Field(default="XM", pattern=r"^[A-Z]{1,6}$")
    """What project codes begin with: `XM` gives `XM2026-001`."""
    money_unit: Literal["万元", "元"] = "万元"
    """What amounts read in that no column, value or setting writes in a unit of its own."""
    tabs: tuple[Tab, ...] = ()
    tab_titles: dict[Tab, Text] = Field(default={})
    """What a tab is called under this regulation, where the usual word does not fit."""
    document: Document
    office: tuple[Office, ...] = Field(min_length=1)
    is_template: bool = False
    """True for `blank/`: verified like a pack, never offered as one."""
