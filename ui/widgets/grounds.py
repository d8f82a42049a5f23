"""From which day something holds, why, and the paper it rests on: three fields of a form."""

from datetime import date

from desktop_app.use_cases.going_live.grounds import Grounds
from ui.widgets.fields import DateField, Field, Form, LongTextField, TextField


class GroundsFields:
    """The fields of a hand-over, a split, a new name, a merger."""

    def __init__(
        self,
        today: date,
        *,
        has_day: bool = True,
        title: str = "依据",
        hint: str = "如机构改革方案、会议纪要；会存档",
    ) -> None:
        self._today = today
        self._title = title
        self.since = DateField("自哪一天起", today, hint="文件写明的起始日期，不能晚于今天")
        self.reason = LongTextField(title, rows=3, hint=hint)
        self.number = TextField("文号", placeholder="依据的文件编号，没有的不填")
        self._has_day = has_day

    def add_to(self, form: Form) -> None:
        """Put the fields at the end of a form."""
        if self._has_day:
            form.add(self.since, required=True)
        form.add(self.reason, required=True)
        form.add(self.number)

    @property
    def fields(self) -> dict[str, Field]:
        """The fields by name, for a draft."""
        day: dict[str, Field] = {"since": self.since} if self._has_day else {}
        return {**day, "reason": self.reason, "number": self.number}

    @property
    def value(self) -> Grounds:
        """What was filled in."""
        since = self.since.value if self._has_day else self._today
        return Grounds(since, self.reason.value, self.number.value)

    def is_right(self) -> bool:
        """Whether it is complete; complaints are shown under the fields."""
        late = self._has_day and self.since.value > self._today
        self.since.complain("起始日期还没有到" if late else "")
        self.reason.complain("" if self.reason.value else f"请写明{self._title}")
        return not late and bool(self.reason.value)
