"""What the tour leaves beside its pictures: every kind of paper, and workbooks."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.errors import Refused
from resources import resource

if TYPE_CHECKING:  # use cases bring the database with them: not before the first paint
    from desktop_app.domain.record import Subject
    from desktop_app.use_cases.desk import Desk

MOST_TRIED = 12
"""So many records are tried before a paper is given up as one the sample has no use for."""
LISTS = {"reserve_pool": "储备库申报表", "needs": "需求征集表", "units": "单位名录"}
REGISTERS = ("contract", "payment", "progress", "change", "finding", "estimate_line")
"""Lists and registers written out as workbooks."""


def first_workbooks() -> list[Path]:
    """Workbooks of the sample as they first came in, with their problems."""
    return sorted(resource("samples", "workbooks").glob("县水利局*.xls*"))


def leave_papers(desk: "Desk", folder: Path) -> tuple[str, ...]:
    """Every kind of paper as PDF and as pictures of its pages; gives those nothing is there for.

    The last issued one of a form; one never issued as it would be issued today.
    """
    from desktop_app.use_cases.papers.issue import paper_pdf  # noqa: PLC0415 - heavy
    from desktop_app.use_cases.papers.register import issued_papers  # noqa: PLC0415

    newest = {paper.form: paper for paper in issued_papers(desk)}
    for paper in newest.values():
        _leave(folder, f"{paper.title}-{paper.number or paper.id}", paper_pdf(desk, paper.id))
    lacking = []
    for form, title in _forms(desk):
        if form not in newest:
            pdf = _previewed(desk, form)
            if pdf is None:
                lacking.append(title)
            else:
                _leave(folder, f"{title}-预览", pdf)
    return tuple(lacking)


def _leave(folder: Path, name: str, pdf: bytes) -> None:
    from desktop_app.use_cases.papers.issue import page_pictures  # noqa: PLC0415 - heavy
    from desktop_app.use_cases.places import UNSAFE_IN_NAMES  # noqa: PLC0415

    name = name.translate(UNSAFE_IN_NAMES)
    (folder / f"{name}.pdf").write_bytes(pdf)
    for page, picture in enumerate(page_pictures(pdf), 1):
        (folder / f"{name}-{page}.png").write_bytes(picture)


def _forms(desk: "Desk") -> Iterator[tuple[str, str]]:
    from desktop_app.use_cases.papers.issue import choice_of  # noqa: PLC0415 - heavy
    from desktop_app.use_cases.regime import current_pack  # noqa: PLC0415

    with desk.workspace.read() as view:
        pack = current_pack(desk, view)
    for form in pack.forms:
        yield form.id, choice_of(form, pack).title


def _previewed(desk: "Desk", form: str) -> bytes | None:
    """The paper as it would be issued today for the first record it fits."""
    from desktop_app.use_cases.papers.issue import form_subject, preview_paper  # noqa: PLC0415

    for subject in _subjects(desk, form_subject(desk, form))[:MOST_TRIED]:
        try:
            return preview_paper(desk, form, (subject,)).pdf
        except Refused:
            continue
    return None


def _subjects(desk: "Desk", kind: str) -> "list[Subject]":
    """The records of a kind, those farthest in their course first."""
    from desktop_app.domain.record import Subject  # noqa: PLC0415 - heavy
    from desktop_app.use_cases import base_data  # noqa: PLC0415
    from desktop_app.use_cases.registers.listing import register_page  # noqa: PLC0415
    from desktop_app.use_cases.reserve_pool.listing import pool_list  # noqa: PLC0415
    from desktop_app.use_cases.reserve_pool.needs import need_register  # noqa: PLC0415

    keys: Sequence[int] = ()
    match kind:
        case "project":
            keys = [row.id for row in pool_list(desk).rows]
        case "unit":
            keys = [unit.id for unit in base_data.units(desk)]
        case "system":
            keys = [system.id for system in base_data.existing_systems(desk)]
        case "need":
            keys = [need.id for need in need_register(desk)]
        case _:
            return [row.subject for row in register_page(desk, kind).rows]
    return [Subject(kind, key) for key in keys]


def leave_workbooks(desk: "Desk", folder: Path) -> None:
    """A unit's pre-filled workbook, an annotated return, the lists, the registers, the duties."""
    from desktop_app.use_cases.base_data import units  # noqa: PLC0415 - heavy
    from desktop_app.use_cases.duty_lists import write_unit_lists  # noqa: PLC0415
    from desktop_app.use_cases.exports import export_sheet  # noqa: PLC0415
    from desktop_app.use_cases.imports.preview import preview_import  # noqa: PLC0415
    from desktop_app.use_cases.imports.returns import write_returns  # noqa: PLC0415
    from desktop_app.use_cases.registers.heads import registers_of_regime  # noqa: PLC0415
    from desktop_app.use_cases.templates import write_unit_template  # noqa: PLC0415

    unit = units(desk)[0].name
    write_unit_template(desk, "reserve_pool", folder / f"下发模板-{unit}.xlsx", unit=unit)
    write_returns(desk, preview_import(desk, first_workbooks()), folder)
    registers = {each.id: each.title for each in registers_of_regime(desk)}
    for sheet in (*LISTS, *REGISTERS):
        title = LISTS.get(sheet) or registers[sheet]
        export_sheet(desk, sheet, folder / f"导出-{title}.xlsx")
    write_unit_lists(desk, folder / "到期事项")
