"""The end of a campaign's personal data: nothing of a person is left where the program reaches.

Three claims come in by workbook; one is taken out again and one corrected, so that the log alone
knows its first telephone. Names and numbers are planted in every text a clerk may write.
"""

from datetime import date

import pytest

from db.selfcheck import run_selfcheck
from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.errors import Refused
from desktop_app.printing.images import plain_text
from desktop_app.use_cases.drafts import drafts, keep_draft
from desktop_app.use_cases.exports import export_sheet
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.notes import add_note
from desktop_app.use_cases.papers.incoming import IncomingEntry, record_incoming
from desktop_app.use_cases.papers.issue import issue_paper
from desktop_app.use_cases.registers.editing import remove_entry
from desktop_app.use_cases.registers.revealing import reveal_entry
from desktop_app.use_cases.standing.refresh import settle
from desktop_app.use_cases.undoing import undo_event
from desktop_app.use_cases.vouchers.purging import purge_campaign
from desktop_app.use_cases.vouchers.settlement_papers import write_certificate
from desktop_app.use_cases.vouchers.starting import start_campaign
from desktop_app.use_cases.vouchers.terms import terms_of
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from tests.county import HandClock
from tests.scenario.campaign import Campaign
from tests.scenario.car_claims import Queue, claim, claim_book, id_card, vin
from tests.traces import pages_of, tells, traces

