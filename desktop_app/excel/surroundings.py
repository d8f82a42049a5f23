"""What stands around a table: 填报单位, 填报日期, 单位：万元, and what all rows belong to."""

import re
from collections.abc import Mapping

from desktop_app.excel.grid import RawSheet, quote
from desktop_app.excel.sheet import ColumnSpec, SheetSpec
from desktop_app.values.text import fold

LONGEST_SEARCHED = 200
"""Characters of a cell that are searched; patterns never see what a hostile cell may hold."""
_END = (
    r"(?=\s{2,}|\s*(?:填报|申报|填表|报送|制表|编制)?(?:日期|时间|人)\s*(?:\([^)]*\))?\s*:"
    r"|\s*(?:金额|计量)?单位\s*:|\s*联系|$)"
)
_UNIT_NAME = re.compile(
    r"(?:填报|申报|报送|编制|填表)(?:单位|部门)\s*(?:\([^)]*\))?\s*:\s*(.*?)" + _END
)
_DATE = re.compile(r"(?:填报|申报|报送|编制|填表|制表)?(?:日期|时间)\s*:\s*(.*?)" + _END)
_MONEY_UNIT = re.compile(
    r"(?:(?:金额|计量|货币|币种|(?<![填申报送制编表建])|^)单位\s*:\s*\(?(?:人民币)?\s*"
    r"|金额(?:单位)?(?:均|都|一律)?(?:为|以|按)(?:人民币)?)(万元|元|千元|亿元)|\((万元|元|千元|亿元)\)$"
)
_PATTERNS = (("unit", _UNIT_NAME), ("date", _DATE), ("money_unit", _MONEY_UNIT))


def read_heading(sheet: RawSheet, rows: list[int]) -> dict[str, str]:
    """The `unit`, `date` and `money_unit` written in these rows, empty where they are not."""
    return _labelled(sheet, rows, dict(_PATTERNS))


def read_owner(sheet: RawSheet, rows: list[int], spec: SheetSpec) -> dict[str, str]:
    """What these rows say all rows of the table belong to, by the key of the column it is for."""
    patterns = {key: _label(spec.column(key)) for key in spec.owner_columns}
    return {key: text for key, text in _labelled(sheet, rows, patterns).items() if text}


def _label(column: ColumnSpec) -> re.Pattern[str]:
    names = "|".join(re.escape(fold(name)) for name in (column.title, *column.aliases))
    return re.compile(rf"(?:^|\s)(?:{names})\s*:\s*(.*?)(?=\s{{2,}}|\s+\S{{1,12}}:|$)")


def _labelled(
    sheet: RawSheet, rows: list[int], patterns: Mapping[str, re.Pattern[str]]
) -> dict[str, str]:
    """The text behind each label, in its own cell or in the next one."""
    heading = dict.fromkeys(patterns, "")
    for row in rows:
        texts = [fold(quote(value)[:LONGEST_SEARCHED]) for value in sheet.rows[row] if value != ""]
        for index, text in enumerate(texts):
            following = texts[index + 1] if index + 1 < len(texts) else ""
            for name, pattern in patterns.items():
                found = pattern.search(text)
                if found and not heading[name]:
                    said = next(filter(None, found.groups()), "")
                    heading[name] = said.strip() or _value_beside(following)
    return heading


def _value_beside(text: str) -> str:
    """The next cell as the value of a label that ends with a colon."""
    return "" if ":" in text else text
