"""The list of what is wrong with a workbook shows no column and no name that says nothing."""

from types import SimpleNamespace

import pytest

from ui.importing.problems_tree import CLAUSE, ProblemsTree


def plan(file, clause):
    problem = SimpleNamespace(
        cell="申报表!C5", column="建设性质", value="", message="没有填", advice="请补填",
        clause=clause, cause="missing", cause_title="必填项没填", stops=True,
    )  # fmt: skip
    return SimpleNamespace(file=file, problems=(problem,))


@pytest.mark.parametrize(
    ("files", "clause", "place", "is_hidden"),
    [
        (["a.xlsx"], "", "C5　建设性质　申报表", True),
        (["a.xlsx", "b.xlsx"], "二(一)2", "C5　建设性质　a.xlsx　申报表", False),
    ],
)
def test_files_are_named_where_there_are_several(qtbot, files, clause, place, is_hidden):
    tree = ProblemsTree()
    qtbot.addWidget(tree)
    tree.show_problems([plan(file, clause) for file in files])
    assert tree.topLevelItem(0).child(0).text(0) == place
    assert tree.isColumnHidden(CLAUSE) is is_hidden
