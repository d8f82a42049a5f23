"""Draws a stratified sample that anybody can draw again from the seed and the lists.

A row's place in its layer is the SM3 value of the seed and the row's own numbers: no generator of
random numbers, so neither the order of the rows nor the version of the program matters.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from desktop_app.domain.vouchers.records import Stratum
from desktop_app.domain.vouchers.sums import numbered_batch

Layer = tuple[str, int]
"""Kind and batch."""
RowKey = tuple[int, str]
"""The row's place in the file and the numbers it is known by outside."""


@dataclass(frozen=True)
class Drawn:
    """The rows drawn, layer by layer, and how the layers stand."""

    rows: tuple[tuple[int, str], ...]
    strata: tuple[Stratum, ...]


def draw(
    layers: Mapping[Layer, Sequence[RowKey]], seed: str, permille: int, titles: Mapping[str, str]
) -> Drawn:
    """The sample: the share of the whole rounded up, spread over the layers by their sizes."""
    sizes = {layer: len(rows) for layer, rows in layers.items()}
    counts = shares(sizes, -(-sum(sizes.values()) * permille // 1000))
    rows: list[tuple[int, str]] = []
    strata = []
    for layer in sorted(layers):
        kind, batch = layer
        name = f"{numbered_batch(batch)}{titles.get(kind, kind)}"
        chosen = nsmallest(counts[layer], layers[layer], key=lambda row: _rank(seed, row[1]))
        rows += sorted((row, name) for row, _ in chosen)
        strata.append(Stratum(name, sizes[layer], counts[layer]))
    return Drawn(tuple(rows), tuple(strata))


def shares(sizes: Mapping[Layer, int], total: int) -> dict[Layer, int]:
    """How many of each layer: in proportion, the largest remainders up, at least one of each."""
    whole = sum(sizes.values())
    exact = {layer: divmod(size * total, whole) for layer, size in sizes.items()}
    counts = {layer: parts[0] for layer, parts in exact.items()}
    left = total - sum(counts.values())
    for layer in sorted(exact, key=lambda each: (-exact[each][1], each))[:left]:
        counts[layer] += 1
    return {layer: max(1, count) for layer, count in counts.items()}


def _rank(seed: str, key: str) -> bytes:
    return hashlib.new("sm3", f"{seed}\0{key}".encode()).digest()
