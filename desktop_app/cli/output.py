"""What the command line prints: a short Chinese report, or JSON only."""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO
from unicodedata import east_asian_width

from desktop_app.cli.usage_words import UsageError

DONE, PROBLEMS, WRONG_USAGE = 0, 1, 2
DOCUMENTS = frozenset({".pdf", ".docx", ".doc", ".wps", ".xlsx", ".xls", ".et", ".csv", ".txt"})
PDF, DOCX, XLSX = ".pdf", ".docx", ".xlsx"


@dataclass(frozen=True)
class Answer:
    """The outcome of one command: lines for people, data for scripts, exit code."""

    lines: Sequence[str]
    data: object
    code: int = DONE


def show(answer: Answer, out: TextIO, *, as_json: bool) -> int:
    """Print the answer in the asked form and return its exit code."""
    text = json.dumps(answer.data, ensure_ascii=False, indent=1, default=str)
    try:
        print(text if as_json else "\n".join(answer.lines), file=out, flush=True)
    except BrokenPipeError:
        _swallow_the_rest(out)  # the reader (e.g. `head`) has seen enough
    return answer.code


def named_as(out: Path, kind: str) -> Path:
    """The file to write, refused where its name promises another kind of document."""
    ending = out.suffix.lower()
    if ending in DOCUMENTS and ending != kind:
        raise UsageError(f"写出的是 {kind} 文件，--out 的文件名请写成“{out.stem}{kind}”")
    return out


def _swallow_the_rest(out: TextIO) -> None:
    """Let the interpreter flush into nothing at its end, so that it does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows in columns as wide as their widest text; a Chinese character counts as two."""
    cells = [list(titles), *(list(row) for row in rows)]
    widths = [max(_width(row[n]) for row in cells) for n in range(len(titles))]
    return [
        "  ".join(
            text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in cells
    ]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
