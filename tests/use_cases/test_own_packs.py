"""The office's own rule packs: begun from the blank, passed on as one file, taken up."""

import zipfile

import pytest

from desktop_app.errors import Refused
from desktop_app.rules.loader import load_pack, pack_digest, read_pack_folder
from desktop_app.use_cases import own_packs, regime
from desktop_app.use_cases.comparing import (
    ComparedLine,
    PackAnswer,
    compare_packs,
    compare_project,
)
from desktop_app.use_cases.comparing_table import comparison_table
from desktop_app.use_cases.pack_shelf import packs, verify_packs
from desktop_app.use_cases.regime import shipped_packs

NEW = "mouxian-2026"


def changed(desk, *changes, pack=NEW, version="1.0.0"):
    """The shipped regulation under another id with some texts changed, as a folder of its own."""
    with desk.workspace.read() as view:
        old = view.packs.all()[0].pack
    files = dict(shipped_packs()[old])
    head = files["pack.toml"].decode()
    first = next(line for line in head.splitlines() if line.startswith("version = "))
    head = head.replace(f'id = "{old}"', f'id = "{pack}"', 1)
    files["pack.toml"] = head.replace(first, f'version = "{version}"', 1).encode()
    for name, before, after in changes:
        text = files[name].decode()
        assert before in text
        files[name] = text.replace(before, after).encode()
    folder = regime.own_folder(desk) / pack
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return old, folder


def test_a_new_pack_loads_at_once_under_its_own_name_with_the_guide_beside_it(office):
    folder = own_packs.new_pack(office.desk, NEW, "某县“新”办法")
    result = load_pack(read_pack_folder(folder))
    assert (result.pack.id, result.pack.title, result.faults) == (NEW, "某县“新”办法", ())
    assert (folder / own_packs.GUIDE_COPY).read_text("utf-8").startswith("# 怎样编写")
    assert "`supervision` 监理" in (folder / own_packs.REGISTERS_COPY).read_text("utf-8")
    assert regime.own_packs(office.desk) == {NEW: folder}


@pytest.mark.parametrize("pack_id", ["", "某县", "2026-mou", "mou xian", "../mou", "Mou"])
def test_an_id_that_is_no_folder_name_is_refused_and_nothing_is_made(office, pack_id):
    with pytest.raises(Refused, match="规则包编号不能写"):
        own_packs.new_pack(office.desk, pack_id, "某县办法")
    assert regime.own_packs(office.desk) == {}


def test_an_id_in_use_is_refused(office):
    old, _ = changed(office.desk)
    for taken in (old, NEW):
        with pytest.raises(Refused, match=f"已有编号为“{taken}”的规则包"):
            own_packs.new_pack(office.desk, taken, "某县办法")


def test_own_packs_are_verified_beside_those_of_the_program_and_folders_by_path(office):
    folder = own_packs.new_pack(office.desk, NEW, "某县办法")
    own = regime.own_folder(office.desk)
    assert NEW in {report.id for report in verify_packs((), own)}
    assert [report.id for report in verify_packs([str(folder)])] == [NEW]
    (folder / "rules.toml").write_text('[[rule]]\nid = "a"\nwrong = 1\n', "utf-8")
    (report,) = verify_packs([NEW], own)
    assert {fault.file for fault in report.faults} == {"rules.toml"}
    with pytest.raises(Refused, match="没有规则包“nirgends”"):
        verify_packs(["nirgends"], own)


def test_a_pack_passes_as_one_file_to_another_office_and_keeps_its_digest(office, tmp_path):
    _, folder = changed(office.desk)
    sent = own_packs.export_pack(office.desk, NEW, tmp_path / "a.zip")
    again = own_packs.export_pack(office.desk, NEW, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()

    came = own_packs.import_pack(office.desk, tmp_path / "a.zip")

    assert came == sent == again
    assert came.digest == pack_digest(read_pack_folder(folder))
    assert own_packs.import_pack(office.desk, tmp_path / "a.zip") == came


def test_a_file_altered_on_its_way_is_refused(office, tmp_path):
    changed(office.desk)
    own_packs.export_pack(office.desk, NEW, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        files = {each.filename: archive.read(each) for each in archive.infolist()}
    name = f"{NEW}/parameters.toml"
    files[name] = files[name].replace(b"500", b"900", 1)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        for each, content in files.items():
            archive.writestr(each, content)
    with pytest.raises(Refused, match="可能被改过或传坏了"):
        own_packs.import_pack(office.desk, tmp_path / "b.zip")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"just text"])
def test_a_file_that_is_no_pack_is_refused(office, tmp_path, content):
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(Refused, match="不是规则包文件"):
        own_packs.import_pack(office.desk, tmp_path / "x.zip")


def test_other_contents_under_the_same_version_are_refused_and_the_old_ones_stay(office, tmp_path):
    _, folder = changed(office.desk)
    own_packs.export_pack(office.desk, NEW, tmp_path / "a.zip")
    changed(office.desk, ("parameters.toml", "500", "400"))
    before = pack_digest(read_pack_folder(folder))
    with pytest.raises(Refused, match="本机已有内容不同的"):
        own_packs.import_pack(office.desk, tmp_path / "a.zip")
    assert pack_digest(read_pack_folder(folder)) == before


