"""Materials (材料) of a procedure: mark one as handed in, or take the mark back."""

from collections.abc import Sequence

from desktop_app.domain.procedure_view import MaterialView
from desktop_app.domain.procedure_walk import material_views
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.facts import material_fact
from desktop_app.rules.schema.procedures import Material
from desktop_app.rules.wording import listed
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import course_of, courses_of
from desktop_app.use_cases.standing.kinds import kind_of
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.use_cases.standing.refresh import refresh


def hand_in_material(
    desk: Desk,
    subject: Subject,
    procedure: str,
    material: str,
    *,
    is_handed_in: bool = True,
    note: str = "",
) -> MaterialView:
    """Mark a material as handed in (or not); the checks and steps that ask for it follow."""
    require(desk, "materials.record")
    with desk.workspace.read() as view:
        found = _known(course_of(desk, view, subject), procedure, material)
    words = "收到材料" if is_handed_in else "撤回材料"
    act = desk.act("hand_in_material", f"{words}“{found.title}”", reason=note, subjects=(subject,))
    with desk.workspace.begin(act) as uow:
        facts = {**uow.facts.of(subject), material_fact(procedure, material): is_handed_in}
        kind_of(subject.kind).write_recorded(uow, subject.id, facts)
        uow.concern((subject,))
    refresh(desk)
    with desk.workspace.read() as view:
        course = course_of(desk, view, subject)
        views = material_views(course.pack, procedure, course.facts, course.terms)
    return next(each for each in views if each.id == material)


def hand_in_all(desk: Desk, subjects: Sequence[Subject], procedure: str) -> None:
    """Mark every material a procedure asks of many subjects as handed in, in one act."""
    require(desk, "materials.record")
    with desk.workspace.read() as view:
        courses = courses_of(reading_of(desk, view), subjects)
        owed = {
            each: material_views(courses[each].pack, procedure, courses[each].facts,
                                 courses[each].terms)
            for each in dict.fromkeys(subjects)
        }  # fmt: skip
    act = desk.act("hand_in_material", "收到全部材料", subjects=tuple(subjects))
    with desk.workspace.begin(act) as uow:
        for subject, materials in owed.items():
            handed = {material_fact(procedure, each.id): True for each in materials}
            facts = {**uow.facts.of(subject), **handed}
            kind_of(subject.kind).write_recorded(uow, subject.id, facts)
        uow.concern(subjects)
    refresh(desk)


def _known(course: Course, procedure: str, material: str) -> Material:
    """The material as the pack writes it; refused with the list of what there is."""
    own = [each for each in course.pack.procedures if each.subject == course.governed_as]
    owner = next((each for each in own if each.id == procedure), None)
    if owner is None:
        known = listed(f"{p.id}（{p.title}）" for p in own if p.material)
        raise Refused(f"没有办件“{procedure}”", advice=f"有材料的办件：{known}。")
    found = next((each for each in owner.material if each.id == material), None)
    if found is None:
        known = listed(f"{each.id}（{each.title}）" for each in owner.material) or "没有"
        raise Refused(f"“{owner.title}”没有材料“{material}”", advice=f"要交的材料：{known}。")
    return found
