"""C2: three applications for one platform; a true duplicate elsewhere; 智慧 alone is none."""

from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from desktop_app.errors import Refused
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.checking import judge_stored
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.papers.issue import issue_paper, paper_pdf
from desktop_app.use_cases.reserve_pool.detail import project_page
from desktop_app.use_cases.reserve_pool.similar import decide_similarity
from desktop_app.use_cases.reserve_pool.steps import record_step
from desktop_app.use_cases.standing.step_entry import StepEntry
from tests.county import similar_groups
from tests.scenario.applications import row_of
from tests.scenario.books import Book, write_books
from tests.scenario.intake import project_name
from tests.scenario.intake_walk import project_of, subject_of

SPLIT = ("cg1", "cg2", "cg3")
DAYS = (date(2026, 5, 14), date(2026, 6, 8), date(2026, 7, 6))
REASON = "三项由不同科室提出，经局务会研究合并实施条件尚不成熟，分别申报。"
AGREED = StepEntry("pool_entry.prereview", "agreed", signer="负责人甲", opinion="同意入库。")


@pytest.fixture(scope="module")
def split(county, clock, tmp_path_factory):
    """The three applications on their days, among others that are alike in words only."""
    folder = tmp_path_factory.mktemp("split")
    others = {
        "县教育局": [row_of("jy2")],
        "县市场监督管理局": [row_of("sc1")],
        "县文化旅游体育局": [row_of("ts1", name="智慧阅读通借通还")],
        "县农业农村局": [row_of("ny2", name="智慧农田建后管护")],
    }
    books = [Book(f"{u}.xlsx", u, DAYS[0], rows, "plain") for u, rows in others.items()]
    books += [
        Book(f"城管{n}.xlsx", "县城市管理局", day, [row_of(key)], "two_rows")
        for n, (key, day) in enumerate(zip(SPLIT, DAYS, strict=True))
    ]
    paths = write_books(books, folder)
    clock.turn_to(DAYS[-1])
    apply_import(county, preview_import(county, list(paths.values())))
    judge_stored(county)
    return county


def test_the_three_applications_form_one_group_with_their_sum(split):
    group = _group(split, SPLIT)
    assert len(group.members) == 3
    assert group.sum_fen == 584_000_000
    assert group.same_family


def test_the_group_names_both_amounts_and_their_articles(split):
    told = "；".join(_group(split, SPLIT).thresholds)
    assert "200.00 万元" in told
    assert "500.00 万元" in told
    assert all(clause in told for clause in ("二(四)2", "二(二)2", "二(二)4"))


def test_the_group_shows_what_is_the_same(split):
    fragments = _group(split, SPLIT).fragments
    assert "城管指挥平台" in fragments
    assert any("占道经营、垃圾暴露" in fragment for fragment in fragments)


@pytest.mark.parametrize("key", SPLIT)
def test_each_of_the_three_is_a_suspected_split_for_a_person_to_judge(split, key):
    verdict = _verdict(split, key)
    assert verdict.word == "需人工判断"
    assert verdict.message.startswith("疑似拆分，需人工判断")
    assert "584.00 万元" in verdict.message
    assert "二(一)2" in verdict.clauses


def test_no_row_alone_reaches_a_line_and_the_arithmetic_says_so(split):
    verdict = _verdict(split, "cg1")
    facts = {fact.name: fact.value for fact in verdict.facts}
    assert facts["similar_family_sum"] == 584_000_000
    assert facts["split_lines_crossed"] == 3
    assert "584.00" in verdict.arithmetic


def test_a_suspected_split_does_not_enter_the_pool_without_a_recorded_judgement(split):
    with pytest.raises(Refused) as refused:
        record_step(split, subject_of(split, "cg3"), AGREED)
    assert "二(一)2" in refused.value.clauses


def test_a_true_duplicate_in_other_words_is_found_across_units(split):
    group = _group(split, ("jy2", "sc1"))
    assert not group.same_family
    assert group.score >= 60


def test_titles_that_share_only_one_fashionable_word_are_not_alike(split):
    names = {member.name for group in similar_groups(split) for member in group.members}
    assert "智慧阅读通借通还" not in names
    assert "智慧农田建后管护" not in names
    assert len(similar_groups(split)) == 2


def test_the_decision_is_stored_printed_and_lets_the_review_go_on(split):
    members = [project_of(split, key).id for key in SPLIT]
    decide_similarity(split, members, "separate", REASON, signer="负责人甲")
    paper = issue_paper(split, "prereview_opinion", (subject_of(split, "cg1"),))
    result = record_step(split, subject_of(split, "cg1"), _with_reason(paper.id))
    assert REASON in _group(split, SPLIT).decision
    assert "分别申报" in _group(split, SPLIT).decision
    assert REASON in _printed(split, paper.id)
    assert result.state == "in_pool"


def _group(desk, keys):
    names = {project_name(key) for key in keys}
    found = [g for g in similar_groups(desk) if {m.name for m in g.members} & names]
    assert len(found) == 1
    return found[0]


def _verdict(desk, key):
    page = project_page(desk, project_of(desk, key).id)
    return next(verdict for verdict in page.verdicts if verdict.rule == "no_splitting")


def _with_reason(paper_id):
    return StepEntry(
        "pool_entry.prereview",
        "agreed",
        signer="负责人甲",
        opinion="同意入库。",
        paper_id=paper_id,
        override_reason="金额由概算明细构成。",
    )


def _printed(desk, paper_id):
    with pdfplumber.open(BytesIO(paper_pdf(desk, paper_id))) as pdf:
        text = "".join(page.extract_text() for page in pdf.pages)
    return "".join(text.split())
