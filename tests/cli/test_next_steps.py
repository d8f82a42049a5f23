"""What a new clerk needs to know comes from the commands themselves."""


def test_show_says_how_to_record_what_may_be_recorded_now(console):
    code, told = console("show", "QY2026-001")
    assert code == 0
    assert "现在可以办（hengce record 编号 步骤 结果 --signer 签批人）：" in told
    assert "pool_entry.prereview　县级预审：agreed 同意入库" in told
    assert "--fact prereview_necessity=…　必要性（充分｜基本具备｜不充分）" in told
    assert "pool_entry.application_form　储备库申报表（盖章）" in told
    assert "merger.merge　登记合并：用 hengce merge 留下的编号 并入的编号 --reason 理由" in told
    assert "merger.merge　登记合并：done" not in told


def test_what_show_says_of_a_paper_is_taken_and_then_not_told_any_more(console):
    code, _ = console("handin", "QY2026-001", "pool_entry.application_form")
    assert code == 0
    assert "pool_entry.application_form" not in console("show", "QY2026-001")[1]


def test_a_list_without_a_stage_is_that_of_the_pool(console):
    assert console("list") == console("list", "reserve_pool")


def test_a_merger_is_dated_and_names_its_paper(console):
    words = ("merge", "QY2026-001", "QY2026-002", "--reason", "同一平台", "--date", "2026-07-15")
    code, told = console(*words, "--incoming", "县政纪1号")
    assert (code, "没有登记过文号为“县政纪1号”的收文" in told) == (1, True)
    code, told = console(*words, "--number", "县政纪1号")
    assert (code, "自 2026-07-15 并入" in told) == (0, True)
    assert "2026-07-15 并入 QY2026-001" in console("show", "QY2026-002")[1]
    again = console("merge", "QY2026-003", "QY2026-002", "--reason", "同一平台")
    assert (again[0], "QY2026-002 现在的环节不能合并" in again[1]) == (1, True)


def test_several_duties_are_recorded_as_not_done_as_the_list_writes_them(console):
    told = console("due", "list")[1]
    assert "project:QY2026-001 --duty prereview_due" in told
    both = ("project:QY2026-001", "project:QY2026-002", "--duty", "prereview_due")
    assert console("due", "missed", *both)[0] == 1
    code, told = console("due", "missed", *both, "--reason", "材料没有到齐", "--number", "纪要2号")
    assert (code, "已登记 2 项" in told) == (0, True)
    assert "--duty prereview_due" not in console("due", "list")[1].replace(
        "QY2026-003 --duty prereview_due", ""
    )


def test_a_result_without_its_signer_is_asked_for_him_as_in_the_window(console):
    words = ("record", "QY2026-001", "pool_entry.prereview", "agreed")
    assert console(*words) == (2, "要写签批人，照签批件上的署名，如 --signer 王主任\n")
    assert "已申报" in console("show", "QY2026-001")[1]


def test_what_a_result_lacks_is_named_with_its_option(console):
    signed = ("--signer", "负责人甲")
    returned = console("record", "QY2026-001", "pool_entry.prereview", "returned", *signed)
    assert (returned[0], "写法：--opinion 意见。" in returned[1]) == (1, True)
    merged = console("record", "QY2026-001", "merger.merge", "done", *signed)
    assert (merged[0], "写法：hengce merge 留下的编号 并入的编号" in merged[1]) == (1, True)


def test_a_plan_says_its_number_and_the_number_says_what_may_be_recorded(console):
    facts = ("--fact", "prereview_necessity=充分", "--signer", "甲")
    assert console("record", "QY2026-001", "pool_entry.prereview", "agreed", *facts)[0] == 0
    assert console("plan", "new", "2027", "--wan", "150")[0] == 0
    assert console("plan", "add", "2027", "QY2026-001")[0] == 0
    told = console("plan", "show", "2027")[1]
    assert "计划的序号是 1，" in told
    assert "annual_plan.finance　财政部门联审：还不能登记" in told
    assert "同意、办结还不能登记：财政部门意见齐全" in told
    for office in ("cyberspace", "planning", "finance"):
        cells = ("--set", f"office={office}", "--set", "opinion=agreed")
        about = ("--project", "QY2026-001", "--under", "1", *cells)
        assert console("entry", "add", "plan_opinion", *about)[0] == 0
    shown = console("show", "1")[1]
    assert "年度计划　序号 1　编制中" in shown
    assert "annual_plan.finance　财政部门联审：done 意见已齐" in shown
    assert console("show", "999")[0] == 1


