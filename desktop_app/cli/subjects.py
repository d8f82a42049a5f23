"""Finding what the words of a command line mean: projects, units, needs."""

from collections.abc import Callable, Mapping

from desktop_app.domain.record import IncomingPaper, Subject
from desktop_app.domain.register import ENTRY
from desktop_app.errors import Refused
from desktop_app.use_cases.base_data import unit_index
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.issue import form_subject
from desktop_app.use_cases.regime import pack_having
from desktop_app.values.ids import EntryId, IncomingPaperId, ProjectId, UnitId
from desktop_app.values.text import normal_name, normal_number

MOST_DIGITS = 16


def _key(text: str) -> int:
    """The key a text says, 0, which no row has, for what cannot be one."""
    return int(text) if text.isdecimal() and len(text) < MOST_DIGITS else 0


def project_id(desk: Desk, code: str) -> ProjectId:
    """The project of a code; refused if there is none."""
    with desk.workspace.read() as view:
        project = view.projects.by_code(code)
    if project is None:
        raise Refused(f"没有编号为“{code}”的项目", advice="请用 hengce list 查看项目编号。")
    return project.id


def unit_id(desk: Desk, name: str) -> UnitId:
    """The unit of a name; refused if nobody registered it."""
    with desk.workspace.read() as view:
        unit = unit_index(view).get(normal_name(name))
    if unit is None:
        raise Refused(f"单位名录里没有“{name}”", advice="请写单位全称，或先登记单位。")
    return unit.id


def is_unit(desk: Desk, name: str) -> bool:
    """Whether a unit of this name is registered."""
    with desk.workspace.read() as view:
        return normal_name(name) in unit_index(view)


def need_id(desk: Desk, text: str) -> int:
    """The need of a number in the register; refused if there is none."""
    key = _key(text)
    with desk.workspace.read() as view:
        need = view.needs.find(key)
    if need is None:
        raise Refused(f"没有序号为“{text}”的需求", advice="请用 hengce needs list 查看序号。")
    return need.id


def system_id(desk: Desk, name: str) -> int:
    """The existing system of a name; refused if there is none."""
    with desk.workspace.read() as view:
        found = [each for each in view.systems.all() if normal_name(each.name) == normal_name(name)]
    if not found:
        raise Refused(f"既有系统里没有“{name}”", advice="请写系统全称，或先登记系统。")
    return found[0].id


def entry_id(desk: Desk, text: str) -> EntryId:
    """The register row of a number; refused if there is none."""
    key = EntryId(_key(text))
    with desk.workspace.read() as view:
        if view.registers.find(key) is None:
            raise Refused(
                f"台账里没有序号为“{text}”的条目", advice="请用 hengce entry list 查看序号。"
            )
    return key


def incoming_id(desk: Desk, number: str) -> IncomingPaperId | None:
    """The received paper of a 文号; None where none is named, refused if it was not recorded."""
    if not number:
        return None
    found = received(desk, number)
    if not found:
        raise Refused(
            f"没有登记过文号为“{number}”的收文", advice="请先用 hengce incoming 登记这份来文。"
        )
    return found[-1].id


def received(desk: Desk, number: str) -> tuple[IncomingPaper, ...]:
    """The papers received under a 文号, however its brackets are written; the oldest first."""
    with desk.workspace.read() as view:
        papers = view.incoming.all()
    wanted = normal_number(number)
    return tuple(each for each in papers if normal_number(each.number) == wanted)


def subjects_of(desk: Desk, form: str, words: list[str]) -> list[Subject]:
    """What a form is printed for, by the kind of subject the form has."""
    kind = form_subject(desk, form)
    return [subject_of(desk, kind, word) for word in words]


def subject_of(desk: Desk, kind: str, word: str) -> Subject:
    """A subject by what a pack calls it: any other word is a register, its rows go by number."""
    if kind in FIND:
        return Subject(kind, FIND[kind](desk, word))
    return Subject(ENTRY, entry_id(desk, word))


def named_subject(desk: Desk, word: str) -> Subject:
    """A project by its code, or another subject as `kind:word`."""
    kind, mark, rest = word.partition(":")
    return subject_of(desk, kind, rest) if mark else Subject("project", project_id(desk, word))


def step_subject(desk: Desk, step: str, word: str) -> Subject:
    """Whom `procedure.step` is recorded on: a project, or what else the procedure is for."""
    with desk.workspace.read() as view:
        procedure = step.partition(".")[0]
        pack = pack_having(
            desk, view, lambda each: any(one.id == procedure for one in each.procedures)
        )
    kinds = (each.subject for each in pack.procedures if each.id == procedure)
    return subject_of(desk, next(kinds, "project"), word)


FIND: Mapping[str, Callable[[Desk, str], int]] = {
    "project": project_id,
    "unit": unit_id,
    "need": need_id,
    "system": system_id,
    "regime": lambda _desk, _word: 0,
}
"""How a word of the command line names a subject of each kind."""
