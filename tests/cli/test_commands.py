"""The commands of the reserve pool with the JSON shapes scripts rely on."""

import io

import openpyxl
import pytest
import xlsxwriter

from desktop_app.cli.arguments import parse
from desktop_app.cli.main import Surroundings, run
from desktop_app.cli.packs import report_lines
from desktop_app.rules.coverage import Gap
from desktop_app.rules.verify import PackReport
from desktop_app.use_cases.reserve_pool.editing import Application, add_application
from desktop_app.use_cases.workspaces import open_desk
from tests.cli.conftest import clock
from tests.use_cases.import_books import written

SIGNED = ("--signer", "负责人甲")
PROBLEM_KEYS = {"cell", "value", "cause", "message", "advice", "clause"}


def test_list_gives_rows_with_code_and_amount_in_fen(console):
    code, data = console.json("list", "reserve_pool")
    assert code == 0
    assert [row["code"] for row in data["rows"]] == ["QY2026-001", "QY2026-002", "QY2026-003"]
    assert data["rows"][1]["amount_fen"] == 88_500_000


def test_show_gives_amounts_stage_and_procedures(console):
    code, data = console.json("show", "QY2026-001")
    assert code == 0
    assert data["amounts"] == {"declared_fen": 120_000_000}
    assert data["procedures"][0]["procedure"] == "pool_entry"


def test_check_gives_verdicts_with_clause_facts_and_turning_point(console):
    code, data = console.json("check", "QY2026-003")
    verdict = next(v for v in data["verdicts"] if v["rule"] == "no_township_building")
    assert code == 1
    assert set(data) == {"code", "pack", "on", "verdicts"}
    assert verdict["outcome"] == "fail"
    assert verdict["clauses"] == ["二(一)2"]
    assert set(verdict) >= {"title", "severity", "message", "arithmetic", "turns_if", "reading"}
    assert set(verdict["facts"][0]) == {"name", "label", "value", "unit", "source"}


def test_check_of_a_clean_application_ends_well(console):
    assert console("check", "QY2026-001")[0] == 0


def test_check_on_a_day_and_under_a_pack_says_both(console):
    code, data = console.json(
        "check", "QY2026-001", "--pack", "qingyang-2024", "--on", "2026-07-19"
    )
    assert (code, data["pack"], data["on"]) == (0, "qingyang-2024", "2026-07-19")


def test_record_moves_the_project_on(console):
    code, data = console.json(
        "record", "QY2026-001", "pool_entry.prereview", "agreed", "--signer", "负责人甲"
    )
    assert (code, data["state"]) == (0, "in_pool")


def test_township_goes_from_refusal_to_a_linked_need(console):
    assert console("record", "QY2026-003", "pool_entry.prereview", "agreed", *SIGNED)[0] == 1
    assert console("record", "QY2026-003", "conversion.convert", "done", *SIGNED)[0] == 0
    assert console("needs", "adopt", "1", "--unit", "县教育局")[0] == 0
    assert console("needs", "link", "1", "--project", "QY2026-001")[0] == 0
    assert console.json("needs", "list")[1]["rows"][0]["state"] == "linked"


def test_template_comes_back_unchanged_and_says_so(console, tmp_path):
    console("template", "reserve_pool", "--unit", "县教育局", "--out", tmp_path / "a.xlsx")
    code, data = console.json("import", tmp_path / "a.xlsx", "--apply")
    assert code == 0
    assert set(data) == {"applied", "batch", "files", "similar"}
    assert (data["applied"], data["batch"]) == (False, None)
    file = data["files"][0]
    assert (file["sheet"], file["rows"], file["unchanged"], file["problems"]) == (
        "reserve_pool", 2, 2, []
    )  # fmt: skip


def test_the_imports_are_listed_by_the_number_they_are_taken_back_by(console, tmp_path):
    titles = ("单位名称", "简称", "单位类型", "上级主管单位", "联系人")
    rows = [("桂畈镇人民政府", "桂畈镇", "乡镇", "", "")]
    book = written(tmp_path / "名录.xlsx", titles, rows)
    _, done = console.json("import", book, "--apply")
    (line,) = console.json("undo")[1]["rows"]
    assert line == {
        "batch": str(done["batch"]), "at": "2026-07-20 09:00", "actor": line["actor"],
        "files": "名录.xlsx", "new": "1", "changed": "0", "state": "",
    }  # fmt: skip
    assert console("undo", line["batch"])[0] == 0
    assert console.json("undo")[1]["rows"][0]["state"] == "已撤销"
    assert "hengce undo" in console("undo", "99")[1]


