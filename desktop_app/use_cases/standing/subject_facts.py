"""All facts of a subject: those at hand, those its owner lends, those counted over registers."""

from collections.abc import Callable, Iterable
from functools import cache

from desktop_app.rules.counting import count_fact
from desktop_app.rules.counting_rows import RowsOf
from desktop_app.rules.facts import FactValue
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms, scene
from desktop_app.use_cases.standing.known_facts import Known, KnownFacts, OneByOne, Source


def subject_facts(
    pack: Pack,
    subject: str,
    known: Known,
    later: Iterable[Source],
    terms: Terms,
    rows: Callable[[], RowsOf],
) -> KnownFacts:
    """The facts a pack knows of a subject.

    Args:
        pack: the pack the subject follows.
        subject: what the pack calls it.
        known: the facts at hand.
        later: those found when asked for, the nearest last.
        terms: day and settings counting may ask for.
        rows: gives the rows of registers it sees.
    """
    names = pack.names.facts
    counted = dict(pack.counted_facts(subject))
    seen = cache(rows)

    def find(name: str) -> FactValue:
        return count_fact(counted[name], pack.names, seen(), around().lookup)

    facts = KnownFacts(
        {name: value for name, value in known.items() if name in names},
        (
            *(OneByOne(source.names & names.keys(), source.value) for source in later),
            OneByOne(frozenset(counted), find),
        ),
    )
    around = cache(lambda: scene(pack, facts, terms))
    return facts


def no_rows() -> RowsOf:
    """The registers of what has just come in."""
    return lambda _register, _scope: ()
