"""How the rows of each sheet meet the records of the workspace: one intake per sheet."""

from collections.abc import Mapping

from desktop_app.use_cases.imports.intakes.base_data import (
    CATALOGUE,
    EXPERTS,
    NEEDS,
    SYSTEMS,
    UNITS,
)
from desktop_app.use_cases.imports.intakes.city_results import CityResultsIntake
from desktop_app.use_cases.imports.intakes.holidays import HolidaysIntake
from desktop_app.use_cases.imports.intakes.intake import Intake
from desktop_app.use_cases.imports.intakes.reserve_pool import ReservePoolIntake

INTAKES: Mapping[str, Intake] = {
    intake.sheet: intake
    for intake in (
        ReservePoolIntake(),
        NEEDS,
        UNITS,
        EXPERTS,
        SYSTEMS,
        CATALOGUE,
        CityResultsIntake(),
        HolidaysIntake(),
    )
}
