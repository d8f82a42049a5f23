"""督办单: one letter per unit with everything it owes by date, each with its basis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.unit_of_work import ReadView
from desktop_app.domain.record import Paper, Subject
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.base_data import unit_index
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.duty_lists import DutyLine, duty_lines
from desktop_app.use_cases.papers.content_parts import form_label
from desktop_app.use_cases.papers.issue import issue_each, preview_paper
from desktop_app.use_cases.papers.press import joined
from desktop_app.use_cases.papers.sheets import Extra
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.values.dates import long_date
from desktop_app.values.ids import UnitId
from desktop_app.values.text import normal_name

DUTY_LETTER = "duty_letter"
"""Form of the pack for what units owe by date."""
OF_UNITS = frozenset({"unit", "superior_unit"})
"""Actors whose duties a unit is told of; the others are the offices' own."""
LETTER = "letter"


@dataclass(frozen=True)
class UnitDuties:
    """What one unit owes, worded for its letter."""

    unit_id: UnitId
    unit: str
    lines: tuple[str, ...]

    @property
    def subject(self) -> Subject:
        """The unit the letter goes to."""
        return Subject("unit", self.unit_id)

    def brings(self, due: date | None) -> Extra:
        """What the act brings to the letter."""
        numbered = (f"{place}.{line}" for place, line in enumerate(self.lines, start=1))
        return Extra(problems="\n".join(numbered), problem_count=len(self.lines), due=due)


def unit_duties(desk: Desk, *, until: date | None = None) -> tuple[UnitDuties, ...]:
    """What units owe that was due by a day (default: today), by unit in the order of days."""
    last = until or desk.today
    owed: dict[str, list[DutyLine]] = {}
    for line in duty_lines(desk):
        if line.named.unit and line.duty.actor in OF_UNITS and line.duty.due_on <= last:
            owed.setdefault(line.named.unit, []).append(line)
    with desk.workspace.read() as view:
        known = unit_index(view)
        return tuple(
            UnitDuties(
                known[normal_name(unit)].id,
                unit,
                tuple(_worded(desk, view, line) for line in lines),
            )
            for unit, lines in owed.items()
        )


def preview_duty_letters(
    desk: Desk, wanted: Sequence[UnitDuties], *, due: date | None = None
) -> bytes:
    """The letters as one file, as they would be issued, marked 预览."""
    _refuse_nothing(desk, wanted)
    return joined(
        [
            preview_paper(desk, DUTY_LETTER, (each.subject,), extra=each.brings(due)).pdf
            for each in wanted
        ]
    )


def issue_duty_letters(
    desk: Desk, wanted: Sequence[UnitDuties], *, due: date | None = None
) -> tuple[Paper, ...]:
    """Issue one letter per unit in one act: all of them, or none."""
    require(desk, "papers.issue")
    _refuse_nothing(desk, wanted)
    return issue_each(desk, DUTY_LETTER, [(each.subject, each.brings(due)) for each in wanted])


def _refuse_nothing(desk: Desk, wanted: Sequence[UnitDuties]) -> None:
    if not wanted:
        raise Refused("没有到期或者超期的事项", advice="不必督办；可以把截止日期放晚一些。")
    with desk.workspace.read() as view:
        pack = current_pack(desk, view)
    if all(form.id != DUTY_LETTER for form in pack.forms):
        raise Refused(
            f"{pack.title}没有督办单", advice=f"请在规则包里写一种编号为 {DUTY_LETTER} 的函件。"
        )


def _worded(desk: Desk, view: ReadView, line: DutyLine) -> str:
    """One duty as the letter says it: what, of which project, since when, by which clause."""
    duty = line.duty
    about = " ".join(part for part in (line.named.code, line.named.name) if part)
    late = f"，已逾期{-line.days_left}天" if line.days_left < 0 else ""
    basis = "、".join((*duty.clauses, *line.notes))
    told = f"{about}：{duty.title}，应于{long_date(duty.due_on)}前办结{late}"
    paper = _paper_for(course_of(desk, view, duty.subject).pack, duty.duty)
    ask = f"请报送《{paper}》。" if paper else ""
    return f"{told}{f'（{basis}）' if basis else ''}。{ask}"


def _paper_for(pack: Pack, duty: str) -> str:
    """The paper a unit hands in for a duty; a letter is the office's own to write."""
    spec = next((each for each in pack.deadlines if each.id == duty), None)
    form = next((each for each in pack.forms if spec and each.id == spec.form), None)
    return form_label(form, pack) if form and form.layout != LETTER else ""