def test_what_stands_in_the_way_says_where_it_is_written_down(console):
    told = console("show", "QY2026-001")[1]
    assert "缺材料：追加安排的情况说明" in told  # of a procedure that is not begun yet
    cells = ("--set", "title=年度计划", "--set", "kind=plan", "--set", "arisen_on=2026-07-20")
    assert console("entry", "add", "publicity", *cells)[0] == 0
    told = console("show", "1")[1]
    assert "没有写公开的载体、日期或文本。" in told
    own = "本条的列（hengce entry set 序号 --set 列=值）：place 公开载体、"
    assert own in told


def test_the_papers_of_a_register_row_are_told_as_those_of_a_project(console):
    cells = {
        "number": "HT-1", "name": "建设合同", "kind": "construction", "signed_on": "2026-07-10",
        "party": "甲公司", "credit_code": "91341700MA2N000014", "amount": "50",
        "starts_on": "2026-07-10", "ends_on": "2026-12-15",
    }  # fmt: skip
    pairs = [word for key, value in cells.items() for word in ("--set", f"{key}={value}")]
    assert console("entry", "add", "contract", "--project", "QY2026-001", *pairs)[0] == 0
    assert "contract_filing.contract_copy　合同文本" in console("show", "1")[1]


def test_what_the_application_left_open_is_filled_in(console):
    code, told = console("fill", "QY2026-001", "--fact", "is_cross_department=否")
    assert (code, told) == (0, "已登记：QY2026-001 跨部门项目。\n")
    assert "跨部门项目：否" in console("show", "QY2026-001")[1]
    code, told = console("fill", "QY2026-001", "--fact", "nonsense=1")
    assert (code, "uses_platform（依托省市一体化平台）" in told) == (1, True)
    refused, told = console("fill", "QY2026-001", "--fact", "planned_on=春天", "--fact", "reuse=无")
    assert (refused, "按日期（2026-11-22）填写" in told) == (1, True)
    assert "可复用的省内成果" not in console("show", "QY2026-001")[1]


def test_what_is_filled_in_together_is_one_act_in_the_log(console):
    facts = ("--fact", "is_cross_department=是", "--fact", "planned_on=2026-07-01")
    before = console("log", "list")[1].splitlines()
    assert console("fill", "QY2026-001", *facts)[0] == 0
    (added,) = set(console("log", "list")[1].splitlines()) - set(before)
    assert added.endswith("登记事项：跨部门项目、列入计划日期")


def test_a_register_row_that_is_refused_says_where_its_columns_are_named(console):
    words = ("entry", "add", "expert_review", "--project", "QY2026-001", "--set", "kind=experts")
    code, told = console(*words)
    assert (code, "“评审事项”没有填" in told) == (1, True)
    assert "列的编号和选项见 hengce packs columns expert_review。" in told


def test_a_unit_and_a_row_are_shown_with_what_was_recorded_of_them(console):
    unit = console("show", "QY2026-001")[1].splitlines()[1].partition("　")[0]
    assert console("show", unit) == (0, f"{unit}\n")
    cells = ("title=超范围建设", "source=监督检查", "found_on=2026-07-01", "facts=多建一块大屏")
    more = ("clause=二(三)3", "due_on=2026-07-10")
    given = [word for cell in (*cells, *more) for word in ("--set", cell)]
    assert console("entry", "add", "finding", "--unit", unit, *given)[0] == 0
    shown = console("show", "1")[1]
    assert "办件：限期整改（第 1 次）" in shown
    served = ("rectification.notice", "issued", "--signer", "甲", "--number", "整1号")
    assert console("record", "1", *served) == (
        0, "已登记：1 下发整改通知书，现为“限期整改中”。\n",
    )  # fmt: skip
    recorded = [line for line in console("show", "1")[1].splitlines() if line.endswith("整1号")]
    assert [line.split()[1] for line in recorded] == ["下发整改通知书"]


def test_a_returned_project_says_how_it_is_sent_in_again(console):
    told = "原样重报用 hengce resubmit 编号 --reason 理由"
    words = ("record", "QY2026-001", "pool_entry.prereview", "returned", "--signer", "负责人甲")
    assert told not in console("show", "QY2026-001")[1]
    assert console(*words, "--opinion", "请补技术路线")[0] == 0
    assert told in console("show", "QY2026-001")[1]
    assert console("resubmit", "QY2026-001", "--reason", "已补正")[0] == 0
    assert told not in console("show", "QY2026-001")[1]
