"""Which pairs are worth scoring: near-verbatim texts, and texts with rare words in common."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import TypeVar

from desktop_app.domain.similarity_score import Profile
from desktop_app.domain.similarity_words import SUBJECT

_LEAST_SAMPLES = 2
_STRONG = 5
_FEW_PAIRS = 600_000
_COMMON, _KEYED = 30, 300_000
"""A key more texts have says too little; a busy subject is then told apart by a second word."""
Pair = tuple[int, int]
Look = Callable[[], object]
"""Called now and then; raises to stop the work."""
Item = TypeVar("Item")
_PER_LOOK = 500


def looked(items: Sequence[Item], look: Look, every: int = _PER_LOOK) -> Iterator[Item]:
    """The items one by one, with a look now and then."""
    for start in range(0, len(items), every):
        look()
        yield from items[start : start + every]


def candidate_pairs(
    profiles: Sequence[Profile], fresh: int, look: Look = lambda: None, among: int = 0
) -> set[Pair]:
    """Pairs of positions (smaller first) that may be alike and of which one is below `fresh`.

    `among` is how many there will be once all are compared, if these are but a part of them.
    """
    if fresh * len(profiles) <= _FEW_PAIRS:
        return {(a, b) for a in range(fresh) for b in range(a + 1, len(profiles))}
    most = max(_COMMON, _KEYED // max(among, len(profiles)))
    anchored = _anchored()
    samples = [set(anchored.findall(profile.text)) for profile in looked(profiles, look)]
    copies = _sharing(samples, fresh, look, most=most, least=_LEAST_SAMPLES)
    return copies | _related(profiles, fresh, most, look)


@cache
def _anchored() -> re.Pattern[str]:
    """Six characters from every fifth kind of character on: equal stretches give equal samples."""
    return re.compile("(?=([{}].{{5}}))".format("".join(map(chr, range(0x4E00, 0x9FFF, 5)))))


def _related(profiles: Sequence[Profile], fresh: int, most: int, look: Look) -> set[Pair]:
    """Pairs with a rare strong token in common, or with two strong ones that are rare together."""
    frequency = Counter(token for profile in profiles for token in profile.subject)
    keys = [_keys(profile, frequency, most) for profile in looked(profiles, look)]
    return _sharing(keys, fresh, look, most=most, least=1)


def _keys(profile: Profile, frequency: Counter[str], most: int) -> set[str]:
    """The strongest subjects and title words: alone where rare, else two by two."""
    strong = sorted(
        (token for token in profile.subject if token[0] == SUBJECT or token in profile.title),
        key=lambda token: (-profile.subject[token], token),
    )[:_STRONG]
    rare = {token for token in strong if 1 < frequency[token] <= most}
    return rare | {f"{a}+{b}" for a in strong for b in strong if a < b}


def _sharing(
    keys: Sequence[Iterable[str]], fresh: int, look: Look, *, most: int, least: int
) -> set[Pair]:
    """Pairs that share at least `least` keys which at most `most` texts have."""
    holders: dict[str, list[int]] = {}
    for position, own in enumerate(keys):
        for key in own:
            holders.setdefault(key, []).append(position)
    shared: Counter[Pair] = Counter()
    for positions in looked(tuple(holders.values()), look):
        if 1 < len(positions) <= most and positions[0] < fresh:
            shared.update(pair for pair in combinations(positions, 2) if pair[0] < fresh)
    look()
    return {pair for pair, times in shared.items() if times >= least}
