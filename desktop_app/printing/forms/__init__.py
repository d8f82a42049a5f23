"""The layouts of papers, one module each, listed in `FORMS` by the layout's id."""

from collections.abc import Callable, Mapping
from typing import Any

from desktop_app.printing.bench import Bench
from desktop_app.printing.forms import letter, opinion_table
from desktop_app.printing.sheet import Sheet

Layout = Callable[[Any, Bench], list[Sheet]]
"""Takes the paper of its kind and gives its pages."""

FORMS: Mapping[str, Layout] = {
    "letter": letter.lay_out,
    "opinion_table": opinion_table.lay_out,
}
