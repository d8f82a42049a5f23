"""How kept results are mended: the subject is noted as touched, so that it is worked out again."""

from sqlalchemy import Connection

from db import tables
from db.checks.finding import Repair
from db.labels import SUBJECT_TABLES, row_label
from db.staleness import MARK
from db.tracker import Tracker
from desktop_app.domain.record import Subject


def again(subject: Subject) -> Repair:
    """Forgets what the subject was compared by and notes it as touched."""

    def repair(connection: Connection, _: Tracker) -> None:
        text = tables.table("compared_text")
        own = (text.c.subject_kind == subject.kind) & (text.c.subject_id == subject.id)
        connection.execute(text.delete().where(own))
        connection.exec_driver_sql(MARK, (subject.kind, subject.id))

    return repair


def subject_label(connection: Connection, subject: Subject) -> str:
    """The subject in words; the regulation itself has no row."""
    table = SUBJECT_TABLES.get(subject.kind)
    return row_label(connection, table, subject.id) if table else "制度"
