"""The lists of the hand-over pack: sums, reports, payments, the files everything came from."""

from collections.abc import Iterable, Sequence

from db.unit_of_work import ReadView
from db.vouchers.sums import MerchantSum
from desktop_app.domain.vouchers.records import Sample
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.excel.lists.spec import LISTS
from desktop_app.use_cases.shown_lists import ShownColumn, ShownList, Value
from desktop_app.use_cases.vouchers.list_tables import kind_titles
from desktop_app.values.money import Fen

SUMS = (
    ("claimed_fen", "申报"), ("disallowed_fen", "剔除"), ("recovered_fen", "追回"),
    ("paid_fen", "已拨"), ("payable_fen", "待拨"),
)  # fmt: skip
KIND = ShownColumn("kind", "券种", width=150)
ROWS = ShownColumn("rows", "笔数", "number", width=80, is_sum=True)
RESULT_TITLE = "第三方审计结果"


def _money(key: str, title: str) -> ShownColumn:
    return ShownColumn(key, title, "money", "元", 120, is_sum=True)


def sum_lists(terms: Terms, sums: Sequence[MerchantSum], basis: str) -> tuple[ShownList, ShownList]:
    """By kind, and by merchant and kind."""
    titles, names = kind_titles(terms.campaign), {x.code: x.name for x in terms.merchants}
    money = [_money(key, title) for key, title in SUMS]
    by_kind: dict[str, list[MerchantSum]] = {}
    for each in sums:
        by_kind.setdefault(each.kind, []).append(each)
    kinds: tuple[tuple[Value, ...], ...] = tuple(
        (titles.get(kind, kind), sum(x.rows for x in own), *_added(own))
        for kind, own in by_kind.items()
    )
    places: tuple[tuple[Value, ...], ...] = tuple(
        (names.get(x.merchant, ""), x.merchant, titles.get(x.kind, x.kind), x.rows, *_added([x]))
        for x in sums
    )
    merchants = (
        ShownColumn("merchant", "商户", width=220),
        ShownColumn("code", "统一社会信用代码", width=170),
        KIND,
        ROWS,
        *money,
    )
    return (
        ShownList("合计（按券种）", (KIND, ROWS, *money), kinds, basis),
        ShownList("合计（按商户和券种）", merchants, places, basis),
    )


def _added(sums: Iterable[MerchantSum]) -> tuple[Fen, ...]:
    own = list(sums)
    return tuple(Fen(sum(getattr(each, key) for each in own)) for key, _ in SUMS)


def money_lists(view: ReadView, terms: Terms) -> tuple[ShownList, ...]:
    """Audit reports, versions of the payout list, payments and recoveries as registered."""
    own, kept = {"campaign_id": terms.campaign.id}, view.vouchers
    titles, names = kind_titles(terms.campaign), {x.code: x.name for x in terms.merchants}

    def named(merchant: str, kind: str) -> tuple[str, str, str]:
        return names.get(merchant, ""), merchant, titles.get(kind, kind)

    place = (
        ShownColumn("merchant", "商户", width=220),
        ShownColumn("code", "信用代码", width=170),
        KIND,
    )
    reports = tuple(
        (
            x.report_number, x.auditor, x.dated, x.accepted_fen,
            "逐笔或按商户" if kept.result_files.first(result_id=x.id) else "总额",
        )
        for x in kept.reports.where(**own)
    )  # fmt: skip
    versions = tuple(
        (x.version, x.made_on, *(getattr(x, key) for key, _ in SUMS), x.reason)
        for x in kept.settlements.where(**own)
    )
    payments = tuple(
        (x.number, x.paid_on, *named(x.merchant, x.kind), x.amount_fen)
        for x in kept.payments.where(**own)
    )
    returned = {each.recovery_id for each in kept.returns.all()}
    recoveries = tuple(
        (
            x.recovered_on, *named(x.merchant, x.kind), x.amount_fen,
            "已退回" if x.id in returned else "从拨付中扣", x.reason,
        )
        for x in kept.recoveries.where(**own)
    )  # fmt: skip
    day = ShownColumn("on", "日期", "date", width=100)
    return (
        _list("专项审计报告", (_text("number", "文号"), _text("auditor", "审计机构"), day,
              _money("accepted", "认可金额"), _text("basis", "怎样给的")), reports),
        _list("资金拨付表各版", (ShownColumn("version", "第几版", "number", width=70), day,
              *(ShownColumn(k, t, "money", "元", 120) for k, t in SUMS), _text("reason", "原因")),
              versions),
        _list("拨付登记", (_text("number", "凭证号"), day, *place, _money("amount", "金额")),
              payments),
        _list("追回登记", (day, *place, _money("amount", "金额"), _text("how", "怎样追回"),
              _text("reason", "原因")),
              recoveries),
    )  # fmt: skip


def source_list(view: ReadView, terms: Terms) -> ShownList:
    """Every file taken in, with its rows and its digest."""
    columns = (
        _text("list", "清单"), _text("name", "文件"), _text("sheet", "工作表"),
        ShownColumn("rows", "行数", "number", width=80),
        ShownColumn("on", "导入日期", "date", width=100), _text("correction", "性质"),
        ShownColumn("digest", "SHA-256 摘要", width=480),
    )  # fmt: skip
    rows = tuple(
        (
            LISTS[x.list].title if x.list in LISTS else RESULT_TITLE, x.name, x.sheet, x.rows,
            x.applied_on, "更正" if x.is_correction else "", x.digest,
        )
        for x in view.vouchers.files.where(campaign_id=terms.campaign.id)
    )  # fmt: skip
    return ShownList("清单来源", columns, rows, terms.campaign.name)


def strata_list(terms: Terms, sample: Sample) -> ShownList:
    """How a sample was drawn, layer by layer."""
    columns = (
        _text("name", "层"), ShownColumn("size", "笔数", "number", width=80, is_sum=True),
        ShownColumn("drawn", "抽取", "number", width=80, is_sum=True),
    )  # fmt: skip
    rows = tuple((each.name, each.size, each.drawn) for each in sample.strata)
    view = f"种子 {sample.seed}，{sample.permille / 10:g}%，{sample.drawn_on} 抽取"
    return ShownList("抽样分层", columns, rows, f"{terms.campaign.name}　{view}")


def _text(key: str, title: str) -> ShownColumn:
    return ShownColumn(key, title, width=160)


def _list(
    title: str, columns: tuple[ShownColumn, ...], rows: tuple[tuple[Value, ...], ...]
) -> ShownList:
    return ShownList(title, columns, rows, "")
