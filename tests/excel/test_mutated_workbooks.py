"""Mutation run: 500 seeded workbooks, none crashes, none gives a wrong value in silence."""

import random
import zipfile
from pathlib import Path

import pytest

from desktop_app.excel.reader import read_book
from tests.excel.fuzz_books import make_case
from tests.excel.fuzz_cells import REFUSED

SEEDS = 400
DAMAGED = 100
SAMPLES = Path(__file__).parents[1] / "samples"


def wrong_values(case, reading):
    """What was read otherwise than it is true, and what was accepted though it must not be."""
    first = case.first_body_row()
    letters = reading.sheets[0].columns
    problems = {problem.cell for problem in reading.problems}
    rows = {row.row - 1 - first: row.values for row in reading.sheets[0].rows}
    expected = {row for row, values in case.truth.items() if "" not in values}
    wrong = [("rows", sorted(rows), sorted(expected))] if set(rows) != expected else []
    for row, values in case.truth.items():
        for key, value in values.items():
            cell = f"{letters[key]}{row + first + 1}" if key in letters else ""
            if value is REFUSED:
                wrong += [] if cell in problems else [("accepted", cell, rows.get(row))]
            elif key and rows.get(row, {}).get(key) != value:
                wrong.append((cell, rows.get(row, {}).get(key), value))
    return wrong


@pytest.mark.parametrize("start", range(0, SEEDS, 50))
def test_every_value_is_the_truth_or_a_problem(start, tmp_path, pool):
    faults = {}
    for seed in range(start, start + 50):
        case = make_case(seed)
        path = tmp_path / f"{seed}.xlsx"
        case.write(path)

        reading = read_book(path, [pool])

        found = [reading.refusal] if reading.refusal else wrong_values(case, reading)
        faults |= {(seed, case.label): found} if found else {}
    assert faults == {}


def damaged(data, rng):
    """The bytes with some of them changed, cut or doubled."""
    content = bytearray(data)
    for _ in range(rng.randint(1, 20)):
        content[rng.randrange(len(content))] = rng.randrange(256)
    if rng.random() < 0.2:
        del content[rng.randrange(len(content)) :]
    return bytes(content)


def damaged_part(data, path, rng):
    """A well-formed package with one part damaged."""
    with zipfile.ZipFile(data) as source, zipfile.ZipFile(path, "w") as target:
        victim = rng.choice(source.namelist())
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, damaged(content, rng) if name == victim else content)


@pytest.mark.parametrize("sample", ["department.xlsx", "department.xls", "receipt.xlsx"])
def test_damaged_bytes_never_crash(sample, tmp_path, pool):
    rng = random.Random(sample)  # noqa: S311 - a reproducible choice
    for number in range(DAMAGED // 5):
        path = tmp_path / f"{number}-{sample}"
        path.write_bytes(damaged((SAMPLES / sample).read_bytes(), rng))

        reading = read_book(path, [pool])

        assert reading.refusal is None or reading.refusal.message


@pytest.mark.parametrize("sample", ["department.xlsx", "department-wps.xlsx"])
def test_damaged_parts_never_crash(sample, tmp_path, pool):
    rng = random.Random(sample)  # noqa: S311 - a reproducible choice
    for number in range(DAMAGED // 5):
        path = tmp_path / f"{number}.xlsx"
        damaged_part(SAMPLES / sample, path, rng)

        reading = read_book(path, [pool])

        assert reading.refusal is None or reading.refusal.message
