"""Finding clauses in texts as they are copied: levels, broken lines, two documents, debris."""

import pytest

from desktop_app.domain.official_text import paragraphs, passage

LEVELS = """
某县人民政府办公室关于印发某县项目管理方案的通知
某县项目管理方案
　　一、总体要求
（一）指导思想
按照上级部署，做好全县的项目统筹管理工作，推进集约建设、互联互通、数据共享和业务协同，提高
资金使用效益。
— 3 —
（二）原则
1.适用范围。
2.坚持统筹。
二、主要工作
（一）计划
1、投资1.5万元的不列入，
依照二（二）办理。
（1）新建的；
（2）续建的。
2.按年安排。
（二）审批
1.分级审批。
某县消费券发放方案
一、主题
1.活动主题。
""".splitlines()
ONE_LINE = [
    (
        "第一章总则第一条为规范管理,制定本办法。第二条本办法适用于全市,依照第一条规定办理。"
        "第三条原则如下:(一)统筹;(二)集约。第二章申报第四条逐级申报。"
    )
]
ARTICLES = """
第一條 為規範管理，制定本辦法。
第二條　主管部門負責統籌。
財政部門負責資金。
第十二条 试运行三个月。
""".splitlines()
TITLE = "某县项目管理方案"


def words(lines, clause, title=""):
    text = paragraphs(lines)
    found = passage(text, clause, title)
    return None if found is None else list(text[found.start : found.end])


@pytest.mark.parametrize(
    ("clause", "first", "count"),
    [
        ("一(一)", "（一）指导思想", 2),
        ("一(二)2", "2.坚持统筹。", 1),
        ("二(一)1", "1、投资1.5万元的不列入，依照二（二）办理。", 3),
        ("二(一)1(2)", "（2）续建的。", 1),
        ("二（一）2", "2.按年安排。", 1),
        ("二(一)1(1)-(2)", "（1）新建的；", 1),
        ("二(二)1、三", "1.分级审批。", 1),
        ("二", "二、主要工作", 8),
    ],
)
def test_a_clause_is_found_below_its_headings(clause, first, count):
    found = words(LEVELS, clause)
    assert (found[0], len(found)) == (first, count)


def test_broken_lines_are_joined_and_page_numbers_left_out():
    assert words(LEVELS, "一(一)")[1].endswith("提高资金使用效益。")


def test_of_two_documents_the_one_with_the_title_is_read():
    assert words(LEVELS, "一", "某县消费券发放方案") == ["一、主题", "1.活动主题。"]
    assert words(LEVELS, "一", f"《{TITLE}》")[0] == "一、总体要求"


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("第一条", ["第一条为规范管理,制定本办法。"]),
        ("第二条", ["第二条本办法适用于全市,依照第一条规定办理。"]),
        ("第三条(二)", ["(二)集约。"]),
        ("第四条", ["第四条逐级申报。"]),
    ],
)
def test_a_text_on_one_line_is_broken_at_the_article_that_comes_next(clause, found):
    assert words(ONE_LINE, clause) == found


def test_traditional_headings_and_paragraphs_of_an_article_are_found():
    assert words(ARTICLES, "第一条") == ["第一條 為規範管理，制定本辦法。"]
    assert words(ARTICLES, "第二条第二款") == ["財政部門負責資金。"]
    assert words(ARTICLES, "第十二条") == ["第十二条 试运行三个月。"]


def test_a_paragraph_that_cannot_be_told_apart_shows_the_article():
    assert words(ARTICLES, "第一条第三款") == ["第一條 為規範管理，制定本辦法。"]


@pytest.mark.parametrize("clause", ["引言", "", "第九条", "四(一)", "一(三)"])
def test_what_is_not_there_is_not_made_up(clause):
    assert words(LEVELS if "条" not in clause else ARTICLES, clause) is None
