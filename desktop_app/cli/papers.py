"""`print`, `kit`, `dispatch`, `dossier`: papers for any subject, alone, in kits, on file."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from desktop_app.cli.output import DOCX, PDF, Answer, named_as
from desktop_app.cli.subjects import entry_id, project_id, subjects_of
from desktop_app.cli.usage_words import UsageError
from desktop_app.domain.record import Paper, Subject
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.dossier_export import export_dossier
from desktop_app.use_cases.papers.dispatch import (
    DispatchEntry,
    issue_dispatch,
    preview_dispatch,
)
from desktop_app.use_cases.papers.earlier import papers_for_copies, refuse_unchanged
from desktop_app.use_cases.papers.issue import (
    form_subject,
    issue_papers,
    letter_as_docx,
    paper_pdf,
    preview_paper,
    reprint_paper,
)
from desktop_app.use_cases.papers.kits import agenda_of, issue_kit, kit_parts, kit_pdf, papers_pdf
from desktop_app.use_cases.papers.press import joined
from desktop_app.use_cases.papers.sheets import Extra
from desktop_app.use_cases.places import make_folder, write_file
from desktop_app.values.ids import PaperId


def print_form(arguments: Namespace, desk: Desk) -> Answer:
    """Write a paper: a preview, issued with its number, a copy of it, or a letter as .docx."""
    subjects = _subjects(arguments, desk)
    extra = Extra(due=arguments.due)
    is_docx = arguments.docx or arguments.out.suffix.lower() == DOCX
    if is_docx and (arguments.issue or arguments.copy):
        way = "--issue" if arguments.issue else "--copy"
        raise UsageError(f"正式出具的和副本是 .pdf 文件；另存函件底稿（.docx）时不写 {way}")
    out = named_as(arguments.out, DOCX if is_docx else PDF)
    if is_docx:
        write_file(out, letter_as_docx(desk, arguments.form, subjects, extra=extra))
        return Answer([f"已写出函件：{out}"], {"file": str(out), "number": ""})
    if arguments.copy:
        return _copied(arguments, desk, subjects, out)
    if arguments.issue:
        return _issued(arguments, desk, subjects, out)
    draft = preview_paper(desk, arguments.form, subjects, extra=extra)
    write_file(out, draft.pdf)
    lines = [f"已写出预览：{out}"]
    if draft.lacking:
        lines.append(f"出具以前还缺：{'、'.join(draft.lacking)}")
    return Answer(lines, {"file": str(out), "number": "", "lacking": list(draft.lacking)})


def _subjects(arguments: Namespace, desk: Desk) -> list[Subject]:
    """What the paper is for: those named, or all on the agenda of a plan or meeting."""
    named = subjects_of(desk, arguments.form, arguments.code)
    if arguments.all_of is None:
        if not named:
            raise UsageError("要写 --for 对象，或 --all-of 计划或会议的条目序号")
        return named
    parent = entry_id(desk, str(arguments.all_of))
    return [*named, *agenda_of(desk, parent, form_subject(desk, arguments.form))]


def _issued(arguments: Namespace, desk: Desk, subjects: Sequence[Subject], out: Path) -> Answer:
    """Papers issued with their numbers; refused where the same sheet was issued today."""
    extra = Extra(due=arguments.due)
    earlier = refuse_unchanged(desk, arguments.form, subjects, extra=extra)
    make_folder(out.parent)
    papers = issue_papers(desk, arguments.form, subjects, extra=extra)
    pdfs = [paper_pdf(desk, paper.id) for paper in papers]
    answer = _told("已出具", papers, _written(papers, pdfs, out, is_one=arguments.together))
    notes = [f"请注意：{each.told}；不用了的请作废。" for each in earlier]
    return Answer([*answer.lines, *notes], answer.data)


def _copied(arguments: Namespace, desk: Desk, subjects: Sequence[Subject], out: Path) -> Answer:
    """Copies of papers issued before: the same numbers, every page marked, each one counted."""
    papers = papers_for_copies(desk, arguments.form, subjects)
    make_folder(out.parent)
    pdfs = [reprint_paper(desk, paper.id) for paper in papers]
    return _told("已写出副本", papers, _written(papers, pdfs, out, is_one=arguments.together))


def _written(
    papers: Sequence[Paper], pdfs: Sequence[bytes], out: Path, *, is_one: bool
) -> list[Path]:
    """The files of issued papers: one for each, or all in one."""
    if len(papers) == 1 or is_one:
        write_file(out, joined(pdfs))
        return [out] * len(papers)
    files = [out.with_stem(f"{out.stem}-{paper.id}") for paper in papers]
    for pdf, file in zip(pdfs, files, strict=True):
        write_file(file, pdf)
    return files


def _told(word: str, papers: Sequence[Paper], files: Sequence[Path]) -> Answer:
    lines = [
        f"{word} {p.number or p.title}（文书序号 {p.id}）：{f}"
        for p, f in zip(papers, files, strict=True)
    ]
    issued = [
        {"paper": p.id, "number": p.number, "file": str(f)}
        for p, f in zip(papers, files, strict=True)
    ]
    first = {"file": str(files[0]), "number": papers[0].number}
    return Answer(lines, {**first, "papers": issued})


def kit(arguments: Namespace, desk: Desk) -> Answer:
    """All papers of a plan or meeting in the order of its agenda, as one file."""
    named_as(arguments.out, PDF)
    extra = Extra(due=arguments.due)
    parts = kit_parts(desk, entry_id(desk, str(arguments.entry)), arguments.forms)
    if arguments.issue:
        papers = issue_kit(desk, parts, extra=extra)
        write_file(arguments.out, papers_pdf(desk, papers))
        return Answer(
            [f"已出具成套文书 {len(papers)} 份：{arguments.out}"],
            {"file": str(arguments.out), "papers": [paper.id for paper in papers]},
        )
    write_file(arguments.out, kit_pdf(desk, parts, extra=extra))
    drafts = sum(part.paper is None for part in parts)
    return Answer(
        [f"已写出成套文书 {len(parts)} 份，其中预览 {drafts} 份：{arguments.out}"],
        {"file": str(arguments.out), "parts": len(parts), "drafts": drafts},
    )


def dispatch(arguments: Namespace, desk: Desk) -> Answer:
    """The 发文稿纸 of an issued letter."""
    named_as(arguments.out, PDF)
    entry = DispatchEntry(
        copies=arguments.copies,
        secrecy=arguments.secrecy,
        urgency=arguments.urgency,
        checked_by=arguments.checked_by,
        countersigners=tuple(arguments.countersign),
        copy_to=arguments.copy_to,
        phone=arguments.phone,
        note=arguments.note,
    )
    key = PaperId(arguments.paper)
    if not arguments.issue:
        write_file(arguments.out, preview_dispatch(desk, key, entry))
        return Answer([f"已写出预览：{arguments.out}"], {"file": str(arguments.out), "number": ""})
    paper = issue_dispatch(desk, key, entry)
    write_file(arguments.out, paper_pdf(desk, paper.id))
    return Answer(
        [f"已出具 {paper.number}（文书序号 {paper.id}）：{arguments.out}"],
        {"file": str(arguments.out), "number": paper.number, "paper": paper.id},
    )


def dossier(arguments: Namespace, desk: Desk) -> Answer:
    """The audit pack of a project."""
    key = project_id(desk, arguments.code)
    found = export_dossier(desk, key, arguments.out, is_zipped=arguments.zip)
    return Answer(
        [f"已导出案卷 {len(found.files)} 个文件：{found.path}"],
        {"path": str(found.path), "files": list(found.files)},
    )
