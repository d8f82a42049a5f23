"""Forms on the page: merged labels, repeated heads, opinions with room for ink, nothing cut."""

from dataclasses import replace
from itertools import pairwise

import pytest

from desktop_app.printing.bench import Bench
from desktop_app.printing.fonts import shipped_set
from desktop_app.printing.forms.verdict_rows import explanation
from desktop_app.printing.papers import FormRow, OpinionBox, Stamp, VerdictRow, verdict_rows
from desktop_app.printing.render import lay_out
from desktop_app.rules.verdict import Outcome, Severity, Verdict

MM = 72 / 25.4


def words(pdf) -> str:
    return "".join(char["text"] for page in pdf.pages for char in page.chars)


def verdict(title: str, outcome: Outcome, *, is_due: bool = True) -> Verdict:
    return Verdict("r", title, outcome, Severity.BLOCK, ("一",), "说明", is_due=is_due)


def test_a_full_form_runs_over_three_pages(open_pdf, form):
    assert len(open_pdf(form).pages) == 3


def test_every_text_of_the_form_is_printed(open_pdf, form):
    printed = words(open_pdf(form))
    for text in (
        *EXPERT_NAMES,
        "198.000001",
        "同意入库。",
        "张三",
        "注：本表一式两份。",
        "2026-012",
    ):
        assert text in printed


EXPERT_NAMES = ("王㛃", "陈𬭎", "李䶮", "周𫖯", "欧阳建国", "诸葛明")


def test_the_longest_name_is_printed_whole(open_pdf, form):
    name = form.head[0][1]
    assert len(name) >= 60
    page = open_pdf(form).pages[0]
    assert name in "".join(char["text"] for char in page.chars)


def test_nothing_is_printed_outside_the_frame(open_pdf, form):
    for page in open_pdf(form).pages:
        assert min(char["x0"] for char in page.chars) >= 25 * MM - 0.5
        assert max(char["x1"] for char in page.chars) <= 190 * MM + 0.5
        body = [char for char in page.chars if char["size"] > 8]
        assert max(char["bottom"] for char in body) <= 273 * MM + 0.5


def test_no_text_crosses_a_rule(open_pdf, form):
    for page in open_pdf(form).pages:
        for rule in (line for line in page.lines if line["x0"] == line["x1"]):
            crossed = [
                char["text"]
                for char in page.chars
                if char["x0"] + 2 < rule["x0"] < char["x1"] - 2
                and rule["top"] < (char["top"] + char["bottom"]) / 2 < rule["bottom"]
            ]
            assert crossed == []


def test_following_pages_repeat_title_subject_and_column_heads(open_pdf, form):
    page = open_pdf(form).pages[1].extract_text()
    assert "政务信息化项目预审意见表（续）" in page
    assert "2026-012" in page
    assert "审查事项" in page


def test_a_long_name_is_shortened_in_the_small_head(open_pdf, form):
    page = open_pdf(replace(form, continued=f"2026-012 {'城乡融合平台' * 10}")).pages[1]
    head = page.extract_text().split("\n")[0]
    assert head.endswith("…")
    assert "2026-012 城乡融合平台城乡" in head


def test_an_opinion_is_never_torn_from_its_signature(open_pdf, form):
    for page in open_pdf(form).pages:
        text = page.extract_text()
        assert text.count("签字：") == text.count("（盖章）")


def test_an_empty_opinion_leaves_room_to_write_and_seal(form):
    bare = replace(form, rows=(), verdicts=(), opinions=(OpinionBox("意见", choices=("同意",)),))
    (sheet,) = lay_out(bare, Bench(shipped_set()))
    levels = sorted({rule.y1 for rule in sheet.rules if rule.x1 < rule.x2 and rule.width == 0.5})
    assert max(b - a for a, b in pairwise(levels)) >= 38 * MM


def test_the_chosen_outcome_is_ticked_and_the_others_are_open(form):
    bare = replace(form, rows=(), verdicts=())
    (sheet,) = lay_out(bare, Bench(shipped_set()))
    assert len([rule for rule in sheet.rules if rule.width == 1.3]) == 2
    assert len([rule for rule in sheet.rules if rule.width == 0.6]) == 8


def test_grid_sums_are_exact(open_pdf, form):
    assert "合计198.000001" in words(open_pdf(form)).replace(" ", "")


def test_a_text_longer_than_a_page_goes_on_over_the_next(open_pdf, form):
    text = "建设内容第一项包括平台升级改造与数据治理。" * 150
    pdf = open_pdf(replace(form, rows=(FormRow("建设内容", text),), verdicts=(), opinions=()))
    assert len(pdf.pages) > 1
    assert words(pdf).count("建设内容第一项") == 150
    assert "建设内容（续）" in words(pdf)


def test_a_short_form_is_one_page(open_pdf, form):
    short = replace(form, rows=(), verdicts=form.verdicts[:2])
    assert len(open_pdf(short).pages) == 1


