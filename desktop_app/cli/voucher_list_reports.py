"""What `vouchers` answers about lists, findings, samples, balances and payout lists."""

from collections.abc import Sequence
from dataclasses import asdict

from desktop_app.cli.output import DONE, PROBLEMS, Answer, table
from desktop_app.domain.vouchers.records import SettlementLine
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.excel.lists.spec import LISTS
from desktop_app.use_cases.vouchers.auditing import AuditPage, CauseLine, FindingLine
from desktop_app.use_cases.vouchers.balancing import Balance
from desktop_app.use_cases.vouchers.importing import ListResult
from desktop_app.use_cases.vouchers.listing import RedemptionRow
from desktop_app.use_cases.vouchers.sampling import SamplePage
from desktop_app.use_cases.vouchers.settling import SettlementPage
from desktop_app.use_cases.vouchers.versions import SUMS
from desktop_app.values.money import Fen, yuan_text

SHOWN = 20


def import_answer(result: ListResult, *, is_applied: bool) -> Answer:
    """What became of a list."""
    title = LISTS[result.order.list].title
    lines = [f"{title}：{result.order.path.name}，{result.rows:,} 行。"]
    if result.same_file:
        lines.append(f"与{result.same_file}是同一个文件，没有任何改动。")
    elif result.problem_count:
        lines.append(f"有 {result.problem_count:,} 处读不了，整个文件没有导入：")
        lines += [f"  {each}" for each in result.problems[:SHOWN]]
        left = result.problem_count - SHOWN
        lines += [f"  …… 另有 {left:,} 处"] if left > 0 else []
    else:
        word = "已导入" if is_applied else "可以导入（加 --apply 写入）"
        lines.append(
            f"{word}：新增 {result.new:,} 行，更正 {result.corrected:,} 行，"
            f"此前已有 {result.unchanged:,} 行；金额 {yuan_text(Fen(result.money_fen))} 元。"
        )
    if result.unread:
        lines.append(f"没有读的列（不存）：{'、'.join(result.unread)}")
    if result.batch_id is not None:
        lines.append(f"批次号 {result.batch_id}，可用 hengce undo {result.batch_id} 撤销。")
    data = {
        "list": result.order.list,
        "file": result.order.path.name,
        "rows": result.rows,
        "new": result.new,
        "corrected": result.corrected,
        "unchanged": result.unchanged,
        "money_fen": result.money_fen,
        "same_file": result.same_file,
        "problem_count": result.problem_count,
        "problems": [
            {"place": each.place, "message": each.message, "advice": each.advice}
            for each in result.problems
        ],
        "unread": list(result.unread),
        "columns": dict(result.titles),
        "batch": result.batch_id,
    }
    return Answer(lines, data, PROBLEMS if result.problem_count else DONE)


def audit_answer(page: AuditPage) -> Answer:
    """The sums of the last audit by cause."""
    audit = page.audit
    lines = [
        (
            f"核销 {audit.rows:,} 笔，申报 {yuan_text(audit.claimed_fen)} 元；"
            f"剔除 {audit.disallowed_rows:,} 笔 {yuan_text(audit.disallowed_fen)} 元；"
            f"应付 {yuan_text(audit.payable_fen)} 元。"
        )
    ]
    found = [each for each in page.causes if each.sum.rows]
    if found:
        lines += table(("剔除原因", "笔数", "金额（元）", "依据"), map(_cause, found))
    signs = [each for each in page.signs if each.sum.rows]
    if signs:
        lines += [
            "",
            *table(("疑点（不自动剔除）", "笔数", "剔除（元）", "依据"), map(_cause, signs)),
        ]
    lines += [f"没有做：{check.title}，{why}" for check, why in page.undone]
    if page.unseen:
        lines.append(f"核查以后又导入 {page.unseen:,} 笔，请重新核查。")
    data = {
        "rows": audit.rows,
        "claimed_fen": audit.claimed_fen,
        "disallowed_rows": audit.disallowed_rows,
        "disallowed_fen": audit.disallowed_fen,
        "payable_fen": audit.payable_fen,
        "causes": [_cause_data(each) for each in page.causes],
        "signs": [_cause_data(each) for each in page.signs],
        "undone": {check.id: why for check, why in page.undone},
        "unseen": page.unseen,
    }
    return Answer(lines, data)


def _cause(line: CauseLine) -> tuple[str, str, str, str]:
    rows, fen = line.sum.rows, line.sum.counted_fen
    return line.check.title, f"{rows:,}", yuan_text(fen), line.clause


def _cause_data(line: CauseLine) -> dict[str, object]:
    return {
        "check": line.check.id,
        "title": line.check.title,
        "rows": line.sum.rows,
        "counted_rows": line.sum.counted_rows,
        "counted_fen": line.sum.counted_fen,
        "clause": line.clause,
    }


def findings_answer(found: Sequence[FindingLine]) -> Answer:
    """A page of findings."""
    lines = table(
        ("序号", "流水号", "位置", "剔除（元）", "说明"),
        (
            (
                str(x.row.row_id),
                x.row.transaction_no,
                x.row.place,
                yuan_text(x.row.counted_fen),
                x.text,
            )
            for x in found
        ),
    )
    data = [
        {**asdict(each.row), "title": each.title, "clause": each.clause, "text": each.text}
        for each in found
    ]
    return Answer(lines if found else ["没有疑点。"], {"rows": data})


