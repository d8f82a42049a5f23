"""The pack the procedure tests walk: tracks, groups, embedded steps, holds, returns."""

import tomllib
from pathlib import Path

import pytest

from desktop_app.rules.loader import load_pack
from desktop_app.rules.pack import Pack

TEXTS = tomllib.loads(Path(__file__).with_name("procedure_pack.toml").read_text("utf-8"))


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The loaded pack of `procedure_pack.toml`."""
    loaded = load_pack({name: text.encode() for name, text in TEXTS.items()})
    assert loaded.faults == ()
    assert loaded.pack is not None
    return loaded.pack
