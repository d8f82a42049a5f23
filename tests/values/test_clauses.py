"""Clauses are named whole: no line breaks inside one."""

import pytest

from desktop_app.values.clauses import JOINER, with_whole_clauses


@pytest.mark.parametrize("clause", ["二(一)6", "二（一）2", "十6", "二(三)3(1)-(3)"])
def test_no_line_breaks_inside_a_clause(clause):
    shown = with_whole_clauses(f"逾期 236 天　{clause}、三")
    assert shown == f"逾期 236 天　{JOINER.join(clause)}、三"
    assert shown.replace(JOINER, "") == f"逾期 236 天　{clause}、三"


def test_a_text_without_a_clause_stays_as_it_is():
    assert with_whole_clauses("第二批 36 笔（一户）") == "第二批 36 笔（一户）"
