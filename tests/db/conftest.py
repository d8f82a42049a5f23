"""A workspace on disk with a little content, and a clock that only moves when told."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Connection

from db.connection import open_engine
from db.keys import default_key_file, read_key_file
from db.segments import ListWriter
from db.tables import table
from db.unit_of_work import UnitOfWork
from db.workspace import Workspace, create_workspace, open_workspace
from desktop_app.domain.project import AmountKind, FundingLine
from desktop_app.domain.record import Act, OpenRow, Subject
from desktop_app.values.calendar import YearDays
from desktop_app.values.ids import ProjectId, UnitId
from desktop_app.values.money import Fen

CHINA = timezone(timedelta(hours=8))


class HandClock:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **step: float) -> None:
        self.now += timedelta(**step)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def folder(tmp_path: Path, clock: HandClock) -> Path:
    path = tmp_path / "office"
    create_workspace(path, office_name="试验机关", clock=clock)
    return path


@pytest.fixture
def reopen(folder: Path, clock: HandClock) -> Iterator[Callable[..., Workspace]]:
    opened: list[Workspace] = []

    def _open(**options: bool) -> Workspace:
        for each in opened:
            each.close()
        opened[:] = [open_workspace(folder, clock=clock, program="9.9", **options)]
        return opened[0]

    yield _open
    for each in opened:
        each.close()


@pytest.fixture
def workspace(reopen: Callable[..., Workspace]) -> Workspace:
    return reopen()


def act(name: str = "edit", **more: object) -> Act:
    return Act(name, f"试做{name}", "张三", **more)  # type: ignore[arg-type]


@pytest.fixture
def new_act() -> Callable[..., Act]:
    return act


def add_project(unit: UnitOfWork, number: int, **more: object) -> int:
    """A project with an amount, a money source and a recorded fact."""
    owner = unit.units.first(name="甲局") or unit.units.add(name="甲局", kind="department")
    values = project_values(owner.id, number) | more
    return unit.projects.add(**values).id


def project_values(unit_id: int, number: int) -> dict[str, object]:
    return {
        "code": f"P-{number:05d}",
        "name": f"第{number}号数据平台",
        "unit_id": unit_id,
        "year": 2026,
        "state": "applied",
        "pack": "blank",
        "pack_version": "1",
        "applied_on": date(2026, 3, 1),
        "amounts": {AmountKind.DECLARED: Fen(19_800_000)},
        "funding": (FundingLine("county", Fen(19_800_000)),),
        "recorded": {"system_name": "平台"},
    }


@pytest.fixture
def make_project() -> Callable[..., int]:
    return add_project


@pytest.fixture
def values_of() -> Callable[[int, int], dict[str, object]]:
    return project_values


def fill_every_table(unit: UnitOfWork) -> None:
    """One row at least in every table that is logged."""
    project = add_project(unit, 1)
    about = Subject("project", project)
    day = date(2026, 3, 2)
    unit.units.rename(1, "甲局（新）", last_day_of_old=day)
    unit.experts.add(name="专家甲", unit_name="甲局", field="网络")
    unit.systems.add(name="旧系统", unit_id=1)
    unit.catalogue.add(code="D-1", name="人口", item="姓名", owner_unit_id=1)
    unit.operators.add(name="张三")
    unit.successions.add(kind="handover", happened_on=day, project_id=project, to_unit_id=1)
    unit.needs.add(unit_id=1, title="需求", scenario="场景", year=2026)
    unit.registers.add(
        register_id="contract",
        name="HT-1",
        cells={"amount": 100},
        pack="blank",
        pack_version="1",
        registered_on=day,
        project_id=project,
    )
    unit.decisions.add(
        decision="separate", reason="不同", decided_by="张三", decided_on=day, members=(project,)
    )
    case = unit.cases.add(
        procedure="p", subject=about, pack="blank", pack_version="1", opened_on=day
    )
    unit.steps.add(case_id=case.id, step="s", outcome="agreed", acted_on=day, actor="desk")
    unit.deadlines.add(subject=about, deadline="d", kind="met", recorded_on=day)
    unit.notes.add(subject=about, kind="note", text="话", noted_at=unit.at, actor="张三")
    _fill_papers(unit, about, day)
    _fill_rounds(unit, about, day)
    _fill_office(unit, day)
    _fill_vouchers(unit, day)


def _fill_papers(unit: UnitOfWork, about: Subject, day: date) -> None:
    number = str(unit.papers.next_number("review", 2026))
    unit.papers.add(
        form="f", title="意见表", number=number, issued_on=day, digest="0" * 64, subjects=(about,)
    )
    unit.incoming.add(
        number="文1", title="批复", sender="市局", dated=day, received_on=day, subjects=(about,)
    )


def _fill_rounds(unit: UnitOfWork, about: Subject, day: date) -> None:
    sheet_round = unit.rounds.add(title="征集", sheet="reserve_pool", opened_on=day)
    sent = unit.rounds.add_recipient(sheet_round.id, unit_id=UnitId(1), sent_on=day)
    unit.rounds.change_recipient(sent, left_open=(OpenRow("表", 6, ProjectId(1)),))
    unit.rounds.add_reminder(sent, day)
    batch = unit.batches.add(
        sheet="reserve_pool",
        applied_at=unit.at,
        actor="张三",
        event_id=unit.event_id,
        files=(("甲局.xlsx", "0" * 64),),
        new=1,
    )
    place = {"batch_id": batch.id, "subject": about, "file": "甲局.xlsx", "sheet": "表", "row": 5}
    unit.batches.add_provenance([place])
    unit.batches.add_read_columns(batch.id, "甲局.xlsx", "表", {"name": "B"})
    unit.column_maps.put("reserve_pool", "h", {"项目名称": "name"}, day)


def _fill_office(unit: UnitOfWork, day: date) -> None:
    unit.settings.add(name="review_line", value=80, valid_from=day)
    unit.readings.add(reading="r", choice="a", valid_from=day)
    unit.packs.store("blank", "1", "0" * 64, {"pack.toml": b"id = 1\n"}, on=day)
    unit.calendars.put(YearDays(2027, {date(2027, 1, 1): "元旦"}, {}, "通知"))
    unit.views.add(stage="reserve_pool", name="本年", definition="{}")


def _fill_vouchers(unit: UnitOfWork, day: date) -> None:
    """A list of one redemption and what rests on it; the campaign is the register row."""
    own, none = {"campaign_id": 1}, Fen(0)
    kept = unit.vouchers
    file = kept.files.add(
        **own, list="redemption", name="核销.csv", sheet="", digest="0" * 64, rows=1,
        columns={"code": "券码"}, applied_on=day, is_correction=False,
    )  # fmt: skip
    writer = ListWriter(unit.connection, "voucher_redemption", file.id)
    writer.add(
        {
            "line": [2], "campaign_id": [1], "transaction_no": ["T1"], "code": ["C1"],
            "batch": [1], "kind": ["general"], "claimed_fen": [1000], "merchant": ["M"],
            "at": ["2026-03-02 10:00:00"],
        },
        1,
    )  # fmt: skip
    writer.finish(unit.tracker)
    unit.tracker.insert(table("voucher_correction"), {"file_id": file.id, "old_id": 9, "new_id": 1})
    audit = kept.audits.add(
        **own, audited_on=day, rows=1, claimed_fen=Fen(1000), disallowed_rows=0,
        disallowed_fen=none, causes=[], terms={}, undone={}, last_row=1,
    )  # fmt: skip
    kept.decisions.add(
        **own, check_id="period", row_id=1, decision="dismissed", reason="核实无误",
        decided_by="张三", decided_on=day,
    )  # fmt: skip
    sample = kept.samples.add(
        **own, seed="1", permille=50, drawn_on=day, population=1, strata=[], last_row=1
    )
    kept.sample_rows.add(sample_id=sample.id, row_id=1, stratum="普惠", outcome="", note="")
    report = kept.reports.add(
        **own,
        report_number="审1",
        auditor="所",
        dated=day,
        accepted_fen=Fen(1000),
        audit_id=audit.id,
    )
    kept.result_files.add(result_id=report.id, file_id=file.id, last_row=1)
    kept.result_sums.add(
        result_id=report.id, merchant="M", kind="general", claimed_fen=Fen(1000),
        accepted_fen=Fen(1000), reason="",
    )  # fmt: skip
    money = {"claimed_fen": Fen(1000), "disallowed_fen": none, "recovered_fen": none,
             "paid_fen": none, "payable_fen": Fen(1000)}  # fmt: skip
    paid = kept.settlements.add(
        **own, version=1, made_on=day, result_id=report.id, last_row=1, reason="", **money
    )
    place = {"merchant": "M", "kind": "general"}
    kept.lines.add(settlement_id=paid.id, **place, rows=1, causes={}, **money)
    kept.payments.add(
        **own, settlement_id=paid.id, **place, amount_fen=Fen(1), paid_on=day, number="拨1"
    )
    kept.purges.add(
        **own, purged_on=day, purged_by="张三", reason="办结", removed={"姓名": 1}, kept={"核销": 1}
    )
    kept.batches.add(
        settlement_id=paid.id, **place, batch=1, rows=1, claimed_fen=Fen(1000), disallowed_fen=none
    )
    back = kept.recoveries.add(**own, **place, amount_fen=Fen(1), recovered_on=day, reason="退回")
    kept.returns.add(recovery_id=back.id, returned_on=day)


@pytest.fixture
def every_table() -> Callable[[UnitOfWork], None]:
    return fill_every_table


@contextmanager
def connect_to(folder: Path) -> Iterator[Connection]:
    """A look into the main file past the program."""
    engine = open_engine(folder / "hengce.db", read_key_file(default_key_file(folder)))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


@pytest.fixture
def connect() -> Callable[[Path], AbstractContextManager[Connection]]:
    return connect_to
