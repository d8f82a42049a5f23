"""C4: 56 projects ask 6,842.50 under a ceiling of 4,000.00; opinions, ranking, list, issue.

What the projects applied for comes to 9,818.59 in all. A project over 200.00 asks for 200.00 of it
this year, 自然资源一张图 for 153.80: 6,842.50 in the plan.
"""

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import openpyxl
import pypdfium2
import pytest

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner
from desktop_app.errors import Refused
from desktop_app.use_cases.annual_plan.candidates import candidates
from desktop_app.use_cases.annual_plan.deciding import Decision, decide_items, take_proposal
from desktop_app.use_cases.annual_plan.editions import start_plan
from desktop_app.use_cases.annual_plan.intake import NewItem, add_items
from desktop_app.use_cases.annual_plan.plans import plan_page
from desktop_app.use_cases.annual_plan.ranking import ranking, take_ranking
from desktop_app.use_cases.annual_plan.review import joint_review, reminders
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.papers.kits import kit_parts, kit_pdf
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.reserve_pool.steps import record_for_many, record_step
from desktop_app.use_cases.rounds import hand_out, round_page
from desktop_app.use_cases.standing.entries import change_rows, spec_of
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.use_cases.trial import try_values
from desktop_app.values.money import Fen, fen_from_wan, wan_text
from tests.scenario import intake
from tests.scenario.intake_walk import walk_intake

YEAR = 2027
CEILING, ASKED = fen_from_wan(4000), fen_from_wan("6842.50")
MOST_A_YEAR = fen_from_wan(200)
ALTERED = {"jy1": "150.00", "zj3": "180.50", "kf1": "160.00"}
"""What finance suggests instead of 200.00, 199.60 and 192.00."""
SILENT = ("ly1", "ny2")
"""Projects the planning office says nothing on."""
LATE = {"office": "planning", "opinion": "agreed", "signer": "某", "signed_on": "2026-10-20"}
FACTS = {"prereview_necessity": "充分", "prereview_feasibility": "可行"}


def asked(project):
    if project.name == intake.project_name("zr1"):
        return fen_from_wan("153.80")
    return Fen(min(project.declared_fen, MOST_A_YEAR))


def names(keys):
    return {intake.project_name(key) for key in keys}


@pytest.fixture(scope="module")
def pool(county, clock, tmp_path_factory):
    """The 56 candidates of the intake, in the pool."""
    walk_intake(county, clock, tmp_path_factory.mktemp("books"))
    with county.workspace.read() as view:
        waiting = [p for p in view.projects.all() if p.state == "applied"]
    entry = StepEntry(
        "pool_entry.prereview", "agreed", signer="负责人甲", opinion="同意入库。", facts=FACTS,
        override_reason="已向单位核实。",
    )  # fmt: skip
    record_for_many(county, [Subject("project", p.id) for p in waiting], entry)
    return waiting


@pytest.fixture(scope="module")
def plan(county, clock, pool):
    """The plan with its 56 projects, ranked."""
    clock.turn_to(date(2026, 10, 12))
    plan = start_plan(county, YEAR, ceiling_fen=CEILING)
    wanted = [
        NewItem(p.id, asked(p), "单位有问题在改，列入参考。", {"need_order": n % 4 + 1})
        for n, p in enumerate(pool)
    ]
    add_items(county, plan, wanted)
    take_ranking(county, plan)
    return plan


@pytest.fixture(scope="module")
def returned(county, clock, plan, tmp_path_factory):
    """The 168 opinions as three workbooks, sent out and filled in by their offices."""
    folder = tmp_path_factory.mktemp("opinions")
    offices = ("cyberspace", "planning", "finance")
    page = hand_out(
        county, kind="plan_opinion", title="联审", folder=folder, offices=offices, under=plan
    )
    clock.turn_to(date(2026, 10, 20))
    for path in folder.glob("*.xlsx"):
        fill_in(path)
    planned = preview_import(county, sorted(folder.glob("*.xlsx")))
    apply_import(county, planned)
    return planned.preview, page.round.id


@pytest.fixture(scope="module")
def reviewed(plan, returned):
    """Opinions as they come back: 网信 56, 发改 54, 财政 56 with three other amounts."""
    return plan


def fill_in(path):
    """What an office writes on the lines of its workbook."""
    amounts = {intake.project_name(key): wan for key, wan in ALTERED.items()}
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    heads = {str(cell.value).split("（")[0]: cell.column for cell in sheet[3]}
    for row in range(4, sheet.max_row + 1):
        name = sheet.cell(row, heads["项目名称"]).value
        if name is None or ("改革" in path.name and name in names(SILENT)):
            continue
        cells = {"审查意见": "同意", "签字人": "某", "签字日期": "2026-10-20"}
        if "财政" in path.name and name in amounts:
            more = {"审查意见": "调整金额后同意", "意见说明": "财力所限"}
            cells |= {**more, "建议金额": float(amounts[name])}
        for head, value in cells.items():
            sheet.cell(row, heads[head]).value = value
    book.save(path)