BUYERS = ("欧阳震华", "诸葛瑾瑜", "慕容晓晓")
FIRST_PHONE, NEW_PHONE, LEGAL, OWN_PHONE = "13856610001", "13956619999", "司徒雁", "13856600004"
NUMBERS = (
    *(id_card(n) for n in (1, 2, 3)), *(vin(n) for n in (1, 2, 3)), FIRST_PHONE, NEW_PHONE,
    "13856610002", "13856610003", OWN_PHONE, "6228480000000004",
)  # fmt: skip
WORDS = (*BUYERS, LEGAL, *NUMBERS)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A campaign full of persons, with a backup that holds them; another has one of its own."""
    tmp_path = tmp_path_factory.mktemp("told")
    folder, clock = tmp_path / "ws", HandClock(date(2024, 9, 1))
    create_workspace(
        folder, clock=clock, program="test", office_name="县商务局", operator="经办人甲"
    )
    desk = open_desk(folder, clock=clock, program="test", operator="经办人甲")
    queue = Queue(Campaign(desk, clock))
    queue.open_dealer()
    clock.turn_to(date(2024, 10, 8))
    _live(queue, tmp_path)
    _elsewhere(desk, clock)
    settle(desk)
    desk.workspace.backup("by_hand")
    yield queue
    desk.workspace.close()


def _live(queue, folder):
    world, desk = queue.campaign, queue.campaign.desk
    title = world.plan.name
    rows = [claim(n, title, 购车人=name) for n, name in zip((1, 2, 3), BUYERS, strict=True)]
    world.import_merchants(claim_book(folder / "购车补贴.xlsx", rows))
    dealer = world.row("merchant", number=4)
    world.correct(dealer, legal_person=LEGAL, payee="蓉城汽车", note=f"法人{LEGAL}，{OWN_PHONE}")
    first = world.row("car_claim", number=1)
    world.correct(first, phone=NEW_PHONE, note=f"{BUYERS[0]}换了电话{FIRST_PHONE}")
    remove_entry(desk, world.row("car_claim", number=3).id, reason=f"{BUYERS[2]}退车")
    add_note(desk, queue.subject(1), f"已打{NEW_PHONE}告知{BUYERS[0]}")
    queue.check(2, "returned", opinion=f"请{BUYERS[1]}补身份证{id_card(2)}")
    issue_paper(desk, "claim_supplement", [queue.subject(2)])
    _papers(desk, queue, folder)
    place = DraftPlace("entry.car_claim", "更正购车补贴", "第1号", (queue.subject(1),))
    keep_draft(desk, Draft(place, {"cell.buyer": BUYERS[0]}, desk.clock()))
    with desk.workspace.begin(desk.act("save_view", f"存视图{FIRST_PHONE}")) as uow:
        uow.views.add(stage="vouchers", name="常用", definition=f'{{"find": "{vin(1)}"}}')


def _papers(desk, queue, folder):
    about = {"sender": "县公安局", "dated": date(2024, 9, 20)}
    scan = folder / "证件.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n" + id_card(1).encode())
    note = f"身份证{id_card(1)}"
    letter = IncomingEntry("公函1号", f"关于{BUYERS[0]}的函", **about, note=note)
    record_incoming(desk, letter, (queue.subject(1),), scan)
    other = folder / "批复.png"
    other.write_bytes(b"\x89PNG\r\n\x1a\nplan")
    letter = IncomingEntry("公函2号", "关于活动的函", **about)
    record_incoming(desk, letter, (queue.campaign.subject,), other)


def _elsewhere(desk, clock):
    key = start_campaign(desk, title="冬季消费券")
    world = Campaign(desk, clock, key)
    world.add("merchant", number="1", name="别处的店", legal_person="南宫飞燕")


def terms(queue):
    return terms_of(queue.campaign.desk, queue.campaign.id)


@pytest.fixture(scope="module")
def look(told):
    """What is told before anything is done; one list has left the house in full by then."""
    desk = told.campaign.desk
    export_sheet(desk, "car_claim", desk.workspace.folder.parent / "全.xlsx", reason="送审计机构")
    return purge_campaign(desk, terms(told), reason="", is_applied=False)


@pytest.fixture(scope="module")
def done(told, look):
    desk = told.campaign.desk
    found = purge_campaign(desk, terms(told), reason="保存期满", is_applied=True)
    assert found.removed == look.removed
    return found


def test_they_are_really_everywhere_before_but_not_in_the_words_of_the_log(told):
    workspace = told.campaign.desk.workspace
    found = traces(workspace, WORDS)
    assert found >= {
        "register_entry.cells", "note.text", "step_record.opinion", "incoming_paper.title",
        "incoming_paper.note", "saved_view.definition", "change.row_values",
        "pages of hengce.db", "pages of files.db",
    }  # fmt: skip
    assert any(place.startswith("file ") for place in found)
    assert not {"event.title", "event.reason"} & traces(workspace, NUMBERS)
    assert "step_record.verdicts" not in found


def test_what_is_told_beforehand_is_what_is_taken_out(look):
    claims = {n: count for n, count in look.removed.items() if n.startswith("购车补贴申报表")}
    assert claims == {
        "购车补贴申报表：购车人": 2, "购车补贴申报表：身份证号": 2, "购车补贴申报表：联系电话": 2,
        "购车补贴申报表：车辆识别代号": 2, "购车补贴申报表：机动车发票号": 2,
    }  # fmt: skip
    assert look.removed["商户申报表：法定代表人"] == 1
    assert look.removed["商户申报表：收款户名"] == 1
    assert (look.removed["文书和收文的电子件"], look.removed["草稿"]) == (2, 1)
    assert look.removed["操作日志中的改动明细"] > 5
    assert look.kept["购车补贴申报表的条目"] == 2


def test_nothing_of_a_person_is_left_and_the_log_still_holds(told, done):
    desk = told.campaign.desk
    assert done.is_done
    assert traces(desk.workspace, WORDS) == set()
    assert desk.workspace.verify_log().faults == ()
    assert run_selfcheck(desk.workspace).faults == ()
    assert drafts(desk) == ()


@pytest.mark.usefixtures("done")
def test_rows_sums_and_another_campaign_stay(told):
    world = told.campaign
    claims = world.rows("car_claim")
    assert [(row.cells["number"], row.cells["price"]) for row in claims] == [
        (1, 20_000_000), (2, 20_000_000),
    ]  # fmt: skip
    assert not any("buyer" in row.cells for row in claims)
    assert claims[0].cells["note"] == "（已清除）换了电话（已清除）"
    dealer = world.row("merchant", number=4)
    assert (dealer.name, dealer.cells["note"]) == ("蓉城汽车", "法人（已清除），（已清除）")
    assert traces(world.desk.workspace, ("南宫飞燕",)) >= {"register_entry.cells"}


@pytest.mark.usefixtures("done")
def test_the_scan_of_a_person_goes_and_that_of_the_campaign_stays(told):
    with told.campaign.desk.workspace.read() as view:
        papers = {paper.number: (paper.title, bool(paper.digest)) for paper in view.incoming.all()}
    assert papers == {"公函1号": ("关于（已清除）的函", False), "公函2号": ("关于活动的函", True)}


def test_copies_and_exports_that_cannot_be_reached_stand_on_the_certificate(told, done, tmp_path):
    desk = told.campaign.desk
    clean = [each for each in desk.workspace.backups() if each.path.name not in done.copies]
    assert len(done.copies) >= 1
    assert len(clean) == 1
    assert not tells(pages_of(clean[0].path, desk.workspace.key), WORDS)
    for name in ("一.pdf", "二.pdf"):  # as often as it is asked for
        write_certificate(desk, terms(told), tmp_path / name)
    words = plain_text((tmp_path / "一.pdf").read_bytes())
    again = plain_text((tmp_path / "二.pdf").read_bytes())
    with desk.workspace.read() as view:
        papers = [x for x in view.papers.of(told.campaign.subject) if x.form == "purge_certificate"]
    assert [(each.number, each.copies) for each in papers] == [("券清〔2024〕1号", 1)]
    assert papers[0].number in words
    assert ("副本" in words, "副本" in again) == (False, True)
    assert "依据：保存期满。2024年10月8日由经办人甲清除。" in words
    assert "购车补贴申报表：购车人2" in words
    assert "程序清除不到的" in words
    assert "经办人甲导出购车补贴申报表（2行" in words
    assert f"清除前的{len(done.copies)}份备份仍含有这些信息" in words
    assert not tells(words, WORDS)


@pytest.mark.usefixtures("done")
def test_acts_that_would_bring_them_back_are_refused(told):
    desk = told.campaign.desk
    with desk.workspace.read() as view:
        event = next(each for each in view.events.all() if each.act == "remove_entry")
    with pytest.raises(Refused, match="原内容已按规定清除，无法还原"):
        undo_event(desk, event.id)


@pytest.mark.usefixtures("done")
def test_there_is_nothing_left_to_look_at(told):
    key = told.campaign.row("car_claim", number=1).id
    with pytest.raises(Refused, match="没有登记个人信息"):
        reveal_entry(told.campaign.desk, key, "核对")


@pytest.mark.usefixtures("done")
def test_personal_columns_stay_empty_whatever_way_a_row_comes(told, tmp_path):
    world, title = told.campaign, told.campaign.plan.name
    first = world.row("car_claim", number=1)
    ways = (
        lambda: world.add("merchant", number="9", name="后来的店", legal_person="上官云珠"),
        lambda: world.correct(first, phone="13856610009"),
        lambda: told.check(1, "returned", opinion="补件", facts={"car_claim.buyer": "上官云珠"}),
    )
    for way in ways:
        with pytest.raises(Refused, match="个人信息已于 2024-10-08 清除，不能再登记"):
            way()
    rows = [claim(1, title, 购车人="上官云珠"), claim(9, title)]
    planned = preview_import(world.desk, [claim_book(tmp_path / "又来.xlsx", rows)])
    problems = [x for x in planned.preview.files[0].problems if "不能再登记" in x.message]
    assert [(each.cell[-2:], each.column) for each in problems] == [
        (f"{column}{row}", title)
        for row in (2, 3)
        for column, title in (
            ("F", "购车人"), ("G", "身份证号"), ("H", "联系电话"), ("I", "车辆识别代号"),
            ("M", "机动车发票号"),
        )
    ]  # fmt: skip
    assert not traces(world.desk.workspace, ("上官云珠", id_card(9)))

    world.correct(first, model="另一型")
    assert world.add("merchant", number="10", name="没有写人的店", category="catering")


@pytest.mark.usefixtures("done")
def test_numbers_typed_into_free_text_are_refused_afterwards(told):
    """Names cannot be told from other words; the help says so."""
    world = told.campaign
    first = world.row("car_claim", number=1)
    ways = (
        lambda: world.correct(first, note=f"本人电话138-5661-0009，{id_card(9)}"),
        lambda: add_note(world.desk, told.subject(1), "打13856610009告知"),
        lambda: told.check(1, "returned", opinion=f"补{id_card(9)}的身份证"),
        lambda: world.correct(first, note="退到6228 4800 0000 0007"),
    )
    for way in ways:
        with pytest.raises(Refused, match=r"个人信息已于 2024-10-08 清除.*(号码|手机号|身份证号)"):
            way()
    add_note(world.desk, told.subject(1), "流水号20240901138566，凭证20241008，已告知本人")
