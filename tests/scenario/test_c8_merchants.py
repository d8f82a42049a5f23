"""Case C8: 137 merchants apply, 115 qualify, 100 are let in, 15 wait; papers and afterwards."""

from datetime import date

import pypdfium2
import pytest

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.errors import Refused
from desktop_app.use_cases.exports import export_sheet
from desktop_app.use_cases.papers.issue import preview_paper
from desktop_app.use_cases.regulations import set_setting
from desktop_app.use_cases.vouchers.merchants import admit_merchants, rank_merchants
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from tests.county import HandClock
from tests.scenario.campaign import (
    INCOMPLETE,
    OUTSIDE,
    REPEATED,
    Campaign,
    credit_code,
    merchant_book,
)

SEPTEMBER = date(2024, 9, 2)
CLEAN = [n for n in range(1, 138) if n not in {*INCOMPLETE, *OUTSIDE, *REPEATED}]


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """One county in which the tests below happen one after the other."""
    folder = tmp_path_factory.mktemp("c8")
    clock = HandClock(SEPTEMBER)
    create_workspace(
        folder / "ws", clock=clock, program="test", office_name="县商务局", operator="经办人甲"
    )
    desk = open_desk(folder / "ws", clock=clock, program="test", operator="经办人甲")
    found = Campaign(desk, clock)
    found.folder = folder
    found.call_merchants()
    found.result = found.import_merchants(merchant_book(folder / "商户申报.xlsx", found.plan.name))
    yield found
    desk.workspace.close()


def flagged(world):
    return {row.number: [each.title for each in row.problems] for row in world.board.flagged}


def test_all_applications_come_in_and_115_are_clean(world):
    found = flagged(world)

    assert world.result.new == 137
    assert sorted(found) == [*INCOMPLETE, *OUTSIDE, *REPEATED]
    assert 137 - len(found) == 115
    assert all("申报资料齐全" in found[n] for n in INCOMPLETE)
    assert all(found[n] == ["在本县登记注册"] for n in OUTSIDE)
    assert all(found[n] == ["信用代码不重复"] for n in REPEATED)


def test_the_same_workbook_again_changes_nothing(world):
    planned = world.import_merchants(world.folder / "商户申报.xlsx")
    assert (planned.new, planned.changed, planned.unchanged) == (0, 0, 137)


def test_the_exported_list_comes_back_unchanged(world):
    out = world.folder / "导出.xlsx"
    assert export_sheet(world.desk, "merchant", out) == 137
    again = world.import_merchants(out)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 137)


def test_a_flagged_application_is_not_let_through_the_review(world):
    with pytest.raises(Refused, match="在本县登记注册：不通过"):
        world.qualify([13])
    assert "14" not in {row.state for row in world.board.rows}


def test_without_a_decided_order_nobody_is_ranked_or_let_in(world):
    world.qualify(CLEAN)
    board = world.board
    assert (board.waiting, board.free, board.is_crowded, board.order) == (115, 100, True, "")

    with pytest.raises(Refused, match="本办也还没有定") as told:
        rank_merchants(world.desk, world.id)
    assert told.value.clauses == ("八",)
    with pytest.raises(Refused, match="本办也还没有定"):
        admit_merchants(world.desk, world.id, signer="负责人甲")


def test_by_the_recorded_order_100_are_let_in_and_15_wait(world):
    set_setting(
        world.desk,
        "house.merchant_order",
        "first_come",
        since=SEPTEMBER,
        reason="局长办公会研究",
        signer="王局长",
    )
    assert rank_merchants(world.desk, world.id) == 115

    admission = admit_merchants(world.desk, world.id, signer="负责人甲")

    assert (admission.admitted, admission.waiting, admission.free) == (100, 15, 0)
    board = world.board
    let_in = {row.number for row in board.rows if row.state == "m_admitted"}
    by_hand = sorted(CLEAN, key=lambda n: (n % 18, n))
    assert let_in == set(by_hand[:100])
    first = next(row for row in world.rows("merchant", number=by_hand[0]))
    assert first.texts["place_basis"] == "按受理先后（2024-09-02起，王局长签定：局长办公会研究）"


def test_the_101st_is_refused_and_told_why(world):
    waiting = next(row for row in world.board.rows if row.place == 101)
    with pytest.raises(Refused, match="名额之内：不通过") as told:
        world.record(waiting.id, "merchant_entry.admit", "agreed")
    assert "名额不超过 100 户，余 0 个" in told.value.advice


def test_a_place_set_free_goes_to_the_next_in_order(world):
    leaving = next(row for row in world.board.rows if row.place == 1)
    world.record(leaving.id, "merchant_removal.decide", "withdrawn", opinion="商户自愿退出。")
    assert world.board.free == 1
    late = next(row for row in world.board.rows if row.place == 102)
    with pytest.raises(Refused, match="名额之内：不通过"):
        world.record(late.id, "merchant_entry.admit", "agreed")

    assert admit_merchants(world.desk, world.id, signer="负责人甲").admitted == 1

    next_one = next(row for row in world.board.rows if row.place == 101)
    assert next_one.state == "m_admitted"


def test_a_merchant_takes_part_once_it_has_signed_and_is_online(world):
    chosen = next(row for row in world.board.rows if row.place == 2)
    world.clock.turn_to(date(2024, 9, 5))
    world.record(chosen.id, "merchant_entry.commitment", "signed")
    world.record(chosen.id, "merchant_entry.online", "done")

    (row,) = world.rows("merchant", place=2)
    assert (row.state, row.cells["joined_on"]) == ("m_active", "2024-09-05")

    world.record(chosen.id, "merchant_suspension.suspend", "done", opinion="涉嫌刷单。")
    assert world.rows("merchant", place=2)[0].state == "m_suspended"
    world.record(chosen.id, "merchant_suspension.resume", "terminated", opinion="查实刷单。")
    assert world.rows("merchant", place=2)[0].state == "m_removed"
    assert world.board.free == 1


def test_the_commitment_letter_names_merchant_and_duties(world):
    chosen = next(row for row in world.board.rows if row.place == 3)
    text = words(preview_paper(world.desk, "commitment_letter", [Subject(ENTRY, chosen.id)]))

    assert chosen.name in text
    assert credit_code(chosen.number) in text
    assert "不套现，不回收、不转让消费券" in text


def test_the_public_list_holds_everyone_who_takes_part(world):
    preview = preview_paper(world.desk, "merchant_list", [world.subject])
    text = words(preview)

    listed = [row for row in world.board.rows if row.state == "m_admitted"]
    assert len(listed) == 99
    assert all(f"第{row.number}号商户" in text for row in listed)
    assert "名额不超过100户" in text
    assert "13856" not in text


def words(preview):
    """The text of a paper without its line breaks."""
    document = pypdfium2.PdfDocument(preview.pdf)
    pages = (document[n].get_textpage().get_text_range() for n in range(len(document)))
    return "".join("".join(pages).split())
