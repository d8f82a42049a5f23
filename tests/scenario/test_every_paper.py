"""Every paper of the pack: previewed and issued at the desk, and printed from the command line."""

import io
from datetime import date

import pytest

from desktop_app.cli.arguments import parse
from desktop_app.cli.main import Surroundings, run
from desktop_app.errors import Refused
from desktop_app.rules.loader import load_pack, read_pack_folder
from desktop_app.use_cases.papers.issue import issue_paper, paper_pdf, preview_paper, reprint_paper
from desktop_app.use_cases.papers.press import plain_text
from desktop_app.use_cases.papers.sheets import Extra
from resources import resource
from tests.county import HandClock
from tests.papers_world import LONG_NAME, LONG_UNIT, subjects_of

FORMS = {
    form.id: form
    for form in load_pack(read_pack_folder(resource("rule_packs", "qingyang-2024"))).pack.forms
}
NOT_YET = {
    "service_reply": "数据资源目录已编制：不通过",
    "proposal_reply": "缺材料：项目建议书",
    "exception_opinion": "缺材料：不能依托平台建设的情况说明",
    "exception_report": "还没有轮到“报市局备案”",
    "plan_request": "不能出具《关于报请批准《〔规划名称〕》的请示》：须先办“编制规划”",
    "plan_filing_report": "还没有轮到“报市局备案”",
    "liability_referral": "还缺：移送的机关、认定的依据和材料",
}
"""Papers that say what nobody has decided in this county, and what is told when one is issued."""
EXTRA = Extra(problems="1.有一项逾期。", problem_count=1, due=date(2027, 8, 2), file_name="表.xlsx")


@pytest.fixture(scope="module")
def county(papers_county, tmp_path_factory):
    """A copy of its own, since papers are issued in it."""
    return papers_county.copied(tmp_path_factory.mktemp("issued") / "ws")


@pytest.fixture(scope="module")
def desk(county):
    desk = county.open()
    yield desk
    desk.workspace.close()


@pytest.mark.parametrize("form", [each for each in FORMS if each not in NOT_YET])
def test_a_paper_is_issued_kept_and_reprinted_as_a_copy(desk, county, form):
    paper = issue_paper(desk, form, subjects_of(county.made, FORMS[form]), extra=EXTRA)
    told, copied = (
        plain_text(pdf) for pdf in (paper_pdf(desk, paper.id), reprint_paper(desk, paper.id))
    )
    assert paper.title.replace(" ", "") in told
    assert not {"None", "{", "}", "预览"} & {
        word for word in ("None", "{", "}", "预览") if word in told
    }
    assert copied.count("【副本】") == paper.page_count
    assert bool(FORMS[form].series) == bool(paper.number)


@pytest.mark.parametrize(("form", "told"), NOT_YET.items())
def test_a_paper_that_says_what_is_not_decided_is_previewed_only(desk, county, form, told):
    subjects = subjects_of(county.made, FORMS[form])
    assert preview_paper(desk, form, subjects, extra=EXTRA).pdf
    with pytest.raises(Refused) as refused:
        issue_paper(desk, form, subjects, extra=EXTRA)
    assert told in refused.value.what
    assert refused.value.advice


def _words(desk, subject):
    """How the command line names a subject."""
    with desk.workspace.read() as view:
        find = {
            "project": lambda key: view.projects.get(key).code,
            "unit": lambda key: view.units.get(key).name,
            "system": lambda key: view.systems.get(key).name,
        }
        return str(find.get(subject.kind, lambda key: key)(subject.id))


OF_EACH_KIND = {(each.layout, each.subject, each.is_batch): each.id for each in FORMS.values()}
"""One paper for every layout and kind of subject."""
WITH_AN_ACT = {"cover_note", "duty_letter"}
"""What they say comes with a returned workbook, or from the list of what is due."""


@pytest.mark.parametrize("form", OF_EACH_KIND.values())
def test_a_paper_is_printed_from_the_command_line(papers_county, county, desk, tmp_path, form):
    named = [_words(desk, each) for each in subjects_of(county.made, FORMS[form])]
    words = ["print", form, *(word for each in named for word in ("--for", each))]
    words += ["--due", "2027-08-02", "--out", str(tmp_path / "paper.pdf")]
    out = io.StringIO()
    around = Surroundings(HandClock(county.day), "test", papers_county.folder, out, out)
    code = run(parse([*words, "--data", str(papers_county.folder)]), around)
    told = "请从那里出这份函件" if form in WITH_AN_ACT else "已写出预览"
    assert (code, told in out.getvalue()) == (int(form in WITH_AN_ACT), True)


def test_the_longest_names_are_printed_whole(desk, county):
    pdf = preview_paper(desk, "merged_reply", [county.made.small], extra=EXTRA).pdf
    told = plain_text(pdf)
    assert f"《{LONG_NAME}" not in told
    assert told.count(LONG_NAME) >= 3  # text, attachment, heading of the estimate
    assert LONG_UNIT in told


def test_an_estimate_of_many_lines_adds_up_page_by_page(desk, county):
    told = plain_text(preview_paper(desk, "estimate_list", [county.made.small], extra=EXTRA).pdf)
    assert told.count("费用类别") == told.count("本页小计") > 2
    assert "合计（66项）150.00" in told
