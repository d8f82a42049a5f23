"""Makes the sample workspace: a new folder, a story clock, and every act through the use cases."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from db.keys import RecoveryKey
from desktop_app.use_cases.desk import Clock, Desk
from desktop_app.use_cases.sample.acts import ACTS
from desktop_app.use_cases.sample.player import Player
from desktop_app.use_cases.sample.remove import remove_sample
from desktop_app.use_cases.sample.story import Story, StoryClock, read_story
from desktop_app.use_cases.standing.refresh import compare, settle
from desktop_app.use_cases.workspaces import SAMPLE_SETTING, create_workspace, open_desk

Progress = Callable[[int, int, str], None]
"""Called with acts done, acts in all and the day in hand; may raise `Cancelled`."""
COMPARING = frozenset({"prereview", "scheme_review", "merge"})
"""Acts that hold an application against the others: those must be compared by then."""
MADE_UP = "示例数据，单位以外的人名、号码和项目均为虚构"


def create_sample(
    folder: Path,
    *,
    clock: Clock,
    program: str,
    pack: str = "",
    progress: Progress = lambda _done, _total, _day: None,
) -> RecoveryKey:
    """Make a workspace in an empty folder, play the sample year in it, and close it.

    The story has its own clock; `clock` is the real one, for the verdicts of today at the end.
    """
    story = read_story(clock().date())
    told = StoryClock(story.begins)
    key = create_workspace(
        folder,
        clock=told,
        program=program,
        pack=pack,
        office_name=story.office,
        operator=story.operator,
    )
    with ExitStack() as failure:
        failure.callback(remove_sample, folder)  # cancelled or broken: nothing half-made stays
        with _desk(folder, told, program, story.operator) as desk:
            _play(desk, told, story, progress)
        failure.pop_all()
    today: Clock = clock if clock() > told() else told
    with _desk(folder, today, program, story.operator) as desk:
        settle(desk)
    return key


@contextmanager
def _desk(folder: Path, clock: Clock, program: str, operator: str) -> Iterator[Desk]:
    desk = open_desk(folder, clock=clock, program=program, operator=operator)
    try:
        yield desk
    finally:
        desk.workspace.close()


def _play(desk: Desk, clock: StoryClock, story: Story, progress: Progress) -> None:
    """Play the story at an empty desk whose workspace runs on the story's clock."""
    _mark_as_sample(desk)
    desk.is_in_a_row = True
    with tempfile.TemporaryDirectory(prefix="hengce-sample-") as scratch:
        player = Player(desk, clock, story, Path(scratch))
        for done, act in enumerate(story.acts):
            progress(done, len(story.acts), act.on.isoformat())
            clock.turn_to(act.on)
            if act.do in COMPARING:
                compare(desk)
            ACTS[act.do](player, act)
    progress(len(story.acts), len(story.acts), "")


def _mark_as_sample(desk: Desk) -> None:
    with desk.workspace.begin(desk.act("mark_sample", "标为示例工作区", reason=MADE_UP)) as uow:
        uow.settings.add(name=SAMPLE_SETTING, value=True, valid_from=desk.today, reason=MADE_UP)
