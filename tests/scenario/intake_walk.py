"""Case C1 as a clerk does it, from the first import to the second round."""

from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.project import FundingLine
from desktop_app.domain.record import Subject
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.checking import judge_preview, judge_stored
from desktop_app.use_cases.imports.preview import Planned, preview_import
from desktop_app.use_cases.imports.returns import write_returns
from desktop_app.use_cases.imports.views import FilePlan, ImportPreview, ImportResult, ReturnedFile
from desktop_app.use_cases.reserve_pool.editing import (
    Application,
    change_application,
    merge_applications,
)
from desktop_app.use_cases.reserve_pool.similar import decide_similarity
from desktop_app.use_cases.reserve_pool.steps import record_step
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.values.ids import ProjectId
from desktop_app.values.money import Fen
from tests.scenario import intake

FLAGS = ("fail", "judge")
SPLIT_REASON = "同一平台分三次申报，合并为一个项目。"
PAIR_REASON = "教育局管校内设施，市监局管社会面，分别申报、接口互通。"


@dataclass
class Walk:
    """What the clerk saw and got, step by step."""

    desk: Desk
    first: ImportPreview | None = None
    applied: ImportResult | None = None
    returned: tuple[ReturnedFile, ...] = ()
    again: ImportPreview | None = None
    second: ImportPreview | None = None
    second_applied: ImportResult | None = None
    paths: list[Path] = field(default_factory=list)
    second_paths: list[Path] = field(default_factory=list)


def walk_intake(desk: Desk, clock, folder: Path) -> Walk:
    """Play both rounds of the case on an open desk."""
    walk = Walk(desk)
    _last_month(desk, clock, folder)
    clock.turn_to(intake.FIRST)
    walk.paths = intake.first_round(folder / "first")
    planned = judge_preview(desk, preview_import(desk, walk.paths))
    walk.first = planned.preview
    walk.returned = write_returns(desk, planned, folder / "returned")
    walk.applied = apply_import(desk, planned)
    judge_stored(desk)
    walk.again = preview_import(desk, walk.paths).preview
    _decide(desk)
    clock.turn_to(intake.SECOND)
    walk.second_paths = intake.second_round(folder / "second")
    planned = judge_preview(desk, preview_import(desk, walk.second_paths))
    walk.second = planned.preview
    walk.second_applied = apply_import(desk, planned)
    judge_stored(desk)
    return walk


def _last_month(desk: Desk, clock, folder: Path) -> None:
    clock.turn_to(intake.LAST_MONTH)
    planned: Planned = preview_import(desk, [intake.last_month(folder / "january")])
    apply_import(desk, planned)
    judge_stored(desk)
    entry = StepEntry("pool_entry.prereview", "agreed", signer="负责人甲", opinion="同意入库。")
    record_step(desk, subject_of(desk, "wl2"), entry)


def _decide(desk: Desk) -> None:
    split = [project_of(desk, key).id for key in intake.SPLIT]
    decide_similarity(desk, split, "merge", SPLIT_REASON, signer="负责人甲")
    for absorbed in split[1:]:
        entry = StepEntry("merger.merge", "done", opinion=SPLIT_REASON)
        merge_applications(desk, split[0], absorbed, entry)
    _restate_sum(desk, split[0])
    pair = [project_of(desk, key).id for key in intake.PAIR]
    decide_similarity(desk, pair, "separate", PAIR_REASON, signer="负责人甲")
    for township in intake.TOWNSHIPS:
        entry = StepEntry("pool_entry.prereview", "refused", signer="负责人甲", opinion="转统筹。")
        record_step(desk, subject_of(desk, township), entry)


def _restate_sum(desk: Desk, kept: ProjectId) -> None:
    """The unit asks for the whole in one application: 198.00 + 196.00 + 190.00 = 584.00."""
    with desk.workspace.read() as view:
        project = view.projects.get(kept)
    whole = Fen(584_000_000)
    application = Application(
        name=project.name,
        unit_id=project.unit_id,
        nature=project.nature,
        category=project.category,
        goal=project.goal,
        content=project.content,
        route=project.route,
        data_needed=project.data_needed,
        declared_fen=whole,
        funding=(FundingLine("county", whole),),
    )
    change_application(desk, kept, application)


def project_of(desk: Desk, key: str):
    """The project of the row with this key."""
    name = intake.project_name(key)
    with desk.workspace.read() as view:
        return next(project for project in view.projects.all() if project.name == name)


def subject_of(desk: Desk, key: str) -> Subject:
    """The same as a subject."""
    return Subject("project", project_of(desk, key).id)


def flagged_titles(preview: ImportPreview) -> set[str]:
    """Titles of the rows with a cell problem, a 不通过 or a 需人工判断."""
    return {
        row.title
        for file in preview.files
        for row in file.rows
        if row.light in FLAGS or row.row in _rows_with_problems(file)
    }


def _rows_with_problems(file: FilePlan) -> set[int]:
    return {int(problem.cell.rpartition("!")[2].strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
            for problem in file.problems}  # fmt: skip
