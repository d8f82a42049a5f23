"""Runs real work in processes that can be killed: `python worker.py` forks one per order.

Orders come as JSON lines on standard input, answers go as JSON lines to standard output. What a
child has done it writes to its journal only after the program said it was stored.
"""

import json
import os
import random
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

import openpyxl  # noqa: E402

from db import create, failpoints  # noqa: E402, F401 - loaded once for all children
from db.backup import list_backups  # noqa: E402
from db.keys import default_key_file, read_key_file  # noqa: E402
from db.migrate import Plan, migrate  # noqa: E402
from db.restore import restore_backup  # noqa: E402
from db.schema import SCHEMA  # noqa: E402
from db.unit_of_work import UnitOfWork  # noqa: E402
from db.workspace import Workspace, create_workspace, open_workspace  # noqa: E402
from desktop_app.domain.project import AmountKind, FundingLine  # noqa: E402
from desktop_app.domain.record import Act, Subject  # noqa: E402
from desktop_app.domain.register import ENTRY  # noqa: E402
from desktop_app.domain.vouchers.terms import Terms  # noqa: E402
from desktop_app.errors import UserFacingError  # noqa: E402
from desktop_app.rules.loader import load_pack  # noqa: E402
from desktop_app.rules.pack import Pack  # noqa: E402
from desktop_app.use_cases import templates, workspaces  # noqa: E402
from desktop_app.use_cases.desk import Desk  # noqa: E402
from desktop_app.use_cases.imports.apply import apply_import  # noqa: E402
from desktop_app.use_cases.imports.preview import preview_import  # noqa: E402
from desktop_app.use_cases.papers import issue  # noqa: E402
from desktop_app.use_cases.papers.incoming import IncomingEntry, record_incoming  # noqa: E402
from desktop_app.use_cases.regime import default_pack, shipped_packs  # noqa: E402
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry  # noqa: E402
from desktop_app.use_cases.reserve_pool import editing  # noqa: E402
from desktop_app.use_cases.reserve_pool.classifying import mark_classified  # noqa: E402
from desktop_app.use_cases.vouchers.auditing import audit  # noqa: E402
from desktop_app.use_cases.vouchers.auditor_results import ResultOrder, import_result  # noqa: E402
from desktop_app.use_cases.vouchers.campaigns import campaign  # noqa: E402
from desktop_app.use_cases.vouchers.importing import ListOrder, import_list  # noqa: E402
from desktop_app.use_cases.vouchers.purging import purge_campaign  # noqa: E402
from desktop_app.use_cases.vouchers.result_sheet import write_result_sheet  # noqa: E402
from desktop_app.use_cases.vouchers.starting import start_campaign  # noqa: E402
from desktop_app.use_cases.vouchers.terms import terms_of  # noqa: E402
from desktop_app.values.ids import CampaignId, ProjectId  # noqa: E402
from desktop_app.values.money import Fen  # noqa: E402
from desktop_app.values.pinyin import search_key  # noqa: E402
from tests.scenario import voucher_lists as lists  # noqa: E402
from tests.scenario.voucher_desk import FEW, place_merchants  # noqa: E402

NEXT = Plan(SCHEMA + 1, (*Plan().places, HERE.parent / "db" / "next_shape"))
PACKS: dict[tuple[str, str], Pack] = {}
BATCH_ROWS = 12
DAY = date(2026, 3, 2)
CHINA = timezone(timedelta(hours=8))


def clock() -> datetime:
    return datetime.now(CHINA)


def main() -> None:
    """One child per order; the answer after its end tells how it ended."""
    search_key("预热")  # what takes long is loaded once for all children
    pack = load_pack(shipped_packs()[default_pack()]).pack
    if pack is not None:
        PACKS[pack.id, pack.version] = pack
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            os._exit(run(order))
        print(json.dumps({"pid": child}), flush=True)  # noqa: T201 - the answer
        _, status = os.waitpid(child, 0)
        ending = {"signal": os.WTERMSIG(status), "code": os.WEXITSTATUS(status)}
        print(json.dumps(ending), flush=True)  # noqa: T201


