"""C9: 21,384 redemptions claim 1,386,720.00; 75 rows are disallowed with 15,860.00.

37 below the threshold (40 each: 1,480), 12 repeated codes (100: 1,200), 3 second car subsidies
(2,000: 6,000), 5 reused invoices (500: 2,500), 8 out of the period (10: 80), 6 unlisted merchants
(100: 600), 4 one bracket too high (1,000 over: 4,000). 1,386,720 less 15,860 is 1,370,860.
"""

import csv
from collections import Counter
from datetime import date

import pytest

from desktop_app.errors import Refused
from desktop_app.use_cases.imports.apply import undo_import
from desktop_app.use_cases.sample.story import StoryClock
from desktop_app.use_cases.vouchers.auditing import audit, audit_page, finding_lines
from desktop_app.use_cases.vouchers.balancing import balance
from desktop_app.use_cases.vouchers.importing import ListOrder, import_list
from desktop_app.use_cases.vouchers.sampling import draw_sample
from desktop_app.use_cases.vouchers.settling import (
    ReportOrder,
    record_report,
    settle,
    settlement_page,
)
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.money import fen_from_yuan as yuan
from tests.scenario import voucher_lists as lists

PLANTED = {
    "threshold": (37, 1480),
    "repeated_code": (12, 1200),
    "once_per_person": (3, 6000),
    "reused_invoice": (5, 2500),
    "period": (8, 80),
    "merchant": (6, 600),
    "bracket": (4, 4000),
}


def new_desk(folder):
    """A workspace with a campaign."""
    clock = StoryClock(date(2025, 1, 10))
    create_workspace(
        folder, clock=clock, program="test", office_name="县数据资源管理局", operator="经办人甲"
    )
    desk = open_desk(folder, clock=clock, program="test", operator="经办人甲")
    with desk.workspace.begin(desk.act("fill", "新建活动")) as uow:
        uow.registers.add(
            register_id="campaign", name="秋季消费券", pack="p", pack_version="1",
            registered_on=date(2024, 8, 6),
        )  # fmt: skip
    return desk


@pytest.fixture(scope="module")
def platform():
    return lists.c9_platform()


@pytest.fixture(scope="module")
def terms():
    return lists.terms(lists.campaign())


@pytest.fixture(scope="module")
def desk(tmp_path_factory, platform, terms):
    """The lists taken in and audited."""
    folder = tmp_path_factory.mktemp("c9")
    desk = new_desk(folder / "工作区")
    issued = platform.write_issued(folder / "发券.csv")
    used = platform.write(folder / "核销.csv")
    for path, kind in ((issued, "issued"), (used, "redemption")):
        result = import_list(desk, terms.campaign, ListOrder(path, kind))
        assert result.problems == ()
        assert result.is_stored
    audit(desk, terms)
    yield desk
    desk.workspace.close()


def test_the_list_is_what_the_case_says(platform):
    assert len(platform.rows) == 21_384
    assert sum(yuan(row["核销金额"]) for row in platform.rows) == yuan(1_386_720)


