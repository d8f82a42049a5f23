"""The guide and the template: complete, and what they show loads without faults."""

import re
from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import BaseModel

from desktop_app.rules.facts import BUILTIN_FACTS
from desktop_app.rules.loader import LoadResult, load_pack, read_pack_folder
from desktop_app.rules.registers import builtin_registers
from desktop_app.rules.schema import EFFECT_KINDS, FILES, OUTCOME_LABELS, PAPER_FIELDS
from desktop_app.rules.schema.common import BUILTIN_SHEETS, SUBJECT_LABELS, Stage
from desktop_app.rules.schema.facts import SCOPE_LABELS, TAKE_LABELS
from desktop_app.rules.schema.parameters import ValueUnit
from desktop_app.rules.schema.rules import Operator
from resources import resource

GUIDE = resource("rule_packs", "README.md").read_text(encoding="utf-8")
BLANK = read_pack_folder(resource("rule_packs", "blank"))
_BLOCK = re.compile(r"```toml\n(# 文件：(\S+)\n.*?)```", re.DOTALL)


def schema_models() -> set[type[BaseModel]]:
    """Every model a pack file may be made of."""
    found: set[type[BaseModel]] = set()
    waiting: list[type[BaseModel]] = list(FILES.values())
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            waiting += [
                inner
                for item in model.model_fields.values()
                for inner in _models_in(item.annotation)
            ]
    return found


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def schema_keys() -> set[str]:
    return {
        item.alias or name for model in schema_models() for name, item in model.model_fields.items()
    }


def named(words: set[str]) -> set[str]:
    """Those of the words the guide does not name as code."""
    return {word for word in words if f"`{word}`" not in GUIDE}


def guide_pack() -> LoadResult:
    return load_pack({name: text.encode() for text, name in _BLOCK.findall(GUIDE)})


def switched_on(text: bytes) -> bytes:
    """A template file with its samples switched on."""
    lines = text.decode().split("\n")
    return "\n".join(re.sub(r"^#: ?", "", line) for line in lines).encode()


def test_the_guide_names_every_key_of_the_schema():
    keys = {key for key in schema_keys() if f"[[{key}]]" not in GUIDE}
    assert named(keys) == set()


def test_the_guide_names_every_file():
    assert {file for file in FILES if f"{file}" not in GUIDE} == set()


@pytest.mark.parametrize(
    "words",
    [
        set(get_args(Operator)),
        set(OUTCOME_LABELS),
        set(SUBJECT_LABELS),
        set(get_args(Stage)),
        set(BUILTIN_SHEETS),
        set(builtin_registers()),
        set(TAKE_LABELS),
        set(SCOPE_LABELS),
        set(get_args(ValueUnit)),
        set(PAPER_FIELDS),
        {spec.name for spec in BUILTIN_FACTS},
    ],
    ids=[
        "operators",
        "outcomes",
        "subjects",
        "stages",
        "sheets",
        "registers",
        "takes",
        "scopes",
        "units",
        "fields",
        "facts",
    ],
)
def test_the_guide_names_every_word_of_a_closed_list(words: set[str]):
    assert named(words) == set()


def test_the_guide_names_every_effect():
    lacking = {
        kind for kind in EFFECT_KINDS if f"`{kind}:" not in GUIDE and f"`{kind}`" not in GUIDE
    }
    assert lacking == set()


def test_the_guide_names_every_choice_of_the_built_in_facts():
    choices = {choice for spec in BUILTIN_FACTS for choice, _ in spec.choices}
    assert named(choices) == set()


def test_the_worked_pack_of_the_guide_has_every_file():
    assert {name for _, name in _BLOCK.findall(GUIDE)} == set(FILES)


def test_the_worked_pack_of_the_guide_loads_without_faults():
    assert guide_pack().faults == ()


def test_the_template_loads_without_faults():
    assert load_pack(BLANK).faults == ()


def test_the_template_is_marked_as_one():
    result = load_pack(BLANK)
    assert result.pack is not None
    assert result.pack.head.is_template


def test_the_samples_of_the_template_load_without_faults():
    files = {name: switched_on(text) for name, text in BLANK.items()}
    assert load_pack(files).faults == ()


def test_the_template_shows_every_key_of_the_schema():
    text = b"\n".join(BLANK.values()).decode()
    assert {key for key in schema_keys() if not re.search(rf"\b{key}\b", text)} == set()
