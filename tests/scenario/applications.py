"""The sample year's applications as rows of a department's workbook."""

import tomllib
from functools import cache
from pathlib import Path

from desktop_app.rules.facts import (
    BY_REFERENCE_KINDS,
    CATEGORIES,
    INFRASTRUCTURE_KINDS,
    NATURES,
    SUPERIOR_OPINIONS,
)
from resources import resource

FLAGS = {
    "cross": "is_cross_department",
    "data": "involves_data",
    "video": "is_video_surveillance",
    "video_statement": "video_statement",
    "platform": "uses_platform",
}
CHOICES = {
    "nature": dict(NATURES),
    "category": dict(CATEGORIES),
    "infrastructure_kind": dict(INFRASTRUCTURE_KINDS),
    "by_reference_kind": dict(BY_REFERENCE_KINDS),
    "superior_opinion": dict(SUPERIOR_OPINIONS),
}
TEXTS = (
    "name", "goal", "content", "route", "data_needed", "sector_design", "innovation", "reuse",
    "parent_project", "shared_resources", "shared_data", "platform_reason",
)  # fmt: skip
FLAGS_ALWAYS = ("is_cross_department", "involves_data", "is_video_surveillance", "uses_platform")


@cache
def sample_entries() -> dict[str, dict]:
    """Every project of the sample year by its key, as the files write it."""
    entries: dict[str, dict] = {}
    for path in sorted(resource("samples", "projects").glob("*.toml")):
        entries |= {
            entry["key"]: entry for entry in tomllib.loads(path.read_text("utf-8"))["project"]
        }
    return entries


def sample_file(name: str) -> dict:
    """One TOML file of the sample year."""
    return tomllib.loads(Path(resource("samples", name)).read_text("utf-8"))


@cache
def earlier_entries() -> dict[str, dict]:
    """The projects of the years before, by key."""
    return {entry["key"]: entry for entry in sample_file("earlier.toml")["project"]}


def row_of(key: str, **changed: object) -> dict[str, object]:
    """One project as a clerk writes it into a row; `changed` replaces columns, None empties."""
    entry = sample_entries().get(key) or earlier_entries()[key]
    row: dict[str, object] = {name: entry.get(name, "") for name in TEXTS}
    row["unit"] = entry["unit"]
    row["declared_amount"] = float(entry["amount"])
    row |= {f"funding.{source}": float(text) for source, text in entry["funding"].items()}
    for name, labels in CHOICES.items():
        default = "none" if name == "by_reference_kind" else ""
        row[name] = labels.get(entry.get(name, default), "")
    row |= dict.fromkeys(FLAGS_ALWAYS, "否")
    row |= {FLAGS[flag]: "是" for flag in entry["flags"]}
    if "video" in entry["flags"]:
        row.setdefault("video_statement", "否")
    row["catalogue_codes"] = entry.get("codes", "")
    row["is_classified"] = "否"
    row |= _contacts().get(entry["unit"], {})
    return row | changed


@cache
def _contacts() -> dict[str, dict[str, object]]:
    units = sample_file("units.toml")["unit"]
    return {u["name"]: {"contact": u["contact"], "phone": u["phone"]} for u in units}