def test_exported_list_comes_back_unchanged(console, tmp_path):
    assert console("export", "reserve_pool", "--out", tmp_path / "all.xlsx")[0] == 0
    _, data = console.json("import", tmp_path / "all.xlsx")
    assert data["files"][0]["unchanged"] == 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--on", "2024-08-08"), "还没有施行，自2024-08-09起施行。"),
        (("--on", "2024-08-09"), ""),
        (("--pack", "dongying-2024", "--on", "2027-10-28"), ""),
        (("--pack", "dongying-2024", "--on", "2027-10-29"), "已过有效期，到2027-10-28为止。"),
    ],
)
def test_a_check_for_a_day_the_regulation_is_not_in_force_says_so(console, words, told):
    second = console("check", "QY2026-001", *words)[1].splitlines()[1]
    assert second.endswith(told) if told else second.startswith(("通过", "不通过", "资料不足"))


def test_what_is_no_longer_dealt_with_is_not_to_be_returned(console, tmp_path):
    console("export", "reserve_pool", "--out", tmp_path / "all.xlsx")
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value == "QY2026-003":
                row[cell.column].value = "改过的名称"
    book.save(tmp_path / "all.xlsx")
    assert console("record", "QY2026-003", "conversion.convert", "done", *SIGNED)[0] == 0

    told = console("import", tmp_path / "all.xlsx")[1]
    assert "处于“已转统筹需求”，不能用导入改动。撤回、未入库的要先登记恢复" in told


def test_look_alikes_are_told_with_their_sum_and_no_endless_list(console, tmp_path):
    head = ["项目名称", "项目建设单位", "建设性质", "申报金额（万元）", "主要建设内容"]
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    page = book.add_worksheet("申报表")
    for at, row in enumerate([head, *([f"校园监控{n}", "县教育局", "新建", 20.5, "校门摄像机联网"]
                                      for n in range(12))]):  # fmt: skip
        page.write_row(at, 0, row)
    book.close()

    told = console("import", tmp_path / "a.xlsx")[1]
    # 12 × 20.5 = 246 万元
    assert "a.xlsx!11 校园监控9 等 12 项；合计 246.00 万元，越过 200.00 万元" in told
    assert "校园监控10" not in told


def test_problems_name_cell_value_and_advice(console, tmp_path):
    (tmp_path / "a.csv").write_text("x")
    code, data = console.json("import", tmp_path / "a.csv")
    problem = data["files"][0]["problems"][0]
    assert code == 1
    assert set(problem) >= PROBLEM_KEYS


def test_print_writes_a_preview_and_issues_one_number_per_project(console, tmp_path):
    form = ("print", "prereview_opinion", "--for", "QY2026-001", "--for", "QY2026-002")
    assert console(*form, "--out", tmp_path / "p.pdf")[0] == 0
    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF")
    _, data = console.json(*form, "--out", tmp_path / "q.pdf", "--issue")
    assert [p["number"] for p in data["papers"]] == ["预审〔2026〕1号", "预审〔2026〕2号"]
    (line,) = [each for each in console("show", "QY2026-002")[1].split("\n") if "文书 2：" in each]
    assert line.endswith("》 预审〔2026〕2号 2026-07-20")
    assert console("number", "2", "数据〔2026〕7号")[0] == 0
    assert f"{line} 数据〔2026〕7号" in console("show", "QY2026-002")[1]


def test_the_same_sheet_is_not_numbered_twice_but_printed_as_a_copy(console, tmp_path):
    form = ("print", "prereview_opinion", "--for", "QY2026-001", "--out", tmp_path / "p.pdf")
    assert "还没有出具过" in console(*form, "--copy")[1]
    console(*form, "--issue")
    original = (tmp_path / "p.pdf").read_bytes()

    code, told = console(*form, "--issue")
    assert (code, "预审〔2026〕1号今天已经出具，内容没有变化" in told) == (1, True)
    _, copy = console.json(*form, "--copy")
    assert copy["number"] == "预审〔2026〕1号"
    assert (tmp_path / "p.pdf").read_bytes() != original


def test_a_changed_sheet_takes_a_new_number_and_tells_of_the_valid_one(console, tmp_path):
    form = ("print", "prereview_opinion", "--for", "QY2026-001", "--out", tmp_path / "p.pdf")
    console(*form, "--issue")
    noted = ("--fact", "prereview_necessity=不充分")
    assert console("findings", "QY2026-001", "pool_entry.prereview", *noted)[0] == 0

    code, told = console(*form, "--issue")
    assert code == 0
    assert "已出具 预审〔2026〕2号" in told
    assert "预审〔2026〕1号已于 2026-07-20 出具，现在仍然有效" in told


def test_the_projects_of_another_tab_are_listed_with_what_can_be_done(console):
    assert console.json("list", "approval") == (0, {"rows": []})
    code, data = console.json("list", "annual_plan")
    row = next(each for each in data["rows"] if each["code"] == "QY2026-001")
    assert code == 0
    assert (row["is_startable"], row["is_here"]) == (True, False)
    assert row["amounts"] == {"declared_fen": 120_000_000}


