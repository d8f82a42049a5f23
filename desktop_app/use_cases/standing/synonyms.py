"""The office synonym list applications are compared by, and the mark of what was compared how."""

import hashlib
from functools import lru_cache

from desktop_app.domain.similarity import EDITION, Synonyms, read_synonyms
from resources import resource


@lru_cache(maxsize=1)
def shipped_synonyms() -> Synonyms:
    """The office synonym list that ships with the program."""
    return read_synonyms()


@lru_cache(maxsize=1)
def comparison_mark() -> str:
    """Changes when applications are compared by another method or other words."""
    words = resource("similarity", "synonyms.toml").read_bytes()
    return f"{EDITION}.{hashlib.blake2b(words, digest_size=8).hexdigest()}"
