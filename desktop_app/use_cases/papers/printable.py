"""Whether every character of a paper can be printed."""

from desktop_app.errors import Refused
from desktop_app.printing.papers import Paper
from desktop_app.use_cases.papers.press import missing_glyphs


def refuse_missing(paper: Paper) -> None:
    """Refuse a paper with characters no font can print."""
    missing = missing_glyphs(paper)
    if missing:
        raise Refused(
            f"有 {len(missing)} 个字打印不出来：{'；'.join(map(str, missing[:5]))}",
            advice="请换用常用字，或在本机装好带这些字的字体后再出具。",
        )
