"""The table of answers of several packs as a list to hand on."""

from desktop_app.use_cases.comparing import Comparison
from desktop_app.use_cases.shown_lists import ShownColumn, ShownList

WIDE, NARROW = 380, 240
"""Width of an answer beside one other, and among several."""


def comparison_table(found: Comparison) -> ShownList:
    """Every question with more than one answer, the packs side by side with their clauses."""
    width = WIDE if len(found.packs) <= 2 else NARROW  # noqa: PLR2004 - one beside one other
    columns = (
        ShownColumn("kind", "类别", width=64),
        ShownColumn("question", "问题", width=120),
        *(
            ShownColumn(f"pack{place}", title, width=width)
            for place, (_, title) in enumerate(found.packs)
        ),
    )
    rows = tuple(
        (line.kind, line.question, *(answer.told for answer in line.answers))
        for line in found.differing
    )
    about = f"（{found.code} {found.name}）" if found.code else ""
    view = f"共 {len(found.lines)} 项，{len(found.differing)} 项不同（{found.on} 的情况）"
    return ShownList(f"规则包对照{about}", columns, rows, view)
