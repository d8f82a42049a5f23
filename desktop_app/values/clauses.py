"""Clauses as regulations and papers name them, `二(一)6`, and keeping each on one line."""

import re

NUMERAL = "[一二三四五六七八九十百千零〇两]"
BRACKETED = rf"[（(](?:{NUMERAL}{{1,3}}|\d{{1,3}})[）)]"
CLAUSE = rf"{NUMERAL}{{1,3}}(?:{BRACKETED}\d*|\d+)(?:{BRACKETED})*(?:[-—至]{BRACKETED})?"
"""A clause: 二(一)6, 十6, 二(三)3(1)-(3)."""
JOINER = "\u2060"
"""An invisible mark at which no line breaks."""
_CLAUSE = re.compile(CLAUSE)


def with_whole_clauses(text: str) -> str:
    """The text for a screen that wraps it: no clause is torn at the end of a line."""
    return _CLAUSE.sub(lambda found: JOINER.join(found[0]), text)
