"""One project under several rule packs, or packs against each other: question by question.

The clerk asks what a neighbouring county, or the older text, would say to the same case. Nothing
is written: the project keeps its pack. Checks, values and duties of different packs stand in one
line where their ids are the same, which is how pack writers say that the question is the same;
procedures stand in one line by stage, for every text orders them in its own way.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.planned_route import COURSE, PlannedProcedure, planned_route
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.deadline_kinds import Deadline
from desktop_app.rules.expression import evaluate_condition
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import scene
from desktop_app.rules.schema import Procedure, Rule
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regime import pack_by_id
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.stages import STAGE_TITLES, stage_title

ROUTE, VALUE, CHECK, DUTY = "办理路线", "法定值", "核查", "期限"
NOT_THERE = "没有这一项"
NOT_ASKED = "不适用"
NOTHING = "没有办件"
FEWEST = 2


@dataclass(frozen=True)
class PackAnswer:
    """What one pack says to one question, and by which clauses."""

    text: str
    clauses: tuple[str, ...] = ()
    stand: str = ""
    """What it comes to where the words alone may differ: the word of a check; empty = the text."""

    @property
    def told(self) -> str:
        """The answer with its clauses."""
        return self.text + (f"（{'、'.join(self.clauses)}）" if self.clauses else "")

    @property
    def outcome(self) -> str:
        """What is held against the others; packs that ask nothing all say the same."""
        return NOT_ASKED if self.text == NOT_THERE else self.stand or self.text


@dataclass(frozen=True)
class ComparedLine:
    """One question and the answer of every pack, in the order of the packs."""

    kind: str
    """办理路线, 法定值, 核查 or 期限."""
    id: str
    question: str
    answers: tuple[PackAnswer, ...]

    @property
    def differs(self) -> bool:
        """Whether it does not come to the same under all packs."""
        return len({answer.outcome for answer in self.answers}) > 1


@dataclass(frozen=True)
class Comparison:
    """The answers of several packs, question by question."""

    packs: tuple[tuple[str, str], ...]
    """Id and title of every pack compared."""
    on: date
    lines: tuple[ComparedLine, ...]
    code: str = ""
    """The project they were asked about; empty where the packs themselves are compared."""
    name: str = ""

    @property
    def differing(self) -> tuple[ComparedLine, ...]:
        """The questions with more than one answer."""
        return tuple(line for line in self.lines if line.differs)


Answers = Mapping[str, PackAnswer]
"""Answers of one pack by the id of the question."""
Titles = Mapping[str, str]


def compare_project(desk: Desk, code: str, pack_ids: Sequence[str]) -> Comparison:
    """What each pack says to the project of a code as it stands today; read only."""
    with desk.workspace.read() as view:
        project = view.projects.by_code(code)
        if project is None:
            raise Refused(f"没有编号为“{code}”的项目", advice="请照列表里的项目编号填写。")
        subject = Subject("project", project.id)
        courses = []
        for pack in _packs(pack_ids, lambda each: pack_by_id(desk, view, each)):
            reading = Reading(desk, view, desk.today, pack=pack)
            courses.append(courses_of(reading, (subject,))[subject])
        lines = (
            *_lines(ROUTE, [_routes(course) for course in courses], NOTHING),
            *_lines(CHECK, [_checks(course) for course in courses], NOT_THERE),
            *_lines(DUTY, [_duties(course) for course in courses], NOT_THERE),
        )
        named = _named(course.pack for course in courses)
        return Comparison(named, desk.today, lines, project.code, project.name)


def compare_packs(desk: Desk, pack_ids: Sequence[str]) -> Comparison:
    """What the packs themselves say: values of the law, procedures, checks and duties."""
    with desk.workspace.read() as view:
        packs = _packs(pack_ids, lambda each: pack_by_id(desk, view, each))
    lines = (
        *_lines(VALUE, [_values(pack, desk.today) for pack in packs], NOT_THERE),
        *_lines(ROUTE, [_procedures(pack) for pack in packs], NOTHING),
        *_lines(CHECK, [_entries(pack, "rules") for pack in packs], NOT_THERE),
        *_lines(DUTY, [_entries(pack, "deadlines") for pack in packs], NOT_THERE),
    )
    return Comparison(_named(packs), desk.today, lines)


def _packs(ids: Sequence[str], find: Callable[[str], Pack]) -> list[Pack]:
    wanted = list(dict.fromkeys(ids))
    if len(wanted) < FEWEST:
        raise Refused("要对照的规则包不到两个", advice="请选两个或更多的规则包。")
    return [find(each) for each in wanted]


def _named(packs: Iterable[Pack]) -> tuple[tuple[str, str], ...]:
    return tuple((pack.id, pack.title) for pack in packs)


def _lines(
    kind: str, found: Sequence[tuple[Answers, Titles]], missing: str
) -> Iterator[ComparedLine]:
    """One line per question any pack answers, in the order of the first pack that asks it."""
    titles: dict[str, str] = {}
    for _, more in found:
        titles = {**more, **titles}
    if kind == ROUTE:
        titles = {key: _said(key, found) for key in titles}
    asked = dict.fromkeys(key for answers, _ in found for key in answers)
    for key in asked:
        answers = tuple(each.get(key, PackAnswer(missing)) for each, _ in found)
        yield ComparedLine(kind, key, titles[key], answers)


def _said(stage: str, found: Sequence[tuple[Answers, Titles]]) -> str:
    """What the packs with an answer call a stage, each word once: 储备库／项目库."""
    words = (titles[stage] for answers, titles in found if stage in answers)
    return "／".join(dict.fromkeys(words))


def _stages(pack: Pack) -> Titles:
    return {stage: stage_title(stage, pack.tab_titles) for stage in STAGE_TITLES}


def _routes(course: Course) -> tuple[Answers, Titles]:
    track = course.history.track
    known = {each.id for each in course.pack.tracks}
    ways = planned_route(
        course.pack,
        course.governed_as,
        course.facts,
        course.terms,
        track=track if track in known else "",
    )
    answers = {}
    for stage in STAGE_TITLES:
        here = [way for way in ways if way.stage == stage]
        if here:
            text = "；".join(map(_way_text, here))
            answers[stage] = PackAnswer(text, _together(way.clauses for way in here))
        elif by_row := _by_row(course.pack, stage):
            answers[stage] = by_row
    return answers, _stages(course.pack)


def _by_row(pack: Pack, stage: str) -> PackAnswer | None:
    """What a stage asks of each contract or other row, where it asks nothing of the project."""
    labels = {register.id: register.label for register in pack.registers}
    here = [p for p in pack.procedures if p.stage == stage and p.subject in labels]
    if not here:
        return None
    text = "；".join(f"每个{labels[each.subject]}{_procedure_text(each)}" for each in here)
    return PackAnswer(text, _together(pack.clauses(each.rows) for each in here))


def _way_text(way: PlannedProcedure) -> str:
    steps = " → ".join(step.title for step in way.steps)
    doubt = f"（待定，缺{'、'.join(way.missing)}）" if way.missing else ""
    return f"{way.title}{doubt}：{steps}" if steps else f"{way.title}{doubt}"


def _checks(course: Course) -> tuple[Answers, Titles]:
    """Every check the pack has; those that say nothing to this project do not apply."""
    rules = {rule.id: rule for rule in course.pack.rules if rule.subject == course.governed_as}
    elsewhere = _bound_elsewhere(course, rules.values())
    said = {
        verdict.rule: _verdict_answer(verdict)
        for verdict in course.verdicts
        if verdict.word and verdict.rule not in elsewhere
    }
    answers = {
        key: said.get(key, PackAnswer(NOT_ASKED, course.pack.clauses(rule.rows)))
        for key, rule in rules.items()
    }
    return answers, {key: rule.title for key, rule in rules.items()}


def _bound_elsewhere(course: Course, rules: Iterable[Rule]) -> frozenset[str]:
    """The checks for a state or track of this pack alone: the project stands in another pack's."""
    lookup = scene(course.pack, course.facts, course.terms).lookup
    truths = ((rule.id, evaluate_condition(rule.applies, lookup)) for rule in rules)
    return frozenset(
        key for key, truth in truths if truth.missing and COURSE.issuperset(truth.missing)
    )


