"""A small complete pack of an invented county, as the bytes of its files."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desktop_app.rules.deadlines import Course, EventDates, Stored, deadline_of
from desktop_app.rules.facts import FactValue
from desktop_app.rules.judge import Terms
from desktop_app.rules.loader import LoadResult, load_pack
from desktop_app.rules.pack import Pack
from desktop_app.values.calendar import load_calendars
from resources import resource

PACK = """
id = "mouxian-2025"
version = "1.0.0"
schema = 1
kind = "projects"
title = "某县项目管理"
tabs = ["reserve_pool"]
[document]
title = "某县政务信息化项目管理办法"
number = "某政办〔2025〕1号"
issuer = "某县人民政府办公室"
issued = 2025-01-01
from = 2025-01-01
rows = ["M-1"]
[[office]]
role = "authority"
label = "县数据部门"
names = [
    { name = "某县大数据中心", until = 2025-06-30 },
    { name = "某县数据局", short = "县数据局", from = 2025-07-01 },
]
[[office]]
role = "audit"
label = "审计部门"
names = [{ name = "某县审计局" }]
"""
ARTICLES = """
[[article]]
id = "M-1"
clause = "第一条"
label = "适用范围"
summary = "全县项目适用。"
kind = "record"
stage = "general"
handling = "record"
[[article]]
id = "M-2"
clause = "第二条"
label = "限额"
summary = "不超过限额。"
kind = "threshold"
stage = "reserve_pool"
handling = "machine"
[[article]]
id = "M-3"
clause = "第三条"
label = "变更"
summary = "变更不超过概算的百分之十五和一百万元。"
kind = "threshold"
stage = "construction"
handling = "machine"
[[article]]
id = "M-4"
clause = "第四条"
label = "原则上共享"
summary = "原则上不重复采集。"
kind = "prohibition"
stage = "reserve_pool"
handling = "machine"
strength = "原则上"
[[article]]
id = "M-5"
clause = "第五条"
label = "宣传"
summary = "加强宣传。"
kind = "record"
stage = "general"
handling = "none"
"""
FACTS = """
[[fact]]
id = "change_single"
type = "money"
label = "本次变更金额"
asked_at = ["record"]
[[fact]]
id = "change_total"
type = "money"
label = "累计变更金额"
asked_at = ["record"]
[[fact]]
id = "scheme_on"
type = "date"
label = "方案日期"
asked_at = ["record"]
[[fact]]
id = "signed_on"
type = "date"
label = "签订日期"
asked_at = ["record"]
"""
PARAMETERS = """
[[value]]
id = "limit.small"
label = "限额"
unit = "万元"
dated = [{ value = 200, until = 2025-12-31 }, { value = 180.5, from = 2026-01-01 }]
is_line = true
rows = ["M-2"]
[[value]]
id = "change.rate"
label = "变更比例"
unit = "%"
value = 15
rows = ["M-3"]
[[value]]
id = "change.cap"
label = "变更上限"
unit = "万元"
value = 100
rows = ["M-3"]
[[value]]
id = "term.gap"
label = "间隔"
unit = "日"
value = 5
rows = ["M-3"]
[[setting]]
id = "house.count"
label = "复核件数"
question = "几件以上要复核？"
unit = "个"
suggested = 3
min = 1
rows = ["M-2"]
[[reading]]
id = "reading.change"
label = "变更口径"
question = "按单次还是累计？"
options = [{ id = "single", label = "按单次" }, { id = "cumulative", label = "按累计" }]
rows = ["M-3"]
"""
RULES = """
[[rule]]
id = "within_limit"
title = "不超过限额"
rows = ["M-2"]
applies = "nature in ['new', 'upgrade']"
on_fail = "block"
passes = [{ fact = "declared_amount", op = "<", value = "limit.small" }]
[rule.message]
fail = "申报金额 {declared_amount} 达到 {limit.small}，由{office.authority}办理。"
advice = "请调整金额。"
[[rule]]
id = "change_small"
title = "自主调整"
rows = ["M-3"]
on_fail = "block"
reading = "reading.change"
[rule.passes]
single = [
    { fact = "change_single", op = "<=", value = "change.cap" },
    { fact = "change_single", op = "<=", value = { times = ["estimate_amount", "change.rate"] } },
]
cumulative = [
    { fact = "change_total", op = "<=", value = "change.cap" },
    { fact = "change_total", op = "<=", value = { times = ["estimate_amount", "change.rate"] } },
]
[rule.message]
fail = "变更超过限额。"
[[rule]]
id = "shared"
title = "不重复采集"
rows = ["M-4"]
on_fail = "warn"
passes = [{ fact = "duplicate_data_count", op = "==", number = 0 }]
[rule.message]
fail = "有重复。"
[[rule]]
id = "reviewed"
title = "件数"
rows = ["M-2"]
on_fail = "judge"
passes = [{ fact = "similar_family_count", op = "<", value = "house.count" }]
[rule.message]
fail = "件数较多。"
"""


@pytest.fixture
def files() -> dict[str, bytes]:
    """The files of the pack; a test changes what it is about."""
    texts = {
        "pack.toml": PACK,
        "articles.toml": ARTICLES,
        "facts.toml": FACTS,
        "parameters.toml": PARAMETERS,
        "rules.toml": RULES,
    }
    return {name: text.encode() for name, text in texts.items()}


@pytest.fixture
def load_with(files: dict[str, bytes]) -> Callable[..., LoadResult]:
    """Loads the pack with further text at the end of some files: `rules="..."`."""

    def load(**more: str) -> LoadResult:
        changed = dict(files)
        for name, text in more.items():
            file = f"{name}.toml"
            changed[file] = changed.get(file, b"") + b"\n" + text.encode()
        return load_pack(changed)

    return load


@pytest.fixture
def pack(load_with: Callable[..., LoadResult]) -> Pack:
    """The loaded pack."""
    loaded = load_with()
    assert loaded.faults == ()
    assert loaded.pack is not None
    return loaded.pack


CALENDAR = load_calendars(resource("calendars"))
TERMS_AND_STEPS = tomllib.loads(Path(__file__).with_name("deadline_pack.toml").read_text("utf-8"))


@pytest.fixture
def due(load_with):
    """Computes one duty written in TOML from events, facts and the day."""

    def compute(
        keys,
        *,
        events=None,
        on=date(2025, 1, 1),
        facts=None,
        stored=None,
        settings=None,
        since=None,
        base="",
    ):
        spec = f'[[deadline]]\nid = "duty"\ntitle = "事"\nrows = ["M-2"]\n{keys}'
        if base:
            spec += f'\n[[deadline]]\nid = "base"\ntitle = "先"\nrows = ["M-2"]\n{base}'
        loaded = load_with(**TERMS_AND_STEPS, deadlines=spec)
        assert loaded.faults == ()
        known = {name: FactValue(value) for name, value in (facts or {}).items()}
        dates = {name: tuple(days) for name, days in (events or {}).items()}
        acts = stored if isinstance(stored, dict) else {"duty": stored or Stored()}
        course = Course(known, EventDates(dates), acts, since)
        return deadline_of(loaded.pack, "duty", course, Terms(on, settings or {}), CALENDAR)

    return compute
