"""The source tree as the architecture tests see it."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = ("desktop_app", "ui", "db", "resources", "installer")


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def modules():
    found = [path for folder in CODE for path in sorted((ROOT / folder).rglob("*.py"))]
    assert len(found) > 50
    return found
