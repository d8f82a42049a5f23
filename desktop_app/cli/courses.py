"""`decide`, `merge`, `resubmit`, `sender`, `needs`, `note`, `number`: the course."""

from argparse import Namespace

from desktop_app.cli.arguments import parse_facts
from desktop_app.cli.output import Answer, table
from desktop_app.cli.subjects import incoming_id, named_subject, need_id, project_id, unit_id
from desktop_app.cli.usage_words import UsageError
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.notes import add_note
from desktop_app.use_cases.papers.issue import set_document_number
from desktop_app.use_cases.reserve_pool.asked import fill_in
from desktop_app.use_cases.reserve_pool.classifying import mark_classified
from desktop_app.use_cases.reserve_pool.editing import (
    merge_applications,
    resubmit_application,
    set_submitting_unit,
)
from desktop_app.use_cases.reserve_pool.needs import adopt_need, link_need, need_register
from desktop_app.use_cases.reserve_pool.similar import decide_similarity
from desktop_app.use_cases.reserve_pool.steps import steps_now
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.step_checks import records_merger
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.values.ids import PaperId
from desktop_app.values.money import wan_text


def decide(arguments: Namespace, desk: Desk) -> Answer:
    """Record what was decided about similar projects."""
    ids = [project_id(desk, code) for code in arguments.codes]
    decide_similarity(desk, ids, arguments.decision, arguments.reason, signer=arguments.signer)
    return Answer(
        [f"已登记判断：{'、'.join(arguments.codes)}。"],
        {"members": arguments.codes, "decision": arguments.decision},
    )


def merge(arguments: Namespace, desk: Desk) -> Answer:
    """Let one application take another in."""
    day = arguments.date or desk.today
    kept, absorbed = project_id(desk, arguments.kept), project_id(desk, arguments.absorbed)
    entry = StepEntry(
        arguments.step or _merger_step(desk, Subject("project", absorbed), arguments.absorbed),
        "done",
        acted_on=day,
        signer=arguments.signer,
        opinion=arguments.reason,
        document_number=arguments.number,
        incoming_paper_id=incoming_id(desk, arguments.incoming),
    )
    merge_applications(desk, kept, absorbed, entry)
    return Answer(
        [f"已合并：{arguments.absorbed} 自 {day} 并入 {arguments.kept}。"],
        {"kept": arguments.kept, "absorbed": arguments.absorbed, "on": day.isoformat()},
    )


def _merger_step(desk: Desk, absorbed: Subject, code: str) -> str:
    """The step by which an application may be taken in now; refused if there is none."""
    with desk.workspace.read() as view:
        pack = course_of(desk, view, absorbed).pack
    found = [each for each in steps_now(desk, absorbed) if records_merger(pack, each)]
    if not found:
        raise Refused(
            f"{code} 现在的环节不能合并", advice=f"请用 hengce show {code} 看现在可以办什么。"
        )
    return found[0].reference


def resubmit(arguments: Namespace, desk: Desk) -> Answer:
    """Take a returned application in again as it stands."""
    project = resubmit_application(desk, project_id(desk, arguments.code), arguments.reason)
    return Answer(
        [f"已登记重新报送：{project.code}。"], {"code": project.code, "state": project.state}
    )


def fill(arguments: Namespace, desk: Desk) -> Answer:
    """Record facts of a subject's own page, or what an application left open."""
    labels = fill_in(desk, named_subject(desk, arguments.code), parse_facts(arguments.fact))
    return Answer(
        [f"已登记：{arguments.code} {'、'.join(labels)}。"],
        {"code": arguments.code, "facts": sorted(parse_facts(arguments.fact))},
    )


def sender(arguments: Namespace, desk: Desk) -> Answer:
    """Record which unit sent an application in."""
    unit = unit_id(desk, arguments.unit)
    project = set_submitting_unit(desk, project_id(desk, arguments.code), unit, arguments.reason)
    return Answer(
        [f"已登记：{project.code} 由 {arguments.unit} 报送。"],
        {"code": project.code, "submitting_unit": arguments.unit, "state": project.state},
    )


def classify(arguments: Namespace, desk: Desk) -> Answer:
    """Purge a project that turned out to be classified; name what has to be done by hand."""
    done = mark_classified(desk, project_id(desk, arguments.code), arguments.reason)
    lines = [f"已标为涉密并清除内容：{arguments.code}。"]
    lines += [f"旧备份里还有它的内容，请按保密规定销毁：{c.taken_at:%Y-%m-%d %H:%M} {c.path}"
              for c in done.copies]  # fmt: skip
    lines += [f"电子件已清除，请查纸质件：{each}" for each in done.papers]
    lines += [f"申报内容里提到它，请核对：{code}" for code in done.mentions]
    copies = [{"file": str(c.path), "taken_at": c.taken_at.isoformat()} for c in done.copies]
    data = {"copies": copies, "papers": list(done.papers), "mentions": list(done.mentions)}
    return Answer(lines, {"code": arguments.code, **data})


def needs(arguments: Namespace, desk: Desk) -> Answer:
    """The register of township needs, their adoption and the project they end in."""
    if arguments.action == "list":
        return _register(desk)
    if arguments.id is None:
        raise UsageError("要写需求序号，用 hengce needs list 查看")
    need = need_id(desk, str(arguments.id))
    if arguments.action == "adopt":
        adopter = unit_id(desk, arguments.unit)
        adopt_need(desk, need, adopter, signer=arguments.signer, acted_on=arguments.date)
        return Answer([f"已认领：需求 {need}，{arguments.unit}。"], {"need": need})
    project = project_id(desk, arguments.project)
    link_need(desk, need, project, signer=arguments.signer, acted_on=arguments.date)
    return Answer([f"已并入：需求 {need}，{arguments.project}。"], {"need": need})


def _register(desk: Desk) -> Answer:
    rows = need_register(desk)
    lines = table(
        ("序号", "需求单位", "需求", "万元", "认领部门", "并入的项目", "状态"),
        [
            (
                str(r.id),
                r.unit,
                r.title,
                wan_text(r.amount_fen) if r.amount_fen is not None else "",
                r.adopter,
                r.project,
                r.state_label,
            )
            for r in rows
        ],
    )
    keys = ("id", "unit", "title", "amount_fen", "adopter", "project", "state")
    return Answer(lines, {"rows": [{key: getattr(row, key) for key in keys} for row in rows]})


def note(arguments: Namespace, desk: Desk) -> Answer:
    """Write a note or a telephone reminder on a project."""
    subject = Subject("project", project_id(desk, arguments.code))
    kind = "call" if arguments.call else "note"
    added = add_note(desk, subject, arguments.text, kind=kind)
    return Answer([f"已记在 {arguments.code} 上。"], {"code": arguments.code, "note": added.id})


def number(arguments: Namespace, desk: Desk) -> Answer:
    """Type in the 文号 of an issued paper."""
    paper = set_document_number(desk, PaperId(arguments.paper), arguments.number)
    return Answer(
        [f"已登记文号：《{paper.title}》{paper.document_number}。"],
        {"paper": paper.id, "document_number": paper.document_number},
    )
