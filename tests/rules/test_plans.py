"""Plans as data: what loads, and every way to write one wrongly with its place and advice."""

import pytest

from desktop_app.rules.plans import plan_kind
from desktop_app.rules.registers import builtin_registers

REGISTERS = """
[[register]]
id = "plan"
[[register]]
id = "plan_item"
[[register]]
id = "plan_opinion"
[[register]]
id = "development_plan"
[[register]]
id = "department_plan"
[[register]]
id = "contract"
"""
FACTS = """
[[fact]]
id = "plan_year"
type = "integer"
label = "年度"
asked_at = ["enter.apply"]
[[fact]]
id = "score"
type = "integer"
label = "得分"
unit = "分"
asked_at = ["record"]
[[fact]]
id = "urgent"
type = "bool"
label = "急"
asked_at = ["record"]
[[fact]]
id = "basis"
type = "text"
label = "依据"
asked_at = ["record"]
[[fact]]
id = "contracts"
type = "integer"
label = "合同"
counted = { register = "contract", take = "count" }
[[fact]]
id = "plan_size"
subject = "plan"
type = "integer"
label = "项数"
counted = { register = "plan_item", take = "count", scope = "children" }
"""
PARAMETERS = """
[[setting]]
id = "house.weight"
label = "权重"
question = "多大？原文没有规定。"
unit = "分值"
suggested = 10
[[setting]]
id = "house.dear"
label = "多少算贵"
question = "多少？原文没有规定。"
unit = "万元"
suggested = 500
[[setting]]
id = "house.cheap"
label = "多少算便宜"
question = "多少？原文没有规定。"
unit = "万元"
suggested = 50
"""
PROCEDURES = """
[[state]]
id = "applied"
title = "已申报"
stage = "reserve_pool"
[[state]]
id = "built"
title = "已建成"
stage = "construction"
[[state]]
id = "plan_open"
title = "编制中"
stage = "annual_plan"
subject = "plan"
[[state]]
id = "plan_old"
title = "旧版"
stage = "annual_plan"
subject = "plan"
freezes = "旧版只供查看。"
[[procedure]]
id = "enter"
title = "申请列入"
stage = "annual_plan"
[[procedure.step]]
id = "apply"
title = "申请"
actor = "unit"
outcomes = ["done"]
asks = ["plan_year"]
[[procedure]]
id = "issue_plan"
title = "下达"
stage = "annual_plan"
subject = "plan"
[[procedure.step]]
id = "issue"
title = "下达"
actor = "authority"
outcomes = ["issued"]
effects.issued = ["earlier:plan_old"]
"""
PLAN = """
[[plan]]
id = "yearly"
title = "年度计划"
register = "plan"
items = "plan_item"
opinions = "plan_opinion"
asked = ["finance"]
entry = "enter.apply=done"
year_fact = "plan_year"
finished = ["built"]
replaced = "plan_old"
rows = ["M-1"]
"""
ON_A_PLAN = PLAN.replace("enter.apply=done", "issue_plan.issue=issued")
CRITERION = """
[[plan.criterion]]
id = "tried"
title = "准则"
weight = "house.weight"
"""
PLANNING = """
[[planning]]
id = "long"
title = "规划"
register = "development_plan"
departments = "department_plan"
basis = "basis"
"""
BASE = {
    "registers": REGISTERS,
    "facts": FACTS,
    "parameters": PARAMETERS,
    "procedures": PROCEDURES,
}


@pytest.fixture
def faults(load_with):
    """The faults of a `plans.toml` beside the other files, which may have more at their end."""

    def load(plans, **more):
        files = {name: text + more.get(name, "") for name, text in BASE.items()}
        return [
            (f.file, f.key, f.message, f.advice) for f in load_with(**files, plans=plans).faults
        ]

    return load


def criterion(written):
    return f"{PLAN}{CRITERION}{written}"


