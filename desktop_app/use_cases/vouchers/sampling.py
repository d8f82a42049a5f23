"""A seeded, stratified sample of redemptions to be asked about by telephone."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from db.unit_of_work import ReadView
from db.vouchers.population import PersonOf, SampledRow, persons_of, population, sampled_rows
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.domain.vouchers.records import Sample
from desktop_app.domain.vouchers.sample import draw
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.personal import exporting
from desktop_app.use_cases.shown_lists import ShownColumn, ShownList, export_list
from desktop_app.values.identity import mask_name, mask_phone, mask_text

OUTCOMES = {"confirmed": "属实", "doubtful": "存疑", "denied": "不属实", "unreached": "未联系上"}


@dataclass(frozen=True)
class SamplePage:
    """A drawn sample with its rows."""

    sample: Sample
    rows: tuple[SampledRow, ...]


def draw_sample(desk: Desk, terms: Terms, *, seed: str, permille: int) -> SamplePage:
    """Draw and keep a sample; the same seed on the same lists gives the same rows."""
    require(desk, "vouchers.sample")
    if not 1 <= permille <= 1000:  # noqa: PLR2004 - thousandths
        raise Refused("抽查比例应在千分之一到百分之百之间", advice="例如 5% 写 0.05。")
    if not seed.strip():
        raise Refused(
            "没有写抽查的种子", advice="写一个数或一句话，留作复核：同一种子抽出同样的笔。"
        )
    campaign = terms.campaign
    title = f"抽取核销样本（种子 {seed}，{permille / 10:g}%）"
    with desk.workspace.begin(desk.act("voucher_sample", title)) as uow:
        found = population(uow.connection, campaign.id)
        if not found.keys:
            raise Refused("还没有核销明细可以抽查", advice="请先导入平台核销明细。")
        titles = {kind.id: kind.title for kind in campaign.kinds}
        drawn = draw(found.keys, seed.strip(), permille, titles)
        made = uow.vouchers.samples.add(
            campaign_id=campaign.id,
            seed=seed.strip(),
            permille=permille,
            drawn_on=desk.today,
            population=sum(len(each) for each in found.keys.values()),
            strata=[[each.name, each.size, each.drawn] for each in drawn.strata],
            last_row=found.last_row,
        )
        uow.vouchers.sample_rows.add_many(
            [
                {"sample_id": made.id, "row_id": row, "stratum": stratum, "outcome": "", "note": ""}
                for row, stratum in drawn.rows
            ]
        )
    return sample_page(desk, terms, made.id)


def sample_page(desk: Desk, terms: Terms, sample_id: int | None = None) -> SamplePage:
    """A kept sample, the newest unless told otherwise."""
    with desk.workspace.read() as view:
        made = _sample(view, terms, sample_id)
        return SamplePage(made, sampled_rows(view.connection, made.id))


def record_call(desk: Desk, row_id: int, outcome: str, note: str = "") -> None:
    """Record what a call on one sampled redemption gave."""
    require(desk, "vouchers.sample")
    if outcome not in OUTCOMES:
        told = "、".join(f"{key}（{word}）" for key, word in OUTCOMES.items())
        raise Refused(f"没有“{outcome}”这种结果", advice=f"可写：{told}。")
    act = desk.act("voucher_call", f"登记抽查回访：{OUTCOMES[outcome]}")
    with desk.workspace.begin(act) as uow:
        if uow.vouchers.sample_rows.find(row_id) is None:
            raise Refused(f"样本里没有第 {row_id} 号", advice="请照回访表上的号填写。")
        uow.vouchers.sample_rows.change(row_id, outcome=outcome, note=mask_text(note.strip()))


def call_sheet(
    desk: Desk, terms: Terms, out: Path, *, reason: str = "", sample_id: int | None = None
) -> int:
    """Write the call sheet; names and telephones are masked unless a reason is given and logged."""
    page = sample_page(desk, terms, sample_id)
    if reason.strip():
        title = f"导出回访表（{len(page.rows)} 人，含电话）"
        with exporting(desk, title, reason, (Subject(ENTRY, terms.campaign.id),)) as uow:
            persons = persons_of(uow.connection, [each.row_id for each in page.rows])
        return export_list(desk, _sheet(terms, page, persons), out)
    return export_list(desk, sample_table(desk, terms, page), out)


def sample_table(desk: Desk, terms: Terms, page: SamplePage) -> ShownList:
    """A sample with what the calls gave, names and telephones masked."""
    with desk.workspace.read() as view:
        found = persons_of(view.connection, [each.row_id for each in page.rows])
    return _sheet(terms, page, {row: _masked(person) for row, person in found.items()})


def _sample(view: ReadView, terms: Terms, sample_id: int | None) -> Sample:
    kept = view.vouchers.samples.where(campaign_id=terms.campaign.id)
    wanted = [each for each in kept if sample_id in {None, each.id}]
    if not wanted:
        raise Refused("还没有抽取样本", advice="请先抽取：写种子和比例。")
    return wanted[-1]


def _masked(person: PersonOf) -> PersonOf:
    return PersonOf(mask_name(person.name), mask_phone(person.phone))


COLUMNS = (
    ShownColumn("id", "回访号", "number", width=60),
    ShownColumn("stratum", "层", width=140),
    ShownColumn("no", "交易流水号", width=160),
    ShownColumn("merchant", "商户", width=200),
    ShownColumn("at", "核销时间", width=140),
    ShownColumn("claimed", "核销金额", "money", "元", width=90, is_sum=True),
    ShownColumn("spent", "消费金额", "money", "元", width=90),
    ShownColumn("goods", "商品", width=120),
    ShownColumn("name", "姓名", width=80),
    ShownColumn("phone", "电话", width=110),
    ShownColumn("outcome", "回访结果", width=90),
    ShownColumn("note", "说明", width=200),
)


def _sheet(terms: Terms, page: SamplePage, persons: Mapping[int, PersonOf]) -> ShownList:
    names = {each.code: each.name for each in terms.merchants}
    nobody = PersonOf("", "")
    rows = tuple(
        (
            each.id,
            each.stratum,
            each.transaction_no,
            names.get(each.merchant, each.merchant),
            each.at,
            each.claimed_fen,
            each.spent_fen,
            each.goods or "",
            persons.get(each.row_id, nobody).name,
            persons.get(each.row_id, nobody).phone,
            OUTCOMES.get(each.outcome, ""),
            each.note,
        )
        for each in page.rows
    )
    sample = page.sample
    share = f"{sample.permille / 10:g}%"
    view = f"种子 {sample.seed}，{share}，{sample.population:,} 笔中抽 {len(rows):,} 笔"
    return ShownList(f"{terms.campaign.name}核销回访表", COLUMNS, rows, view)
