"""The worked entry in every model's docstring is a valid entry: writers copy it."""

import inspect
import re
import tomllib
from decimal import Decimal

import pytest

from desktop_app.rules import schema
from desktop_app.rules.schema import (
    FILES,
    campaign_plan,
    campaigns,
    common,
    examples,
    facts,
    form_parts,
    forms,
    pack_file,
    parameters,
    plans,
    procedures,
    registers,
    rules,
    sheets,
)
from desktop_app.rules.schema.common import Entry

MODULES = (
    campaign_plan,
    campaigns,
    schema.deadlines,
    examples,
    facts,
    form_parts,
    forms,
    pack_file,
    parameters,
    plans,
    procedures,
    rules,
    registers,
)
BLOCK = re.compile(r"```toml\n(.*?)```", re.DOTALL)


def models():
    for module in (*MODULES, sheets, schema.articles):
        for _, model in inspect.getmembers(module, inspect.isclass):
            if issubclass(model, Entry) and model.__module__ == module.__name__:
                yield model


def worked_entries():
    for model in models():
        for block in BLOCK.findall(inspect.cleandoc(model.__doc__ or "")):
            yield pytest.param(model, block, id=model.__name__)


def unwrapped(model, table):
    """The entry below `[[rule]]`, `[document]` or `[[procedure.step]]`; else the table itself."""
    while len(table) == 1:
        inner = next(iter(table.values()))
        entry = inner[0] if isinstance(inner, list) else inner
        if not isinstance(entry, dict):
            break
        table = entry
    return table


@pytest.mark.parametrize(("model", "block"), list(worked_entries()))
def test_worked_entry_is_valid(model, block):
    table = unwrapped(model, tomllib.loads(block, parse_float=Decimal))

    assert model.model_validate(table)


def test_every_kind_of_entry_shows_a_worked_one():
    shown = {param.values[0] for param in worked_entries()}
    small = {"Cell", "FormColumn", "SettingChoice", "ReadingOption"}
    files = {model.__name__ for model in FILES.values()} - {"PackFile"}

    missing = {model.__name__ for model in models()} - {model.__name__ for model in shown}

    assert missing == small | files


def test_outcomes_are_positive_or_stopping():
    assert set(common.OUTCOME_LABELS) == common.POSITIVE_OUTCOMES | common.STOPPING_OUTCOMES
