"""From which day something holds, why, and the paper it rests on."""

from dataclasses import dataclass
from datetime import date

from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk


@dataclass(frozen=True)
class Grounds:
    """A day, a reason and the number of a paper."""

    since: date
    reason: str
    document_number: str = ""

    @property
    def told(self) -> str:
        """Reason and number as the log keeps them."""
        number = self.document_number.strip()
        return f"{self.reason.strip()}（{number}）" if number else self.reason.strip()


def refuse_groundless(desk: Desk, grounds: Grounds) -> None:
    """Refuse an act without a reason, or from a day that is still to come."""
    if not grounds.reason.strip():
        raise Refused("没有写依据", advice="请写明依据，如机构改革方案、批复、会议纪要。")
    if grounds.since > desk.today:
        raise Refused(f"起始日期 {grounds.since} 还没有到", advice="请到那一天再登记，或核对日期。")
