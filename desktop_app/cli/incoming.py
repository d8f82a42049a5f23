"""`incoming`: papers received; recorded, listed, corrected, attached, their scan fetched."""

from argparse import Namespace

from desktop_app.cli.output import Answer, table
from desktop_app.cli.subjects import named_subject, received
from desktop_app.cli.usage_words import UsageError
from desktop_app.domain.record import IncomingPaper
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.incoming import (
    IncomingEntry,
    attach_subjects,
    correct_incoming,
    detach_subject,
    record_incoming,
)
from desktop_app.use_cases.papers.incoming_book import IncomingLine, incoming_book, save_scan


def incoming(arguments: Namespace, desk: Desk) -> Answer:
    """The book of received papers, or what was asked to be done with one of them."""
    if not arguments.number:
        return _listed(incoming_book(desk))
    if arguments.correct:
        return _correct(arguments, desk)
    if arguments.title or arguments.sender or arguments.dated:
        return _record(arguments, desk)
    return _serve(arguments, desk)


def writes(arguments: Namespace) -> bool:
    """Whether anything is to be changed: the list, a paper and its scan are only read."""
    given = (arguments.title, arguments.sender, arguments.dated, arguments.code, arguments.out_of)
    return arguments.correct or any(given)


def _record(arguments: Namespace, desk: Desk) -> Answer:
    if not (arguments.title and arguments.sender and arguments.dated):
        raise UsageError("登记收文要写 --title 标题、--sender 来文单位、--dated 成文日期")
    entry = IncomingEntry(
        arguments.number,
        arguments.title,
        arguments.sender,
        arguments.dated,
        arguments.received,
        arguments.note,
    )
    subjects = [named_subject(desk, word) for word in arguments.code]
    paper = record_incoming(desk, entry, subjects, arguments.scan)
    return Answer(
        [f"已收文：{paper.number}《{paper.title}》，涉及 {len(paper.subjects)} 项。"],
        {"incoming": paper.id, "number": paper.number, "projects": arguments.code},
    )


def _correct(arguments: Namespace, desk: Desk) -> Answer:
    paper = _named(arguments, desk)
    entry = IncomingEntry(
        arguments.renumber or paper.number,
        arguments.title or paper.title,
        arguments.sender or paper.sender,
        arguments.dated or paper.dated,
        arguments.received or paper.received_on,
        arguments.note or paper.note,
    )
    paper = correct_incoming(desk, paper.id, entry, arguments.scan)
    return _told(desk, paper, f"已修改收文：{paper.number}《{paper.title}》。")


def _serve(arguments: Namespace, desk: Desk) -> Answer:
    """Let a paper serve more, or take one out; without either it is shown."""
    paper, done = _named(arguments, desk), ""
    if arguments.code:
        paper = attach_subjects(desk, paper.id, [named_subject(desk, w) for w in arguments.code])
        done = f"已关联：{paper.number}，涉及 {len(paper.subjects)} 项。"
    if arguments.out_of:
        paper = detach_subject(desk, paper.id, named_subject(desk, arguments.out_of))
        done = f"已移出：{paper.number}，还涉及 {len(paper.subjects)} 项。"
    if arguments.out is not None:
        save_scan(desk, paper, arguments.out)
        done = f"已取出扫描件：{arguments.out}"
    return _told(desk, paper, done)


def _named(arguments: Namespace, desk: Desk) -> IncomingPaper:
    """The paper of that number; two senders may use one number, then the sender says which."""
    found = received(desk, arguments.number)
    if not found:
        raise Refused(
            f"没有登记过文号为“{arguments.number}”的收文",
            advice="请核对文号；登记新收文要写 --title、--sender、--dated。",
        )
    if len(found) > 1:
        senders = "、".join(each.sender for each in found)
        raise Refused(
            f"文号“{arguments.number}”有 {len(found)} 份收文（{senders}）",
            advice="请在窗口的“收文登记簿”里选定后办理。",
        )
    return found[0]


def _told(desk: Desk, paper: IncomingPaper, done: str) -> Answer:
    line = next(each for each in incoming_book(desk) if each.paper.id == paper.id)
    lines = [done] if done else []
    lines += [
        f"{paper.sender}　{paper.number}《{paper.title}》",
        f"{paper.dated} 成文，{paper.received_on} 收到"
        + (f"；扫描件 {paper.file_name}" if paper.digest else "；没有扫描件"),
        *([paper.note] if paper.note else []),
        *(f"涉及：{each}" for each in line.about),
        f"作为依据的结果：{line.resting} 项",
    ]
    return Answer(lines, _json(line))


def _listed(lines: tuple[IncomingLine, ...]) -> Answer:
    rows = [
        (
            each.paper.received_on.isoformat(),
            each.paper.sender,
            each.paper.number,
            each.paper.title,
            str(len(each.about)),
            "有" if each.paper.digest else "没有",
        )
        for each in lines
    ]
    told = table(("收文日期", "来文单位", "文号", "标题", "涉及", "扫描件"), rows)
    return Answer(told if rows else ["还没有登记过收文。"], {"incoming": [*map(_json, lines)]})


def _json(line: IncomingLine) -> dict[str, object]:
    paper = line.paper
    return {
        "incoming": paper.id,
        "number": paper.number,
        "title": paper.title,
        "sender": paper.sender,
        "dated": paper.dated.isoformat(),
        "received_on": paper.received_on.isoformat(),
        "note": paper.note,
        "scan": paper.file_name,
        "about": list(line.about),
        "results": line.resting,
    }
