"""Trials of other figures: exactly the projects that would change, and nothing written."""

import pytest

from desktop_app.errors import Cancelled, Refused
from desktop_app.use_cases.progress import Steps
from desktop_app.use_cases.routes import route_of
from desktop_app.use_cases.trial import try_values

MERGED, FEASIBILITY = "合并编报文本审批", "可行性研究报告审批"


@pytest.fixture
def county(office):
    """Below, on and above 400 and 500, and one the line does not concern."""
    amounts = {"甲": 399.99, "乙": 400, "丙": 499.99, "丁": 500, "戊": 1200}
    for name, wan in amounts.items():
        office.apply(f"{name}平台", wan=wan)
    office.apply("运维服务", wan=450, nature="om")
    return office


def names(trial):
    return [line.name for line in trial.rerouted]


def test_a_lower_line_changes_the_way_of_those_from_it_on(county):
    trial = try_values(county.desk, {"limit.feasibility": "400"})

    assert names(trial) == ["乙平台", "丙平台"]
    assert trial.looked_at == 6
    line = trial.rerouted[0]
    assert any(f"不再办“{MERGED}”" in text and "二(二)2" in text for text in line.route)
    assert any(f"改办“{FEASIBILITY}”" in text for text in line.route)
    assert (trial.values[0].now, trial.values[0].tried) == ("500.00 万元", "400.00 万元")
    assert trial.values[0].clauses == ("二(二)2",)


def test_a_higher_line_changes_the_way_of_those_below_it(county):
    assert names(try_values(county.desk, {"limit.feasibility": "500.01"})) == ["丁平台"]


def test_the_same_figure_changes_nothing(county):
    assert try_values(county.desk, {"limit.feasibility": "500"}).lines == ()


def test_one_amount_in_two_clauses_is_tried_one_by_one_or_both(county):
    upward = try_values(county.desk, {"limit.upward_review": "1500"})
    both = try_values(county.desk, {"limit.feasibility": "400", "limit.upward_review": "400"})

    assert names(upward) == ["丁平台", "戊平台"]
    assert all("报送市局" in " ".join(line.route) for line in upward.rerouted)
    assert names(both) == ["乙平台", "丙平台"]
    assert [value.clauses for value in both.values] == [("二(二)2",), ("二(二)4",)]


def test_a_trial_leaves_the_records_and_the_file_as_they_were(county, folder):
    before = county.digest()
    files = {path: path.read_bytes() for path in folder.glob("*.db")}
    try_values(county.desk, {"limit.feasibility": "400"})

    assert county.digest() == before
    assert {path: path.read_bytes() for path in folder.glob("*.db")} == files


@pytest.mark.parametrize(
    ("tried", "words"),
    [
        ({"limit.feasibility": "四百"}, "不能试"),
        ({"limit.feasibility": "-5"}, "不能试"),
        ({"limit.feasibility": "1e400"}, "不能试"),
        ({"limit.feasibility": "nan"}, "不能试"),
        ({"limit.nothing": "1"}, "没有法定值"),
    ],
)
def test_what_is_no_figure_or_no_value_is_refused(county, tried, words):
    with pytest.raises(Refused, match=words):
        try_values(county.desk, tried)


def test_a_stop_gives_no_result(county):
    with pytest.raises(Cancelled):
        try_values(county.desk, {"limit.feasibility": "400"}, Steps(lambda: True))


def test_the_way_of_a_project_tells_steps_clauses_and_why(county, office):
    project = office.apply("己平台", wan=620)
    ways = {way.id: way for way in route_of(office.desk, office.subject(project))}

    assert {"feasibility_approval", "design_approval"} <= ways.keys()
    assert not {"merged_approval", "service_approval", "om_approval", "withdrawal"} & ways.keys()
    way = ways["feasibility_approval"]
    assert "620.00 万元" in way.because
    assert [step.path for step in way.steps] == ["accept", "third_party", "decision"]
    assert way.steps[1].need == "optional"
    assert all(step.clauses for step in way.steps)
