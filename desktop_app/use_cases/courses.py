"""Where a subject stands: its pack, facts, history and the procedures it runs."""

from dataclasses import dataclass

from db.unit_of_work import ReadView
from desktop_app.domain.procedure import case_view
from desktop_app.domain.procedure_history import History, course_facts
from desktop_app.domain.procedure_view import CaseView
from desktop_app.domain.project import Need, Project
from desktop_app.domain.record import Case, Subject
from desktop_app.rules.facts import FactValue
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Facts, Terms
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.histories import history_of, reached
from desktop_app.use_cases.judging import project_facts
from desktop_app.use_cases.regime import current_pack, project_pack, terms_on


@dataclass(frozen=True)
class Course:
    """One subject with everything its procedures are looked at with."""

    subject: Subject
    record: Project | Need
    pack: Pack
    history: History
    facts: Facts
    terms: Terms

    def view(self, case: Case) -> CaseView:
        """One of its procedures as it stands."""
        records = self.history.records_of(case)
        return case_view(
            case.procedure, self.pack, self.facts, records, self.terms, history=self.history
        )


def course_of(desk: Desk, view: ReadView, subject: Subject) -> Course:
    """The course of a project or need as it stands today."""
    if subject.kind == "project":
        project = view.projects.get(subject.id)
        pack = project_pack(desk, view, project)
        history = history_of(view, pack, subject, project.state, project.track)
        facts: dict[str, FactValue] = dict(project_facts(desk, view, project))
        record: Project | Need = project
    else:
        need = view.needs.get(subject.id)
        pack = current_pack(desk, view)
        history = history_of(view, pack, subject, need.status)
        facts = {"need_adopted": FactValue(need.adopter_id is not None, "需求登记册")}
        record = need
    course = course_facts(pack, subject.kind, history)
    facts |= {name: value for name, value in course.items() if name in pack.names.facts}
    terms = terms_on(view, desk.today, reached(history))
    return Course(subject, record, pack, history, facts, terms)
