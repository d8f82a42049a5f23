"""The end of a campaign's personal data: taken out, counted, certified; sums and audit stay."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from db.backup import copies_since
from db.failpoints import failpoint
from db.stored_files import FILE_COLUMNS
from db.unit_of_work import ReadView
from db.vouchers.people import Columns, People, people_of
from db.vouchers.people_purge import counted_people, told_logs, told_texts
from db.vouchers.purge import clear, counted
from db.vouchers.verdicts import last_redemption
from desktop_app.domain.record import Event, Subject
from desktop_app.domain.register import ENTRY
from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.domain.vouchers.records import PurgeRecord
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.drafts import drafts, drop_drafts
from desktop_app.use_cases.papers.press import plain_text
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.use_cases.vouchers.figure_forms import form_in
from desktop_app.use_cases.vouchers.payable import unaudited
from desktop_app.values.ids import EventId
from desktop_app.values.money import yuan_text

AFTERWARDS = "purge"
ACT = "voucher_purge"
TEXTS, PAPERS = "备注、意见、依据等文字中的姓名、号码", "文书和收文的电子件"
LOGS, DRAFTS = "操作日志中的改动明细", "草稿"


@dataclass(frozen=True)
class Purged:
    """What was, or would be, taken out, what stays, and where copies still lie."""

    is_done: bool
    removed: dict[str, int]
    kept: dict[str, int]
    copies: tuple[str, ...]
    """Backups made while the data were there; they have to be destroyed by hand."""
    exports: tuple[str, ...] = ()
    """What left the program in full while the data were there, as the log says."""

    @property
    def unreached(self) -> tuple[str, ...]:
        """Where the program cannot take them out, in words."""
        told = ["已打印、已交出或另存的文书和工作簿，由本办收回销毁。"]
        told += [f"导出过全部内容：{each}。" for each in self.exports]
        if self.copies:
            names = "、".join(self.copies)
            told.append(f"清除前的 {len(self.copies)} 份备份仍含有这些信息，须另行销毁：{names}。")
        return (*told, "操作日志不留内容，原内容的校验值也已换成随机值。")

    @property
    def lines(self) -> tuple[str, ...]:
        """In words, for the command line."""
        head = "已清除：" if self.is_done else "将清除（加 --apply 办理，须写 --reason）："
        told = [f"  {what} {count:,}" for what, count in self.removed.items() if count]
        stays = [f"  {what} {count:,}" for what, count in self.kept.items()]
        return (head, *told, "保留：", *stays, "清除不到的：", *(f"  {x}" for x in self.unreached))

    @property
    def values(self) -> dict[str, object]:
        """For scripts."""
        return {
            "is_done": self.is_done,
            "removed": self.removed,
            "kept": self.kept,
            "copies": list(self.copies),
            "exports": list(self.exports),
        }


def purge_campaign(desk: Desk, terms: Terms, *, reason: str, is_applied: bool) -> Purged:
    """Take names, numbers, telephones, marks, invoices and vehicles out of a finished campaign.

    Out of the platform's lists, the personal columns of its registers, the texts, frozen checks,
    stored files, drafts and logged values that tell of them. Refused while money is still to be
    paid: without the numbers nothing can be checked again. Refused too while no version of the pack
    has the paper that certifies it.
    """
    require(desk, "vouchers.purge")
    campaign = terms.campaign
    with desk.workspace.read() as view:
        refuse_purged(view, campaign)
        people, pack = _people(desk, view, campaign)
        found_in = _files_about(desk, view, people)
        removed = _removed(desk, view, people, pack, found_in)
        kept = _kept(view, campaign) | _kept_rows(view, campaign, pack)
        form_in(desk, view, pack, "purge")
        if not is_applied:
            return Purged(is_done=False, removed=removed, kept=kept, copies=())
        _refuse_unpaid(view, campaign)
        _refuse_unsettled(view, terms)
    if not reason.strip():
        raise Refused("没有写清除的依据", advice="请写明保存期限届满等依据，会印在证明上。")
    subject = Subject(ENTRY, campaign.id)
    act = desk.act(
        "voucher_purge", f"清除个人信息（{campaign.name}）", reason=reason, subjects=(subject,)
    )
    with desk.workspace.begin(replace(act, is_undoable=False)) as uow:
        uow.purge_people(people, found_in)
        clear(uow.connection, uow.tracker, campaign.id)
        uow.vouchers.purges.add(
            campaign_id=campaign.id,
            purged_on=desk.today,
            purged_by=desk.operator,
            reason=reason.strip(),
            removed=removed,
            kept=kept,
        )
        failpoint("voucher_purge.before_commit")
    failpoint("voucher_purge.after_commit")
    desk.workspace.finish_purges()
    drop_drafts(desk, _drafts_about(desk, people))
    refresh(desk)
    desk.workspace.backup(AFTERWARDS)
    return purged(desk, terms)


def purged(desk: Desk, terms: Terms) -> Purged:
    """What was taken out of a campaign, and what lies where the program does not reach."""
    with desk.workspace.read() as view:
        record = must_be_purged(view, terms.campaign)
        events = view.events.latest(view.log_head().count)
        first = _first_event(view, terms.campaign)
    subject = Subject(ENTRY, terms.campaign.id)
    done = next(e for e in events if e.act == ACT and subject in e.subjects)
    copies = tuple(path.name for path, _ in copies_since(desk.workspace.folder, first, done))
    exports = tuple(
        f"{event.at:%Y-%m-%d} {event.actor}{event.title}" if event.at else event.title
        for event in reversed(events)
        if event.act == "personal_export" and event.id < done.id
    )
    return Purged(
        is_done=True, removed=record.removed, kept=record.kept, copies=copies, exports=exports
    )


def must_be_purged(view: ReadView, campaign: Campaign) -> PurgeRecord:
    """The record of a purge; refused while there was none."""
    record = view.vouchers.purges.first(campaign_id=campaign.id)
    if record is None:
        raise Refused("个人信息还没有清除，不能出具证明", advice="请先清除。")
    return record


def refuse_purged(view: ReadView, campaign: Campaign) -> None:
    """Once the numbers are gone the lists can no longer be checked or added to."""
    done = view.vouchers.purges.first(campaign_id=campaign.id)
    if done is not None:
        raise Refused(
            f"这个活动的个人信息已于 {done.purged_on} 清除",
            advice="名单、合计和审核结果仍可查看；不能再导入、核查或编制拨付表。",
            record=campaign.name,
        )


def _people(desk: Desk, view: ReadView, campaign: Campaign) -> tuple[People, Pack]:
    row = view.registers.get(campaign.id)
    pack = reading_of(desk, view).pinned((row.pack, row.pack_version))
    personal = {r.id: tuple(f.id for f in r.field if f.is_personal) for r in pack.registers}
    free = {r.id: tuple(f.id for f in r.field if f.format == "long") for r in pack.registers}
    return people_of(view.connection, campaign.id, _filled(personal), _filled(free)), pack


def _filled(columns: Columns) -> Columns:
    return {register: found for register, found in columns.items() if found}


def _files_about(desk: Desk, view: ReadView, people: People) -> Mapping[str, tuple[int, ...]]:
    """Papers, by table, whose stored file tells of a person.

    A file that holds only pictures cannot be read: it goes where it is about one person's row.
    """
    personal = {
        key
        for key in people.own["register_entry"]
        if (row := view.registers.find(key)) is not None and row.register_id in people.columns
    }
    found: dict[str, tuple[int, ...]] = {}
    for table, papers in (("paper", view.papers.all()), ("incoming_paper", view.incoming.all())):
        for paper in papers:
            text = plain_text(desk.workspace.files.get(paper.digest)) if paper.digest else None
            is_about = any(s.kind == ENTRY and s.id in personal for s in paper.subjects)
            if text is not None and (_tells(people, text) or (not text and is_about)):
                found[table] = (*found.get(table, ()), paper.id)
    return found


def _tells(people: People, text: str) -> bool:
    return bool(text) and people.words.holds(text)


def _removed(
    desk: Desk,
    view: ReadView,
    people: People,
    pack: Pack,
    found_in: Mapping[str, tuple[int, ...]],
) -> dict[str, int]:
    """How much there is to be taken out, by what it is."""
    cells = counted_people(view.connection, people)
    registers = {
        f"{spec.title}：{each.label}": cells[spec.id, each.id]
        for spec in pack.registers
        for each in spec.field
        if cells[spec.id, each.id]
    }
    return {
        **counted(view.connection, people.campaign),
        **registers,
        TEXTS: told_texts(view.connection, people),
        PAPERS: sum(len(found_in.get(table, ())) for table in FILE_COLUMNS),
        LOGS: told_logs(view.connection, people),
        DRAFTS: len(_drafts_about(desk, people)),
    }


def _drafts_about(desk: Desk, people: People) -> list[str]:
    """Keys of the drafts about rows of the campaign, and of any that names a person."""
    return [
        each.key
        for each in drafts(desk)
        if any(s.kind == ENTRY and people.is_own("register_entry", s.id)
               for s in each.place.subjects)
        or any(people.words.holds(str(value)) for value in each.values.values())
    ]  # fmt: skip


def _refuse_unpaid(view: ReadView, campaign: Campaign) -> None:
    made = view.vouchers.last_settlement(campaign.id)
    if made is None:
        return
    payments = view.vouchers.payments.where(settlement_id=made.id)
    paid = {(each.merchant, each.kind) for each in payments}
    lines = view.vouchers.lines.where(settlement_id=made.id)
    open_lines = [x for x in lines if x.payable_fen > 0 and (x.merchant, x.kind) not in paid]
    if open_lines:
        raise Refused(
            f"拨付表还有 {len(open_lines)} 项没有登记拨付", advice="请先登记拨付，再清除个人信息。"
        )


def _refuse_unsettled(view: ReadView, terms: Terms) -> None:
    """What was claimed and never came before the auditor could never be judged again."""
    made = view.vouchers.last_settlement(terms.campaign.id)
    if made is None:
        return
    told = ""
    if view.vouchers.result_files.first(result_id=made.result_id) is not None:
        left = unaudited(view, terms)
        if left.rows:
            told = f"还有 {left.rows:,} 笔 {yuan_text(left.fen)} 元没有审计结果"
    elif last_redemption(view.connection, terms.campaign.id) > made.last_row:
        told = f"第 {made.version} 版拨付表以后又导入了核销明细"
    if told:
        raise Refused(
            told, advice="请先送审、编制拨付表、登记拨付；不拨付的请审计机构写明核减，再清除。"
        )


def _kept(view: ReadView, campaign: Campaign) -> dict[str, int]:
    statement = "SELECT count(*) FROM {} WHERE campaign_id = ?"
    tables = {"发券记录": "voucher_issued", "核销记录": "voucher_redemption",
              "审核疑点": "voucher_finding", "拨付表": "voucher_settlement"}  # fmt: skip
    return {
        what: int(
            view.connection.exec_driver_sql(statement.format(table), (campaign.id,)).scalar() or 0
        )
        for what, table in tables.items()
    }


def _kept_rows(view: ReadView, campaign: Campaign, pack: Pack) -> dict[str, int]:
    """Rows of registers that named persons: they stay, without the names."""
    below = Counter(
        row.register_id for row in view.registers.of_owners("parent_id", (campaign.id,))
    )
    return {
        f"{spec.title}的条目": below[spec.id]
        for spec in pack.registers
        if below[spec.id] and any(each.is_personal for each in spec.field)
    }


def _first_event(view: ReadView, campaign: Campaign) -> Event:
    """The act that brought the first list in (the first of all if there was none)."""
    files = view.vouchers.files.where(campaign_id=campaign.id)
    known = view.events.history("voucher_file", files[0].id) if files else ()
    return view.events.get(known[0].event_id if known else EventId(1))
