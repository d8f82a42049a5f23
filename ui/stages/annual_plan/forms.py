"""The small forms of this tab: what each asks of a plan and which use case it runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.use_cases.annual_plan.answering import Answer, answer_items
from desktop_app.use_cases.annual_plan.deciding import Decision, decide_items
from desktop_app.use_cases.annual_plan.editions import new_edition, set_ceiling, start_plan
from desktop_app.use_cases.annual_plan.intake import drop_items
from desktop_app.use_cases.annual_plan.plans import plan_page
from desktop_app.use_cases.annual_plan.ranking import place_item
from desktop_app.use_cases.annual_plan.views import PlanPage
from desktop_app.use_cases.annual_plan.year_end import carry_over
from desktop_app.values.ids import EntryId, ProjectId
from ui.shell import Shell
from ui.widgets.fields import ChoiceField, Field, LongTextField, MoneyField, TextField
from ui.widgets.form_dialog import AskedForm, FormDialog, Work

KIND = "plan"
TOPIC = "annual-plan"
WITH, WITHOUT = "with", "without"
CUT = "cut"
"""The decision an amount goes with; what stands there from before is not meant for another."""


@dataclass(frozen=True)
class Target:
    """The plan a form is about, and the items or projects chosen for it."""

    page: PlanPage
    chosen: tuple[Subject, ...] = ()

    @property
    def id(self) -> EntryId:
        """Key of the plan."""
        return self.page.plan.id

    @property
    def items(self) -> tuple[EntryId, ...]:
        """Keys of the items chosen."""
        return tuple(EntryId(each.id) for each in self.chosen if each.kind == ENTRY)

    @property
    def projects(self) -> tuple[ProjectId, ...]:
        """Keys of the projects chosen."""
        return tuple(ProjectId(each.id) for each in self.chosen if each.kind == "project")

    @property
    def words(self) -> str:
        """The plan, and the item if it is one or how many there are."""
        plan = f"{self.page.plan.title}　第 {self.page.plan.edition} 版"
        names = [row.item.name for row in self.page.items if row.item.id in self.items]
        if len(names) == 1:
            return f"{plan}　{names[0]}"
        return f"{plan}　选中 {len(names)} 个项目" if names else plan


def open_form(
    shell: Shell,
    key: str,
    target: Target,
    on_made: Callable[[object], object] = lambda _: None,
) -> None:
    """Open one of `FORMS` for a plan; what came of it is handed on."""
    form = FORMS[key](target)
    _open(shell, form, on_made)


def open_new_plan(shell: Shell, on_made: Callable[[object], object] = lambda _: None) -> None:
    """Begin the plan of a year."""
    _open(shell, _new(shell.surroundings.clock().year + 1), on_made)


def _open(shell: Shell, form: AskedForm, on_made: Callable[[object], object]) -> None:
    def done(result: object) -> str:
        on_made(result)
        return form.done(result)

    shown = AskedForm(
        form.place, form.fields, form.required, form.action, form.prepare, done, form.hint, TOPIC
    )
    FormDialog(shell, shown).show_sized(560, 420)


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the form of a draft again for the same plan and items."""
    if not draft.place.subjects:
        open_new_plan(shell)
        return
    plan, *chosen = draft.place.subjects
    key = draft.place.more["form"]
    shell.run(
        lambda desk, _task: plan_page(desk, EntryId(plan.id)),
        lambda page: open_form(shell, key, Target(page, tuple(chosen))),
        owner=shell.window,
    )


def _place(key: str, title: str, target: Target) -> DraftPlace:
    subjects = (target.page.plan.subject, *target.chosen)
    return DraftPlace(KIND, title, target.words, subjects, {"form": key})


def _reason(hint: str = "理由会存档") -> LongTextField:
    return LongTextField("理由", rows=3, hint=hint)


def _new(year: int) -> AskedForm:
    years = TextField("计划年度", str(year), hint="四位年份")
    title = TextField("名称", hint="不填时照上一年的名称换年份")
    ceiling = MoneyField("资金总额度", hint="还没有定的不填，以后再登记")
    fields: dict[str, Field] = {"year": years, "title": title, "ceiling": ceiling}

    def prepare() -> Work | None:
        if not years.value.isdecimal():
            years.complain("请填四位年份，如 2027")
            return None
        wanted, name, fen = int(years.value), title.value, ceiling.amount
        return lambda desk: start_plan(desk, wanted, title=name, ceiling_fen=fen)

    place = DraftPlace(KIND, "新建计划", "", (), {"form": "new"})
    required = frozenset({"year"})
    return AskedForm(place, fields, required, "新建", prepare, lambda _: "已新建计划")


def _ceiling(target: Target) -> AskedForm:
    amount = MoneyField("资金总额度", target.page.plan.ceiling_fen, hint="还没有定的留空")
    reason = _reason("如：财政预算安排，依据文件")

    def prepare() -> Work:
        fen, why = amount.amount, reason.value
        return lambda desk: set_ceiling(desk, target.id, fen, reason=why)

    fields: dict[str, Field] = {"ceiling": amount, "reason": reason}
    place = _place("ceiling", "登记资金总额度", target)
    return AskedForm(place, fields, frozenset(), "登记", prepare, lambda _: "已登记资金总额度")


