"""Personal numbers: only where asked for, masked, looked at with a reason, gone after a purge."""

import hmac

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from db.keys import WorkspaceKey
from db.personal import PURPOSE, PersonalMarks
from desktop_app.errors import Refused
from desktop_app.use_cases.vouchers.auditing import audit, audit_page
from desktop_app.use_cases.vouchers.auditor_results import (
    ResultOrder,
    import_result,
    preview_result,
)
from desktop_app.use_cases.vouchers.importing import ListOrder, import_list, preview_list
from desktop_app.use_cases.vouchers.listing import reveal
from desktop_app.use_cases.vouchers.purging import purge_campaign
from desktop_app.use_cases.vouchers.sampling import call_sheet, draw_sample
from tests.scenario import voucher_lists as lists


def everything(office):
    """Every text and number of every table, as it lies in the opened file."""
    with office.desk.workspace.read() as view:
        names = text("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = view.connection.execute(names).scalars().all()
        return "\n".join(
            repr(tuple(row))
            for table in tables
            for row in view.connection.execute(text(f'SELECT * FROM "{table}"'))  # noqa: S608
        )


@pytest.fixture
def filled(office):
    general = office.platform.general(10, 2)
    for row in general:
        row |= {"身份证号": "", "手机号": "13700000001", "姓名": "赵钱孙"}
    office.platform.appliances(200, 3)
    office.platform.cars("fuel", 60_000, 2000, 2)
    office.take_in()
    return office


def test_only_what_the_kind_asks_for_is_stored(filled):
    stored = everything(filled)

    assert "13700000001" not in stored
    assert "赵钱孙" not in stored
    assert "昵称" not in stored
    assert filled.platform.rows[2]["身份证号"] in stored
    accounts = [row["账号"] for row in filled.platform.rows if row["账号"]]
    assert all(account not in stored for account in accounts)


def test_nothing_personal_can_be_read_in_the_files(filled):
    numbers = [
        row[title].encode(code)
        for row in filled.platform.rows
        for title in ("身份证号", "手机号")
        if row.get(title)
        for code in ("utf-8", "utf-16-le")
    ]
    files = [path for path in (filled.folder / "ws").rglob("*") if path.is_file()]

    assert len(files) > 3
    assert not any(number in path.read_bytes() for path in files for number in numbers)


def test_a_look_in_full_needs_a_reason_and_is_logged(filled):
    row = filled.platform.rows[2]
    with pytest.raises(Refused, match="要写明理由"):
        reveal(filled.desk, 3, " ")
    assert reveal(filled.desk, 3, "电话核实").id_number == row["身份证号"]
    with filled.desk.workspace.read() as view:
        event = view.events.latest(1)[0]
    assert (event.act, event.reason) == ("personal_reveal", "电话核实")


def test_a_call_sheet_is_masked_unless_a_reason_is_given(filled, tmp_path):
    draw_sample(filled.desk, filled.terms, seed="1", permille=1000)
    call_sheet(filled.desk, filled.terms, tmp_path / "a.xlsx")
    call_sheet(filled.desk, filled.terms, tmp_path / "b.xlsx", reason="回访")

    def phones(name):
        book = CalamineWorkbook.from_path(tmp_path / name)
        return {row[10] for row in book.get_sheet_by_index(0).to_python() if row[10]} - {"电话"}

    wanted = {row["手机号"] for row in filled.platform.rows[2:]}
    assert phones("b.xlsx") == wanted
    assert phones("a.xlsx") == {f"{each[:3]}****{each[-4:]}" for each in wanted}


def test_equal_numbers_have_equal_marks_under_one_key_only(filled):
    marks = PersonalMarks(filled.desk.workspace.key)
    other = PersonalMarks(type(filled.desk.workspace.key)(bytes(32)))

    assert marks.mark("341799195001010017") == marks.marks(["341799195001010017"])[0]
    assert marks.mark("1") != marks.mark("2")
    assert marks.mark("1") != other.mark("1")
    assert marks.marks([None, "1"]) == [None, marks.mark("1")]


def test_a_mark_is_that_of_the_published_hmac():
    key = WorkspaceKey(bytes(range(32)))
    own = hmac.digest(key.raw, PURPOSE, "sm3")
    first = int.from_bytes(hmac.digest(own, b"U1", "sm3")[:8], "big") >> 1

    assert PersonalMarks(key).marks(["U1", None, "U1"]) == [first, None, first]


def test_a_purge_leaves_sums_and_audit_and_no_person(filled):
    before = audit(filled.desk, filled.terms)
    personal = [
        row[title]
        for row in filled.platform.rows[2:]
        for title in ("身份证号", "手机号", "发票号码", "车架号")
        if row.get(title)
    ]
    look = purge_campaign(filled.desk, filled.terms, reason="", is_applied=False)
    assert (look.is_done, look.removed["身份证号"]) == (False, 5)
    with pytest.raises(Refused, match="没有写清除的依据"):
        purge_campaign(filled.desk, filled.terms, reason="", is_applied=True)

    done = purge_campaign(filled.desk, filled.terms, reason="保存期满", is_applied=True)

    stored = everything(filled)
    assert not any(value in stored for value in personal)
    with filled.desk.workspace.read() as view:
        left = view.connection.execute(
            text("SELECT count(account_key) + count(device_key) + count(person_key)"
                 " FROM voucher_redemption")
        ).scalar()  # fmt: skip
    assert left == 0
    assert filled.desk.workspace.verify_log().faults == ()
    assert audit_page(filled.desk, filled.terms).audit == before.audit
    assert len(done.copies) >= 1
    _nothing_more_can_be_done(filled)


def _nothing_more_can_be_done(filled):
    path = filled.platform.write(filled.folder / "b.csv")
    order = ResultOrder(path, "审1", "某所", filled.desk.today)
    for act in (
        lambda: audit(filled.desk, filled.terms),
        lambda: filled.take(path),
        lambda: preview_list(filled.desk, filled.terms.campaign, ListOrder(path, "redemption")),
        lambda: preview_result(filled.desk, filled.terms, order),
        lambda: import_result(filled.desk, filled.terms, order),
        lambda: purge_campaign(filled.desk, filled.terms, reason="再", is_applied=True),
    ):
        with pytest.raises(Refused, match="个人信息已于 2025-01-10 清除"):
            act()


def test_a_list_for_another_campaign_is_kept_apart(filled):
    plan = lists.campaign(2)
    path = filled.platform.write(filled.folder / "同一份.csv")
    assert import_list(filled.desk, plan, ListOrder(path, "redemption")).new == 7
    purge_campaign(filled.desk, filled.terms, reason="办结", is_applied=True)

    assert filled.platform.rows[2]["身份证号"] in everything(filled)
