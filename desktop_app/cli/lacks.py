"""Where the command line writes down what a step still lacks: registers, the application."""

from collections.abc import Iterable

from desktop_app.rules.registers import field_fact
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.reserve_pool.asked import open_facts
from desktop_app.use_cases.standing.course import Course

REGISTERS = (
    "    台账（hengce entry add 台账 --project 编号或 --under 上一级的序号，"
    "列见 hengce packs columns 台账）："
)
COLUMNS = "    本条的列（hengce entry set 序号 --set 列=值）："
FACTS = "    事项（hengce fill 编号 --fact 名称=值）："


def lacking_places(desk: Desk, course: Course, barring: Iterable[Verdict]) -> list[str]:
    """A line each: registers the checks count, facts to fill in, empty columns of the row."""
    pack, own = course.pack, course.governed_as
    counted = {fact.id: fact.counted for fact in pack.recorded if fact.counted}
    titles = {each.id: each.title for each in pack.registers}
    labels = {spec.name: spec.label for spec in open_facts(desk, course.subject)}
    used = {fact.name: fact for verdict in barring for fact in verdict.facts}
    empty = [name for name, fact in used.items() if fact.value in (None, "")]
    counts = [counted[name] for name in used if name in counted]
    registers = dict.fromkeys(
        each.register_ for count in counts for each in (count, count.against) if each
    )
    columns = [name for name in empty if name.startswith(field_fact(own, ""))]
    lines = {
        REGISTERS: [f"{each} {titles[each]}" for each in registers if each in titles],
        FACTS: [f"{name} {labels[name]}" for name in empty if name in labels],
        COLUMNS: [f"{name.partition('.')[2]} {used[name].label}" for name in columns],
    }
    return [f"{head}{'、'.join(told)}" for head, told in lines.items() if told]