def test_exactly_the_planted_rows_are_disallowed_by_cause(desk, terms):
    page = audit_page(desk, terms)

    found = {each.check.id: each.sum for each in page.causes}
    assert {
        check: (each.counted_rows, each.counted_fen // 100) for check, each in found.items()
    } == PLANTED
    assert page.undone == ()
    assert (page.audit.rows, page.audit.claimed_fen) == (21_384, yuan(1_386_720))
    assert (page.audit.disallowed_rows, page.audit.disallowed_fen) == (75, yuan(15_860))
    assert page.audit.payable_fen == yuan(1_370_860)


def test_every_finding_names_its_row_clause_and_figures(desk, terms, platform):
    lines = finding_lines(desk, terms, "threshold", count=100)

    assert len(lines) == 37
    for line in lines:
        assert line.text == "单笔消费没有达到使用门槛；消费199.99元，门槛200.00元"
        assert line.clause
        row = int(line.row.place.removeprefix("核销.csv第 ").removesuffix(" 行"))
        assert platform.rows[row - 2]["流水号"] == line.row.transaction_no


def test_issued_less_used_expired_and_void_is_nothing_by_face(desk, terms):
    found = balance(desk, terms, date(2025, 1, 10))

    told = {f.face_fen // 100: (f.issued, f.used, f.expired, f.void, f.gap) for f in found.faces}
    assert told == {
        10: (8000, 7162, 838, 0, 0),
        40: (8000, 7640, 360, 0, 0),
        100: (6000, 5498, 502, 0, 0),
        200: (350, 340, 10, 0, 0),
        300: (350, 340, 10, 0, 0),
        500: (350, 345, 5, 0, 0),
    }
    assert found.disagreements == ()


def test_a_sample_of_five_percent_is_drawn_the_same_again(desk, terms):
    first = draw_sample(desk, terms, seed="2025-1", permille=50)
    second = draw_sample(desk, terms, seed="2025-1", permille=50)
    other = draw_sample(desk, terms, seed="2025-2", permille=50)

    assert len(first.rows) == 1070
    assert [each.row_id for each in first.rows] == [each.row_id for each in second.rows]
    assert [each.row_id for each in first.rows] != [each.row_id for each in other.rows]
    assert [(each.size, each.drawn) for each in first.sample.strata] == [
        (1025, 51),
        (47, 2),
        (20312, 1017),
    ]


def test_payout_needs_the_auditors_report_and_agrees_to_the_cent(desk, terms, tmp_path, platform):
    with pytest.raises(Refused, match="还没有第三方专项审计结果"):
        settle(desk, terms)
    report = ReportOrder("审字〔2025〕1号", "某会计师事务所", date(2025, 1, 9), yuan(1_370_859))
    record_report(desk, terms, report)
    with pytest.raises(Refused, match=r"多 1\.00 元"):
        settle(desk, terms)

    record_report(
        desk,
        terms,
        ReportOrder("审字〔2025〕2号", "某会计师事务所", date(2025, 1, 9), yuan(1_370_860)),
    )
    page = settle(desk, terms)

    assert page.settlement.payable_fen == yuan(1_370_860)
    assert sum(line.payable_fen for line in page.lines) == yuan(1_370_860)
    claimed = Counter()
    for row in platform.rows:
        claimed[row["商户代码"], row["券种"]] += yuan(row["核销金额"])
    assert {(x.merchant, lists.TITLES[x.kind]): x.claimed_fen for x in page.lines} == claimed
    assert page.words == "人民币壹佰叁拾柒万零捌佰陆拾元整"
    _correct_nine(desk, terms, tmp_path, platform)


def _correct_nine(desk, terms, tmp_path, platform):
    """Nine of the rows below the threshold had spent 200.00 after all: 360.00 more is payable."""
    below = [row for row in platform.rows if row["消费金额"] == "199.99"][:9]
    path = tmp_path / "更正.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("流水号", "券码", "券种", "核销金额", "消费金额", "商户代码", "核销时间"))
        for row in below:
            writer.writerow(
                [row["流水号"], row["券码"], row["券种"], row["核销金额"], "200.00",
                 row["商户代码"], row["核销时间"]]
            )  # fmt: skip
    order = ListOrder(path, "redemption", batch=1, is_correction=True)
    done = import_list(desk, terms.campaign, order)
    assert (done.corrected, done.new, done.problems) == (9, 0, ())

    with pytest.raises(Refused, match=r"多 360\.00 元"):
        settle(desk, terms, reason="更正 9 笔")
    record_report(
        desk,
        terms,
        ReportOrder("审字〔2025〕3号", "某会计师事务所", date(2025, 1, 12), yuan(1_371_220)),
    )
    page = settle(desk, terms, reason="更正 9 笔")

    assert page.settlement.version == 2
    assert page.settlement.payable_fen == yuan(1_371_220)
    assert sum(each.difference_fen for each in page.changes) == yuan(360)
    touched = {(row["商户代码"], row["券种"]) for row in below}
    assert {(x.merchant, lists.TITLES[x.kind]) for x in page.changes} == touched
    assert settlement_page(desk, terms, 1).settlement.payable_fen == yuan(1_370_860)
    assert audit_page(desk, terms).audit.rows == 21_384


def test_the_same_file_again_changes_nothing(desk, terms, platform, tmp_path):
    head = desk.workspace.log_head()

    result = import_list(
        desk, terms.campaign, ListOrder(platform.write(tmp_path / "再来.csv"), "redemption")
    )

    assert not result.is_stored
    assert result.same_file == "核销.csv（2025-01-10 导入）"
    assert desk.workspace.log_head() == head


def test_rows_taken_in_before_are_skipped_in_another_file(desk, terms, platform, tmp_path):
    path = platform.write(tmp_path / "换列.csv", "utf-8", tuple(reversed(lists.HEAD)))

    result = import_list(desk, terms.campaign, ListOrder(path, "redemption"))

    assert not result.is_stored
    assert result.unchanged == 21_384 - 9
    assert result.problem_count == 9
    assert "如系更正，请作为更正清单导入" in str(result.problems[0])


def test_an_import_that_payouts_rest_on_is_not_undone(desk):
    with pytest.raises(Refused, match="此后已编制资金拨付表"):
        undo_import(desk, 2)


def test_the_log_still_proves_every_row(desk):
    assert desk.workspace.verify_log().faults == ()
