"""The workbook that goes out to the third-party auditor and comes back with its result."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from db.unit_of_work import ReadView
from db.vouchers.verdicts import SheetRow, claim_verdicts, sheet_rows
from desktop_app.domain.vouchers.checks import BY_ID, UNCLAIMED
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.errors import Refused
from desktop_app.excel.lists.result_spec import RESULT_ROWS, RESULT_SUMS
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.shown_lists import ShownColumn, ShownList, Value, export_book
from desktop_app.use_cases.vouchers.claim_findings import claim_audit
from desktop_app.use_cases.vouchers.list_tables import kind_titles
from desktop_app.values.money import Fen

OPINION = (
    ShownColumn("outcome", "审计意见", width=90),
    ShownColumn("accepted_fen", "认可金额", "money", "元", 110, is_sum=True),
    ShownColumn("cut_fen", "核减金额", "money", "元", 110, is_sum=True),
    ShownColumn("reason", "核减原因", width=260),
)
HINT = "填审计意见（认可、核减），或认可金额、核减金额之一；核减的写原因"


def write_result_sheet(desk: Desk, terms: Terms, out: Path, *, is_whole: bool = False) -> int:
    """Write the rows the auditor has said nothing of yet (or all), and a sheet by merchant.

    Gives the number of rows. No personal data are among the columns.
    """
    with desk.workspace.read() as view:
        kind = terms.claimed_kind
        found = sheet_rows(view.connection, terms.campaign.id, is_whole=is_whole, without=kind)
        rows = (*found, *_claims(view, terms, is_whole=is_whole))
    if not rows:
        raise Refused(
            "没有要送审的核销", advice="请先导入平台核销明细；都有审计结果的，可以要全部的表。"
        )
    export_book(desk, (_row_list(terms, rows), _sum_list(terms, rows)), out)
    return len(rows)


def _claims(view: ReadView, terms: Terms, *, is_whole: bool) -> Iterator[SheetRow]:
    """Approved claims as rows; those the auditor told of as they stand only with the whole."""
    audit = claim_audit(view, terms)
    if audit is None:
        return
    known = {} if is_whole else claim_verdicts(view.connection, terms.campaign.id)
    taken = audit.cuts
    for claim in audit.claims.approved:
        if known.get(claim.id, (None,))[0] != claim.claimed_fen:
            checks = [x.check for x in audit.findings if x.claim == claim and x.check != UNCLAIMED]
            yield SheetRow(
                0, claim.name, None, claim.batch, audit.claims.kind, claim.dealer,
                claim.bought_on, claim.claimed_fen, ",".join(checks) or None,
                taken[claim.id][1] if claim.id in taken else 0,
            )  # fmt: skip


def _row_list(terms: Terms, rows: Sequence[SheetRow]) -> ShownList:
    names, titles = {x.code: x.name for x in terms.merchants}, kind_titles(terms.campaign)
    columns = (
        ShownColumn("row", "核销号", width=70),
        ShownColumn("transaction_no", "交易流水号", width=160),
        ShownColumn("code", "券码", width=130),
        ShownColumn("batch", "第几批", "number", width=60),
        ShownColumn("kind", "券种", width=130),
        ShownColumn("merchant", "商户统一社会信用代码", width=170),
        ShownColumn("name", "商户名称", width=180),
        ShownColumn("at", "核销时间", width=150),
        ShownColumn("claimed_fen", "申报金额", "money", "元", 110, is_sum=True),
        ShownColumn("own", "本办核查", width=200),
        *OPINION,
    )
    cells = tuple(
        (
            str(each.id or ""), each.transaction_no, each.code or "", each.batch,
            titles.get(each.kind, each.kind), each.merchant, names.get(each.merchant, ""),
            each.at, Fen(each.claimed_fen), _own(each), "", None, None, "",
        )
        for each in rows
    )  # fmt: skip
    return ShownList(RESULT_ROWS.title, columns, cells, f"{terms.campaign.name}　{HINT}")


def _own(row: SheetRow) -> str:
    return "、".join(BY_ID[check].title for check in (row.checks or "").split(",") if check)


def _sum_list(terms: Terms, rows: Sequence[SheetRow]) -> ShownList:
    columns = (
        ShownColumn("merchant", "商户统一社会信用代码", width=170),
        ShownColumn("name", "商户名称", width=200),
        ShownColumn("kind", "券种", width=150),
        ShownColumn("rows", "笔数", "number", width=80, is_sum=True),
        ShownColumn("claimed_fen", "申报金额", "money", "元", 120, is_sum=True),
        *OPINION,
    )
    view = f"{terms.campaign.name}　只按商户出具结果的填这一张；逐笔填了的，这一张可以不填"
    return ShownList(RESULT_SUMS.title, columns, tuple(_sum_rows(terms, rows)), view)


def _sum_rows(terms: Terms, rows: Sequence[SheetRow]) -> Iterator[tuple[Value, ...]]:
    names, titles = {x.code: x.name for x in terms.merchants}, kind_titles(terms.campaign)
    sums: dict[tuple[str, str], list[int]] = {}
    for each in rows:
        place = sums.setdefault((each.merchant, each.kind), [0, 0])
        place[0] += 1
        place[1] += each.claimed_fen
    for (merchant, kind), (count, fen) in sums.items():
        yield (
            merchant, names.get(merchant, ""), titles.get(kind, kind), count, Fen(fen),
            "", None, None, "",
        )  # fmt: skip
