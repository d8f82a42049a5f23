"""The life of projects at a desk in few words: every step with what a careful office would fill."""

from datetime import date

from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.reserve_pool.materials import hand_in_material
from desktop_app.use_cases.reserve_pool.steps import record_step
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.step_entry import StepEntry

PREREVIEW = {"prereview_necessity": "充分", "prereview_feasibility": "可行"}
CREDIT_CODES = ("91341700MA2N000014", "91341700MA2N000027", "91341700MA2N00003A")


class Life:
    """One project from its application on, driven through the use cases."""

    def __init__(self, desk, clock, project):
        self.desk = desk
        self.clock = clock
        self.project = project
        self.subject = Subject("project", project.id)
        self.number = 0

    def on(self, *day):
        """The desk's day from here on."""
        self.clock.turn_to(date(*day))
        return self

    def record(self, step, outcome, subject=None, **more):
        """A signed step with a document number of its own."""
        self.number += 1
        facts = more.pop("facts", {})
        entry = StepEntry(
            step,
            outcome,
            signer="负责人甲",
            opinion=more.pop("opinion", "同意。"),
            document_number=more.pop(
                "document_number", f"县数〔{self.clock.now.year}〕{self.number}号"
            ),
            facts=facts,
            **more,
        )
        return record_step(self.desk, subject or self.subject, entry)

    def row(self, register, *, parent=None, owned=True, **cells):
        """A row of a register, of the project unless it stands elsewhere."""
        owner = Owner(project_id=self.project.id if owned else None, parent_id=parent)
        return save_entry(self.desk, EntryDraft(register, cells, owner))

    def hand_in(self, procedure, subject=None):
        """Every paper the procedure asks for."""
        where = subject or self.subject
        with self.desk.workspace.read() as view:
            pack = course_of(self.desk, view, where).pack
        for material in pack.procedure(procedure).material:
            hand_in_material(self.desk, where, procedure, material.id)

    def verdicts(self, subject=None):
        """Every check of a subject that is judged now, by id."""
        with self.desk.workspace.read() as view:
            course = course_of(self.desk, view, subject or self.subject)
            return {verdict.rule: verdict for verdict in course.verdicts}

    def now(self):
        """The project as it is."""
        with self.desk.workspace.read() as view:
            return view.projects.get(self.project.id)

    # -- stages

    def enter_pool(self):
        self.hand_in("pool_entry")
        self.record("pool_entry.prereview", "agreed", facts=PREREVIEW)
