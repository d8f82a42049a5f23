"""A project keeps its pack version until it is moved with a reason, after seeing what differs."""

import pypdfium2
import pytest

from desktop_app.errors import Refused
from desktop_app.rules.facts import OLDER_REGIME
from desktop_app.use_cases.going_live.outlook_table import outlook_table
from desktop_app.use_cases.going_live.repinning import (
    pinned_to,
    repin,
    repin_outlook,
    target_named,
    targets,
)
from desktop_app.use_cases.own_packs import take_up, version_outlook
from desktop_app.use_cases.places import write_file
from desktop_app.use_cases.regime import default_pack, own_folder, shipped_packs, store_pack
from desktop_app.use_cases.reserve_pool.detail import project_page
from desktop_app.use_cases.shown_lists import write_list
from desktop_app.use_cases.undoing import next_move, undo_event


def newer(desk, version, *changes):
    """Keep a version of the pack with some of its text replaced, file by file."""
    files = dict(shipped_packs()[default_pack()])
    old = next(
        line for line in files["pack.toml"].decode().splitlines() if line.startswith("version")
    )
    for name, before, after in (("pack.toml", old, f'version = "{version}"'), *changes):
        text = files[name].decode()
        assert before in text
        files[name] = text.replace(before, after).encode()
    with desk.workspace.begin(desk.act("enable_pack", "存入新版")) as uow:
        return store_pack(uow, files, desk.today)


@pytest.fixture
def tighter(office):
    """A newer version in which the line of the feasibility report is 90, not 500."""
    line = """label = "先编报可行性研究报告的投资额"
unit = "万元"
value = """
    return newer(office.desk, "9.0.0", ("parameters.toml", f"{line}500", f"{line}90"))


@pytest.fixture
def project(office):
    return office.apply("甲平台", wan=100)


def pin(office, project):
    found = office.project(project)
    return found.pack, found.pack_version


def test_nothing_moves_by_itself(office, project, request):
    before = pin(office, project)
    request.getfixturevalue("tighter")
    assert pin(office, project) == before
    later = office.apply("乙平台")
    assert pin(office, later) == (before[0], "9.0.0")


def test_the_outlook_tells_what_the_law_changes_and_what_turns(office, project, tighter):
    target = target_named(office.desk, f"{tighter.id}@9.0.0")
    before = office.digest()
    seen = repin_outlook(office.desk, [project.id], target)

    assert office.digest() == before
    (told,) = seen.differences
    changed = [(e.kind, e.id, e.key, e.before, e.after) for e in told.entries]
    assert ("法定值", "limit.feasibility", "value", "500", "90") in changed
    at = [entry.id for entry in told.entries].index("limit.feasibility")
    assert told.words[at] == ("修改法定值“先编报可行性研究报告的投资额”的数值", "500万元", "90万元")
    (line,) = seen.lines
    assert (line.obstacles, seen.can_move) == ((), True)
    assert any("可行性研究报告审批" in text for text in line.route)
    assert any("合并编报" in text and text.startswith("不再办") for text in line.route)


def test_moved_with_a_reason_logged_and_told_on_its_page(office, project, tighter):
    other = office.apply("乙平台", wan=50)
    target = target_named(office.desk, tighter.id)
    repin(office.desk, [project.id], target, "新办法第三十条", "县政〔2026〕8号")

    assert pin(office, project) == (tighter.id, "9.0.0")
    page = project_page(office.desk, project.id)
    assert page.turns[0].title.endswith("9.0.0》办理")
    assert (page.turns[0].reason, page.turns[0].document_number) == (
        "新办法第三十条", "县政〔2026〕8号",
    )  # fmt: skip
    running = [c.case for c in page.cases if c.case.closed_on is None]
    assert {case.pack_version for case in running} == {"9.0.0"}
    assert page.history[0].title == f"改按《{target.label}》办理"
    assert pin(office, other)[1] == "9.0.0"
    assert pinned_to(office.desk, target) == (project.id, other.id)


def test_taken_back_while_nothing_was_decided(office, project, tighter):
    before = office.digest()
    repin(office.desk, [project.id], target_named(office.desk, tighter.id), "理由")
    undo_event(office.desk, next_move(office.desk, "undo").line.event.id)
    assert office.digest() == before


def test_without_a_reason_or_to_where_it_is_already_nothing_moves(office, project, tighter):
    now = next(each for each in targets(office.desk) if each.version == pin(office, project)[1])
    newest = target_named(office.desk, tighter.id)
    for target, reason, words in (
        (newest, " ", "没有写理由"),
        (now, "理由", "已经按这一版办理"),
    ):
        with pytest.raises(Refused, match=words):
            repin(office.desk, [project.id], target, reason)
    with pytest.raises(Refused, match="工作区里没有规则包"):
        target_named(office.desk, "没有的办法")