def run(order: dict[str, object]) -> int:
    """Does one order; 0 done, 3 told in a sentence (written to the journal)."""
    folder, journal = Path(str(order["folder"])), Path(str(order["journal"]))
    if order.get("failpoint"):
        kill_at(str(order["failpoint"]), int(str(order["hit"])))
    if order.get("file_limit"):
        limit = int(str(order["file_limit"]))
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        SCENARIOS[str(order["scenario"])](folder, journal, random.Random(str(order["seed"])))  # noqa: S311
    except UserFacingError as error:
        note(journal, {"told": str(error)})
        return 3
    return 0


def kill_at(place: str, hit: int) -> None:
    """Dies without a word when the work comes to that place for the n-th time."""
    left = [hit]

    def hook(name: str) -> None:
        left[0] -= name == place
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    failpoints.set_failpoint_hook(hook)


def note(journal: Path, line: dict[str, object]) -> None:
    with journal.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def office_day(folder: Path, journal: Path, chance: random.Random, acts: int = 3) -> None:
    """Imports, steps, bulk edits, undos, files, purges and backups through the real ways."""
    workspace = open_workspace(folder, clock=clock, program="crash")
    kinds = list(WORK)
    for _ in range(acts):
        name = chance.choice(kinds)
        head = workspace.log_head()
        WORK[name](workspace, chance)
        done = workspace.log_head()
        if done != head:
            note(journal, {"act": name, "count": done.count, "digest": done.digest})
    workspace.close()


def import_rows(workspace: Workspace, chance: random.Random) -> None:
    with workspace.begin(Act("import", "导入", "甲")) as unit:
        owner = unit.units.first(name="甲局") or unit.units.add(name="甲局", kind="department")
        start = unit.projects.count() + chance.randrange(10**6)
        keys = unit.projects.add_many(
            [project_values(owner.id, f"{unit.event_id}-{start + n}") for n in range(BATCH_ROWS)]
        )
        batch = unit.batches.add(
            sheet="reserve_pool",
            applied_at=unit.at,
            actor="甲",
            event_id=unit.event_id,
            files=(("甲局.xlsx", "0" * 64),),
            new=BATCH_ROWS,
        )
        place = {"batch_id": batch.id, "file": "甲局.xlsx", "sheet": "表"}
        unit.batches.add_provenance(
            [{**place, "subject": Subject("project", key), "row": key} for key in keys]
        )


def project_values(unit_id: int, code: str) -> dict[str, object]:
    amount = Fen(19_800_000)
    return {
        "code": code,
        "name": f"{code}号数据平台",
        "unit_id": unit_id,
        "year": 2026,
        "state": "applied",
        "pack": "blank",
        "pack_version": "1",
        "applied_on": DAY,
        "amounts": {AmountKind.DECLARED: amount},
        "funding": (FundingLine("county", amount),),
        "recorded": {"system_name": "平台"},
    }


def record_step(workspace: Workspace, chance: random.Random) -> None:
    with workspace.begin(Act("record_step", "登记环节", "甲")) as unit:
        project = pick(unit, chance)
        if project:
            case = unit.cases.add(
                procedure="p",
                subject=Subject("project", project),
                pack="blank",
                pack_version="1",
                opened_on=DAY,
                closed_on=DAY,
                outcome="agreed",
            )
            unit.steps.add(case_id=case.id, step="s", outcome="agreed", acted_on=DAY, actor="desk")


def bulk_edit(workspace: Workspace, chance: random.Random) -> None:
    with workspace.begin(Act("bulk_edit", "批量修改", "甲")) as unit:
        goal = f"目标{chance.random()}"
        unit.projects.change_many({key.id: {"goal": goal} for key in unit.projects.rows()[:40]})


def undo_last(workspace: Workspace, _: random.Random) -> None:
    with workspace.read() as view:
        batch = view.batches.last()
    if batch is not None:
        try:
            with workspace.begin(Act("undo", "撤销", "甲")) as unit:
                unit.revert(batch.event_id)
        except UserFacingError:
            pass  # refused: its rows were used since


def purge(workspace: Workspace, chance: random.Random) -> None:
    with workspace.begin(Act("purge", "转为涉密", "甲", is_undoable=False)) as unit:
        project = pick(unit, chance)
        if project:
            unit.purge_project(project)
    workspace.finish_purges()


def store_paper(workspace: Workspace, chance: random.Random) -> None:
    digest = workspace.files.put(chance.randbytes(20_000), "application/pdf")
    with workspace.begin(Act("issue", "出具文书", "甲", is_undoable=False)) as unit:
        number = str(unit.papers.next_number("review", 2026))
        unit.papers.add(
            form="f", title="表", number=number, issued_on=DAY, digest=digest, subjects=()
        )