def test_a_plan_with_every_kind_of_criterion_loads(load_with):
    mean = '{ ratio = [{ sum = ["score", "score"] }, { number = 2 }] }'
    answers = "{ separate = 100, merge = 50, duplicate = 0, none = 60.5 }"
    written = [
        'value = "score"\nbest = 100\nworst = 0\nover = "unit"',
        f"value = {mean}\nbest = 1\nworst = 0",
        'value = "declared_amount"\nbest = "house.cheap"\nworst = "house.dear"',
        'value = "urgent"\npoints = { true = 100, false = 0 }',
        f'value = "similarity_decision"\npoints = {answers}',
        'value = "contracts"\nbest = 0\nworst = 5',
    ]
    head = CRITERION.replace('"tried"', '"c{}"')
    more = "".join(f"{head.format(n)}{each}\n" for n, each in enumerate(written))

    loaded = load_with(**BASE, plans=PLAN + more + PLANNING)

    assert loaded.faults == ()
    plan = plan_kind(loaded.pack.plans, "plan")
    assert (plan.entry_step, plan.entry_outcome) == ("enter.apply", "done")
    assert len(plan.criterion) == 6
    assert plan_kind(loaded.pack.plans, "contract") is None
    assert loaded.pack.plannings[0].basis == "basis"


def test_the_built_in_registers_of_plans_fit_what_a_plan_needs(load_with):
    least = "\n".join(PLAN.strip().split("\n")[:6])

    assert load_with(registers=REGISTERS, plans=least).faults == ()


def test_an_opinion_need_not_be_among_items_a_pack_does_not_keep(load_with):
    loaded = load_with(registers='[[register]]\nid = "plan"\n[[register]]\nid = "plan_opinion"')

    assert loaded.faults == ()
    assert loaded.pack.register("plan_opinion").project_among is None
    assert builtin_registers()["plan_opinion"].project_among == "plan_item"


@pytest.mark.parametrize(
    ("written", "key", "told"),
    [
        (PLAN.replace('"plan"', '"plans"'), "plan[yearly].register", "不是本包的台账"),
        (PLAN.replace('"plan"', '"contract"', 1), "plan[yearly].register", "要有一列"),
        (PLAN.replace('"plan_item"', '"contract"'), "plan[yearly].items", "要有一列"),
        (PLAN.replace('"plan_item"', '"plan_opinion"'), "plan[yearly].items", "要有一列"),
        (PLAN.replace('["finance"]', '["market"]'), "plan[yearly].asked", "没有选项“market”"),
        (PLAN.replace("opinions =", "# ="), "plan[yearly].asked", "没有可催的意见"),
        (PLAN.replace("enter.apply=done", "enter.ask=done"), "plan[yearly].entry", "不是本包的"),
        (PLAN.replace("=done", "=agreed"), "plan[yearly].entry", "没有“agreed”这种结果"),
        (ON_A_PLAN, "plan[yearly].entry", "不是关于项目的办件"),
        (PLAN.replace('"plan_year"', '"score"'), "plan[yearly].year_fact", "没有登记这个事项"),
        (PLAN.replace('"plan_year"', '"basis"'), "plan[yearly].year_fact", "不是整数事项"),
        (PLAN.replace('["built"]', '["done"]'), "plan[yearly].finished[1]", "不是本包的状态"),
        (PLAN.replace('["built"]', '["plan_open"]'), "plan[yearly].finished[1]", "的状态"),
        (PLAN.replace('"plan_old"', '"built"'), "plan[yearly].replaced", "的状态"),
        (PLAN + 'addition = "later"', "plan[yearly].addition", "不是本包的办件"),
        (PLAN + PLAN.replace("yearly", "twin"), "plan[twin].register", "已有一种计划"),
        (PLANNING.replace('"basis"', '"score"'), "planning[long].basis", "不是文字事项"),
        (
            PLANNING.replace('"development_plan"', '"contract"'),
            "planning[long].register",
            "要有一列 title",
        ),
        (PLAN + PLANNING.replace('"long"', '"yearly"'), "planning[yearly].id", "已被"),
    ],
)  # fmt: skip
def test_a_plan_written_wrongly_is_told_at_its_place(faults, written, key, told):
    found = faults(written)

    assert any(k == key and told in message for _, k, message, _ in found), found
    assert all(file == "plans.toml" and advice for file, _, _, advice in found)


