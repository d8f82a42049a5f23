"""Writing an amended value of the law into the text of a pack, the rest of it untouched."""

import json
import re
import tomllib
from datetime import date, timedelta
from decimal import Decimal

_BLOCK = re.compile(r"^\[\[value\]\]\n(?:(?!^\[\[).*\n?)*", re.MULTILINE)
_HELD = re.compile(r"^(?:value = .*|dated = \[.*?^\]|dated = \[.*\])\n", re.MULTILINE | re.DOTALL)
_ONE_LINE = re.compile(r"^(?:value = [^\n]*|dated = \[[^\n]*\])\n", re.MULTILINE)
_VERSION = re.compile(r'^version = "(\d+)\.(\d+)\.(\d+)"', re.MULTILINE)
Written = Decimal | date | str


def amended(text: str, value_id: str, new: Written, since: date, rows: tuple[str, ...]) -> str:
    """The text of `parameters.toml` with another value from a day on.

    Raises:
        KeyError: no value of that id is written there.
        ValueError: the day lies before a period that is written already.
    """
    for found in _BLOCK.finditer(text):
        entry = tomllib.loads(found[0], parse_float=Decimal)["value"][0]
        if entry["id"] == value_id:
            block = _with_periods(found[0], _periods(entry, new, since, rows))
            return text[: found.start()] + block + text[found.end() :]
    raise KeyError(value_id)


def _periods(
    entry: dict[str, object], new: Written, since: date, rows: tuple[str, ...]
) -> list[dict[str, object]]:
    """What is written so far, ended the day before, and the new period."""
    dated = entry.get("dated")
    periods = [dict(each) for each in dated] if isinstance(dated, list) else []
    if "value" in entry:
        periods.insert(0, {"value": entry["value"]})
    last = periods[-1]
    begins = last.get("from")
    if isinstance(begins, date) and begins >= since:
        raise ValueError(begins)
    last["until"] = since - timedelta(days=1)
    return [*periods, {"value": new, "from": since, "rows": list(rows)}]


def _with_periods(block: str, periods: list[dict[str, object]]) -> str:
    lines = "".join(f"    {{ {_inline(each)} }},\n" for each in periods)
    pattern = _ONE_LINE if _ONE_LINE.search(block) else _HELD
    return pattern.sub(lambda _found: f"dated = [\n{lines}]\n", block, count=1)


def _inline(period: dict[str, object]) -> str:
    return ", ".join(f"{key} = {_written(value)}" for key, value in period.items())


def _written(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else str(value)


def next_version(head: str) -> str:
    """The text of `pack.toml` under the next version: 1.1.0 becomes 1.1.1."""
    return _VERSION.sub(
        lambda found: f'version = "{found[1]}.{found[2]}.{int(found[3]) + 1}"', head, count=1
    )