def back_up(workspace: Workspace, _: random.Random) -> None:
    workspace.backup("import")


def pick(unit: UnitOfWork, chance: random.Random) -> int | None:
    rows = unit.projects.rows()
    return chance.choice(rows).id if rows else None


WORK: dict[str, Callable[[Workspace, random.Random], None]] = {
    "import": import_rows,
    "import again": import_rows,
    "step": record_step,
    "bulk": bulk_edit,
    "undo": undo_last,
    "purge": purge,
    "paper": store_paper,
    "backup": back_up,
}


def only(name: str) -> Callable[[Path, Path, random.Random], None]:
    """A scenario of one act."""

    def scenario(folder: Path, journal: Path, chance: random.Random) -> None:
        workspace = open_workspace(folder, clock=clock, program="crash")
        WORK[name](workspace, chance)
        head = workspace.log_head()
        note(journal, {"count": head.count, "digest": head.digest})
        workspace.close()

    return scenario


def first_day(folder: Path, journal: Path, chance: random.Random) -> None:
    """Some rows, a paper and a backup: what the other scenarios start from."""
    for name in ("import", "paper", "backup"):
        only(name)(folder, journal, chance)


def restore(folder: Path, journal: Path, chance: random.Random) -> None:
    backup = chance.choice(list_backups(folder))
    restore_backup(folder, backup, clock=clock, program="crash", actor="甲")
    note(journal, {"restored": backup.head.count})


def bring_up(folder: Path, journal: Path, _: random.Random) -> None:
    migrate(folder, read_key_file(default_key_file(folder)), at=clock(), program="c", plan=NEXT)
    note(journal, {"migrated": NEXT.schema})


def make(folder: Path, journal: Path, _: random.Random) -> None:
    create_workspace(folder, office_name="试验机关", clock=clock)
    note(journal, {"made": True})


@contextmanager
def at_desk(folder: Path, journal: Path) -> Iterator[Desk]:
    """A desk of the whole program; what it stored is noted."""
    desk = workspaces.open_desk(folder, clock=clock, program="crash", operator="甲")
    desk.packs.update(PACKS)
    yield desk
    head = desk.workspace.log_head()
    note(journal, {"count": head.count, "digest": head.digest})
    desk.workspace.close()


def first_desk(folder: Path, journal: Path, _: random.Random) -> None:
    """A workspace of the whole program: a unit, an application with a paper, a backup of both."""
    workspaces.create_workspace(folder, clock=clock, program="crash", office_name="试验机关")
    with at_desk(folder, journal) as desk:
        with desk.workspace.begin(desk.act("seed", "登记单位")) as unit:
            owner = unit.units.add(name="甲局", kind="department", owner_type="administration")
        whole = editing.Application("甲平台", owner.id, "new", declared_fen=Fen(100_000_000))
        known = editing.add_application(desk, whole)
        issue.issue_paper(desk, "pool_application", (Subject("project", known.id),))
        templates.write_unit_template(desk, "reserve_pool", workbook_of(folder), unit="甲局")
        fill(workbook_of(folder))
        desk.workspace.backup("by_hand")


def workbook_of(folder: Path) -> Path:
    return folder.parent / f"{folder.name}.xlsx"


def fill(path: Path) -> None:
    """Two more applications in the unit's own workbook."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    titles = [cell.value for cell in sheet[3]]
    for name in ("乙平台", "丙系统"):
        row = sheet.max_row + 1
        for title, value in (("项目名称", name), ("建设性质", "新建"), ("申报金额（万元）", 80)):
            sheet.cell(row, titles.index(title) + 1).value = value
    book.save(path)


def take_in(folder: Path, journal: Path, _: random.Random) -> None:
    """The import of a workbook, as the window and the command line do it."""
    with at_desk(folder, journal) as desk:
        apply_import(desk, preview_import(desk, [workbook_of(folder)]))


def take_list(folder: Path, journal: Path, _: random.Random) -> None:
    """The import of a platform's list into a campaign that has just begun."""
    path = folder.parent / f"{folder.name}.csv"
    heads = "券码,券种,面额,批次,领券账号,领取时间,有效期至,状态"
    row = "Q{},普惠型消费券,10,1,u{},2024-10-01 09:00:00,2024-10-31,已领取"
    path.write_text("\n".join((heads, *(row.format(n, n) for n in range(3000)))), "utf-8")
    with at_desk(folder, journal) as desk:
        plan = campaign(desk, start_campaign(desk))
        import_list(desk, plan, ListOrder(path, "issued"))