@pytest.fixture(scope="module")
def decided(county, reviewed):
    """The clerk takes what finance suggests; the ceiling decides the rest."""
    page = joint_review(county, reviewed)
    taken = [
        Decision(row.item.id, "cut", row.opinions["finance"].amount_fen, "按财政意见核减")
        for row in page.rows
        if row.altered_by
    ]
    decide_items(county, reviewed, taken)
    take_proposal(county, reviewed, "cut")
    return reviewed


def test_56_projects_ask_for_6842_50(county, plan):
    sums = plan_page(county, plan).plan.sums

    assert (sums.items, sums.asked_fen) == (56, ASKED)


def test_the_row_in_the_pool_since_january_is_still_a_candidate(county, plan):
    rows = candidates(county, plan).rows

    assert {r.project.name for r in rows if r.can_enter} == names(["wl2"])


def test_c3_a_line_of_400_tried_sends_exactly_these_another_way(county, pool):
    folder = county.workspace.folder
    before = {path: path.read_bytes() for path in folder.glob("*.db")}
    trial = try_values(county, {"limit.feasibility": "400"})
    assert {line.name for line in trial.rerouted} == names(["jy1", "wj1", "zj2"])
    assert {path: path.read_bytes() for path in folder.glob("*.db")} == before


def test_every_item_has_a_score_a_place_and_its_basis(county, plan):
    page = ranking(county, plan)

    assert [row.item.order for row in sorted(page.rows, key=lambda r: r.item.order)] == list(
        range(1, 57)
    )
    assert {row.rank for row in page.rows} >= {1}
    assert all(row.item.score == row.score.total for row in page.rows)
    assert all("权重" in row.item.score_basis for row in page.rows)
    # 没有评价过：(问题 100×20 + 审计 100×15 + 需求 100、90、80、70×15 + 必要性 100×10) ÷ 60
    totals = Counter(f"{row.score.total}" for row in page.rows)
    assert totals == {"100.00": 14, "97.50": 14, "95.00": 14, "92.50": 14}


def test_168_opinions_went_out_and_166_came_back(county, returned):
    preview, sent = returned
    assert [Counter(row.kind for row in each.rows) for each in preview.files] == [
        {"new": 56}, {"new": 54, "skipped": 2}, {"new": 56},
    ]  # fmt: skip
    (late,) = round_page(county, sent).missing
    assert late.unit == "青阳县发展和改革委员会"
    assert {each.name for each in late.owed} == names(SILENT)
    left = {f"{each.sheet}!I{each.row}" for each in late.owed}
    assert {problem.cell for problem in preview.files[1].problems} == left


def test_two_opinions_are_missing_and_named_by_office_and_project(county, reviewed):
    page = joint_review(county, reviewed)

    assert [(o.label, o.given, o.missing) for o in page.offices] == [
        ("县委网信办", 56, 0),
        ("县发展改革委", 54, 2),
        ("县财政局", 56, 0),
    ]
    (reminder,) = reminders(county, reviewed)
    assert reminder.label == "县发展改革委"
    assert {row.project.name for row in reminder.rows} == names(SILENT)


def test_three_amounts_stand_side_by_side_and_nothing_is_overwritten(county, reviewed):
    rows = [row for row in joint_review(county, reviewed).rows if row.altered_by]

    found = {r.item.name: (r.item.asked_fen, r.opinions["finance"].amount_fen) for r in rows}
    assert found == {
        intake.project_name("jy1"): (200_000_000, 150_000_000),
        intake.project_name("zj3"): (199_600_000, 180_500_000),
        intake.project_name("kf1"): (192_000_000, 160_000_000),
    }
    assert plan_page(county, reviewed).plan.sums.asked_fen == ASKED


def test_the_list_is_not_put_forward_while_opinions_are_missing(county, reviewed):
    entry = StepEntry("annual_plan.planning", "done", signer="甲")
    with pytest.raises(Refused, match="发改部门意见齐全"):
        record_step(county, Subject(ENTRY, reviewed), entry)


def test_at_least_2842_50_is_cut_or_deferred_with_reasons(county, decided):
    page = plan_page(county, decided)
    sums = page.plan.sums

    assert sums.planned_fen == CEILING
    assert sums.cut_fen + sums.deferred_fen == fen_from_wan("2842.50")
    assert sums.open_fen == 0
    assert all(row.item.reason for row in page.items if row.item.decision != "included")


def test_the_columns_add_up_to_the_plan(county, decided):
    page = plan_page(county, decided)

    planned = [row.item.planned_fen for row in page.items if row.item.is_listed]
    asked_for = [row.item.asked_fen for row in page.items]
    assert (sum(planned), sum(asked_for)) == (CEILING, ASKED)
    kept = {r.item.name: r.item.planned_fen for r in page.items if r.item.name in names(ALTERED)}
    assert sorted(kept.values()) == [150_000_000, 160_000_000, 180_500_000]