def _verdict_answer(verdict: Verdict) -> PackAnswer:
    return PackAnswer(f"{verdict.word}：{verdict.message}", verdict.clauses, verdict.word)


def _duties(course: Course) -> tuple[Answers, Titles]:
    found: dict[str, PackAnswer] = {}
    titles: dict[str, str] = {}
    for duty in course.duties:
        found.setdefault(duty.id, PackAnswer(_due_text(duty), duty.clauses))
        titles[duty.id] = duty.title
    return found, titles


def _due_text(duty: Deadline) -> str:
    if duty.due is None:
        return "缺本办设定，日期未定"
    if duty.runs_out_on is not None:
        return f"{duty.runs_out_on.isoformat()} 到期，{duty.due.isoformat()} 起提醒"
    opens = f"{duty.window_opens.isoformat()} 起，" if duty.window_opens else ""
    return f"{opens}{duty.due.isoformat()} 前"


def _values(pack: Pack, on: date) -> tuple[Answers, Titles]:
    answers = {}
    for value in pack.parameters:
        now = pack.value(value.id, on)
        answers[value.id] = PackAnswer(now.text if now else "未施行", pack.clauses(value.rows))
    return answers, {value.id: value.label for value in pack.parameters}


def _procedures(pack: Pack) -> tuple[Answers, Titles]:
    answers = {}
    for stage in STAGE_TITLES:
        here = [p for p in pack.procedures if p.stage == stage and p.opens != "embedded"]
        if here:
            clauses = _together(pack.clauses(each.rows) for each in here)
            answers[stage] = PackAnswer("；".join(map(_procedure_text, here)), clauses)
    return answers, _stages(pack)


def _procedure_text(procedure: Procedure) -> str:
    return f"{procedure.title}：{' → '.join(step.title or step.id for step in procedure.step)}"


def _entries(pack: Pack, kind: str) -> tuple[Answers, Titles]:
    entries = getattr(pack, kind)
    return (
        {each.id: PackAnswer(each.title, pack.clauses(each.rows)) for each in entries},
        {each.id: each.title for each in entries},
    )


def _together(clauses: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for group in clauses for each in group))
