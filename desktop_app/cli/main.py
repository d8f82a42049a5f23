"""Runs one command of the command line; bad input gives a sentence, never a traceback."""

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from desktop_app.cli import (
    answers,
    courses,
    duties,
    entries,
    going_live,
    incoming,
    outlook,
    packs,
    papers,
    plans,
    projects,
    rounds,
    sheets,
    stage_lists,
    trust,
    vouchers,
    workspace,
)
from desktop_app.cli.output import PROBLEMS, WRONG_USAGE, Answer, show
from desktop_app.cli.plan_arguments import WRITING
from desktop_app.cli.usage_words import UsageError
from desktop_app.errors import Refused, UserFacingError
from desktop_app.use_cases.desk import Clock, Desk
from desktop_app.use_cases.standing.refresh import settle
from desktop_app.use_cases.workspaces import open_desk

READ_ONLY = frozenset(
    {
        "template",
        "list",
        "show",
        "check",
        "route",
        "trial",
        "export",
        "dossier",
        "log",
        "selfcheck",
    }
)
"""Commands that write nothing, so that they also run while the window is open."""
DeskCommand = Callable[[Namespace, Desk], Answer]
DESK_COMMANDS: Mapping[str, DeskCommand] = {
    "template": sheets.template,
    "import": sheets.import_files,
    "export": sheets.export,
    "round": rounds.rounds,
    "list": stage_lists.listing,
    "show": projects.show_project,
    "check": projects.check,
    "record": projects.record,
    "findings": projects.findings,
    "handin": projects.hand_in,
    "print": papers.print_form,
    "kit": papers.kit,
    "dispatch": papers.dispatch,
    "dossier": papers.dossier,
    "decide": courses.decide,
    "merge": courses.merge,
    "resubmit": courses.resubmit,
    "sender": courses.sender,
    "fill": courses.fill,
    "classify": courses.classify,
    "needs": courses.needs,
    "entry": entries.entry,
    "plan": plans.plan,
    "vouchers": vouchers.vouchers,
    "due": duties.due,
    "packs": packs.on_desk,
    "route": outlook.route,
    "trial": outlook.trial,
    "settings": answers.settings,
    "readings": answers.readings,
    "unit": going_live.unit,
    "handover": going_live.handover,
    "split": going_live.split,
    "repin": going_live.repin_projects,
    "note": courses.note,
    "number": courses.number,
    "incoming": incoming.incoming,
    "undo": trust.undo,
    "log": trust.log,
    "backup": trust.backup,
    "selfcheck": trust.selfcheck,
}


def _flag(name: str) -> Callable[[Namespace], bool]:
    """Writes only where this option was given."""
    return lambda arguments: bool(getattr(arguments, name))


def _changes_list(arguments: Namespace) -> bool:
    return arguments.action not in ("list", "status")


WRITES_WHEN: dict[str, Callable[[Namespace], bool]] = {
    "settings": _flag("name"),
    "readings": _flag("name"),
    "import": _flag("apply"),
    "export": _flag("reason"),
    "repin": _flag("apply"),
    "print": lambda arguments: arguments.issue or arguments.copy,
    "kit": _flag("issue"),
    "dispatch": _flag("issue"),
    "packs": lambda arguments: arguments.action in packs.WRITING,
    "plan": lambda a: a.action in WRITING or a.take or a.apply,
    "vouchers": vouchers.writes,
    "unit": going_live.writes_units,
    "needs": _changes_list,
    "round": _changes_list,
    "entry": _changes_list,
    "incoming": incoming.writes,
    "undo": lambda arguments: arguments.batch is not None,
}
"""Commands that write only with some of their options; any other writes unless read-only."""


@dataclass(frozen=True)
class Surroundings:
    """What the composition root hands to the command line."""

    clock: Clock
    program: str
    default_folder: Path
    out: TextIO = sys.stdout
    err: TextIO = sys.stderr


def run(arguments: Namespace, around: Surroundings) -> int:
    """Carry out one parsed command and return its exit code: 0 done, 1 problems, 2 wrong usage."""
    try:
        answer = _answer(arguments, around)
    except UsageError as problem:
        print(problem, file=around.err)
        return WRONG_USAGE
    except UserFacingError as problem:
        return _refused(problem, arguments, around)
    return show(answer, around.out, as_json=arguments.json)


def _answer(arguments: Namespace, around: Surroundings) -> Answer:
    folder = (arguments.data or around.default_folder).resolve()
    if arguments.command == "packs" and arguments.action in packs.WITHOUT_DESK:
        return packs.run(arguments, folder)
    if arguments.command == "init":
        return workspace.init(arguments, folder, clock=around.clock, program=around.program)
    if arguments.command == "restore":
        return trust.restore(arguments, folder, clock=around.clock, program=around.program)
    if arguments.command == "key":
        return trust.rebuild_key(arguments, folder, clock=around.clock)
    desk = open_desk(
        folder,
        clock=around.clock,
        program=around.program,
        operator=arguments.operator,
        writable=_writes(arguments),
    )
    if desk.workspace.notice:
        print(f"请注意：{desk.workspace.notice}", file=around.err)
    try:
        answer = DESK_COMMANDS[arguments.command](arguments, desk)
        settle(desk)
        return answer
    finally:
        desk.workspace.close()


def _writes(arguments: Namespace) -> bool:
    decides = WRITES_WHEN.get(arguments.command)
    return arguments.command not in READ_ONLY if decides is None else decides(arguments)


def _refused(problem: UserFacingError, arguments: Namespace, around: Surroundings) -> int:
    clauses = problem.clauses if isinstance(problem, Refused) else ()
    data = {
        "error": problem.what,
        "advice": problem.advice,
        "record": problem.record,
        "clauses": list(clauses),
    }
    lines = [f"未办理：{problem}"]
    if clauses:
        lines.append(f"依据：{'、'.join(clauses)}")
    return show(Answer(lines, data, PROBLEMS), around.out, as_json=arguments.json)
