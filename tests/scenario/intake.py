"""Case C1 as workbooks: 23 units send 61 rows, seventeen of them with something planted."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from resources import resource
from tests.scenario.applications import row_of
from tests.scenario.books import Book, write_books

LAST_MONTH = date(2026, 1, 20)
FIRST = date(2026, 2, 9)
SECOND = date(2026, 2, 26)

SENT = {
    "县城市管理局": ("two_rows", ("cg1", "cg2", "cg3", "cg4")),
    "县教育局": ("plain", ("jy1", "jy2", "zy1")),
    "县应急管理局": ("totals", ("yj1", "yj2", "yj3")),
    "县自然资源和规划局": ("renamed", ("zr1", "zr2", "zr3", "bd1")),
    "县数据资源管理局": ("notes", ("sj1", "sj2", "sj3", "da1")),
    "县商务局": ("wide", ("sw1", "kf1")),
    "县公安局": ("yuan", ("ga1", "ga3")),
    "县卫生健康委员会": ("two_rows", ("wj1", "wj2", "yy1", "jk1")),
    "县人力资源和社会保障局": ("plain", ("rs1", "rs2")),
    "县民政局": ("wide", ("mz1", "mz2", "cl1")),
    "县住房和城乡建设局": ("two_rows", ("zj1", "zj2", "zj3", "kt1")),
    "县交通运输局": ("totals", ("jt1", "gl1")),
    "县农业农村局": ("notes", ("ny1", "ny2")),
    "县水利局": ("renamed", ("sl1", "sl2", "hj1")),
    "县文化旅游体育局": ("plain", ("wl1", "wl2", "ts1", "xc1")),
    "县市场监督管理局": ("totals", ("sc1", "sc2")),
    "县发展和改革委员会": ("renamed", ("fg1", "fg2", "kg1", "gg1")),
    "县医疗保障局": ("yuan", ("yb1",)),
    "县林业局": ("plain", ("ly1",)),
    "县财政局": ("wide", ("cz1", "sn1")),
    "县司法局": ("notes", ("sf1", "fy1", "jc1")),
    "杜村乡人民政府": ("plain", ("xz1",)),
    "朱备镇人民政府": ("totals", ("zb1",)),
}
"""Sender: layout and projects."""

GUESTS = ("da1", "kf1", "cl1", "kt1", "hj1", "xc1", "kg1", "gg1", "sn1", "fy1", "jc1")
"""Projects of other units, sent here by the unit of the workbook as its own."""

SOUND: Mapping[str, Mapping[str, object]] = {
    "kt1": {"by_reference_kind": "不属于", "funding.company": None, "funding.county": 152.0},
    "yy1": {"by_reference_kind": "不属于", "funding.own": None, "funding.county": 112.0},
    "bd1": {"superior_opinion": "同意"},
    "ga1": {"video_statement": "是"},
    "hj1": {"funding.transfer": 44.0},
}
"""What the sample year plants for its own ends, made sound here."""

YUAN_FOR_WAN: Mapping[str, Mapping[str, object]] = {
    "zr2": {"declared_amount": 2680000.0},
    "rs2": {"declared_amount": 1320000.0, "funding.county": 1320000.0},
    "mz1": {"declared_amount": 890000.0},
    "zj1": {
        "declared_amount": 2634000.0,
        "funding.county": 1634000.0,
        "funding.pooled": 1000000.0,
    },
    "ny2": {"declared_amount": 1180000.0, "funding.transfer": 1180000.0},
    "fg2": {"declared_amount": 710000.0},
}
MISSING: Mapping[str, Mapping[str, object]] = {
    "sf1": {"nature": None},
    "kg1": {"declared_amount": None},
    "jt1": {"content": None},
}
TOWNSHIPS = ("xz1", "zb1")
SPLIT = ("cg1", "cg2", "cg3")
PAIR = ("jy2", "sc1")
RESENT = ("wl2",)
PLANTED = (*YUAN_FOR_WAN, *MISSING, *TOWNSHIPS, *SPLIT, *PAIR, *RESENT)
CORRECTED_UNITS = (
    "县自然资源和规划局",
    "县人力资源和社会保障局",
    "县民政局",
    "县住房和城乡建设局",
    "县农业农村局",
    "县发展和改革委员会",
    "县司法局",
    "县交通运输局",
)


def last_month(folder: Path) -> Path:
    """The workbook of January with the one row that comes again in February."""
    rows = [_row("县文化旅游体育局", "wl2", {})]
    book = Book("县文化旅游体育局一月.xlsx", "县文化旅游体育局", LAST_MONTH, rows, "two_rows")
    return write_books([book], folder)[book.file]


def first_round(folder: Path) -> list[Path]:
    """The 23 workbooks as they come in, with everything planted."""
    faults = {**YUAN_FOR_WAN, **MISSING}
    return _write(folder, SENT, FIRST, faults)


def second_round(folder: Path) -> list[Path]:
    """The corrected workbooks of the units whose first one was returned."""
    senders = {unit: SENT[unit] for unit in CORRECTED_UNITS}
    return _write(folder, senders, SECOND, {})


def project_name(key: str) -> str:
    """The name the row carries."""
    return str(_row("", key, {})["name"])


def _write(
    folder: Path,
    senders: Mapping[str, tuple[str, tuple[str, ...]]],
    dated: date,
    faults: Mapping[str, Mapping[str, object]],
) -> list[Path]:
    books = [
        Book(f"{unit}.xlsx", unit, dated, [_row(unit, key, faults) for key in keys], layout)
        for unit, (layout, keys) in senders.items()
    ]
    return list(write_books(books, folder).values())


def _row(unit: str, key: str, faults: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    if key == "zb1":
        return _second_township()
    changed: dict[str, object] = {**SOUND.get(key, {}), **faults.get(key, {})}
    if key in GUESTS:
        changed |= {"unit": unit}
    return row_of(key, **changed)


def _second_township() -> dict[str, object]:
    texts = {
        "unit": "朱备镇人民政府",
        "name": "集镇路灯节能控制",
        "goal": "半夜没人的路段自动调暗，坏灯第二天就有人修，电费降三成。",
        "content": "为三条街二百一十盏路灯加装单灯控制器，按季节设定亮灭时刻，坏灯自动派给电工。",
        "route": "控制器经电力线载波联到配电箱，再由物联网卡上传。",
        "data_needed": "供电所分段电量。",
        "sector_design": "",
        "shared_resources": "",
        "innovation": "单灯调光。",
        "catalogue_codes": "SJ-ZB-101",
    }
    amounts = {"declared_amount": 36.0, "funding.county": 36.0, "funding.other": None}
    return row_of("xz1", **texts, **amounts)


def base_data_books() -> list[Path]:
    """The sample year's base-data workbooks: units, experts, systems, catalogue."""
    names = ("单位名录", "专家库", "既有系统清单", "数据资源目录")
    return [Path(resource("samples", "workbooks", f"{name}.xlsx")) for name in names]
