"""The certificate of a purge: what was taken out, what stays, what the program cannot reach."""

from pathlib import Path

from desktop_app.domain.vouchers.terms import Terms
from desktop_app.printing.papers import Align, ColumnKind, ListColumn, ListPaper, Stamp
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.press import render_pdf
from desktop_app.use_cases.places import make_folder
from desktop_app.use_cases.vouchers.purging import must_be_purged, purged
from desktop_app.values.dates import long_date

TITLE = "个人信息清除证明"


def write_certificate(desk: Desk, terms: Terms, out: Path) -> None:
    """The certificate as PDF, from what the record and the log say; as often as it is asked for."""
    with desk.workspace.read() as view:
        record = must_be_purged(view, terms.campaign)
        head = view.log_head()
    found = purged(desk, terms)
    rows = [("已清除", what, count) for what, count in record.removed.items() if count]
    rows += [("保留", what, count) for what, count in record.kept.items()]
    paper = ListPaper(
        title=TITLE,
        left=f"活动：{terms.campaign.name}",
        right=long_date(record.purged_on),
        intro=(
            f"依据：{record.reason}。",
            "下列个人信息已从工作区清除，清除后无法恢复；名单、合计和审核结果予以保留。",
        ),
        columns=(
            ListColumn("处理", weight=1, align=Align.CENTER),
            ListColumn("内容", weight=3),
            ListColumn("数量", weight=1.4, kind=ColumnKind.COUNT),
        ),
        rows=tuple(rows),
        signers=(("经办人", record.purged_by), ("复核人", ""), ("日期", "")),
        foot=("程序清除不到的：", *found.unreached),
        is_landscape=False,
        has_page_totals=False,
    )
    stamp = Stamp(version=head.count, log_head=head.digest, form=TITLE, issued_on=desk.today)
    make_folder(out.parent)
    out.write_bytes(render_pdf(paper, stamp))
