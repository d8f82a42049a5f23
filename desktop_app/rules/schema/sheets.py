"""`sheets.toml`: columns this pack adds to the built-in workbooks."""

from pydantic import Field

from desktop_app.rules.schema.common import Count, Entry, Flag, PlainId, RowId, SheetId, Text


class SheetColumn(Entry):
    """One extra column; type, unit and choices come from the fact.

    ```toml
    [[column]]
    sheet = "reserve_pool"
    fact = "cloud_kind"
    title = "部署方式"
    required = true
    hint = "按实际部署位置选择"
    after = "route"
    rows = ["MX-120"]
    ```
    """

    sheet: SheetId
    fact: PlainId
    title: Text
    required: Flag = False
    hint: str = ""
    after: PlainId | None = None
    """Key of the column it stands behind; absent = at the end."""
    aliases: tuple[Text, ...] = ()
    width: Count = Field(default=16, ge=4, le=80)
    max_length: Count | None = None
    rows: tuple[RowId, ...] = ()


class SheetText(Entry):
    """Own title, notes and guide of a built-in sheet.

    ```toml
    [[sheet]]
    id = "reserve_pool"
    title = "某某县政务信息化项目储备库申报表"
    notes = ["金额以万元为单位，保留两位小数。"]
    rows = ["MX-013"]
    ```
    """

    id: SheetId
    title: str = ""
    notes: tuple[Text, ...] = ()
    guide: tuple[Text, ...] = ()
    titles: dict[PlainId, Text] = Field(default={})
    """Other headings for built-in columns, by fact; the usual heading is still read."""
    without: tuple[PlainId, ...] = ()
    """Built-in columns this regulation does not ask for."""
    rows: tuple[RowId, ...] = ()


class SheetsFile(Entry):
    """The whole of `sheets.toml`: `[[column]]` and `[[sheet]]` entries."""

    column: tuple[SheetColumn, ...] = ()
    sheet: tuple[SheetText, ...] = ()