def test_a_letter_named_docx_is_written_as_one(console, tmp_path):
    letter = ("print", "return_letter", "--for", "QY2026-003", "--out", tmp_path / "a.docx")
    assert console(*letter)[0] == 0
    assert (tmp_path / "a.docx").read_bytes().startswith(b"PK")


def test_packs_verify_takes_options_before_and_after(console):
    shape = {"id", "rows", "unbuilt", "entries", "examples", "examples_missing", "faults"}
    for words in (("--json", "qingyang-2024"), ("qingyang-2024", "--json")):
        code, text = console("packs", "verify", *words)
        assert code == 0
        assert '"faults": []' in text
        assert all(f'"{key}"' in text for key in shape)


def test_round_is_sent_chased_and_closed(console, tmp_path):
    send = ("round", "send", "--unit", "县教育局", "--out", tmp_path / "out", "--due", "2026-07-19")
    assert console(*send)[0] == 0
    code, data = console.json("round", "remind", "--out", tmp_path / "letters")
    assert code == 0
    assert len(data["files"]) == 1
    assert console.json("round", "status")[1]["rounds"][0]["missing"] == ["县教育局"]
    assert console("round", "returned", "--unit", "县教育局", "--note", "无申报项目")[0] == 0
    assert console.json("round", "status")[1]["rounds"][0]["missing"] == []
    assert console("round", "close")[0] == 0


def test_incoming_paper_serves_many_projects(console):
    projects = ("--for", "QY2026-001", "--for", "QY2026-002")
    about = ("--title", "复函", "--sender", "市局", "--dated", "2026-07-18")
    assert console("incoming", "市函1号", *about, *projects)[0] == 0
    assert console("incoming", "市函1号", *about, *projects)[0] == 1


def test_note_backup_log_and_selfcheck_end_well(console, tmp_path):
    assert console("note", "QY2026-001", "已电话联系", "--call")[0] == 0
    assert console("backup", tmp_path / "copy.hcbak")[0] == 0
    assert console.json("log", "verify")[1]["sound"] is True
    assert console.json("selfcheck")[1]["sound"] is True


def test_a_check_without_a_failing_example_is_told():
    report = PackReport("mx", {}, (), 1, 1, (), (), (Gap("limit", "限额", "fail"),))
    assert report_lines(report)[-1] == "  ○ 检查“限额”（limit）没有不通过的例子"


def test_log_shows_what_an_act_changed(console):
    newest = console.json("log", "list")[1]["rows"][0]
    code, data = console.json("log", "show", newest["sequence"])
    assert code == 0
    assert data["title"] == newest["title"]
    assert set(data["changes"][0]) == {"record", "label", "before", "after"}
    assert console("log", "show", newest["sequence"])[1].startswith(newest["sequence"])


@pytest.mark.parametrize(("given", "told"), [((), "没有写操作的序号"), (("9999",), "没有序号为")])
def test_log_refuses_an_act_it_does_not_have(console, given, told):
    code, said = console("log", "show", *given)
    assert (code, told in said) == (1, True)


@pytest.mark.parametrize("action", ["list", "verify"])
def test_log_reads(console, action):
    assert console("log", action)[0] == 0


def test_sender_records_that_the_superior_sent_it_in(console):
    code = subordinate_application(console.folder)
    assert "不通过　下属单位由主管部门统一申报" in console("check", code)[1]
    refused, text = console("sender", code, "杜村乡人民政府", "--reason", "来函")
    assert (refused, "不是这个项目的主管部门" in text) == (1, True)
    done, data = console.json("sender", code, "县教育局", "--reason", "局函报来")
    assert (done, data["submitting_unit"]) == (0, "县教育局")
    assert console.json("show", code)[1]["submitting_unit"] == "县教育局"
    assert "通过　下属单位由主管部门统一申报" in console("check", code)[1]


def subordinate_application(folder):
    """Key in the application of a school that sent it in by itself; gives its code."""
    desk = open_desk(folder, clock=clock, program="test", operator="经办人甲")
    with desk.workspace.begin(desk.act("seed", "登记单位")) as uow:
        above = uow.units.first(name="县教育局").id
        school = uow.units.add(name="县第一中学", kind="institution", superior_id=above).id
    code = add_application(desk, Application("走班排课", school)).code
    desk.workspace.close()
    return code


