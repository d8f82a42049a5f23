"""The certificate of a purge: what was taken out, what stays, what the program cannot reach."""

from desktop_app.domain.vouchers.terms import Terms
from desktop_app.printing.papers import Align, ColumnKind, ListColumn
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.vouchers.figures import Figures
from desktop_app.use_cases.vouchers.purging import must_be_purged, purged
from desktop_app.values.dates import long_date


def purge_figures(desk: Desk, terms: Terms) -> Figures:
    """What the record and the log say of the purge; refused while there was none."""
    with desk.workspace.read() as view:
        record = must_be_purged(view, terms.campaign)
    rows = [("已清除", what, count) for what, count in record.removed.items() if count]
    rows += [("保留", what, count) for what, count in record.kept.items()]
    return Figures(
        columns=(
            ListColumn("处理", weight=1, align=Align.CENTER),
            ListColumn("内容", weight=3),
            ListColumn("数量", weight=1.4, kind=ColumnKind.COUNT),
        ),
        rows=tuple(rows),
        intro=(
            f"依据：{record.reason}。{long_date(record.purged_on)}由{record.purged_by}清除。",
            "下列个人信息已从工作区清除，清除后无法恢复；名单、合计和审核结果予以保留。",
        ),
        foot=("程序清除不到的：", *purged(desk, terms).unreached),
    )
