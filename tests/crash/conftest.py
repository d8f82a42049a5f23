"""A foreman who gives orders to worker processes, kills them, and inspects what they left."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text

from db.selfcheck import run_selfcheck
from db.workspace import Workspace, create_workspace, open_workspace

CHINA = timezone(timedelta(hours=8))


def clock() -> datetime:
    return datetime.now(CHINA)


@dataclass
class Foreman:
    """Hands orders to the forking worker."""

    process: "subprocess.Popen[str]"
    endings: list[dict[str, int]] = field(default_factory=list)

    def order(self, folder: Path, journal: Path, scenario: str, **more: object) -> int:
        """Starts a child; gives its process number."""
        order = {"folder": str(folder), "journal": str(journal), "scenario": scenario, "seed": 0}
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order | more) + "\n")
        self.process.stdin.flush()
        return int(self._answer()["pid"])

    def ended(self) -> dict[str, int]:
        """Waits for the child; tells by which signal or code it ended."""
        self.endings.append(self._answer())
        return self.endings[-1]

    def do(self, folder: Path, journal: Path, scenario: str, **more: object) -> dict[str, int]:
        """Lets a child work to its end."""
        self.order(folder, journal, scenario, **more)
        return self.ended()

    def kill_after(self, seconds: float, pid: int) -> dict[str, int]:
        """Kills the child after a while."""
        time.sleep(seconds)
        with suppress(ProcessLookupError):  # it had finished
            os.kill(pid, signal.SIGKILL)
        return self.ended()

    def _answer(self) -> dict[str, int]:
        assert self.process.stdout is not None
        return dict(json.loads(self.process.stdout.readline()))


@pytest.fixture(scope="module")
def foreman() -> Iterator[Foreman]:
    worker = Path(__file__).parent / "worker.py"
    with subprocess.Popen(
        [sys.executable, str(worker)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Foreman(process)
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, foreman: Foreman) -> Path:
    """A workspace with some rows, a paper and a backup."""
    folder = tmp_path_factory.mktemp("template") / "office"
    create_workspace(folder, office_name="试验机关", clock=clock)
    assert foreman.do(folder, folder.parent / "journal", "first") == {"signal": 0, "code": 0}
    return folder


@pytest.fixture(scope="module")
def desk_template(tmp_path_factory: pytest.TempPathFactory, foreman: Foreman) -> Path:
    """A workspace of the whole program, with a workbook of the unit to be imported."""
    folder = tmp_path_factory.mktemp("desk") / "office"
    done = foreman.do(folder, folder.parent / "journal", "first desk")
    assert done == {"signal": 0, "code": 0}
    return folder


@pytest.fixture(scope="module")
def campaign_template(tmp_path_factory: pytest.TempPathFactory, foreman: Foreman) -> Path:
    """A workspace with a campaign audited, its auditor's workbook filled in."""
    folder = tmp_path_factory.mktemp("campaign") / "office"
    done = foreman.do(folder, folder.parent / "journal", "first campaign")
    assert done == {"signal": 0, "code": 0}
    return folder


@pytest.fixture
def fresh(template: Path, tmp_path: Path) -> Callable[[], Path]:
    """Makes another copy of the template."""
    return lambda: copy_of(template, tmp_path)


@pytest.fixture
def copies(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Callable[[], Path]]:
    """What makes copies of a template: of `rows`, of the whole program's `desk`, a `campaign`."""
    names = {"rows": "template", "desk": "desk_template", "campaign": "campaign_template"}

    def of(kind: str) -> Callable[[], Path]:
        template = request.getfixturevalue(names[kind])
        return lambda: copy_of(template, tmp_path)

    return of


def copy_of(template: Path, place: Path) -> Path:
    folder = place / f"office-{random.randrange(10**12)}"  # noqa: S311
    shutil.copytree(template, folder)
    for ending in (".key", ".xlsx"):
        if Path(f"{template}{ending}").exists():
            shutil.copy(f"{template}{ending}", f"{folder}{ending}")
    return folder


def lines(journal: Path) -> list[dict[str, object]]:
    """What the children wrote that was acknowledged; a torn last line counts for nothing."""
    if not journal.exists():
        return []
    return [json.loads(each) for each in journal.read_text().split("\n")[:-1]]


def inspect_folder(folder: Path, journal: Path, *, is_purged: bool | None = None) -> list[str]:
    """Every way the folder differs from what the journal was promised, by the real open routine."""
    workspace = open_workspace(folder, clock=clock, program="crash")
    try:
        found = [each.message for each in run_selfcheck(workspace).faults if not each.is_repairable]
        found += _lost_acts(workspace, journal)
        found += _half_imports(workspace)
        found += _half_campaigns(workspace, is_purged=is_purged)
    finally:
        workspace.close()
    return found


def _lost_acts(workspace: Workspace, journal: Path) -> list[str]:
    with workspace.read() as view:
        digests = {each.id: each.digest for each in view.events.all()}
    promised = [each for each in lines(journal) if "count" in each]
    return [
        f"lost {each}"
        for each in promised
        if digests.get(each["count"]) != each["digest"]  # type: ignore[call-overload]
    ]


def _half_imports(workspace: Workspace) -> list[str]:
    with workspace.read() as view:
        undone = {each.id for each in view.batches.all() if each.undone_by is not None}
        rows = {row[0]: row[1] for row in view.connection.execute(ROWS_OF_BATCH)}
        return [
            f"half batch {each.id}"
            for each in view.batches.all()
            if not each.sheet.startswith("voucher_")
            and rows.get(each.id, 0) != (0 if each.id in undone else each.new)
        ]


def _half_campaigns(workspace: Workspace, *, is_purged: bool | None) -> list[str]:
    """Lists of which rows are missing; campaigns whose persons are gone in part."""
    with workspace.read() as view:
        found = [f"half list {name}" for (name,) in view.connection.execute(HALF_LISTS)]
        purged = {each.campaign_id for each in view.vouchers.purges.all()}
        left = view.connection.execute(text("SELECT count(*) FROM voucher_person")).scalar_one()
        shops = [row for row in view.registers.of_register("merchant") if row.cells.get("note")]
        papers = [each for each in view.incoming.all() if each.file_name]
    states = [(row.parent_id in purged, "legal_person" not in row.cells) for row in shops]
    states += [(bool(purged), not left), (bool(purged), not any(x.digest for x in papers))]
    if is_purged is not None:
        states.append((is_purged, bool(purged)))
    return found + ["half purge" for wanted, real in states if shops and wanted != real]


HALF_LISTS = text("""SELECT name FROM voucher_file f WHERE rows <> (
    SELECT count(*) FROM (SELECT file_id FROM voucher_issued
    UNION ALL SELECT file_id FROM voucher_redemption
    UNION ALL SELECT file_id FROM voucher_verdict) WHERE file_id = f.id)""")
ROWS_OF_BATCH = text("""SELECT batch_id, count(*) FROM (
    SELECT batch_id, subject_id FROM provenance JOIN project ON project.id = subject_id
    UNION SELECT import_batch.id, project.id FROM import_batch JOIN project
    ON is_classified AND code LIKE import_batch.event_id || '-%') GROUP BY batch_id""")
"""The worker puts the event of an import into the codes: a purged row has no other origin left."""


@pytest.fixture
def inspected() -> Callable[..., list[str]]:
    return inspect_folder


@pytest.fixture
def journal_lines() -> Callable[[Path], list[dict[str, object]]]:
    return lines


@pytest.fixture
def utc() -> Callable[[], datetime]:
    """The clock of this computer."""
    return clock