def _decide(target: Target) -> AskedForm:
    row = next((each for each in target.page.items if each.item.id in target.items), None)
    is_one = row is not None and len(target.items) == 1
    current = row.item if row is not None and is_one else None
    decision = ChoiceField("处理意见", target.page.decisions, current.decision if current else "")
    amount = MoneyField(
        "安排金额",
        current.planned_fen if current else None,
        hint="核减列入的填写；列入的照申请金额",
    )
    reason = LongTextField(
        "理由", current.reason if current else "", rows=3, hint="核减、暂缓、不列入必须写明"
    )
    before = amount.written
    fields: dict[str, Field] = {"decision": decision}
    if is_one:
        fields["amount"] = amount
    fields["reason"] = reason

    def prepare() -> Work:
        is_meant = decision.value == CUT or amount.written != before
        fen = amount.amount if is_one and is_meant else None
        made = [Decision(key, decision.value, fen, reason.value) for key in target.items]
        return lambda desk: decide_items(desk, target.id, made)

    place = _place("decide", "定处理意见", target)
    said = f"已定 {len(target.items)} 个项目的处理意见"
    return AskedForm(place, fields, frozenset({"decision"}), "确定", prepare, lambda _: said)


def _order(target: Target) -> AskedForm:
    seat = TextField("排到第几位", hint=f"1 到 {len(target.page.items)}")
    reason = _reason("和得分名次一起存档，印在排序得分表里")

    def prepare() -> Work | None:
        if not seat.value.isdecimal():
            seat.complain("请填整数")
            return None
        key, wanted, why = target.items[0], int(seat.value), reason.value
        return lambda desk: place_item(desk, target.id, key, wanted, reason=why)

    fields: dict[str, Field] = {"place": seat, "reason": reason}
    place = _place("order", "人工调整排序", target)
    return AskedForm(place, fields, frozenset(fields), "调整", prepare, lambda _: "已调整排序")


def _drop(target: Target) -> AskedForm:
    reason = _reason()

    def prepare() -> Work:
        why = reason.value
        return lambda desk: drop_items(desk, target.id, target.items, reason=why)

    place = _place("drop", "移出清单", target)
    said = f"已移出 {len(target.items)} 个项目"
    return AskedForm(
        place,
        {"reason": reason},
        frozenset({"reason"}),
        "移出",
        prepare,
        lambda _: said,
        f"{target.page.shape.review}部门已经出具意见的不能移出，请把处理意见改为不列入。",
    )


def _answer(target: Target) -> AskedForm:
    columns = {column: choices for column, _, choices in target.page.answers}
    level = ChoiceField("哪一级", [(column, label) for column, label, _ in target.page.answers])
    result = ChoiceField("结果", columns.get(level.value, ()))
    note = LongTextField("审核意见", rows=3, hint="照来文录入；同意的可以不填")
    level.changed.connect(lambda: result.offer(columns.get(level.value, ()), result.value))

    def prepare() -> Work:
        said = Answer(level.value, result.value, note.value)
        return lambda desk: answer_items(desk, target.id, target.items, said)

    fields: dict[str, Field] = {"level": level, "result": result, "note": note}
    place = _place("answer", "登记上级审核结果", target)
    said = f"已登记 {len(target.items)} 个项目的审核结果"
    return AskedForm(place, fields, frozenset({"level", "result"}), "登记", prepare, lambda _: said)


def _edition(target: Target) -> AskedForm:
    reason = LongTextField("新编的原因", rows=3, hint="原因会存档，印在两版对照里")
    keep = ChoiceField("部门意见", ((WITH, "带到新的一版"), (WITHOUT, "不带，重新出意见")))

    def prepare() -> Work:
        why, is_kept = reason.value, keep.value != WITHOUT
        return lambda desk: new_edition(desk, target.id, reason=why, with_opinions=is_kept)

    fields: dict[str, Field] = {"reason": reason, "opinions": keep}
    place = _place("edition", "新编一版", target)
    return AskedForm(
        place,
        fields,
        frozenset({"reason"}),
        "新编",
        prepare,
        lambda _: "已新编一版",
        "从最新的一版复制，旧版留着查看。",
    )


def _carry(target: Target) -> AskedForm:
    reason = _reason("没有入库等须写明理由的项目，在这里写；没有可不填")
    left = target.projects

    def prepare() -> Work:
        why = reason.value
        return lambda desk: carry_over(desk, target.id, leave_out=left, reason=why)

    hint = "没有办完的和暂缓的转入下年计划，一次办完，可以撤销。"
    more = f"另有 {len(left)} 个选定不结转。" if left else ""
    return AskedForm(
        _place("carry", "办理年底结转", target),
        {"reason": reason},
        frozenset(),
        "办理结转",
        prepare,
        lambda _: f"已结转到 {target.page.plan.year + 1} 年度，可以撤销",
        hint + more,
    )


FORMS: Mapping[str, Callable[[Target], AskedForm]] = {
    "ceiling": _ceiling,
    "decide": _decide,
    "order": _order,
    "drop": _drop,
    "answer": _answer,
    "edition": _edition,
    "carry": _carry,
}
