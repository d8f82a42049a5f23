"""What is on file about a subject, in lines: holds, checks that do not pass, procedures."""

from collections.abc import Iterable

from desktop_app.cli.next_steps import next_lines
from desktop_app.cli.output import Answer
from desktop_app.cli.subjects import unit_id
from desktop_app.domain.record import Paper, Subject
from desktop_app.rules.headroom import by_check
from desktop_app.rules.schema import OUTCOME_LABELS
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.dossiers import dossier
from desktop_app.use_cases.reserve_pool.views import CasePage

PASSED = frozenset({"", "通过"})


def show_unit(desk: Desk, name: str) -> Answer:
    """A unit: what restricts it, what was recorded of it and what may be recorded now."""
    subject = Subject("unit", unit_id(desk, name))
    data = {"unit": name, "holds": list(dossier(desk, subject).holds)}
    return Answer([name, *dossier_lines(desk, subject), *next_lines(desk, subject)], data)


def dossier_lines(desk: Desk, subject: Subject) -> list[str]:
    """Holds in force, checks that do not pass, what their caps leave, and every procedure."""
    found = dossier(desk, subject)
    checks = [
        f"{verdict.word}　{verdict.title}（{'、'.join(verdict.clauses)}）：{verdict.message}"
        for verdict in found.verdicts
        if verdict.word not in PASSED
    ]
    left = [
        f"余量　{told[0].title}：{each.text}"
        for told in by_check(found.rooms).values()
        for each in told
    ]
    holds = [f"在执行的限制：{title}" for title in found.holds]
    return [*holds, *checks, *left, *case_lines(found.cases), *paper_lines(found.papers)]


def paper_lines(papers: Iterable[Paper]) -> list[str]:
    """Papers issued about it, by the number that `dispatch` and `number` want."""
    lines = []
    for each in papers:
        mark = "已作废" if each.is_void else ""
        parts = (f"文书 {each.id}：《{each.title}》", each.number, str(each.issued_on))
        lines.append(" ".join(part for part in (*parts, each.document_number, mark) if part))
    return lines


def case_lines(cases: Iterable[CasePage]) -> list[str]:
    """Procedures, each with the steps recorded in it."""
    lines = []
    for case in cases:
        lines.append(f"办件：{case.title}（第 {case.case.attempt} 次）")
        lines += _record_lines(case)
    return lines


def _record_lines(case: CasePage) -> list[str]:
    """What was recorded, in the words of the steps; a step taken back keeps its id."""
    views = {view.id: view for view in case.view.steps}
    lines = []
    for r in case.records:
        view = views.get(r.step)
        is_shown = view is not None and view.record is not None and view.record.id == r.id
        words = view.result if view and is_shown else OUTCOME_LABELS[r.outcome]
        parts = (str(r.acted_on), view.title if view else r.step, words, r.signer)
        past = "历史补录" if r.is_past else ""
        lines.append("  " + " ".join(each for each in (*parts, r.document_number, past) if each))
    return lines
