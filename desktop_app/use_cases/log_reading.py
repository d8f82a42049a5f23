"""What one act changed, read from the log: old and new beside each other."""

from collections import Counter
from dataclasses import replace

from db.labels import TITLES
from desktop_app.domain.record import Change
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.log_events import ActChanges, ChangeLine, told
from desktop_app.use_cases.log_wording import DETAILS, LogWording
from desktop_app.use_cases.standing.reading import reading_of

MOST_LINES = 300
"""Lines of one act from which on further changed rows are only counted."""
SPOILT = "（日志已损坏，读不出来，请核验日志）"
WIPED = "（原内容已按规定清除）"


def act_changes(desk: Desk, event_id: int) -> ActChanges:
    """The cells one act changed, as a clerk calls them; personal values masked."""
    with desk.workspace.read() as view:
        event = view.events.find(event_id)
        if event is None:
            raise Refused(
                f"日志里没有序号为 {event_id} 的操作", advice="序号见操作历史或 hengce log list。"
            )
        account = _Account(LogWording(reading_of(desk, view)))
        for change in view.events.changes(event_id):
            account.take(change)
        return ActChanges(told(event), (*account.lines, *account.counts), account.left_out)


class _Account:
    """Lines gathered change by change; of records without titled cells only how many."""

    def __init__(self, wording: LogWording) -> None:
        self.lines: list[ChangeLine] = []
        self.left_out = 0
        self._wording = wording
        self._others: Counter[tuple[str, str]] = Counter()

    @property
    def counts(self) -> list[ChangeLine]:
        """One line for every kind of record that was only counted."""
        return [
            ChangeLine(TITLES.get(table, table), "", "", f"{what} {count} 条")
            for (table, what), count in self._others.items()
        ]

    def take(self, change: Change) -> None:
        """Tell one changed row, unless there are lines enough."""
        if len(self.lines) >= MOST_LINES:
            self.left_out += 1
            return
        cells = list(self._wording.cells(change))
        damage = SPOILT if change.is_spoilt else WIPED if change.is_wiped else ""
        if not damage and not cells and not self._wording.is_record(change):
            self._others[change.table, _happened(change)] += 1
            return
        if damage or not cells:
            cells.append(("", "", damage or _happened(change)))
        record = self._wording.record(change)
        for each in cells:
            line = ChangeLine(record, *each)
            if change.table not in DETAILS or not self._joins(line):
                self.lines.append(line)

    def _joins(self, line: ChangeLine) -> bool:
        """Whether the line is the other half of one before: a detail taken out and put in anew."""
        for place, known in enumerate(self.lines):
            is_same = (known.record, known.label) == (line.record, line.label)
            if is_same and not known.after and not line.before:
                whole = replace(known, after=line.after)
                self.lines[place : place + 1] = [whole] if whole.before != whole.after else []
                return True
        return False


def _happened(change: Change) -> str:
    if change.before is None:
        return "新增"
    return "删除" if change.after is None else "改动"