def test_classify_leaves_a_stub_and_names_the_backups(console):
    assert console("classify", "QY2026-002")[0] == 2
    done, data = console.json("classify", "QY2026-002", "--reason", "定密〔2026〕1号")
    assert (done, data["code"], data["papers"], data["mentions"]) == (0, "QY2026-002", [], [])
    shown = console("show", "QY2026-002")[1]
    assert "（涉密项目）" in shown
    assert "云资源" not in shown
    assert console("log", "verify")[0] == 0
    again, text = console("classify", "QY2026-002", "--reason", "再标")
    assert (again, "已经标为涉密" in text) == (1, True)


def test_a_new_pack_is_verified_compared_passed_on_and_enabled(console, tmp_path):
    assert console.json("packs", "new", "mouxian-2026", "--title", "某县办法")[0] == 0
    code, data = console.json("packs", "verify")
    assert code == 0
    assert "mouxian-2026" in {each["id"] for each in data["packs"]}
    assert [each["id"] for each in data["packs"] if each["thin_rows"]] == []
    ids = ("qingyang-2024", "mouxian-2026")
    code, data = console.json("packs", "compare", *ids, "--project", "QY2026-001")
    assert (code, data["code"], data["packs"]) == (0, "QY2026-001", list(ids))
    pool = next(line for line in data["lines"] if line["id"] == "reserve_pool")
    assert [answer["text"] == "没有办件" for answer in pool["answers"]] == [False, True]
    target = tmp_path / "out" / "p.zip"
    code, sent = console.json("packs", "export", "mouxian-2026", "--out", str(target))
    assert (code, target.is_file(), len(sent["sm3"])) == (0, True, 64)
    assert console.json("packs", "import", str(target))[1]["sm3"] == sent["sm3"]
    assert console("packs", "enable", "mouxian-2026")[0] == 1
    assert console("packs", "enable", "mouxian-2026", "--reason", "印发")[0] == 0
    assert console("packs", "compare", "qingyang-2024")[0] == 1
    assert console("packs", "export")[0] == 2


def test_packs_columns_tells_what_a_pack_may_compare(console):
    code, data = console.json("packs", "columns", "contract")
    assert code == 0
    kind = next(line for line in data["registers"]["contract"] if line["列"] == "kind")
    assert "`supervision` 监理" in kind["选项"]
    code, text = console("packs", "columns", "nope")
    assert (code, "没有自带台账“nope”" in text) == (1, True)


def test_show_tells_what_was_recorded_in_the_words_of_the_steps(console):
    console(
        "record", "QY2026-001", "pool_entry.prereview", "returned",
        "--signer", "某", "--opinion", "请补充。", "--date", "2026-07-16",
    )  # fmt: skip
    text = console("show", "QY2026-001")[1]
    assert "  2026-07-16 县级预审 退回补正 某" in text
    assert "prereview" not in text.partition("现在可以办")[0]
    assert "（）" not in console("route", "QY2026-002")[1]


def test_a_received_paper_is_listed_attached_corrected_and_its_scan_fetched(console, tmp_path):
    scan = tmp_path / "复函.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    about = ("--title", "复函", "--sender", "市局", "--dated", "2026-07-18", "--scan", scan)
    assert console("incoming", "市函〔2026〕1号", *about, "--for", "QY2026-001")[0] == 0
    code, told = console("incoming", "市函[2026]1号", "--for", "QY2026-002")
    assert (code, "涉及 2 项" in told) == (0, True)
    more = ("--correct", "--renumber", "市函〔2026〕2号", "--note", "机要")
    assert console("incoming", "市函(2026)1号", *more)[0] == 0
    assert console("incoming", "市函〔2026〕2号", "--not-for", "QY2026-001")[0] == 0
    (line,) = console.json("incoming")[1]["incoming"]
    assert (line["number"], line["note"], line["scan"]) == ("市函〔2026〕2号", "机要", "复函.pdf")
    assert [each.partition(" ")[0] for each in line["about"]] == ["QY2026-002"]
    out = tmp_path / "取出.pdf"
    assert console("incoming", "市函〔2026〕2号", "--out", out)[0] == 0
    assert out.read_bytes() == scan.read_bytes()


def test_a_received_paper_lacking_its_head_is_wrong_usage(console):
    code, told = console("incoming", "市函1号", "--title", "复函")
    assert (code, "--sender" in told) == (2, True)
    code, told = console("incoming", "市函9号")
    assert (code, "没有登记过文号" in told) == (1, True)


def test_a_clock_ten_years_behind_is_told_and_the_pack_stays(console, folder, tmp_path):
    written, told = io.StringIO(), io.StringIO()
    around = Surroundings(lambda: clock().replace(year=2016), "t", folder, written, told)

    code = run(parse(["template", "reserve_pool", "--out", str(tmp_path / "t.xlsx")]), around)

    assert (code, written.getvalue()) == (0, f"已写出：{tmp_path / 't.xlsx'}\n")
    assert told.getvalue().startswith("请注意：电脑现在的时间是 2016-")
