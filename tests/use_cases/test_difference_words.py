"""A pack edited by hand in many ways: every edit is named in words, with what was and becomes."""

from functools import cache

import pytest

from desktop_app.rules.difference import differences
from desktop_app.rules.loader import load_pack, read_pack_folder
from desktop_app.use_cases.going_live.difference_words import difference_words
from resources import resource

CHECK = """[[rule]]
id = "goal_named"
title = "写明目标"
rows = ["DY-003"]
on_fail = "warn"
passes = [{ fact = "goal", op = "present" }]
[rule.message]
fail = "没有目标。"

"""
FACT = '[[fact]]\nid = "site_code"\ntype = "text"\nlabel = "地点"\nrows = ["DY-006"]\n\n'
COLUMN = """[[column]]
sheet = "reserve_pool"
fact = "site_code"
title = "建设地点"
rows = ["DY-006"]

"""


@cache
def files():
    return read_pack_folder(resource("rule_packs", "dongying-2024"))


def edited(*edits):
    """The pack with some texts replaced: file, old, new; the first place counts."""
    changed = dict(files())
    for file, old, new in edits:
        text = changed[file].decode()
        assert old in text
        changed[file] = text.replace(old, new, 1).encode()
    result = load_pack(changed)
    assert result.faults == ()
    return result.pack


def told(*edits):
    old, new = load_pack(files()).pack, edited(*edits)
    return [difference_words(each, (old, new)) for each in differences(old, new)]


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("parameters.toml", "value = 15", "value = 10",
         ("修改法定值“自主调整的资金比例上限”的数值", "15%", "10%")),
        ("pack.toml", "until = 2027-10-28", "until = 2026-12-31",
         ("修改制度“东营市市级政务数字化项目管理办法”的失效", "2027-10-28", "2026-12-31")),
        ("pack.toml", 'name = "东营市大数据局"', 'name = "东营市数据局"',
         ("修改机关“市大数据局”的机关名称", "“东营市大数据局”（简称 市大数据局）",
          "“东营市数据局”（简称 市大数据局）")),
        ("rules.toml", "[[rule]]", CHECK + "[[rule]]", ("新增检查“写明目标”", "", "")),
        ("articles.toml", 'clause = "第十三条"', 'clause = "第十四条"',
         ("修改条目“自主调整15%限额”的条款", "第十三条", "第十四条")),
        ("deadlines.toml", 'offset = "limit.contract_filing"', 'offset = "limit.acceptance_filing"',
         ("修改期限“合同备案”的期限", "合同备案的期限", "验收备案的期限")),
        ("parameters.toml", 'label = "历次累计计算"', 'label = "历次累计，含本次"',
         ("修改口径“自主调整按单次还是累计”的读法", "历次累计计算", "历次累计，含本次")),
        ("rules.toml", 'op = ">=", number = 2', 'op = ">=", number = 3',
         ("修改检查“跨部门项目一个整体方案”的通过的条件", "牵头和参建单位 ≥ 2",
          "牵头和参建单位 ≥ 3")),
        ("registers.toml", '[[register]]\nid = "contract"',
         '[[register]]\nid = "contract"\nhelp = "照合同原件填。"',
         ("修改台账“合同备案表”的说明", "", "照合同原件填。")),
        ("procedures.toml", 'when = "is_key_project"', 'when = "is_cross_department"',
         ("修改步骤“重点项目预算评审”的条件", "重点项目", "跨部门、跨层级项目")),
        ("rules.toml", 'applies = "by_reference_kind == \'none\'"',
         'applies = "by_reference_kind != \'none\'"',
         ("修改检查“建设单位在适用范围内”的适用条件", "政府投资项目情形是“不属于”",
          "政府投资项目情形不是“不属于”")),
    ],
)  # fmt: skip
def test_one_edit_is_one_line(file, old, new, words):
    assert told((file, old, new)) == [words]


def test_a_paper_and_the_steps_it_was_made_at():
    text = files()["forms.toml"].decode()
    start = text.index('[[form]]\nid = "trouble_form"')
    form = text[start : text.index("[[form]]", start + 1)]
    gone = ("procedures.toml", 'form = "trouble_form"\n', "")
    assert told(("forms.toml", form, ""), gone, gone) == [
        ("删去表单“项目重大情况报告表”", "", ""),
        ("修改步骤“处理意见”的文书", "项目重大情况报告表", ""),
        ("修改步骤“单位报告”的文书", "项目重大情况报告表", ""),
    ]


def test_a_column_of_the_application_with_its_fact():
    edits = (("facts.toml", "[[fact]]", FACT + "[[fact]]"),
             ("sheets.toml", "[[column]]", COLUMN + "[[column]]"))  # fmt: skip
    assert told(*edits) == [("新增事项“地点”", "", ""), ("新增申报表的列“建设地点”", "", "")]


def test_steps_in_another_order():
    text = files()["procedures.toml"].decode()
    first, second, third = (
        text.index(f'[[procedure.step]]\nid = "{key}"')
        for key in ("cyberspace", "police", "cryptography")
    )
    turned = text[:first] + text[second:third] + text[first:second] + text[third:]
    ((what, before, after),) = told(("procedures.toml", text, turned))
    assert what == "修改办件“建设方案编报和评审”的步骤次序"
    assert before.split("、")[1:3] == ["网信部门意见", "公安部门意见"]
    assert after.split("、")[1:3] == ["公安部门意见", "网信部门意见"]


def test_a_step_taken_out_and_the_box_for_its_opinion():
    steps = files()["procedures.toml"].decode()
    start = steps.index('[[procedure.step]]\nid = "finance"', steps.index('id = "change_approval"'))
    step = steps[start : steps.index("[[procedure.step]]", start + 1)]
    forms = files()["forms.toml"].decode().split("\n")
    (box,) = (line + "\n" for line in forms if 'step = "change_approval.finance"' in line)
    words = told(("procedures.toml", step, ""), ("forms.toml", box, ""))
    assert [what for what, _, _ in words] == [
        "修改表单“项目变更审核意见表”的意见栏",
        "删去步骤“市财政局意见”",
    ]
