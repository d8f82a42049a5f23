"""How the rows of each sheet meet the records of the workspace: one intake per sheet."""

from collections.abc import Callable, Iterable, Mapping

from desktop_app.rules.pack import Pack
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
from desktop_app.use_cases.imports.intakes.past_steps import PastStepsIntake
from desktop_app.use_cases.imports.intakes.registers import RegisterIntake
from desktop_app.use_cases.imports.intakes.reserve_pool import ReservePoolIntake
from desktop_app.use_cases.imports.intakes.running_projects import RunningProjectsIntake
from desktop_app.use_cases.imports.specs import place_of

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
        RunningProjectsIntake(),
        PastStepsIntake(),
    )
}


def intakes_for(keeping: Callable[[str], Pack], sheets: Iterable[str]) -> tuple[Intake, ...]:
    """The intakes of these sheets, in the order in which their rows may name each other.

    Built-in sheets come first, then registers, those above before those below; `keeping` gives the
    pack that keeps a register.
    """
    wanted = set(sheets)
    registers = sorted(
        wanted - INTAKES.keys(), key=lambda each: (place_of(keeping(each), each).depth, each)
    )
    built_in = (intake for sheet, intake in INTAKES.items() if sheet in wanted)
    return (*built_in, *(RegisterIntake(register) for register in registers))
