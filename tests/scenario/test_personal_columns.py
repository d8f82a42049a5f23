"""Personal columns of a register: masked wherever they are shown, in full for a reason only."""

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from desktop_app.cli.arguments import parse
from desktop_app.cli.main import Surroundings, run
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.errors import Refused
from desktop_app.use_cases.exports import export_sheet
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.registers.editing import RowRefused
from desktop_app.use_cases.registers.revealing import reveal_entry
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.use_cases.templates import write_unit_template
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from tests.county import HandClock
from tests.scenario.campaign import Campaign, credit_code

LEGAL, PHONE, ACCOUNT = "司徒雁", "13856600004", "6228480000000004"
FULL = (LEGAL, PHONE, ACCOUNT)
MASKED = ("司**", "138****0004", "622*********0004")


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder, clock = tmp_path_factory.mktemp("masks"), HandClock(date(2024, 9, 1))
    create_workspace(
        folder / "ws", clock=clock, program="test", office_name="县商务局", operator="甲"
    )
    desk = open_desk(folder / "ws", clock=clock, program="test", operator="甲")
    made = Campaign(desk, clock)
    made.folder = folder
    made.key = made.add(
        "merchant", number="4", name="蓉城汽车", credit_code=credit_code(4), category="car",
        address="青阳县蓉城路4号", legal_person=LEGAL, phone=PHONE, account=ACCOUNT,
    )  # fmt: skip
    yield made
    desk.workspace.close()


def cells_of(path):
    sheets = load_workbook(path).worksheets
    return {str(c.value) for sheet in sheets for line in sheet.iter_rows() for c in line}


def stored(world):
    with world.desk.workspace.read() as view:
        return view.registers.get(world.key).cells


def events(world):
    with world.desk.workspace.read() as view:
        return [(each.act, each.reason) for each in view.events.latest(100)]


def test_lists_and_checks_show_the_mask(world):
    row = world.row("merchant", number=4)
    assert [row.texts[c] for c in ("legal_person", "phone", "account")] == list(MASKED)
    assert [row.cells[c] for c in ("legal_person", "phone", "account")] == list(MASKED)
    subject = Subject(ENTRY, world.key)
    with world.desk.workspace.read() as view:
        verdicts = courses_of(reading_of(world.desk, view), [subject])[subject].verdicts
    told = repr(verdicts)
    assert "138****0004" in told
    assert not any(value in told for value in FULL)


def test_a_sheet_handed_out_shows_the_mask(world):
    path = write_unit_template(
        world.desk, "merchant", world.folder / "下发.xlsx", under=world.subject.id
    )
    found = cells_of(path)
    assert set(MASKED) <= found
    assert not set(FULL) & found


def test_an_export_asks_for_the_right_and_a_reason_and_is_logged(world):
    before = events(world)
    assert export_sheet(world.desk, "merchant", world.folder / "遮.xlsx") == 1
    assert set(MASKED) <= cells_of(world.folder / "遮.xlsx")
    assert events(world) == before

    clerk = replace(world.desk, rights=frozenset({"export"}))
    with pytest.raises(Refused, match="的权限"):
        export_sheet(clerk, "merchant", world.folder / "不许.xlsx", reason="送审")
    assert not (world.folder / "不许.xlsx").exists()

    assert export_sheet(world.desk, "merchant", world.folder / "全.xlsx", reason="送审") == 1
    assert set(FULL) <= cells_of(world.folder / "全.xlsx")
    assert events(world)[0] == ("personal_export", "送审")


def test_a_masked_sheet_comes_back_and_changes_only_what_was_changed(world):
    path = world.folder / "改.xlsx"
    export_sheet(world.desk, "merchant", path)
    book = load_workbook(path)
    cells = {str(c.value): c for line in book.active.iter_rows() for c in line}
    cells["138****0004"].value = "13956619999"
    book.save(path)
    result = world.import_merchants(path)
    assert (result.changed, result.unchanged) == (1, 0)
    kept = stored(world)
    assert [kept[c] for c in ("legal_person", "phone", "account")] == [
        LEGAL, "13956619999", ACCOUNT,
    ]  # fmt: skip
    world.correct(world.row("merchant", number=4), phone=PHONE)


def test_a_mask_that_is_not_of_the_value_on_record_is_told_at_its_cell(world):
    path = world.folder / "错.xlsx"
    export_sheet(world.desk, "merchant", path)
    book = load_workbook(path)
    cells = {str(c.value): c for line in book.active.iter_rows() for c in line}
    cells["司**"].value = "诸***"
    place = cells["司**"].coordinate
    book.save(path)
    (problem,) = preview_import(world.desk, [path]).preview.files[0].problems
    assert problem.cell.endswith(f"!{place}")
    assert problem.message == "“法定代表人”遮着一部分，不是完整的内容"

    row = world.row("merchant", number=4)
    with pytest.raises(RowRefused, match="“联系电话”遮着一部分"):
        world.correct(row, phone="139****9999")
    world.correct(row, phone="138****0004", shop="蓉城路店")
    assert (stored(world)["phone"], stored(world)["shop"]) == (PHONE, "蓉城路店")


def test_a_row_is_looked_at_in_full_for_a_reason(world):
    with pytest.raises(Refused, match="要写明理由"):
        reveal_entry(world.desk, world.key, " ")
    clerk = replace(world.desk, rights=frozenset({"registers.edit"}))
    with pytest.raises(Refused, match="的权限"):
        reveal_entry(clerk, world.key, "核对账户")
    assert reveal_entry(world.desk, world.key, "核对账户") == (
        ("法定代表人", LEGAL), ("联系电话", PHONE), ("收款账户", ACCOUNT),
    )  # fmt: skip
    assert events(world)[0] == ("personal_reveal", "核对账户")


def test_the_command_line_asks_the_same(world):
    world.desk.workspace.close()
    folder = world.folder / "ws"

    def call(*words):
        out = io.StringIO()
        around = Surroundings(world.clock, "test", folder, out, out)
        code = run(parse([*words, "--data", str(folder), "--json"]), around)
        return code, json.loads(out.getvalue())

    listed = call("entry", "list", "merchant")[1]["rows"][0]["cells"]
    assert listed["phone"] == "138****0004"
    assert call("entry", "reveal", str(world.key))[0] != 0
    code, found = call("entry", "reveal", str(world.key), "--reason", "核对")
    assert (code, found["cells"]["收款账户"]) == (0, ACCOUNT)
    path = folder.parent / "命令.xlsx"
    assert call("export", "merchant", "--out", str(path), "--reason", "送审")[0] == 0
    assert set(FULL) <= cells_of(path)
