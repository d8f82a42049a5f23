"""The collector of cyclic garbage kept out of work that makes many lasting objects."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Cyclic collection off: a big sheet is half a million objects, none of them in a cycle.

    What is there afterwards is not looked through again either; going through it would stop the
    whole program, window included, for a fifth of a second. It goes when nobody holds it any more.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()
