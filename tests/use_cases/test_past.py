"""历史补录: a project taken over in mid-life goes on from where it is, its past unjudged."""

from datetime import date

import pytest

from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.past import PastStep, go_on_from_here, record_past

PAST = (
    PastStep("pool_entry.prereview", "agreed", date(2024, 9, 20), "老局长"),
    PastStep("merged_approval.accept", "done", date(2025, 3, 1)),
    PastStep(
        "merged_approval.decision", "agreed", date(2025, 3, 20), document_number="旧〔2025〕7号"
    ),
)


@pytest.fixture
def begun(office):
    """Store a project in a state with its past; gives its course."""

    def begin(state, steps=PAST):
        desk = office.desk
        with desk.workspace.begin(desk.act("seed", "补录")) as uow:
            pack = uow.packs.all()[0]
            project = uow.projects.add(
                code="旧-1",
                name="旧平台",
                unit_id=uow.units.first(name="县教育局").id,
                year=2024,
                state=state,
                pack=pack.pack,
                pack_version=pack.version,
                applied_on=date(2024, 9, 2),
                nature="new",
                recorded={"by_reference_kind": "none"},
            )
            subject = Subject("project", project.id)
            record_past(desk, uow, [(subject, step) for step in steps])
            go_on_from_here(desk, uow, (subject,))
        return Subject("project", project.id)

    return begin


def course(office, subject):
    with office.desk.workspace.read() as view:
        found = course_of(office.desk, view, subject)
        return found, found.verdicts, found.work


def test_the_past_is_on_file_with_its_dates_and_never_judged(office, begun):
    found, verdicts, _ = course(office, begun("approved"))

    assert [(r.step, r.acted_on.isoformat(), r.is_past) for r in found.history.records] == [
        ("prereview", "2024-09-20", True),
        ("accept", "2025-03-01", True),
        ("decision", "2025-03-20", True),
    ]
    assert all(record.verdicts == () for record in found.history.records)
    assert found.record.recorded["in_pool_on"] == "2024-09-20"
    assert found.record.recorded["approved_on"] == "2025-03-20"
    judged_at = {"expert_review_passed", "catalogue_ready", "designer_engaged"}
    assert not judged_at & {verdict.rule for verdict in verdicts}


def test_it_stays_in_its_state_and_only_what_follows_is_open(office, begun):
    found, _, work = course(office, begun("approved"))

    assert found.record.state == "approved"
    assert [case.procedure for case in found.history.cases if case.closed_on is None] == []
    titles = {each.title for each in work}
    assert "开工" in titles
    assert not {"县级预审", "报送市级", "受理"} & titles


def test_a_state_that_opens_something_by_itself_opens_it(office, begun):
    found, _, work = course(office, begun("accepted", ()))

    running = [case.procedure for case in found.history.cases if case.closed_on is None]
    assert running == ["self_evaluation"]
    assert work[0].title == "开展自评价"


def test_in_the_first_state_it_is_a_new_application(office, begun):
    _, _, work = course(office, begun("applied", ()))
    assert work[0].title == "县级预审"


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (PastStep("pool_entry.nothing", "agreed", date(2024, 9, 20)), "没有环节"),
        (PastStep("pool_entry.prereview", "filed", date(2024, 9, 20)), "没有“备案”这种结果"),
        (PastStep("pool_entry.prereview", "agreed", date(2024, 9, 1)), "早于申报日期"),
        (PastStep("pool_entry.prereview", "agreed", date(2026, 7, 21)), "还没有到"),
        (PastStep("need_planning.adopt", "agreed", date(2024, 9, 20)), "没有环节"),
    ],
)
def test_what_cannot_have_been_is_refused_and_nothing_stored(office, begun, step, words):
    before = office.digest()
    with pytest.raises(Refused, match=words):
        begun("approved", (step,))
    assert office.digest() == before


def test_what_comes_after_is_judged_as_ever(office, begun):
    subject = begun("approved")
    project = office.desk.workspace
    with project.read() as view:
        stored = view.projects.get(subject.id)
    with pytest.raises(Refused, match="必须登记"):
        office.record(stored, "construction_start.start", "done")
