"""自检: every rule once over the whole workspace; what can be mended is mended on request."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from db.checks import folder, links, values
from db.checks.finding import Finding
from db.log import verify_log
from db.unit_of_work import ReadView
from db.workspace import Workspace
from desktop_app.domain.record import Act, LogHead

RULES: dict[str, str] = {
    "page": "数据页完好",
    "structure": "表与索引完好",
    "log": "日志与数据相符",
    "orphan": "没有失去所属的记录",
    "lost_subject": "记录所指的对象都在",
    "lost_standing": "办理现状所指的对象都在",
    "circle": "上级单位与合并去向不绕圈",
    "doubled_case": "同一程序只有一个在办办件",
    "negative_amount": "金额不为负数",
    "backward_dates": "日期先后合理",
    "half_closed": "办件办结完整",
    "doubled_number": "文书编号不重复",
    "void_reason": "作废文书有原因",
    "override_reason": "越过检查有理由",
    "unreadable": "内部数据可读",
    "search_key": "检索码与名称相符",
    "missing_file": "文书文件都在附件库",
    "purged_file": "清除的文件不在附件库",
    "leftover": "没有中断留下的临时文件",
    "anchor": "锚点文件记到日志末尾",
}
"""Every rule by id, with what holds when it finds nothing."""
SIMPLE: tuple[Callable[[Connection], Iterator[Finding]], ...] = (
    folder.bad_structure,
    links.orphans,
    links.lost_subjects,
    links.lost_standings,
    links.circles,
    links.doubled_cases,
    values.negative_amounts,
    values.backward_dates,
    values.half_closed_cases,
    values.doubled_numbers,
    values.void_without_reason,
    values.override_without_reason,
    values.unreadable_text,
    values.stale_search_keys,
)


@dataclass(frozen=True)
class SelfCheckReport:
    """What one self-check found, and how many faults it mended."""

    faults: tuple[Finding, ...]
    repaired: int = 0
    rules: Mapping[str, str] = field(default_factory=lambda: RULES)
    """Every rule that was looked at, with what holds when it finds nothing."""

    @property
    def counts(self) -> dict[str, int]:
        """Faults by rule; rules without one are left out."""
        found = [each.rule for each in self.faults]
        return {rule: found.count(rule) for rule in self.rules if rule in found}

    @property
    def title(self) -> str:
        """The result in one line."""
        mended = f"，已自动修复 {self.repaired} 处" if self.repaired else ""
        if not self.faults:
            return f"{len(self.rules)} 项检查全部通过{mended}"
        return f"发现 {len(self.faults)} 处问题{mended}"


@dataclass(frozen=True)
class MoreRules:
    """Rules of those who work with the records, run beside the ones of the database."""

    rules: Mapping[str, str] = field(default_factory=dict)
    find: Callable[[ReadView], Iterable[Finding]] = lambda _view: ()
    afterwards: Callable[[], None] = lambda: None
    """What is left to do once something was mended."""


def run_selfcheck(workspace: Workspace, more: MoreRules | None = None) -> SelfCheckReport:
    """Every rule over the whole workspace; changes nothing."""
    extra = more or MoreRules()
    with workspace.read() as view:
        found = _findings(workspace, view, workspace.anchors(view), extra)
    return SelfCheckReport(found, rules={**RULES, **extra.rules})


def repair(workspace: Workspace, actor: str, more: MoreRules | None = None) -> SelfCheckReport:
    """Mends what can be mended in one act, then checks again."""
    act = Act("selfcheck", "自检修复", actor, is_undoable=False)
    mended = [each.repair for each in run_selfcheck(workspace, more).faults if each.repair]
    if mended:
        with workspace.begin(act) as unit:
            for each in mended:
                unit.run_repair(each)
        if more is not None:
            more.afterwards()
    return replace(run_selfcheck(workspace, more), repaired=len(mended))


def _findings(
    workspace: Workspace, view: ReadView, heads: Iterable[LogHead], more: MoreRules
) -> tuple[Finding, ...]:
    connection = view.connection
    torn = tuple(folder.bad_pages(connection))
    if torn:  # nothing read from such a file can be trusted
        return torn
    found = [each for rule in SIMPLE for each in rule(connection)]
    found += [
        Finding("log", f"第 {each.event or '？'} 号操作：{each.message}", "请核对备份与纸质文书。")
        for each in verify_log(connection, heads).faults
    ]
    found += folder.missing_files(connection, workspace.files)
    found += folder.purged_but_stored(connection, workspace.files)
    found += folder.leftovers(workspace.folder)
    found += folder.missing_anchor(connection, workspace.folder)
    found += more.find(view)
    return tuple(found)
