"""A whole act is taken back at once, or not at all and with the reasons (T-I5)."""

from datetime import date

import pytest

from desktop_app.domain.project import AmountKind, FundingLine
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused

DAY = date(2026, 3, 2)


@pytest.fixture
def imported(workspace, new_act, make_project, values_of):
    """Three projects of before; event 3 imports seventy new ones and changes one."""
    with workspace.begin(new_act("before")) as unit:
        for number in (1, 2, 3):
            make_project(unit, number)
    with workspace.begin(new_act("import")) as unit:
        unit.projects.add_many([values_of(1, number) for number in range(11, 81)])
        unit.projects.change(
            2, goal="新目标", funding=(FundingLine("own", 5),), amounts={AmountKind.DECLARED: 5}
        )
        unit.batches.add(
            sheet="reserve_pool", applied_at=unit.at, actor="张三", event_id=unit.event_id,
            files=(("甲局.xlsx", "0" * 64),), new=70, changed=1,
        )  # fmt: skip
    return workspace


def digest(workspace):
    with workspace.read() as view:
        return view.content_digest()


def undo(workspace, new_act, event_id):
    with workspace.begin(new_act("undo")) as unit:
        unit.revert(event_id)


def test_undone_batch_restores_the_digest_of_the_content(
    workspace, new_act, make_project, values_of
):
    with workspace.begin(new_act("before")) as unit:
        make_project(unit, 1)
    before = digest(workspace)
    with workspace.begin(new_act("import")) as unit:
        unit.projects.add_many([values_of(1, number) for number in range(11, 1_300)])
        unit.projects.change(1, goal="新", amounts={}, recorded={"x": ("a", "b")})

    undo(workspace, new_act, 3)

    assert digest(workspace) == before
    assert workspace.verify_log().is_sound


def test_undone_batch_says_so_and_is_no_longer_the_last(imported, new_act):
    undo(imported, new_act, 3)

    with imported.read() as view:
        assert view.batches.last() is None
        assert view.batches.get(1).undone_by == 4
        assert view.events.get(3).undone_by == 4
        assert view.events.get(4).undoes == 3


def test_undo_can_itself_be_undone(imported, new_act):
    after_import = digest(imported)
    undo(imported, new_act, 3)

    undo(imported, new_act, 4)

    assert digest(imported) == after_import
    with imported.read() as view:
        assert view.batches.get(1).undone_by is None


def test_undone_rows_are_noted_for_what_was_worked_out_about_them(imported, new_act):
    with imported.begin(new_act()) as unit:
        unit.stale.remove(unit.stale.touched())

    undo(imported, new_act, 3)

    with imported.read() as view:
        assert view.stale.touched() == tuple(Subject("project", n) for n in (2, *range(4, 74)))


def test_keys_of_undone_rows_are_not_used_again(imported, new_act, make_project):
    undo(imported, new_act, 3)

    with imported.begin(new_act()) as unit:
        assert make_project(unit, 11) == 74


def test_row_edited_since_refuses_the_whole_undo_and_is_named(imported, new_act):
    with imported.begin(new_act("mend")) as unit:
        unit.projects.change(10, goal="改过")
    before = digest(imported)

    with pytest.raises(Refused) as refused:
        undo(imported, new_act, 3)

    assert (
        "项目“P-00017 第17号数据平台”：此后由张三改动（第 4 号操作“试做mend”）"
        in refused.value.what
    )
    assert digest(imported) == before


def add_step(unit):
    case = unit.cases.add(
        procedure="p", subject=Subject("project", 2), pack="b", pack_version="1", opened_on=DAY
    )
    unit.steps.add(case_id=case.id, step="s", outcome="agreed", acted_on=DAY, actor="desk")


def add_paper(unit):
    unit.papers.add(
        form="f", title="t", number="1", issued_on=DAY, digest="0" * 64,
        subjects=(Subject("project", 2),),
    )  # fmt: skip


def add_decision(unit):
    unit.decisions.add(
        decision="merge", reason="r", decided_by="张三", decided_on=DAY, members=(1, 2)
    )


@pytest.mark.parametrize(
    ("later", "sentence"),
    [
        (add_step, "此后已登记办理环节"),
        (add_paper, "此后已出具文书"),
        (add_decision, "此后已作相似认定"),
    ],
)
def test_changed_row_decided_on_since_refuses_the_undo(imported, new_act, later, sentence):
    with imported.begin(new_act()) as unit:
        later(unit)

    with pytest.raises(Refused, match=f"项目“P-00002 第2号数据平台”：{sentence}"):
        undo(imported, new_act, 3)


def test_new_row_that_others_hang_on_refuses_the_undo(imported, new_act):
    with imported.begin(new_act()) as unit:
        about = Subject("project", 4)
        unit.notes.add(subject=about, kind="call", text="催", noted_at=unit.at, actor="张三")
        unit.needs.add(unit_id=1, title="需求", scenario="s", year=2026, project_id=5)

    with pytest.raises(Refused) as refused:
        undo(imported, new_act, 3)

    assert "P-00011 第11号数据平台”：仍有备注" in refused.value.what
    assert "P-00012 第12号数据平台”：仍被统筹需求引用" in refused.value.what


def test_paper_issued_by_the_act_itself_is_never_taken_back(imported, new_act):
    with imported.begin(new_act()) as unit:
        add_paper(unit)

    with pytest.raises(Refused, match="只能作废"):
        undo(imported, new_act, 4)


def test_undo_twice_is_refused(imported, new_act):
    undo(imported, new_act, 3)

    with pytest.raises(Refused, match="已由第 4 号操作撤销"):
        undo(imported, new_act, 3)


def test_act_marked_as_final_is_not_undone(imported, new_act):
    with imported.begin(new_act(is_undoable=False)) as unit:
        unit.projects.change(1, note="x")

    with pytest.raises(Refused, match="这类操作不能撤销"):
        undo(imported, new_act, 4)


def test_wiped_values_cannot_be_brought_back(imported, new_act):
    with imported.begin(new_act()) as unit:
        unit.purge_project(2)

    with pytest.raises(Refused, match="原内容已按规定清除"):
        undo(imported, new_act, 3)
