"""The first lists are shown before the rules and their libraries are loaded."""

import subprocess
import sys

import pytest

HEAVY = ("rule_engine", "rapidfuzz", "pypinyin", "openpyxl", "reportlab", "alembic")
FIRST = (
    "desktop_app.use_cases.workspaces",
    "desktop_app.use_cases.home",
    "desktop_app.use_cases.reserve_pool.listing",
    "ui.front_work",
    "ui.settling_work",
    "ui.stages.home.page",
)


def loaded_with(module):
    """Which modules a process has loaded once it has imported this one."""
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("module", FIRST)
def test_what_shows_the_first_lists_loads_neither_rules_nor_heavy_libraries(module):
    loaded = loaded_with(module)

    assert loaded & {*HEAVY, "desktop_app.rules.pack", "desktop_app.rules.loader"} == set()


def test_who_only_lists_loads_nothing_that_judges():
    assert "desktop_app.rules.expression_tree" not in loaded_with("desktop_app.use_cases.exports")
