"""`due`: what is due, as a list, a calendar file, one workbook or one letter per unit."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from desktop_app.cli.output import Answer, table
from desktop_app.cli.subjects import subject_of
from desktop_app.cli.usage_words import UsageError
from desktop_app.domain.record import Subject
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.duty_acts import TITLES, DutyEntry, record_duties
from desktop_app.use_cases.duty_lists import (
    GROUPS,
    LATER,
    DutyLine,
    duty_lines,
    write_calendar,
    write_duty_list,
    write_unit_lists,
)
from desktop_app.use_cases.papers.duty_letters import (
    issue_duty_letters,
    preview_duty_letters,
    unit_duties,
)
from desktop_app.use_cases.papers.kits import papers_pdf
from desktop_app.use_cases.places import write_file
from desktop_app.use_cases.standing.refresh import settle

REGIME = "regime"
Writer = Callable[[Desk, Path, tuple[DutyLine, ...]], int]
WRITERS: Mapping[str, Writer] = {"ics": write_calendar, "xlsx": write_duty_list}


def due(arguments: Namespace, desk: Desk) -> Answer:
    """One of `list`, `week`, `ics`, `xlsx`, `units`, `letters`; or what is recorded of one duty."""
    if arguments.action in TITLES:
        return _recorded(arguments, desk)
    settle(desk)
    if arguments.action == "letters":
        return _letters(arguments, desk)
    if arguments.action == "units":
        if arguments.out is None:
            raise UsageError("要写 --out 文件夹")
        files = write_unit_lists(desk, arguments.out, until=arguments.until)
        return Answer(
            [f"已写出 {len(files)} 个单位的清单：{arguments.out}"],
            {"files": [str(each) for each in files]},
        )
    lines = _chosen(arguments, duty_lines(desk, lapsed=arguments.lapsed))
    if arguments.action in WRITERS:
        if arguments.out is None:
            raise UsageError("要写 --out 文件")
        write = WRITERS[arguments.action]
        count = write(desk, arguments.out, lines)
        return Answer(
            [f"已写出 {count} 项：{arguments.out}"], {"file": str(arguments.out), "count": count}
        )
    hidden = 0 if arguments.lapsed else len(duty_lines(desk, lapsed=True))
    return _listed(lines, hidden)


def _letters(arguments: Namespace, desk: Desk) -> Answer:
    """One 督办单 per unit, all in one file; with `--issue` each with its own record."""
    if arguments.out is None:
        raise UsageError("要写 --out 文件")
    wanted = unit_duties(desk, until=arguments.until)
    if not arguments.issue:
        write_file(arguments.out, preview_duty_letters(desk, wanted, due=arguments.answer_by))
        return Answer(
            [f"已写出 {len(wanted)} 份督办单的预览：{arguments.out}"],
            {"file": str(arguments.out), "units": [each.unit for each in wanted]},
        )
    papers = issue_duty_letters(desk, wanted, due=arguments.answer_by)
    write_file(arguments.out, papers_pdf(desk, papers))
    return Answer(
        [f"已出具 {len(papers)} 份督办单：{arguments.out}"],
        {
            "file": str(arguments.out),
            "units": [each.unit for each in wanted],
            "papers": [paper.id for paper in papers],
        },
    )


def _recorded(arguments: Namespace, desk: Desk) -> Answer:
    if not arguments.what or not arguments.duty:
        raise UsageError("要写是哪一项，如 due met project:QY2026-001 --duty city_report_due")
    entry = DutyEntry(
        arguments.duty,
        arguments.action,
        arguments.date,
        arguments.until,
        arguments.reason,
        arguments.signer,
        arguments.number,
    )
    wanted = [(_subject(desk, each), entry) for each in arguments.what]
    count = record_duties(desk, wanted)
    told = "、".join(arguments.what)
    return Answer(
        [f"已登记 {count} 项：{told} {arguments.duty} {TITLES[arguments.action]}。"],
        {"subjects": arguments.what, "duty": arguments.duty, "recorded": arguments.action},
    )


def _subject(desk: Desk, text: str) -> Subject:
    """`project:QY2026-001`, `contract:12`; `regime` alone is the regulation itself."""
    kind, _, word = text.partition(":")
    if kind == REGIME:
        return Subject(REGIME, 0)
    if not word:
        raise UsageError(f"“{text}”要写明是谁的，如 project:QY2026-001、contract:12、regime")
    return subject_of(desk, kind, word)


def _word(line: DutyLine) -> str:
    """How the command line names whose duty it is."""
    kind, key = line.duty.subject.kind, line.duty.subject.id
    if kind == REGIME:
        return REGIME
    words = {"project": line.named.code, "unit": line.named.name, "system": line.named.name}
    return f"{kind}:{words.get(kind) or key}"


def _chosen(arguments: Namespace, lines: tuple[DutyLine, ...]) -> tuple[DutyLine, ...]:
    if arguments.action == "week":
        lines = tuple(line for line in lines if line.group != LATER)
    if arguments.until is not None:
        lines = tuple(line for line in lines if line.duty.due_on <= arguments.until)
    return lines


def _listed(lines: tuple[DutyLine, ...], hidden: int) -> Answer:
    rows = [
        (
            GROUPS[line.group],
            line.duty.due_on.isoformat(),
            line.named.code,
            line.named.name if line.named.code else f"{line.named.unit} {line.named.name}".strip(),
            line.duty.title,
            "、".join(line.duty.clauses),
            "；".join(line.notes),
            f"{_word(line)} --duty {line.duty.duty}",
        )
        for line in lines
    ]
    titles = ("缓急", "到期日", "编号", "项目或事项", "应办事项", "依据", "说明", "登记用")
    data = {
        "duties": [
            {
                "group": line.group,
                "due": line.duty.due_on,
                "days_left": line.days_left,
                "kind": line.duty.subject.kind,
                "subject": line.duty.subject.id,
                "code": line.named.code,
                "name": line.named.name,
                "unit": line.named.unit,
                "duty": line.duty.duty,
                "title": line.duty.title,
                "clauses": list(line.duty.clauses),
                "is_house": line.duty.is_house,
                "is_estimated": line.duty.is_estimated,
                "window_opens": line.duty.window_opens,
            }
            for line in lines
        ]
    }
    told = [f"共 {len(rows)} 项"]
    if hidden:
        told.append(f"另有 {hidden} 项已过期三十天以上的（合同、服务），加 --lapsed 列出")
    return Answer([*table(titles, rows), *told], {**data, "lapsed": hidden})
