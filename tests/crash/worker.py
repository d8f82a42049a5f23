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
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

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
from desktop_app.errors import UserFacingError  # noqa: E402
from desktop_app.values.money import Fen  # noqa: E402
from desktop_app.values.pinyin import search_key  # noqa: E402

NEXT = Plan(SCHEMA + 1, (*Plan().places, HERE.parent / "db" / "next_shape"))
BATCH_ROWS = 12
DAY = date(2026, 3, 2)
CHINA = timezone(timedelta(hours=8))


def clock() -> datetime:
    return datetime.now(CHINA)


def main() -> None:
    """One child per order; the answer after its end tells how it ended."""
    search_key("预热")  # the tables of pinyin are loaded once for all children
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
}

if __name__ == "__main__":
    main()