def test_56_sheets_are_printed_in_the_order_of_the_agenda(county, decided):
    items = [row.item for row in plan_page(county, decided).items]
    assert [item.order for item in items] == list(range(1, 57))
    pages = texts(kit_pdf(county, kit_parts(county, decided, ["joint_review_sheet"])))
    assert len(pages) == 56
    for page, item in zip(pages, items, strict=True):
        assert f"项目名称{item.name}项目编号" in page
        assert f"本年申请列入{wan_text(item.asked_fen)}万元" in page
        is_silent = item.name in names(SILENT)
        assert page.count("某2026-10-20") == (2 if is_silent else 3)
        assert ("县发展改革委同意" in page) is not is_silent


def test_the_sheets_say_what_finance_suggests_beside_what_was_asked(county, decided):
    altered = {intake.project_name(key): wan for key, wan in ALTERED.items()}
    parts = kit_parts(county, decided, ["joint_review_sheet"])
    items = [row.item for row in plan_page(county, decided).items]
    found = [part for part, item in zip(parts, items, strict=True) if item.name in altered]
    told = "".join(texts(kit_pdf(county, found)))
    for wan in altered.values():
        assert f"县财政局调整金额后同意{wan}财力所限" in told


def test_the_plan_list_follows_the_agenda_and_adds_up(county, decided):
    items = [row.item for row in plan_page(county, decided).items if row.item.is_listed]
    parts = kit_parts(county, decided, ["annual_plan_list"])
    told = "".join(texts(kit_pdf(county, parts)))
    places = [told.index(f"{n}QY") for n in range(1, len(items) + 1)]
    rows = [told[here:there] for here, there in pairwise([*places, len(told)])]
    assert all(item.name in row for item, row in zip(items, rows, strict=True))
    money = r"([\d,]+\.\d\d)"
    pages = re.findall(rf"本页小计（\d+项）{money}{money}", told)
    asked, planned = (sum(fen_from_wan(p[n].replace(",", "")) for p in pages) for n in (0, 1))
    assert (asked, planned) == (sum(item.asked_fen for item in items), CEILING)
    assert f"合计（31项）{wan_text(Fen(asked))}4,000.00单位负责人" in told


def texts(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return ["".join(text.split()) for text in pages]


def test_the_money_ends_at_one_project(county, decided):
    cut = [row.item for row in plan_page(county, decided).items if row.item.decision == "cut"]

    on_the_line = [item for item in cut if item.reason.startswith("资金总额度 4,000.00 万元")]
    assert len(on_the_line) == 1
    assert len(cut) == 4


def test_the_issued_plan_reaches_every_project(county, clock, decided, pool):
    later = [p for p in pool if p.name in names(SILENT)]
    for project in later:
        owner = Owner(project_id=project.id, parent_id=decided)
        save_entry(county, EntryDraft("plan_opinion", LATE, owner))
    clock.turn_to(date(2026, 11, 9))
    _walk_to_the_issue(county, decided)

    with county.workspace.read() as view:
        projects = view.projects.many(p.id for p in pool)
    listed = [p for p in projects if p.state == "planned_state"]
    items = [row.item for row in plan_page(county, decided).items if row.item.is_listed]
    assert len(listed) == len(items)
    assert sum(p.amounts["planned"] for p in listed) == CEILING
    assert {p.state for p in projects} == {"planned_state", "plan_deferred"}
    assert {p.track for p in listed} == {"planned"}


def _walk_to_the_issue(desk, plan):
    for office in ("cyberspace", "planning", "finance"):
        _record(desk, plan, office, "done")
    _record(desk, plan, "list", "done", reason="合计等于总额度。")
    with desk.workspace.begin(desk.act("results", "登记市省结果")) as uow:
        pack = current_pack(desk, uow)
        rows = uow.registers.of_owners("parent_id", (plan,))
        agreed = {"city_result": "agreed", "province_result": "agreed"}
        changes = {r.id: {**r.cells, **agreed} for r in rows if r.register_id == "plan_item"}
        change_rows(uow, pack, spec_of(pack, "plan_item"), changes)
    _record(desk, plan, "city", "agreed")
    _record(desk, plan, "province", "agreed")
    _record(desk, plan, "government", "agreed", facts={"plan_meeting": "县政府第九次常务会议"})
    _record(desk, plan, "issue", "issued")


def _record(desk, plan, step, outcome, *, reason="", facts=None):
    entry = StepEntry(
        f"annual_plan.{step}", outcome, signer="负责人甲", opinion="同意。",
        document_number=f"青数〔2026〕{step}号", override_reason=reason, facts=facts or {},
    )  # fmt: skip
    record_step(desk, Subject(ENTRY, plan), entry)
