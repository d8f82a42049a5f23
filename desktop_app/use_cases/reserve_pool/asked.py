"""What an application is asked beside its own fields: the facts of the application sheet."""

from db.unit_of_work import ReadView
from desktop_app.rules.facts import FactSpec
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.imports.intakes.application_values import Columns
from desktop_app.use_cases.templates import sheet_of

SHEET = "reserve_pool"


def asked_facts(view: ReadView, pack: Pack) -> tuple[FactSpec, ...]:
    """The facts a department states in its workbook, so that a paper one can be keyed in whole."""
    keys = [column.key for column in sheet_of(view, pack, SHEET).columns]
    facts = Columns.of(keys).facts
    return tuple(pack.fact(key) for key in keys if key in facts and key in pack.names.facts)
