"""The layouts of papers, one module each, listed in `FORMS` by the layout's id."""

from collections.abc import Callable, Mapping
from typing import Any

from desktop_app.printing.bench import Bench
from desktop_app.printing.forms import checklist, letter, list_paper, opinion_table, receipt
from desktop_app.printing.sheet import Sheet

Layout = Callable[[Any, Bench], list[Sheet]]
"""Takes the paper of its kind and gives its pages."""

FORMS: Mapping[str, Layout] = {
    "letter": letter.lay_out,
    "opinion_table": opinion_table.lay_out,
    "list": list_paper.lay_out,
    "checklist": checklist.lay_out,
    "receipt": receipt.lay_out,
}