def test_a_state_or_running_procedure_the_version_lacks_is_named_before(office, project):
    lacking = newer(
        office.desk, "9.1.0", ("procedures.toml", 'id = "pool_entry"', 'id = "pool_intake"'),
        ("procedures.toml", '"close:pool_entry", ', ""),
        ("procedures.toml", '"open:pool_entry"', '"open:pool_intake"'),
        *((name, "pool_entry", "pool_intake") for name in FOLLOWING),
    )  # fmt: skip
    seen = repin_outlook(office.desk, [project.id], target_named(office.desk, lacking.id))
    assert seen.lines[0].obstacles == ("正在办的“储备库预审入库”在这一版里没有，请先办完",)
    assert not seen.can_move
    with pytest.raises(Refused, match="请先办完"):
        repin(office.desk, [project.id], target_named(office.desk, lacking.id), "理由")


FOLLOWING = ("rules.toml", "deadlines.toml", "facts.toml", "forms.toml", "examples.toml")


def test_a_project_under_an_older_regime_is_judged_once_it_is_moved(office, project, tighter):
    desk = office.desk
    with desk.workspace.begin(desk.act("seed", "原办法")) as uow:
        recorded = {**office.project(project).recorded, OLDER_REGIME: "旧办法"}
        uow.projects.change(project.id, recorded=recorded)
    assert project_page(desk, project.id).verdicts == ()

    target = target_named(desk, tighter.id)
    seen = repin_outlook(desk, [project.id], target)
    assert seen.lines[0].before == "旧办法"
    assert any("不核查 →" in text for text in seen.lines[0].checks)
    repin(desk, [project.id], target, "改按现行办法")
    assert project_page(desk, project.id).verdicts
    assert OLDER_REGIME not in office.project(project).recorded
    assert "《旧办法》" in project_page(desk, project.id).turns[0].title


def test_what_differs_is_told_without_ids(office, project):
    head = 'title = "先批复后开工"\nrows = ["QY-027"]\n'
    old = f'{head}at = ["construction_start.start"]\non_fail = "block"'
    assert old in shipped_packs()[default_pack()]["rules.toml"].decode()
    new = old.replace('"block"', '"warn"').replace("construction_start.start", "trial_run.start")
    softer = newer(office.desk, "9.2.0", ("rules.toml", old, new))
    seen = repin_outlook(office.desk, [project.id], target_named(office.desk, softer.id))
    words = {what: turn for what, *turn in seen.differences[0].words}
    rule = "修改检查“先批复后开工”的"
    assert words[f"{rule}不通过时"] == ["不通过不能办", "提醒"]
    assert words[f"{rule}核查的环节"] == ["开工·登记开工", "试运行·开始试运行"]


def test_before_a_version_is_taken_up_its_differences_and_the_projects_are_told(office, project):
    files = dict(shipped_packs()[default_pack()])
    folder = own_folder(office.desk) / default_pack()
    line = '编报可行性研究报告的投资额"\nunit = "万元"\nvalue = '
    edits = {"parameters.toml": (f"{line}500", f"{line}90"), "pack.toml": ('"1.', '"9.')}
    for name, content in files.items():
        before, after = edits.get(name, ("", ""))
        assert before in content.decode()
        write_file(folder / name, content.decode().replace(before, after, 1).encode())
    before = office.digest()

    seen = version_outlook(office.desk, default_pack())

    assert office.digest() == before
    (told,) = seen.differences
    assert ("修改法定值“先编报可行性研究报告的投资额”的数值", "500万元", "90万元") in told.words
    assert [(each.code, each.changes_nothing) for each in seen.lines] == [(project.code, False)]
    table, out = outlook_table(seen), office.desk.workspace.folder / "区别.pdf"
    assert {row[0] for row in table.rows[len(told.words) :]} == {f"{project.code} {project.name}"}
    write_list(office.desk, table, out)
    with pypdfium2.PdfDocument(out) as printed:
        text = printed[0].get_textpage().get_text_bounded()
    assert not [words for words in ("的区别", "500万元", "90万元") if words not in text]
    take_up(office.desk, default_pack(), reason="修订")
    assert pin(office, project)[1].startswith("1.")


def test_a_version_beside_no_other_has_nothing_to_compare(office, project):
    seen = version_outlook(office.desk, default_pack())
    assert (seen.differences, seen.lines) == ((), ())


def test_without_projects_a_version_is_held_against_the_one_kept_last(office, tighter):
    seen = version_outlook(office.desk, default_pack())
    (told,) = seen.differences
    assert (told.before[-5:], seen.lines) == (tighter.version, ())
    assert ("修改法定值“先编报可行性研究报告的投资额”的数值", "90万元", "500万元") in told.words
