"""What is handed over to audit: sums, findings with reasons, sample, sources, papers, log, index.

Six general vouchers of 100, one of them below the threshold (499.99 of 500) but found right.
"""

import hashlib
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.errors import Refused
from desktop_app.use_cases.papers.issue import issue_paper
from desktop_app.use_cases.sample.story import StoryClock
from desktop_app.use_cases.vouchers.auditing import audit, decide_finding, finding_lines
from desktop_app.use_cases.vouchers.handover import export_handover
from desktop_app.use_cases.vouchers.importing import ListOrder, import_list
from desktop_app.use_cases.vouchers.paying import PaymentOrder, record_payment
from desktop_app.use_cases.vouchers.sampling import draw_sample
from desktop_app.use_cases.vouchers.settling import ReportOrder, record_report, settle
from desktop_app.use_cases.vouchers.terms import terms_of
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.money import fen_from_yuan
from tests.scenario import voucher_lists as lists
from tests.scenario.voucher_desk import FEW, JANUARY, place_merchants


@pytest.fixture(scope="module")
def handed(tmp_path_factory):
    """The folder, the desk and the campaign."""
    folder, clock = tmp_path_factory.mktemp("handover"), StoryClock(JANUARY)
    ws = folder / "工作区"
    create_workspace(ws, clock=clock, program="test", office_name="县商务局", operator="甲")
    desk = open_desk(ws, clock=clock, program="test", operator="甲")
    key = place_merchants(desk, FEW)
    with pytest.raises(Refused, match="还没有导入清单"):
        export_handover(desk, key, folder / "移交")
    platform = lists.Platform(seed=5)
    for row in platform.general(100, 6):
        row["商户代码"] = FEW["retail"][0]
    platform.rows[0]["消费金额"] = "499.99"
    plan = terms_of(desk, key).campaign
    for path, kind in (
        (platform.write_issued(folder / "发券.csv"), "issued"),
        (platform.write(folder / "核销.csv"), "redemption"),
    ):
        assert import_list(desk, plan, ListOrder(path, kind)).is_stored
    terms = terms_of(desk, key)
    audit(desk, terms)
    (below,) = finding_lines(desk, terms, "threshold")
    decide_finding(desk, terms, [below.row.row_id], "threshold", "dismissed", "小票为 500.00 元")
    draw_sample(desk, terms, seed="7", permille=500)
    record_report(desk, terms, ReportOrder("审字1号", "某所", date(2025, 1, 9), fen_from_yuan(600)))
    settle(desk, terms)
    issue_paper(desk, "payout_list", [Subject(ENTRY, key)])
    record_payment(desk, terms, PaymentOrder("拨1号", date(2025, 1, 10)))
    yield export_handover(desk, key, folder / "移交"), desk, key
    desk.workspace.close()


def sheet(handed, name, title):
    book = CalamineWorkbook.from_path(handed[0].path / name)
    return [
        [cell for cell in row if cell != ""] for row in book.get_sheet_by_name(title).to_python()
    ]


def test_the_sums_are_those_of_the_payout(handed):
    rows = sheet(handed, "一、金额/申报、剔除、追回、已拨.xlsx", "合计（按券种）")
    assert rows[3][1:] == ["普惠型消费券", 6, 600, 0, 0, 600, 0]
    rows = sheet(handed, "一、金额/申报、剔除、追回、已拨.xlsx", "合计（按商户和券种）")
    assert rows[3][1:] == ["retail1号店", FEW["retail"][0], "普惠型消费券", 6, 600, 0, 0, 600, 0]
    rows = sheet(handed, "一、金额/申报、剔除、追回、已拨.xlsx", "拨付登记")
    assert "拨1号" in rows[3]


def test_a_finding_stands_with_what_was_decided_and_why(handed):
    rows = sheet(handed, "二、核查/疑点和处理.xlsx", "核查明细（未达消费门槛）")
    assert {"核实无误", "小票为 500.00 元"} <= set(rows[3])


def test_sample_sources_papers_and_log_are_there_with_their_digests(handed):
    exported = handed[0]
    names = set(exported.files)
    assert "三、抽查/01-抽样分层.xlsx" in names
    assert "三、抽查/01-回访表.xlsx" in names
    assert any(name.startswith("四、文书/") and "资金拨付表" in name for name in names)
    assert "五、日志/日志摘录.xlsx" in names
    sources = sheet(handed, "一、金额/清单来源.xlsx", "清单来源")
    digest = hashlib.sha256((handed[1].workspace.folder.parent / "核销.csv").read_bytes())
    assert digest.hexdigest() in sources[4]
    index = {row[1]: row[-1] for row in sheet(handed, "移交目录.xlsx", "移交目录")[3:]}
    assert set(index) == names - {"移交目录.xlsx"}
    one = "二、核查/核查汇总.xlsx"
    assert hashlib.new("sm3", (exported.path / one).read_bytes()).hexdigest() == index[one]


def test_a_second_pack_stands_beside_the_first_and_may_be_one_file(handed, tmp_path):
    _, desk, key = handed
    export_handover(desk, key, tmp_path)
    second = export_handover(desk, key, tmp_path, is_zipped=True)

    assert second.path.suffix == ".zip"
    assert len(zipfile.ZipFile(second.path).namelist()) == len(second.files)
    assert len(list(tmp_path.iterdir())) == 2