def rows_answer(terms: Terms, rows: Sequence[RedemptionRow]) -> Answer:
    """A page of redemptions."""
    names = {each.code: each.name for each in terms.merchants}
    lines = table(
        ("序号", "流水号", "券码", "核销时间", "商户", "核销（元）", "剔除（元）", "说明"),
        (
            (
                str(each.id), each.transaction_no, each.code or "", each.at,
                names.get(each.merchant, each.merchant), yuan_text(each.claimed_fen),
                yuan_text(each.disallowed_fen), "已被更正，不算" if each.is_replaced else "",
            )
            for each in rows
        ),
    )  # fmt: skip
    return Answer(lines if rows else ["没有核销明细。"], {"rows": [asdict(each) for each in rows]})


def balance_answer(terms: Terms, found: Balance) -> Answer:
    """Issued less used, expired and void by face."""
    titles = {kind.id: kind.title for kind in terms.campaign.kinds}
    lines = table(
        ("批次", "券种", "面额（元）", "计划", "发放", "核销", "过期", "作废", "差"),
        (
            (str(f.batch), titles.get(f.kind, f.kind), yuan_text(f.face_fen),
             *(f"{n:,}" for n in (f.planned, f.issued, f.used, f.expired, f.void, f.gap)))
            for f in found.faces
        ),
    )  # fmt: skip
    for each in found.over_issued:
        lines.append(
            f"超发：第{each.batch}批{titles.get(each.kind, each.kind)}"
            f" {yuan_text(each.face_fen)} 元多发 {each.issued - each.planned:,} 张。"
        )
    for told in found.disagreements:
        lines.append(f"{told.told}：{told.count:,} 处，如 {told.first}。")
    lines.append(
        "发放、核销、过期、作废相符。" if not found.gap else f"还有 {found.gap:,} 张没有下落。"
    )
    data = {
        "on": found.on,
        "faces": [{**asdict(each), "gap": each.gap} for each in found.faces],
        "gap": found.gap,
        "disagreements": [asdict(each) for each in found.disagreements],
    }
    bad = bool(found.gap or found.over_issued or found.disagreements)
    return Answer(lines if found.faces else ["还没有发券明细。"], data, PROBLEMS if bad else DONE)


def sample_answer(page: SamplePage) -> Answer:
    """A sample by layer."""
    sample = page.sample
    lines = [
        (
            f"种子 {sample.seed}，{sample.permille / 10:g}%：{sample.population:,} 笔中抽"
            f" {len(page.rows):,} 笔。"
        ),
        *table(
            ("层", "笔数", "抽取"),
            ((each.name, f"{each.size:,}", f"{each.drawn:,}") for each in sample.strata),
        ),
    ]
    data = {
        "sample": sample.id,
        "seed": sample.seed,
        "population": sample.population,
        "strata": [asdict(each) for each in sample.strata],
        "rows": [asdict(each) for each in page.rows],
    }
    return Answer(lines, data)


def settlement_answer(terms: Terms, page: SettlementPage) -> Answer:
    """One version of the payout list with what differs from the version before."""
    made, titles = page.settlement, {kind.id: kind.title for kind in terms.campaign.kinds}
    lines = [
        f"资金拨付表第 {made.version} 版（{made.made_on}），审计报告 {page.report.report_number}：",
        (
            f"申报 {yuan_text(made.claimed_fen)}，剔除 {yuan_text(made.disallowed_fen)}，追回"
            f" {yuan_text(made.recovered_fen)}，已拨 {yuan_text(made.paid_fen)}，"
            f"应付 {yuan_text(made.payable_fen)} 元（{page.words}）。"
        ),
    ]
    told = (page.batch_words, page.paid_words, page.left_words, page.beyond_words)
    lines += [f"{words}。" for words in told if words]
    lines += table(
        ("商户", "券种", "笔数", "申报", "剔除", "追回", "已拨", "应付（元）"),
        (_line(page, titles, each) for each in page.lines),
    )
    for each in page.changes:
        name = page.name_of(each.merchant)
        lines.append(
            f"与上一版的差别：{name} {titles.get(each.kind, each.kind)}"
            f" {yuan_text(each.difference_fen)} 元。"
        )
    data = {
        **asdict(made),
        "report": asdict(page.report),
        "is_exact": page.is_exact,
        "accepted_fen": page.accepted_fen,
        "unaudited": asdict(page.unaudited),
        "beyond": asdict(page.beyond),
        "words": page.words,
        "lines": [asdict(each) for each in page.lines],
        "subtotals": [asdict(each) for each in page.subtotals],
        "changes": [
            {"merchant": x.merchant, "kind": x.kind, "difference_fen": x.difference_fen}
            for x in page.changes
        ],
    }
    return Answer(lines, data)


def _line(page: SettlementPage, titles: dict[str, str], line: SettlementLine) -> tuple[str, ...]:
    sums = (yuan_text(getattr(line, name)) for name in SUMS)
    name = page.name_of(line.merchant)
    return name, titles.get(line.kind, line.kind), f"{line.rows:,}", *sums
