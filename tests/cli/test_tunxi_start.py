"""`init --pack tunxi-2023`: the workspace stands under that regime from its first day on."""

import openpyxl
import pytest

from desktop_app.use_cases.outlines import outlines
from desktop_app.use_cases.workspaces import open_desk
from tests.cli.conftest import Console, clock

UNITS = (
    ("区教育局", "department", "administration"),
    ("黎阳镇人民政府", "township", "administration"),
)


@pytest.fixture
def started(tmp_path):
    console = Console(tmp_path / "屯溪")
    code, text = console("init", "--pack", "tunxi-2023", "--office", "屯溪区数据资源管理局")
    assert code == 0, text
    desk = open_desk(console.folder, clock=clock, program="test", operator="经办人甲")
    with desk.workspace.begin(desk.act("seed", "登记单位")) as uow:
        for name, kind, owner in UNITS:
            uow.units.add(name=name, kind=kind, owner_type=owner)
    desk.workspace.close()
    return console


def cells(path):
    """Everything written in a workbook."""
    book = openpyxl.load_workbook(path)
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
            if cell.value]  # fmt: skip


def test_the_tabs_and_registers_are_those_of_the_regime(started):
    desk = open_desk(started.folder, clock=clock, program="test", operator="经办人甲")
    with desk.workspace.read() as view:
        (outline,) = outlines(desk, view)
    desk.workspace.close()
    assert outline.tabs == (
        "reserve_pool", "annual_plan", "approval", "construction", "acceptance", "evaluation",
        "oversight",
    )  # fmt: skip


def test_the_needs_call_goes_out_in_the_words_of_the_regime(started, tmp_path):
    out = tmp_path / "call.xlsx"
    assert started("template", "reserve_pool", "--unit", "区教育局", "--out", out)[0] == 0
    written = cells(out)
    assert any("屯溪区政务信息化年度建设需求征集表" in each for each in written)
    assert {"派驻外地机构使用", "跨层级共享协同"} <= {each.strip("*") for each in written}
    assert any("地方政府债券" in each for each in written)
    assert not any("县" in each for each in written)


def test_a_round_of_the_call_is_sent_and_chased(started, tmp_path):
    sent = ("round", "send", "--unit", "区教育局", "--out", tmp_path / "out", "--due", "2026-07-19")
    code, text = started(*sent)
    assert code == 0, text
    assert started.json("round", "status")[1]["rounds"][0]["missing"] == ["区教育局"]


def test_the_pack_in_force_is_told(started):
    code, text = started("packs", "verify", "tunxi-2023")
    assert code == 0
    assert "0 处错误，0 行尚未实现" in text
