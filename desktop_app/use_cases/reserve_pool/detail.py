"""Everything the detail pane shows for one application."""

from db.unit_of_work import ReadView
from desktop_app.domain.project import AMOUNT_LABELS, Project
from desktop_app.domain.record import Subject
from desktop_app.rules.facts import OLDER_REGIME, FactValue
from desktop_app.rules.kinds import fact_quantity
from desktop_app.rules.pack import Pack
from desktop_app.rules.verdict import LIGHT_WORDS, worst_light
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.dossiers import beginnings, case_pages, history_lines
from desktop_app.use_cases.going_live.doubts import told_doubts
from desktop_app.use_cases.going_live.turns import turns_of
from desktop_app.use_cases.project_life import inherited_events
from desktop_app.use_cases.regime import project_pack
from desktop_app.use_cases.reserve_pool.groups import group_views
from desktop_app.use_cases.reserve_pool.views import Field, ProjectPage
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.neighbours import neighbourhood
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.use_cases.standing.resubmission import is_returned
from desktop_app.values.ids import ProjectId

SHOWN = (
    ("nature", "建设性质"),
    ("category", "项目类别"),
    ("goal", "建设目标"),
    ("content", "主要建设内容"),
    ("route", "技术路线"),
    ("data_needed", "数据共享需求"),
)


def project_page(desk: Desk, project_id: ProjectId) -> ProjectPage:
    """One application with its checks, procedures, money, papers and history."""
    subject = Subject("project", project_id)
    with desk.workspace.read() as view:
        reading = reading_of(desk, view)
        reading.near = near = neighbourhood(reading, wanted=(project_id,))
        course = courses_of(reading, (subject,))[subject]
        project, pack = course.record, course.pack
        light = worst_light(course.verdicts) if course.is_live else "none"
        labels = dict(pack.choices("funding_source"))
        return ProjectPage(
            project=project,
            unit=view.units.name_on(project.unit_id, desk.today),
            submitting_unit=_sender(view, project),
            state_label=pack.state(project.state).title,
            light=light,
            light_word=LIGHT_WORDS[light],
            fields=_fields(view, pack, project),
            funding=tuple((labels.get(f.source, f.source), f) for f in project.funding),
            amounts=tuple((AMOUNT_LABELS[k], fen) for k, fen in project.amounts.items()),
            verdicts=course.verdicts,
            cases=case_pages(course),
            beginnings=beginnings(course),
            similar=group_views(near, pack, {int(project_id)}),
            papers=view.papers.of(subject),
            incoming=view.incoming.of(subject),
            notes=view.notes.of(subject),
            history=history_lines(view, subject),
            duties=course.duties,
            actions=_actions(course),
            taken_over_on=course.taken_over_on,
            older_regime=str(project.recorded.get(OLDER_REGIME) or ""),
            doubts=told_doubts(course),
            turns=turns_of(view, project_id),
            inherited=inherited_events(desk, view, project_id),
        )


def funding_labels(desk: Desk, project: Project) -> dict[str, str]:
    """The money sources as the pack of a project calls them."""
    with desk.workspace.read() as view:
        return dict(project_pack(desk, view, project).choices("funding_source"))


def _fields(view: ReadView, pack: Pack, project: Project) -> tuple[Field, ...]:
    rows = view.batches.provenance(Subject("project", project.id))
    source = f"{rows[-1].file} {rows[-1].sheet} 第{rows[-1].row}行" if rows else "手工登记"
    choices = {name: dict(pack.choices(name)) for name in ("nature", "category")}
    fields = [Field("applied_on", "申报日期", project.applied_on.isoformat(), source)]
    sender = project.submitting_unit_id or project.unit_id
    if sender != project.unit_id or view.units.get(project.unit_id).superior_id:
        fields.append(Field("submitting_unit", "报送单位", _sender(view, project), source))
    for key, label in SHOWN:
        value = getattr(project, key)
        fields.append(Field(key, label, choices.get(key, {}).get(value, value), source))
    fields += _recorded(pack, project, source)
    if project.note:
        fields.append(Field("note", "备注", project.note, source))
    return tuple(fields)


def _sender(view: ReadView, project: Project) -> str:
    return view.units.get(project.submitting_unit_id or project.unit_id).name


def _recorded(pack: Pack, project: Project, source: str) -> list[Field]:
    fields = []
    for name, value in project.recorded.items():
        if name not in pack.names.facts or value is None:
            continue
        spec = pack.fact(name)
        if spec.origin == "step":  # materials have a list of their own
            continue
        quantity = fact_quantity(spec, FactValue(value))
        fields.append(Field(name, spec.label, quantity.text if quantity else "", source))
    return fields


def _actions(course: Course) -> frozenset[str]:
    """What the foot of the pane offers now."""
    actions = {"print", "note", "incoming"}
    running = (case for case in course.history.cases if case.closed_on is None)
    if any(course.view(case).current for case in running):
        actions.add("record")
    if course.is_live:
        actions |= {"edit", "decide"}
    if is_returned(course.history):
        actions.add("resubmit")
    return frozenset(actions)