@pytest.mark.parametrize(
    ("written", "key", "told"),
    [
        ('value = "speed"\nbest = 1\nworst = 0', "value", "不认识“speed”"),
        ('value = "score"\nbest = 1', "worst", "没有写到多少得满分"),
        ('value = "score"\nbest = 1\nworst = 1', "worst", "分不出高低"),
        ('value = "score"\nbest = 1\nworst = "house.dear"', "worst", "是金额，准则是"),
        ('value = "score"\nbest = 1\nworst = "house.worst"', "worst", "不认识“house.worst”"),
        ('value = "declared_amount"\nbest = 50\nworst = "house.dear"', "best", "不写金额数字"),
        ('value = "score"\nbest = 1\nworst = 0\npoints = { a = 1 }', "points", "只用于单选"),
        ('value = "urgent"\npoints = { true = 100 }', "points", "没有写“false”"),
        ('value = "urgent"\npoints = { true = 100, false = 0, maybe = 1 }', "points.maybe", "没有"),
        ('value = "urgent"\npoints = { true = 101, false = 0 }', "points", "0 到 100"),
        ('value = "urgent"\nbest = 1\npoints = { true = 100, false = 0 }', "best", "只用于数值"),
        ('value = "basis"\npoints = { a = 1 }', "value", "不能换成分"),
        ('value = "contracts"\nbest = 0\nworst = 5\nover = "unit"', "value", "不是登记的事项"),
        ('value = "plan_size"\nbest = 0\nworst = 5', "value", "不是项目的事项"),
        ('value = { sum = ["score", "declared_amount"] }\nbest = 1\nworst = 0', "value", "种类"),
    ],
)
def test_a_criterion_written_wrongly_is_told_at_its_place(faults, written, key, told):
    found = faults(criterion(written))

    place = f"plan[yearly].criterion[tried].{key}"
    assert any(k == place and told in message for _, k, message, _ in found), found
    assert all(advice for *_, advice in found)


@pytest.mark.parametrize("weight", ["house.none", "house.dear"])
def test_a_weight_is_a_plain_number(faults, weight):
    written = criterion('value = "score"\nbest = 1\nworst = 0').replace("house.weight", weight)

    assert [key for _, key, *_ in faults(written)] == ["plan[yearly].criterion[tried].weight"]


def test_a_criterion_stands_once_in_a_plan(faults):
    one = f'{CRITERION}value = "score"\nbest = 1\nworst = 0\n'

    assert "写了两次" in faults(PLAN + one + one)[0][2]


def frozen_project():
    return '[[state]]\nid = "still"\ntitle = "停"\nstage = "reserve_pool"\nfreezes = "停办。"'


def effect_on(subject, effect):
    return f"""
[[procedure]]
id = "later"
title = "后"
stage = "construction"
subject = "{subject}"
[[procedure.step]]
id = "go"
title = "走"
actor = "authority"
outcomes = ["done"]
effects.done = ["{effect}"]
"""


def visit(owner, written):
    return f"""
[[register]]
id = "visit"
title = "走访"
label = "走访"
stage = "oversight"
owner = "{owner}"
name = "place"
{written}
[[register.field]]
id = "place"
type = "text"
label = "地点"
"""


EACH = "each:plan_item.enter.apply=done"
AMONG = 'of_project = "required"\nproject_among = '


@pytest.mark.parametrize(
    ("file", "written", "told"),
    [
        ("procedures", frozen_project(), "freezes 只用于台账的状态"),
        ("procedures", effect_on("contract", "earlier:plan_old"), "earlier 只用于有版次的台账"),
        ("procedures", effect_on("plan", f"{EACH}?decision!=later#reason"), "decision=later"),
        ("procedures", effect_on("plan", f"{EACH}#why"), "plan_item.why"),
        ("registers", visit("project", 'editions = "place"'), "editions 写一个认行的整数列"),
        ("registers", visit("plan", f'{AMONG}"nobody"'), "“nobody”不是本包的台账"),
        ("registers", visit("unit", f'{AMONG}"plan_item"'), "要属于同一上级"),
    ],
)
def test_what_plans_rest_on_is_checked_too(faults, file, written, told):
    found = faults("", **{file: f"\n{written}\n"})

    assert any(told in message for _, _, message, _ in found), found