def test_a_form_that_would_just_run_over_is_drawn_in_to_one_page(form):
    rows = tuple(FormRow(f"内容{order}", "一体化平台升级改造。", 12) for order in range(16))
    bare = replace(form, rows=rows, verdicts=(), opinions=(OpinionBox("意见"),), foot=())
    sheets = lay_out(bare, Bench(shipped_set()))
    assert len(sheets) == 1
    assert {round(text.size, 2) for text in sheets[0].texts} >= {20.0, 10.81}


def test_verdicts_stand_gravest_first_and_leave_out_what_is_not_due():
    rows = verdict_rows(
        (
            verdict("甲", Outcome.PASS),
            verdict("乙", Outcome.INSUFFICIENT, is_due=False),
            verdict("丙", Outcome.JUDGE),
            verdict("丁", Outcome.FAIL),
        )
    )
    assert [(row.title, row.word) for row in rows] == [
        ("丁", "不通过"),
        ("丙", "需人工判断"),
        ("甲", "通过"),
    ]


def test_a_check_is_explained_line_by_line():
    row = VerdictRow("拆分", "需人工判断", "合计超线", ("二",), "1＋1＝2", "减1即可", "分别申报")
    assert explanation(row).split("\n") == [
        "合计超线",
        "计算：1＋1＝2",
        "减1即可",
        "处理：分别申报",
    ]


def test_a_check_that_passed_is_said_in_one_line():
    row = VerdictRow("资金", "通过", "合计一致。", ("二",), "1＋1＝2")
    assert explanation(row) == "合计一致。计算：1＋1＝2"


def test_a_checklist_prints_its_boxes_clauses_and_conclusion(open_pdf, checklist):
    printed = words(open_pdf(checklist))
    for text in ("总结报告", "二（五）1", "缺商用密码应用安全性评估报告", "补齐。"):
        assert text in printed


def test_a_receipt_is_printed_twice_on_one_page(open_pdf, receipt):
    pdf = open_pdf(receipt)
    assert len(pdf.pages) == 1
    assert words(pdf).count("材料接收回执") == 2
    assert "存根联" in words(pdf)
    assert "回执联" in words(pdf)


def test_a_receipt_too_long_for_half_a_page_takes_two(open_pdf, receipt):
    lines = tuple((f"材料{order}", "申报表及附件") for order in range(20))
    assert len(open_pdf(replace(receipt, lines=lines)).pages) == 2


@pytest.mark.parametrize("kind", ["letter", "form", "list_paper", "checklist", "receipt"])
def test_no_paper_prints_an_empty_box(request, open_pdf, kind):
    pdf = open_pdf(request.getfixturevalue(kind), Stamp(is_preview=True))
    printed = words(pdf)
    assert "\x00" not in printed
    assert "〓" not in printed
    assert "\ufffd" not in printed


def test_a_long_checklist_repeats_its_head_and_keeps_its_signers(open_pdf, checklist):
    items = checklist.items * 9
    for count in (18, 20, 21, 22, 23, 25):
        paper = replace(
            checklist, items=items[:count], signers=(("核对人", ""),), foot=("注：逐项查验。",)
        )
        pages = open_pdf(paper).pages
        assert all("记录版本" in page.extract_text() for page in pages)
        assert "核对人：" in pages[-1].extract_text()
        note = next(char for char in pages[-1].chars if char["text"] == "验")
        assert note["bottom"] <= 274 * MM


def test_a_checklist_without_clauses_has_no_column_for_them(open_pdf, checklist):
    bare = replace(checklist, items=(replace(checklist.items[0], clause=""),), conclusion="")
    assert "依据" not in words(open_pdf(bare))


def test_an_opinion_without_seal_asks_for_none(open_pdf, form):
    bare = replace(form, rows=(), verdicts=(), opinions=(OpinionBox("意见", has_seal=False),))
    assert "盖章" not in words(open_pdf(bare))


def test_opinions_are_drawn_in_a_little_to_stay_on_their_page(form):
    boxes = (OpinionBox("甲", height_mm=84), OpinionBox("乙", height_mm=84), OpinionBox("丙"))
    bare = replace(form, rows=(), verdicts=(), opinions=boxes, foot=())
    assert len(lay_out(bare, Bench(shipped_set()))) == 1


def test_notes_that_do_not_fit_take_a_page_rather_than_the_foot(open_pdf, form):
    notes = tuple(f"第{order}条说明。" for order in range(40))
    bare = replace(form, rows=(), verdicts=(), foot=notes)
    last = open_pdf(bare).pages[-1]
    assert "第39条说明。" in last.extract_text()


def test_a_receipt_of_an_office_with_a_long_name_stays_on_the_sheet(open_pdf, receipt):
    issuer = "某县政务信息化项目建设管理工作领导小组办公室"
    page = open_pdf(replace(receipt, issuer=issuer, number="", lines=())).pages[0]
    assert max(char["x1"] for char in page.chars) <= 190 * MM + 0.5


def test_a_row_asked_to_be_higher_than_the_page_fills_the_page(form):
    bare = replace(form, rows=(FormRow("附图", "", 400),), verdicts=(), opinions=(), foot=())
    sheets = lay_out(bare, Bench(shipped_set()))
    lowest = min(rule.y1 for sheet in sheets for rule in sheet.rules)
    assert lowest >= sheets[0].frame.bottom - 1
