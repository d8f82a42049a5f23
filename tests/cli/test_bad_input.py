"""Bad input gives a sentence and exit code 1 or 2, never a traceback."""

import json
import shutil

import pytest

from db.keys import read_key_file, recovery_key
from desktop_app.cli.arguments import parse
from desktop_app.cli.usage_words import ChineseParser, UsageError
from desktop_app.use_cases.workspaces import open_desk
from tests.cli.conftest import clock

SIGNED = ("--signer", "负责人甲")
REFUSED = {
    "unknown code": ("show", "XX"),
    "unknown stage": ("list", "nowhere"),
    "unknown pack": ("check", "QY2026-001", "--pack", "nopack"),
    "unknown step": ("record", "QY2026-001", "nostep", "agreed", *SIGNED),
    "unknown outcome": ("record", "QY2026-001", "pool_entry.prereview", "perhaps", *SIGNED),
    "day to come": (
        "record", "QY2026-001", "pool_entry.prereview", "agreed", "--date", "2027-01-01",
        *SIGNED,
    ),
    "day before the application": (
        "record", "QY2026-001", "pool_entry.prereview", "agreed", "--date", "2026-07-01",
        *SIGNED,
    ),
    "unknown fact": (
        "record", "QY2026-001", "pool_entry.prereview", "agreed", "--fact", "no=1", *SIGNED,
    ),
    "bare merger": ("record", "QY2026-001", "merger.merge", "done", *SIGNED),
    "unknown form": ("print", "noform", "--for", "QY2026-001", "--out", "x.pdf"),
    "form of another kind": ("print", "reminder_letter", "--for", "QY2026-001", "--out", "x.pdf"),
    "no such need": ("print", "need_register", "--for", "99", "--out", "x.pdf"),
    "place not to be written": (
        "print", "pool_list", "--for", "QY2026-001", "--out", "/proc/x/y.pdf",
    ),
    "export nowhere": ("export", "units", "--out", "/proc/x/y.xlsx"),
    "backup nowhere": ("backup", "/proc/x/y.hcbak"),
    "unknown sheet": ("template", "nosheet", "--out", "x.xlsx"),
    "unknown unit": ("template", "needs", "--unit", "无此单位", "--out", "x.xlsx"),
    "missing workbook": ("import", "none.xlsx"),
    "folder for a workbook": ("import", "/usr"),
    "foreign file": ("import", "/bin/ls"),
    "unknown batch": ("undo", "99"),
    "a row beyond every key": ("show", "9" * 20),
    "one project decided": ("decide", "QY2026-001", "--as", "separate", "--reason", "因"),
    "unknown decision": ("decide", "QY2026-001", "QY2026-002", "--as", "maybe", "--reason", "因"),
    "merger with itself": ("merge", "QY2026-001", "QY2026-001", "--reason", "因"),
    "not returned": ("resubmit", "QY2026-001", "--reason", "补来说明"),
    "table as a letter": ("print", "pool_list", "--for", "QY2026-001", "--out", "x.docx"),
    "no round": ("round", "close"),
    "workspace there already": ("init",),
    "missing backup": ("restore", "none.hcbak"),
    "unknown pack to verify": ("packs", "verify", "nopack"),
}  # fmt: skip
WRONG_USAGE = {
    "unknown command": ("fly",),
    "no code": ("check",),
    "no such day": ("check", "QY2026-001", "--on", "2026-13-01"),
    "no number": ("undo", "abc"),
    "a number beyond every key": ("undo", "9" * 20),
    "unknown option": ("list", "reserve_pool", "--fast"),
    "fact without value": ("record", "QY2026-001", "pool_entry.prereview", "agreed", "--fact", "x"),
    "nobody signed": ("record", "QY2026-001", "pool_entry.prereview", "agreed"),
    "nowhere to send": ("round", "send"),
    "a workbook under another name": ("export", "units", "--out", "x.csv"),
    "a template under another name": ("template", "units", "--out", "x.xls"),
    "a paper under another name": ("print", "pool_list", "--for", "QY2026-001", "--out", "x.doc"),
    "a letter issued as a draft": (
        "print", "return_letter", "--for", "QY2026-001", "--out", "x.docx", "--issue",
    ),
    "a copy that is a draft": (
        "print", "return_letter", "--for", "QY2026-003", "--out", "x.docx", "--copy",
    ),
    "issued and copied at once": (
        "print", "pool_list", "--for", "QY2026-001", "--out", "x.pdf", "--copy", "--issue",
    ),
    "half an option": ("print", "pool_list", "--o", "x.pdf"),
    "a value where none is asked": ("list", "--json=1"),
    "no share": ("vouchers", "sample", "--share", "half"),
    "a share that is no number": ("vouchers", "sample", "--share", "nan"),
    "nothing to do": ("round",),
    "sample under another pack": ("init", "--pack", "blank", "--sample"),
}  # fmt: skip


