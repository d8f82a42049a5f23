"""The sheets exchanged with departments, by id; each builder takes a `SheetContext`."""

from collections.abc import Callable, Mapping

from desktop_app.excel.sheet import SheetContext, SheetSpec
from desktop_app.excel.sheets.catalogue import catalogue_sheet
from desktop_app.excel.sheets.city_results import city_results_sheet
from desktop_app.excel.sheets.experts import experts_sheet
from desktop_app.excel.sheets.holidays import holidays_sheet
from desktop_app.excel.sheets.needs import needs_sheet
from desktop_app.excel.sheets.past_steps import past_steps_sheet
from desktop_app.excel.sheets.reserve_pool import reserve_pool_sheet
from desktop_app.excel.sheets.running_projects import running_projects_sheet
from desktop_app.excel.sheets.systems import systems_sheet
from desktop_app.excel.sheets.units import units_sheet

SHEETS: Mapping[str, Callable[[SheetContext], SheetSpec]] = {
    "reserve_pool": lambda context: reserve_pool_sheet(
        context.extra_columns, context.choices, context.units
    ),
    "needs": needs_sheet,
    "units": units_sheet,
    "experts": experts_sheet,
    "systems": systems_sheet,
    "catalogue": catalogue_sheet,
    "city_results": city_results_sheet,
    "holidays": holidays_sheet,
    "running_projects": running_projects_sheet,
    "past_steps": past_steps_sheet,
}


def sheet_spec(sheet_id: str, context: SheetContext) -> SheetSpec:
    """The spec of one sheet; raises KeyError for an id that is not listed."""
    return SHEETS[sheet_id](context)
