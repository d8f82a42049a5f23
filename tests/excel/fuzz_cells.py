# ruff: noqa: RUF001, E501 - odd characters are the point of this table, one line a kind
"""Writings of single cells with what must be read: an exact value, or a problem (REFUSED)."""

import datetime as dt

from desktop_app.values.money import Fen

REFUSED = object()
_NBSP, _ZWSP, _BOM, _WIDE_SPACE = "\u00a0", "\u200b", "\ufeff", "\u3000"

TEXTS = (
    ("平台", "平台"), (" 平台", "平台"), (f"{_NBSP}平台", "平台"), (f"{_ZWSP}平台", "平台"),
    (f"{_BOM}平台", "平台"), (f"{_WIDE_SPACE}平台", "平台"), ("智慧\n水务", "智慧水务"),
    ("\U00030000〇𬭎", "\U00030000〇𬭎"), ("=1+1", "=1+1"), ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ("@SUM(1)", "@SUM(1)"), ("<b>粗</b>", "<b>粗</b>"), ("'; DROP TABLE x;--", "'; DROP TABLE x;--"),
    ("a\x07b", REFUSED), ("(a+)+$" * 4, "(a+)+$" * 4), ("\u202e倒写", "倒写"), ("😀笑", "😀笑"),
    (True, REFUSED), (dt.date(2026, 3, 5), REFUSED), (411081199001011234, REFUSED),
)  # fmt: skip
LONG_TEXTS = (
    ("目标一\n目标二", "目标一\n目标二"), ("目标一\r\n目标二", "目标一\n目标二"), ("无", "无"), ("—", "—"),
    (_NBSP, None), (_ZWSP + _BOM, None), ("字" * 5000, REFUSED), (12, "12"), (3.5, "3.5"),
    ("x_x0041_y", "x_x0041_y"), ("１２３", "１２３"), ("\tA", "A"),
)  # fmt: skip
CHOICES = (
    ("新建", "new"), (" 新建 ", "new"), ("新　建", "new"), ("1.新建", "new"), ("新建项目", "new"),
    ("升级", "upgrade"), ("升级改造", "upgrade"), ("运维", "om"), ("改造", REFUSED), ("新健", REFUSED),
    ("新建/运维", REFUSED), (1, REFUSED), (None, REFUSED), (_NBSP, REFUSED), ("/", REFUSED), (False, REFUSED),
)  # fmt: skip
AMOUNTS = (
    ("123.5", Fen(123_500_000)), ("1,234.50", Fen(1_234_500_000)), ("１２３", Fen(123_000_000)),
    ("￥12", Fen(12_000_000)), ("12万", Fen(12_000_000)), ("12万元", Fen(12_000_000)),
    (f"{_NBSP}12", Fen(12_000_000)), (0.1 + 0.2, Fen(300_000)), (0, Fen(0)), (None, None),
    (1.005, Fen(1_005_000)), (123.456789, Fen(123_456_789)), (123.4567891, REFUSED),
    ("约3万", REFUSED), ("—", REFUSED), ("无", REFUSED), ("120000元", REFUSED), ("12-15", REFUSED),
    ("1,23", REFUSED), ("十二", REFUSED), (-5, REFUSED), (True, REFUSED), (dt.date(2026, 1, 2), REFUSED),
    ("1e3", REFUSED), (4.1e17, REFUSED), ("12.5.6", REFUSED), (1_980_000, REFUSED), ("$12", REFUSED),
)  # fmt: skip
PHONES = (
    ("13800138000", "13800138000"), (13800138000, "13800138000"), ("138 0013 8000", "13800138000"),
    ("１３８００１３８０００", "13800138000"), ("0512-65001234", "0512-65001234"), (None, None),
    ("1380013800", REFUSED), ("1.38E+10", REFUSED), ("无", REFUSED), (138001380001234567, REFUSED),
)  # fmt: skip
FLAGS = (
    ("是", True), ("否", False), ("√", True), ("×", False), (True, True), (False, False),
    ("Y", True), ("ｎｏ", False), (1, True), (0, False), (None, None), ("也许", REFUSED), ("/", REFUSED),
    (2, REFUSED), (_ZWSP, None),
)  # fmt: skip
