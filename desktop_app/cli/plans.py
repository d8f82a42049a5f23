"""`plan`: the yearly plan drawn up, reviewed, decided and carried over; the long plans."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace

from desktop_app.cli.arguments import parse_facts
from desktop_app.cli.next_steps import next_lines
from desktop_app.cli.output import Answer
from desktop_app.cli.plan_answers import (
    candidates_answer,
    list_answer,
    page_answer,
    proposal_answer,
    ranking_answer,
)
from desktop_app.cli.plan_arguments import WITHOUT_YEAR
from desktop_app.cli.plan_reports import (
    additions_answer,
    carry_answer,
    comparison_answer,
    planning_answer,
    reminders_answer,
    review_answer,
)
from desktop_app.cli.subjects import project_id
from desktop_app.cli.usage_words import UsageError
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.errors import Refused
from desktop_app.use_cases.annual_plan.additions import additions
from desktop_app.use_cases.annual_plan.answering import Answer as ItemAnswer
from desktop_app.use_cases.annual_plan.answering import answer_items
from desktop_app.use_cases.annual_plan.candidates import candidates
from desktop_app.use_cases.annual_plan.change_tables import (
    additions_table,
    carry_table,
    comparison_table,
    confirm_tables,
)
from desktop_app.use_cases.annual_plan.deciding import (
    Decision,
    decide_items,
    proposed,
    take_proposal,
)
from desktop_app.use_cases.annual_plan.editions import (
    compare_editions,
    new_edition,
    set_ceiling,
    start_plan,
)
from desktop_app.use_cases.annual_plan.intake import NewItem, add_items, drop_items
from desktop_app.use_cases.annual_plan.planning import planning_page
from desktop_app.use_cases.annual_plan.plans import find_plan, plan_list, plan_page
from desktop_app.use_cases.annual_plan.ranking import place_item, ranking, take_ranking
from desktop_app.use_cases.annual_plan.review import joint_review, reminders
from desktop_app.use_cases.annual_plan.tables import (
    items_table,
    proposal_table,
    ranking_table,
    reminder_table,
    review_table,
)
from desktop_app.use_cases.annual_plan.year_end import carry_over, carry_over_preview
from desktop_app.use_cases.called import PLAN, called
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.shown_lists import ShownList, export_each, write_list
from desktop_app.values.ids import EntryId
from desktop_app.values.money import Fen, fen_from_wan


def plan(arguments: Namespace, desk: Desk) -> Answer:
    """One of the actions of `plan`."""
    if arguments.action not in WITHOUT_YEAR and arguments.year is None:
        raise UsageError("要写计划年度，如 hengce plan show 2027")
    return ACTIONS[arguments.action](arguments, desk)


def _listed(_arguments: Namespace, desk: Desk) -> Answer:
    return list_answer(plan_list(desk))


def _new(arguments: Namespace, desk: Desk) -> Answer:
    key = start_plan(desk, arguments.year, title=arguments.title, ceiling_fen=_amount(arguments))
    return Answer(
        [f"已新建 {arguments.year} {called(desk, PLAN)}。"], {"plan": key, "year": arguments.year}
    )


def _show(arguments: Namespace, desk: Desk) -> Answer:
    key = _plan(arguments, desk)
    page = plan_page(desk, key)
    if arguments.out is not None:
        _write(arguments, desk, items_table(page, joint_review(desk, key)))
    answer = page_answer(page)
    number = f"计划的序号是 {key}，登记联审、清单、下发的结果时写它。"
    return replace(answer, lines=[*answer.lines, number, *next_lines(desk, Subject(ENTRY, key))])


def _candidates(arguments: Namespace, desk: Desk) -> Answer:
    return candidates_answer(candidates(desk, _plan(arguments, desk)))


def _add(arguments: Namespace, desk: Desk) -> Answer:
    codes, asked = _codes(arguments), _amount(arguments)
    if asked is not None and len(codes) > 1:
        raise UsageError("--wan 一次只用于一个项目")
    facts = parse_facts(arguments.fact)
    wanted = [NewItem(project_id(desk, code), asked, arguments.reason, facts) for code in codes]
    keys = add_items(desk, _plan(arguments, desk), wanted)
    return Answer([f"已列入 {len(keys)} 个项目。"], {"items": list(keys), "projects": codes})


def _drop(arguments: Namespace, desk: Desk) -> Answer:
    key = _plan(arguments, desk)
    drop_items(desk, key, _items(arguments, desk, key), reason=arguments.reason)
    codes = _codes(arguments)
    return Answer([f"已移出 {len(codes)} 个项目。"], {"projects": codes})


def _rank(arguments: Namespace, desk: Desk) -> Answer:
    key = _plan(arguments, desk)
    if arguments.take:
        take_ranking(desk, key)
    page = ranking(desk, key)
    _write(arguments, desk, ranking_table(page))
    return ranking_answer(page, is_taken=arguments.take)


def _order(arguments: Namespace, desk: Desk) -> Answer:
    key = _plan(arguments, desk)
    items = _items(arguments, desk, key)
    if len(items) > 1:
        raise UsageError("一次只调整一个项目")
    place_item(desk, key, items[0], arguments.place, reason=arguments.reason)
    return page_answer(plan_page(desk, key))


def _opinions(arguments: Namespace, desk: Desk) -> Answer:
    page = joint_review(desk, _plan(arguments, desk))
    _write(arguments, desk, review_table(page))
    return review_answer(page)


def _missing(arguments: Namespace, desk: Desk) -> Answer:
    key = _plan(arguments, desk)
    found = reminders(desk, key)
    row = plan_page(desk, key).plan
    files = _write_each(arguments, desk, [reminder_table(row, each) for each in found])
    return reminders_answer(found, files)


def _ceiling(arguments: Namespace, desk: Desk) -> Answer:
    key, fen = _plan(arguments, desk), _amount(arguments)
    set_ceiling(desk, key, fen, reason=arguments.reason)
    page = plan_page(desk, key)
    return Answer(["已登记资金总额度。", *page.doubts], {"plan": key, "ceiling_fen": fen})


def _propose(arguments: Namespace, desk: Desk) -> Answer:
    key = _plan(arguments, desk)
    page = proposed(desk, key, arguments.line, is_afresh=arguments.afresh)
    _write(arguments, desk, proposal_table(page))
    if arguments.take:
        take_proposal(desk, key, arguments.line, is_afresh=arguments.afresh)
    return proposal_answer(page, is_taken=arguments.take)


def _decide(arguments: Namespace, desk: Desk) -> Answer:
    key = _plan(arguments, desk)
    if not arguments.decision:
        raise UsageError("要写 --as 处理意见，如 included、cut、deferred、excluded")
    fen = _amount(arguments)
    items = _items(arguments, desk, key)
    wanted = [Decision(each, arguments.decision, fen, arguments.reason) for each in items]
    decide_items(desk, key, wanted)
    return page_answer(plan_page(desk, key))


def _answer(arguments: Namespace, desk: Desk) -> Answer:
    key = _plan(arguments, desk)
    offered = {label: (column, choices) for column, label, choices in plan_page(desk, key).answers}
    if arguments.level not in offered:
        raise UsageError(f"要写 --level 哪一级：{'、'.join(offered)}")
    column, choices = offered[arguments.level]
    results = {**{label: name for name, label in choices}, **{name: name for name, _ in choices}}
    said = ItemAnswer(column, results.get(arguments.decision, ""), arguments.reason)
    answer_items(desk, key, _items(arguments, desk, key), said)
    return page_answer(plan_page(desk, key))


def _edition(arguments: Namespace, desk: Desk) -> Answer:
    old = _plan(arguments, desk)
    key = new_edition(
        desk, old, reason=arguments.reason, with_opinions=not arguments.without_opinions
    )
    return page_answer(plan_page(desk, key))


def _compare(arguments: Namespace, desk: Desk) -> Answer:
    new = _plan(arguments, desk)
    edition = plan_page(desk, new).plan.edition
    wanted = arguments.other if arguments.other is not None else edition - 1
    if wanted < 1:
        raise Refused("第 1 版没有更早的一版可以对照", advice="请用 --edition 写较新的一版。")
    found = compare_editions(desk, find_plan(desk, arguments.year, wanted), new)
    _write(arguments, desk, comparison_table(found))
    return comparison_answer(found)


def _additions(arguments: Namespace, desk: Desk) -> Answer:
    found = additions(desk, _plan(arguments, desk))
    _write(arguments, desk, additions_table(found))
    return additions_answer(found)


def _carry_over(arguments: Namespace, desk: Desk) -> Answer:
    key = _plan(arguments, desk)
    if arguments.apply:
        left = [project_id(desk, code) for code in arguments.leave]
        found = carry_over(desk, key, leave_out=left, reason=arguments.reason)
    else:
        found = carry_over_preview(desk, key)
    files = _write_each(arguments, desk, [carry_table(found), *confirm_tables(found)])
    return carry_answer(found, files, is_done=arguments.apply)


def _planning(_arguments: Namespace, desk: Desk) -> Answer:
    return planning_answer(planning_page(desk))


def _plan(arguments: Namespace, desk: Desk) -> EntryId:
    return find_plan(desk, arguments.year, arguments.edition)


def _codes(arguments: Namespace) -> list[str]:
    if not arguments.codes:
        raise UsageError("要写项目编号")
    return list(arguments.codes)


def _items(arguments: Namespace, desk: Desk, plan_id: EntryId) -> list[EntryId]:
    """The items of the projects named; refused where one is not in the plan."""
    by_code = {row.project.code: row.item.id for row in plan_page(desk, plan_id).items}
    codes = _codes(arguments)
    for code in codes:
        if code not in by_code:
            raise Refused(f"清单里没有“{code}”", advice="请用 hengce plan show 查看清单。")
    return [by_code[code] for code in codes]


def _amount(arguments: Namespace) -> Fen | None:
    if not arguments.wan:
        return None
    try:
        return fen_from_wan(arguments.wan.replace(",", ""))
    except ValueError as problem:
        raise UsageError(f"--wan 应为数字（万元）：{problem}") from problem


def _write(arguments: Namespace, desk: Desk, shown: ShownList) -> None:
    if arguments.out is not None:
        write_list(desk, shown, arguments.out)


def _write_each(arguments: Namespace, desk: Desk, lists: list[ShownList]) -> list[str]:
    if arguments.out is None:
        return []
    return [str(path) for path in export_each(desk, lists, arguments.out)]


ACTIONS: Mapping[str, Callable[[Namespace, Desk], Answer]] = {
    "list": _listed,
    "new": _new,
    "show": _show,
    "candidates": _candidates,
    "add": _add,
    "drop": _drop,
    "rank": _rank,
    "order": _order,
    "opinions": _opinions,
    "missing": _missing,
    "ceiling": _ceiling,
    "propose": _propose,
    "decide": _decide,
    "answer": _answer,
    "edition": _edition,
    "compare": _compare,
    "additions": _additions,
    "carry-over": _carry_over,
    "planning": _planning,
}