def test_a_pack_with_faults_can_be_neither_taken_up_nor_passed_on(office, tmp_path):
    folder = own_packs.new_pack(office.desk, NEW, "某县办法")
    (folder / "rules.toml").write_text("[[rule]]\n", "utf-8")
    with pytest.raises(Refused, match=r"处错误：rules\.toml"):
        own_packs.take_up(office.desk, NEW, reason="印发")
    with pytest.raises(Refused, match=r"处错误：rules\.toml"):
        own_packs.export_pack(office.desk, NEW, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


def test_taken_up_it_rules_new_projects_and_old_ones_keep_theirs(office):
    before = office.apply("老项目")
    old, _ = changed(office.desk)
    with pytest.raises(Refused, match="没有写启用的理由"):
        own_packs.take_up(office.desk, NEW, reason=" ")
    own_packs.take_up(office.desk, NEW, reason="某政办〔2026〕1号")
    after = office.apply("新项目")
    with office.desk.workspace.read() as view:
        packs = {p.name: p.pack for p in view.projects.all()}
        event = next(e for e in view.events.latest(9) if e.act == "enable_pack")
    assert packs == {before.name: old, after.name: NEW}
    assert event.reason == "某政办〔2026〕1号"


def test_a_changed_pack_takes_a_version_of_its_own(office):
    changed(office.desk)
    own_packs.take_up(office.desk, NEW, reason="印发")
    changed(office.desk, ("parameters.toml", "500", "400"))
    with pytest.raises(Refused, match="工作区里已有内容不同的"):
        own_packs.take_up(office.desk, NEW, reason="修订")
    changed(office.desk, ("parameters.toml", "500", "400"), version="1.1.0")
    assert own_packs.take_up(office.desk, NEW, reason="修订").version == "1.1.0"


def test_a_version_may_be_taken_up_until_it_or_a_later_one_is_in_force(office):
    def line():
        found = next(each for each in packs(office.desk) if each.id == NEW)
        return found.version, found.in_force, found.may_be_taken_up, found.is_current

    changed(office.desk)
    assert line() == ("1.0.0", "", True, False)
    own_packs.take_up(office.desk, NEW, reason="印发")
    assert line() == ("1.0.0", "1.0.0", False, True)
    changed(office.desk, ("parameters.toml", "500", "400"), version="1.0.10")
    assert line() == ("1.0.10", "1.0.0", True, False)
    own_packs.take_up(office.desk, NEW, reason="修订")
    changed(office.desk, version="1.0.9")
    assert line() == ("1.0.9", "1.0.10", False, False)


LINE = ("value = 500\n", "value = 400\n")


def test_one_project_is_answered_by_both_packs_in_one_table(office):
    """450.00 万元 stands below a line of 500 and above one of 400: only then the city is asked."""
    project = office.apply("甲平台", wan=450)
    old, _ = changed(office.desk, ("parameters.toml", *LINE))
    own_packs.take_up(office.desk, NEW, reason="印发")
    found = compare_project(office.desk, project.code, [old, NEW])
    routes = {line.id: line for line in found.lines if line.kind == "办理路线"}
    here, there = routes["approval"].answers
    assert (found.code, [pack for pack, _ in found.packs]) == (project.code, [old, NEW])
    assert "合并" in here.text
    assert "可行性研究报告" in there.text
    assert "合并" not in there.text
    assert here.clauses
    assert there.clauses
    assert not routes["reserve_pool"].differs
    assert all(not line.differs for line in found.lines if line.kind == "核查")
    table = comparison_table(found)
    assert [row[:2] for row in table.rows] == [(x.kind, x.question) for x in found.differing]
    assert table.rows[0][2] == f"{here.text}（{'、'.join(here.clauses)}）"


def test_what_only_one_pack_asks_is_said_of_the_other(office):
    old, _ = changed(office.desk)
    own_packs.new_pack(office.desk, "leer-2026", "空白办法")
    own_packs.take_up(office.desk, NEW, reason="印发")
    found = compare_packs(office.desk, [old, "leer-2026"])
    assert {line.answers[1].text for line in found.lines} == {"没有这一项", "没有办件"}
    same = compare_packs(office.desk, [old, NEW])
    assert same.lines
    assert same.differing == ()


def test_one_pack_alone_is_not_compared(office):
    old, _ = changed(office.desk)
    with pytest.raises(Refused, match="不到两个"):
        compare_packs(office.desk, [old, old])


@pytest.mark.parametrize(
    ("answers", "differs"),
    [
        ((PackAnswer("不适用", ("一",)), PackAnswer("没有这一项")), False),
        ((PackAnswer("通过：甲。", (), "通过"), PackAnswer("通过：乙。", (), "通过")), False),
        ((PackAnswer("通过：甲。", (), "通过"), PackAnswer("提醒：乙。", (), "提醒")), True),
        ((PackAnswer("通过：甲。", (), "通过"), PackAnswer("没有这一项")), True),
        ((PackAnswer("500.00 万元"), PackAnswer("400.00 万元")), True),
    ],
)
def test_packs_that_ask_nothing_say_the_same_and_checks_differ_by_their_word(answers, differs):
    assert ComparedLine("核查", "a", "甲", answers).differs is differs


def test_a_workspace_is_not_begun_under_a_pack_of_campaigns(tmp_path):
    offered = {key for key, _ in regime.packs_to_begin_with()}
    of_campaigns = set(shipped_packs()) - offered
    assert of_campaigns
    for each in of_campaigns:
        with pytest.raises(Refused, match="要用项目管理的规则包"):
            own_packs.first_pack(each)
        (tmp_path / each).mkdir()
        for name, content in shipped_packs()[each].items():
            (tmp_path / each / name).write_bytes(content)
        with pytest.raises(Refused, match="要用项目管理的规则包"):
            own_packs.first_pack(str(tmp_path / each))