@pytest.mark.parametrize("words", REFUSED.values(), ids=REFUSED)
def test_refused_with_a_sentence(console, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, text = console(*words)
    assert code == 1
    assert "。" in text


@pytest.mark.parametrize("words", WRONG_USAGE.values(), ids=WRONG_USAGE)
def test_wrong_usage_is_told_in_chinese(console, words):
    code, text = console(*words)
    assert code == 2
    assert text[0] > "\u4e00"
    for english in ("usage", "invalid", "argument", "required", "unrecognized", "match", "ignored"):
        assert english not in text


def test_what_is_still_to_be_written_has_a_chinese_name(console):
    told = console("record", "QY2026-001")[1]
    assert "还要写：步骤、结果" in told
    assert "编号 步骤 结果" in told
    assert "--date 日期" in told


def test_an_act_left_out_is_told_with_what_can_be_done(console):
    assert "还要写：动作；动作可写：send、status、remind、returned、close" in console("round")[1]


@pytest.mark.parametrize(
    ("newer", "told"),
    [
        ("argument 命令: invalid choice: 'fly' (choose from init, tour)", "可用：init、tour"),
        ("argument --on: some new words", "--on 写得不对"),
        ("some new words", "命令写得不对"),
    ],
)
def test_wordings_of_other_versions_are_told_in_chinese_too(newer, told):
    with pytest.raises(UsageError, match=told):
        ChineseParser(prog="hengce").error(newer)


@pytest.mark.parametrize("words", [(), ("packs",), ("vouchers",)])
def test_help_is_headed_in_chinese(words, capsys):
    with pytest.raises(SystemExit):
        parse([*words, "--help"])
    text = capsys.readouterr().out
    assert text.startswith("写法：hengce")
    assert "\n选项：\n" in text
    for english in ("usage", "arguments", "options:", "show this"):
        assert english not in text


def test_refusal_as_json_has_what_advice_and_clauses(console):
    code, text = console(
        "record", "QY2026-003", "pool_entry.prereview", "agreed", *SIGNED, "--json"
    )
    data = json.loads(text)
    assert code == 1
    assert "乡镇不得独立建设" in data["error"]
    assert data["clauses"] == ["二(一)2"]


def test_missing_folder_missing_key_and_foreign_folder_are_told_apart(console, folder, tmp_path):
    _, nowhere = console("list", "reserve_pool", "--data", tmp_path / "none")
    folder.with_suffix(".key").unlink()
    _, no_key = console("list", "reserve_pool")
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "workspace.json").write_text("{}")
    _, foreign = console("list", "reserve_pool", "--data", tmp_path / "foreign")
    assert "找不到工作区文件夹" in nowhere
    assert "找不到密钥文件" in no_key
    assert "别的程序" in foreign


def test_a_lost_key_file_is_made_anew_by_the_printed_key_alone(console, folder):
    key_file = folder.with_suffix(".key")
    printed = recovery_key(read_key_file(key_file)).text
    key_file.unlink()
    code, told = console("key", printed[:-1])
    assert (code, "恢复密钥输入有误" in told, key_file.exists()) == (1, True, False)
    assert console("key", *printed.split("-")[:5], "-".join(printed.split("-")[5:]))[0] == 0
    assert console("list")[0] == 0


def test_wrong_key_is_told(console, folder, tmp_path):
    shutil.copytree(folder, tmp_path / "other")
    (tmp_path / "other.key").write_bytes(b"\x00" * 32)
    code, text = console("list", "reserve_pool", "--data", tmp_path / "other")
    assert code == 1
    assert "密钥" in text


def test_a_second_writer_is_refused_while_reading_goes_on(console, folder):
    desk = open_desk(folder, clock=clock, program="test", operator="窗口")
    try:
        assert console("note", "QY2026-001", "话")[0] == 1
        assert console("list", "reserve_pool")[0] == 0
    finally:
        desk.workspace.close()


@pytest.mark.parametrize("place", [".", "../ws", "./"])
def test_the_workspace_is_found_from_inside_its_folder(console, folder, monkeypatch, place):
    monkeypatch.chdir(folder)
    assert console("show", "QY2026-001", "--data", place) == console("show", "QY2026-001")