def first_campaign(folder: Path, journal: Path, _: random.Random) -> None:
    """A campaign with persons in its lists and its registers, audited, the auditor's sheet back."""
    workspaces.create_workspace(folder, clock=clock, program="crash", office_name="试验机关")
    with at_desk(folder, journal) as desk:
        key = place_merchants(desk, {"retail": FEW["retail"], "appliance": FEW["appliance"]})
        with desk.workspace.read() as view:
            shop = view.registers.of_register("merchant")[0]
        person = {"legal_person": "司徒雁", "phone": "13856600004", "note": "司徒雁来电"}
        save_entry(desk, EntryDraft("merchant", person, entry_id=shop.id))
        scan = folder.parent / "证件.png"
        scan.write_bytes(b"\x89PNG\r\n\x1a\n")
        letter = IncomingEntry("函1号", "来函", "县公安局", DAY)
        record_incoming(desk, letter, (Subject(ENTRY, shop.id),), scan)
        platform = lists.Platform(seed=3)
        for row, trade in ((platform.general(10, 4), "retail"),
                           (platform.appliances(200, 3), "appliance")):  # fmt: skip
            for each in row:
                each["商户代码"] = FEW[trade][0]
        plan = campaign(desk, key)
        issued = platform.write_issued(folder.parent / "发券.csv")
        assert import_list(desk, plan, ListOrder(issued, "issued")).is_stored
        used = platform.write(folder.parent / "核销.csv")
        assert import_list(desk, plan, ListOrder(used, "redemption")).is_stored
        audit(desk, terms_of(desk, key))
        write_result_sheet(desk, terms_of(desk, key), workbook_of(folder))
        accept_all(workbook_of(folder))
        desk.workspace.backup("by_hand")


def accept_all(path: Path) -> None:
    """The auditor accepts every row."""
    book = openpyxl.load_workbook(path)
    rows = list(book["审计结果（逐笔）"].iter_rows())
    head = next(n for n, row in enumerate(rows) if any(cell.value == "审计意见" for cell in row))
    place = [cell.value for cell in rows[head]].index("审计意见")
    for row in rows[head + 1 :]:
        row[place].value = "认可" if row[0].value else None
    book.save(path)


def the_campaign(desk: Desk) -> Terms:
    with desk.workspace.read() as view:
        key = view.registers.of_register("campaign")[0].id
    return terms_of(desk, CampaignId(key))


def take_result(folder: Path, journal: Path, _: random.Random) -> None:
    """The auditor's workbook comes back."""
    with at_desk(folder, journal) as desk:
        order = ResultOrder(workbook_of(folder), "审字1号", "某所", DAY)
        assert import_result(desk, the_campaign(desk), order).is_stored


def purge_persons(folder: Path, journal: Path, _: random.Random) -> None:
    """The persons of a campaign taken out, with a paper of one of them."""
    with at_desk(folder, journal) as desk:
        purge_campaign(desk, the_campaign(desk), reason="保存期满", is_applied=True)


def classify(folder: Path, journal: Path, _: random.Random) -> None:
    """A project marked as 涉密, with its paper purged from the store and its backup."""
    with at_desk(folder, journal) as desk:
        mark_classified(desk, ProjectId(1), "定密")


def only_import(folder: Path, journal: Path, chance: random.Random) -> None:
    """Imports until it is told to stop."""
    workspace = open_workspace(folder, clock=clock, program="crash")
    try:
        while True:
            import_rows(workspace, chance)
            head = workspace.log_head()
            note(journal, {"count": head.count, "digest": head.digest})
    finally:
        workspace.close()


SCENARIOS: dict[str, Callable[[Path, Path, random.Random], None]] = {
    "day": office_day,
    "first": first_day,
    "one import": only("import"),
    "one paper": only("paper"),
    "one backup": only("backup"),
    "restore": restore,
    "migrate": bring_up,
    "create": make,
    "import": only_import,
    "first desk": first_desk,
    "workbook": take_in,
    "voucher list": take_list,
    "classify": classify,
    "first campaign": first_campaign,
    "voucher result": take_result,
    "campaign purge": purge_persons,
}

if __name__ == "__main__":
    main()
