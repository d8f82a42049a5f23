"""Papers with a campaign's figures go through the register of papers like every other paper.

Six general vouchers of 100 at one merchant: 600.00 claimed, all accepted, 600.00 payable.
"""

from datetime import date

import pytest

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.errors import Refused
from desktop_app.printing.images import plain_text
from desktop_app.use_cases.papers.issue import (
    issue_paper,
    paper_pdf,
    preview_paper,
    reprint_paper,
    void_paper,
)
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.sample.story import StoryClock
from desktop_app.use_cases.vouchers.auditing import audit
from desktop_app.use_cases.vouchers.importing import ListOrder, import_list
from desktop_app.use_cases.vouchers.settlement_papers import write_settlement
from desktop_app.use_cases.vouchers.settling import (
    ReportOrder,
    record_report,
    settle,
    settlement_page,
)
from desktop_app.use_cases.vouchers.terms import terms_of
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.money import fen_from_yuan
from tests.scenario import voucher_lists as lists
from tests.scenario.voucher_desk import FEW, JANUARY, place_merchants


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    folder, clock = tmp_path_factory.mktemp("figures"), StoryClock(JANUARY)
    ws = folder / "工作区"
    create_workspace(ws, clock=clock, program="test", office_name="县商务局", operator="甲")
    desk = open_desk(ws, clock=clock, program="test", operator="甲")
    key = place_merchants(desk, FEW)
    with pytest.raises(Refused, match="还没有这一版资金拨付表"):
        preview_paper(desk, "payout_list", [Subject(ENTRY, key)])
    platform = lists.Platform(seed=5)
    for row in platform.general(100, 6):
        row["商户代码"] = FEW["retail"][0]
    terms = terms_of(desk, key)
    for path, kind in (
        (platform.write_issued(folder / "发券.csv"), "issued"),
        (platform.write(folder / "核销.csv"), "redemption"),
    ):
        assert import_list(desk, terms.campaign, ListOrder(path, kind)).is_stored
    audit(desk, terms)
    record_report(desk, terms, ReportOrder("审字1号", "某所", date(2025, 1, 9), fen_from_yuan(600)))
    settle(desk, terms)
    yield desk, key
    desk.workspace.close()


@pytest.mark.parametrize(
    ("form", "series", "said"),
    [
        (
            "payout_list",
            "券拨",
            (
                "（第1版）",
                "人民币陆佰元整",
                "审字1号",
                "（盖章）",
                "600.00",
                "第一批600.00元",
                "分批小计",
            ),
        ),
        ("redemption_summary", "券核", ("申报600.00元", "核销张数", "普惠型消费券")),
        ("effect_report", "券效", ("认可核销6笔、600.00元", "附件1", "根据《")),
    ],
)
def test_it_takes_a_number_is_kept_as_printed_and_comes_again_as_a_copy(county, form, series, said):
    desk, key = county
    subject = Subject(ENTRY, key)
    assert "预览" in plain_text(preview_paper(desk, form, [subject]).pdf)
    paper = issue_paper(desk, form, [subject])
    text = plain_text(paper_pdf(desk, paper.id))

    assert paper.number == f"{series}〔2025〕1号"
    for words in (*said, paper.number, paper.log_head[:16]):
        assert words in text
    assert paper.subjects == (subject,)
    assert "副本" in plain_text(reprint_paper(desk, paper.id))
    with desk.workspace.read() as view:
        assert view.papers.get(paper.id).copies == 1


def test_a_void_payout_list_is_issued_anew_under_the_next_number(county, tmp_path):
    desk, key = county
    with desk.workspace.read() as view:
        (paper,) = [x for x in view.papers.of(Subject(ENTRY, key)) if x.form == "payout_list"]
    void_paper(desk, paper.id, "盖错章")
    terms = terms_of(desk, key)
    write_settlement(desk, terms, settlement_page(desk, terms), tmp_path / "拨付.pdf")

    text = plain_text((tmp_path / "拨付.pdf").read_bytes())
    assert "券拨〔2025〕2号" in text
    assert "副本" not in text


def test_the_sealed_sheet_says_in_whose_name_and_where_the_account_is(county, tmp_path):
    desk, key = county
    with desk.workspace.read() as view:
        rows = view.registers.of_owners("parent_id", (key,))
    paid = next(x for x in rows if x.cells.get("credit_code") == FEW["retail"][0])
    given = {"payee": "欧阳震华", "bank": "青阳农商行", "account": "6228480000000004"}
    save_entry(desk, EntryDraft("merchant", given, entry_id=paid.id, reason="补账户"))
    terms, page = terms_of(desk, key), settlement_page(desk, terms_of(desk, key))
    write_settlement(desk, terms, page, tmp_path / "账户.pdf", full_reason="付款")

    text = plain_text((tmp_path / "账户.pdf").read_bytes())
    assert f"{paid.name}{FEW['retail'][0]}欧阳震华青阳农商行6228480000000004600.00" in text
